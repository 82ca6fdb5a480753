#!/bin/sh
# Starts Songbook with the Swift that it was built with: analyses are compiled by it, and the tool runs with its
# runtime. It is looked for in SONGBOOK_TOOLCHAIN, which holds alone where it is set; else where it was at installation,
# on PATH, among the toolchains of swiftly, and where packages and archives are put.
wanted='@VERSION@'

self=$0
case $self in */*) ;; *) self=$(command -v -- "$self") ;; esac
[ ! -L "$self" ] || self=$(readlink -f -- "$self")
home=${self%/*}/../lib/songbook
found=

# Whether a folder `usr` holds the toolchain that is wanted. One of another version is noted.
suits() {
  # The folder of swiftly's own programs has one of this name too, without a library.
  [ -x "$1/bin/swift-frontend" ] && [ -r "$1/lib/swift/linux/libswiftCore.so" ] || return 1
  version=
  for interface in "$1"/lib/swift/linux/Swift.swiftmodule/*-linux-gnu.swiftinterface; do
    [ ! -r "$interface" ] || { read -r _ && read -r _ _ version; } <"$interface"
  done
  [ -n "$version" ] || version=$("$1/bin/swiftc" --version 2>/dev/null | head -n 1)
  [ "$version" != "$wanted" ] || return 0
  case $found in *" in $1"*) ;; *) found="$found
  ${version:-a compiler that does not run} in $1" ;; esac
  return 1
}

# Finds the toolchain and leaves its folder in `toolchain`.
search() {
  if [ -n "${SONGBOOK_TOOLCHAIN-}" ]; then
    for toolchain in "$SONGBOOK_TOOLCHAIN" "$SONGBOOK_TOOLCHAIN/usr" "$SONGBOOK_TOOLCHAIN/.."; do
      suits "$toolchain" && return
    done
    return 1
  fi
  if [ -r "$home/toolchain" ] && read -r toolchain <"$home/toolchain"; then
    suits "$toolchain" && return
  fi
  rest=${PATH-}:
  while [ -n "$rest" ]; do
    folder=${rest%%:*}
    rest=${rest#*:}
    [ -x "$folder/swiftc" ] || continue
    toolchain=$(readlink -f -- "$folder/swiftc")
    toolchain=${toolchain%/*/*}
    suits "$toolchain" && return
  done
  data=${XDG_DATA_HOME:-${HOME-}/.local/share}
  for toolchain in \
    "${SWIFTLY_TOOLCHAINS_DIR:-${SWIFTLY_HOME_DIR:-$data/swiftly}/toolchains}"/*/usr \
    "${HOME-}"/.swiftly/toolchains/*/usr "${HOME-}"/swift*/usr \
    /opt/swift*/usr /opt/swift* /usr/local/swift*/usr /usr/local/swift* /usr/share/swift*/usr /usr/share/swift* \
    /usr/libexec/swift* /usr/libexec/swift*/usr /usr/lib/swift*/usr /usr/lib/swift-lang /usr/lib/swiftlang* /usr/local /usr; do
    suits "$toolchain" && return
  done
  return 1
}

if ! search; then
  short=${wanted#Swift version }
  short=${short%% *}
  {
    echo "error: Swift $short was not found. Analyses are compiled by the Swift that Songbook was built with."
    [ -z "$found" ] || echo "Found:$found"
    if [ -n "${SONGBOOK_TOOLCHAIN-}" ]; then
      echo "SONGBOOK_TOOLCHAIN is '$SONGBOOK_TOOLCHAIN': set it to the folder usr of a toolchain of Swift $short, or unset it."
    else
      echo "Install it with \`swiftly install $short\`, or unpack the archive from https://www.swift.org/install/linux"
      echo "anywhere and put its usr/bin on PATH."
    fi
  } >&2
  exit 70
fi

# The tool takes its own folders off LD_LIBRARY_PATH again, so that no analysis sees them.
SONGBOOK_TOOLCHAIN=$toolchain
SONGBOOK_RUNTIME=$toolchain/lib/swift/linux:$toolchain/lib/swift/host
LD_LIBRARY_PATH=$SONGBOOK_RUNTIME${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export SONGBOOK_TOOLCHAIN SONGBOOK_RUNTIME LD_LIBRARY_PATH
exec "$home/songbook" "$@"
