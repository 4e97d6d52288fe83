#!/usr/bin/env bash
# Checks the contract that the built agent prints with AsyncAPI's parser and Ajv. Its packages are fetched once, into .artifacts/contract.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

tools=.artifacts/contract
mkdir -p "$tools"
if ! cmp -s scripts/contract/package-lock.json "$tools/node_modules/.lock"; then
    cp scripts/contract/package.json scripts/contract/package-lock.json "$tools/"
    (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    cp scripts/contract/package-lock.json "$tools/node_modules/.lock"
fi
# Beside the packages that it imports.
cp scripts/contract/check.mjs "$tools/"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
src/EdgeAgent/bin/Release/net10.0/edgeagent contract --out "$out" >/dev/null
node "$tools/check.mjs" "$out"
