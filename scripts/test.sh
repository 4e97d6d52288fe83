#!/usr/bin/env bash
# Sets up what is missing and runs all tests. Its last line is "N passed, N failed, N skipped".
# Arguments go to the test runner, for example: ./scripts/test.sh -namespace EdgeAgent.Tracking
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./scripts/setup.sh
dotnet build EdgeAgent.sln --configuration Release --nologo --verbosity quiet

report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
# The limit is many times what they take: it ends a run that hangs, and judges nothing. Many tests wait for a camera or a broker, so that
# more of them than there are cores find room.
timeout 1800 dotnet src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests.dll -noColor -maxThreads 1.5x "$@" | tee "$report" || status=$?

# The runner's own count, in the form that every tool reads.
count() { grep -oE "$1: [0-9]+" "$report" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
# Measurements, which run only when asked for, are in the runner's total.
total=$(($(count 'Total') - $(count 'Not Run')))
failed=$(($(count 'Failed') + $(count 'Errors')))
skipped=$(count 'Skipped')
if [ "$total" -eq 0 ] && [ "$status" -eq 0 ]; then
  echo "test.sh: the runner reported no test; is its output in another form now?" >&2
  status=1
fi
# The contract as other tools see it counts as one test; only where the whole suite was asked for.
if [ "$#" -eq 0 ]; then
  total=$((total + 1))
  if ! ./scripts/contract/check.sh; then
    failed=$((failed + 1))
    [ "$status" -ne 0 ] || status=1
  fi
fi
echo "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
exit "$status"
