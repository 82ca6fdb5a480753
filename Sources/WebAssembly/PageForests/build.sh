#!/bin/sh
# Compiles the library's forests for pages, with nothing but the Swift toolchain.
#
#   Sources/WebAssembly/PageForests/build.sh [OUTPUT]     default: the committed file that reports carry
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources=$(cd "$here/../.." && pwd)
output=$(realpath "${1:-$sources/Tool/Reports/Resources/forests.wasm}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The compiler notes the names of its files in what it makes: they are the same everywhere.
cd "$work"
ln -s "$sources" sources
swiftc -target wasm32-unknown-none-wasm -enable-experimental-feature Embedded -enable-experimental-feature Extern \
  -wmo -O -parse-as-library -module-name Forests -Xfrontend -disable-stack-protector -emit-object \
  $(find sources/Library/Forests sources/WebAssembly/PageForests -name '*.swift' | LC_ALL=C sort) -o forests.o
wasm-ld --no-entry --gc-sections --strip-all --wrap=free \
  --export=allocate --export=release --export=forest_read --export=forest_classes --export=forest_features \
  --export=forest_predict --export=grower_make --export=grower_grow --export=grower_predict --export=grower_importances \
  forests.o -o forests.wasm
cp forests.wasm "$output"
chmod 644 "$output"
