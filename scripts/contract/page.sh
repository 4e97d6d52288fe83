#!/usr/bin/env bash
# Makes a readable page of the contract: page.sh DIR writes DIR/index.html. It fetches AsyncAPI's generator, some 400 MB, into DIR/.generator.
set -euo pipefail
(($# == 1)) || { printf 'usage: page.sh DIR\n' >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mkdir -p "$1/.generator"
cd "$1"
"$root/src/EdgeAgent/bin/Release/net10.0/edgeagent" contract --out . >/dev/null
PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix .generator --ignore-scripts --no-audit --no-fund --silent @asyncapi/generator@3.4.1 @asyncapi/html-template@3.5.6
.generator/node_modules/.bin/asyncapi-generator asyncapi.json .generator/node_modules/@asyncapi/html-template --output . --param singleFile=true --force-write
