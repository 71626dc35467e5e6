#!/bin/sh
# Make configure from a checkout.
set -e
cd "$(dirname "$0")"
mkdir -p build-aux m4
driver=$(automake --print-libdir)/tap-driver.sh
[ -e build-aux/tap-driver.sh ] || cp "$driver" build-aux/
exec autoreconf --install --force "$@"
