#!/bin/sh
# Builds the style sheet. Only for those who change it: the result is kept in the repository.
set -eu
cd "$(dirname "$0")"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-fund --no-audit
node_modules/.bin/sass --no-error-css --no-charset --style=compressed --no-source-map --load-path=node_modules \
  scss/main.scss ../elearn/static/elearn/main.css
