#!/usr/bin/env bash
# Keeps the schemas that the built agent prints as released: from now on a test refuses what would break them. Without descriptions, which may change.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$root/src/EdgeAgent/bin/Release/net10.0/edgeagent" contract --out "$out" >/dev/null
/usr/bin/python3 - "$out/schemas" "$root/src/EdgeAgent.Tests/Contract/Released/v1" <<'PYTHON'
import json
import pathlib
import sys


def bare(node):
    if isinstance(node, list):
        return [bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    words = ("description", "title", "x-privacy")
    return {name: bare(value) for name, value in node.items() if name not in words or isinstance(value, dict) and "type" in value}


source, target = map(pathlib.Path, sys.argv[1:])
target.mkdir(parents=True, exist_ok=True)
for path in sorted(source.glob("*.json")):
    (target / path.name).write_text(json.dumps(bare(json.loads(path.read_text())), ensure_ascii=False) + "\n")
PYTHON
