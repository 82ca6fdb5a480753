// Keeps the choice in the address, as `#seed=3,trees=100`, and takes it from there.
"use strict";
{
  const inputs = [...document.querySelectorAll(".variants input")];
  const encode = (text) => encodeURIComponent(text).replaceAll("%20", "+");
  const decode = (text) => {
    try { return decodeURIComponent(text.replaceAll("+", " ")); } catch { return text; }
  };
  const read = () => {
    const parts = location.hash.slice(1).split(",");
    if (!parts.every((part) => part.includes("="))) return;
    for (const part of parts) {
      const name = decode(part.slice(0, part.indexOf("=")));
      const value = decode(part.slice(part.indexOf("=") + 1));
      const input = inputs.find((one) => one.name === name && one.value === value);
      if (input) input.checked = true;
    }
  };
  const write = () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => `${encode(input.name)}=${encode(input.value)}`);
    try { history.replaceState(null, "", `#${chosen.join(",")}`); } catch { /* Some viewers have no address. */ }
  };
  for (const input of inputs) input.addEventListener("change", write);
  addEventListener("hashchange", read);
  read();
}
