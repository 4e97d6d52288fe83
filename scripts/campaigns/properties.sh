#!/usr/bin/env bash
# Runs every property-based test again and again, each time with other seeds, and says which failed and with which seed.
# ./scripts/campaigns/properties.sh [MINUTES]     60 minutes where none are given
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

case "${1:-60}" in
  -h | --help) sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *[!0-9]*) echo "properties.sh: '$1' is not a number of minutes" >&2; exit 2 ;;
esac
minutes=${1:-60}

dotnet build EdgeAgent.sln --configuration Release --nologo --verbosity quiet
classes=()
while read -r file; do
  classes+=(-class "$(sed -nE 's/^namespace (.*);/\1/p' "$file").$(basename "$file" .cs)")
done < <(grep -rlE '^using CsCheck;' src/EdgeAgent.Tests --include='*Tests.cs' | sort)

log=$(mktemp)
trap 'rm -f "$log"' EXIT
rounds=0 failed=0 end=$((SECONDS + minutes * 60))
while [ "$SECONDS" -lt "$end" ]; do
  rounds=$((rounds + 1))
  if ! dotnet src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests.dll -noColor "${classes[@]}" > "$log" 2>&1; then
    failed=$((failed + 1))
    grep -E -A 12 '\[FAIL\]' "$log" || tail -n 20 "$log"
  fi
  echo "round $rounds, $failed failed, $(((end - SECONDS + 59) / 60)) minutes left"
done

echo "$rounds rounds of $((${#classes[@]} / 2)) classes, $failed failed"
[ "$failed" -eq 0 ]
