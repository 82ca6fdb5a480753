// The library's own forests, compiled for WebAssembly: the program of the page, made once.
let program;
const forests = () => (program ??= (async () => (await WebAssembly.instantiate(await bytesOf(document.getElementById("forests")))).instance.exports)());
