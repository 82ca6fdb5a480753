#!/bin/sh
# Unpacks Debian's ClickHouse (18.16) into FOLDER/root, without root and without installing it: 117 MB.
#   fetch.sh [FOLDER]
set -eu
folder=$(realpath -m "${1:-.build/engine}")
[ -x "$folder/root/usr/sbin/clickhouse-server" ] && exit 0
mkdir -p "$folder/packages" && cd "$folder"
wanted=$(apt-get install -s --reinstall --no-install-recommends clickhouse-server clickhouse-client | awk '$1 == "Inst" { print $2 }')
(cd packages && apt-get download -q $wanted >/dev/null 2>&1)
for package in packages/*.deb; do dpkg-deb -x "$package" root; done
rm -r packages
