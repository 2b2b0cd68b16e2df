#!/bin/sh
# Rewrites both lock files from the .in files. A developer's tool: installing needs pip only.
set -eu
cd "$(dirname "$0")"
for name in base dev; do
  uv pip compile -q --generate-hashes --no-emit-index-url --no-annotate --no-header \
    --python-version 3.11.7 "$name.in" -o "$name.txt"
done
