#!/usr/bin/env bash
# 1,000 connects of a pole that is killed, stopped, and taken over at random: an independent subscriber must never see a stale "online".
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
CAMPAIGN=presence
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh
# shellcheck source=scripts/lib/apt.sh
source scripts/lib/apt.sh

usage() {
    cat <<'TEXT'
Usage: scripts/campaigns/presence.sh [--connects N] [--seed N] [--out DIR]

Runs `edgeagent simulate` against a mosquitto of its own and ends it at a random moment by kill -9, by SIGTERM, or by a client of the same name and
then a kill, until the broker has taken N connects (1000). A mosquitto_sub notes every state. Every 50 connects there is a rest: without a pole, a
client that joins late must read offline or nothing; with one, online. Exit code 1 where that, or a rule of the contract, is broken.

Example: scripts/campaigns/presence.sh --connects 100
TEXT
}

CONNECTS=1000 SEED=1 OUT=
while (($# > 0)); do
    case $1 in
        --connects) CONNECTS=$2 && shift 2 && require_number --connects "$CONNECTS" 1 ;;
        --seed) SEED=$2 && shift 2 && require_number --seed "$SEED" 0 ;;
        --out) OUT=$(from_caller "$2") && shift 2 ;;
        --help) usage && exit ;;
        *) usage >&2 && exit 2 ;;
    esac
done
[[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
install_packages mosquitto mosquitto-clients >&2
open_campaign
OUT=${OUT:-$WORK}
mkdir -p "$OUT"
describe_machine
echo
status=0
: >"$WORK/result.err"
spawn "$WORK/result" /usr/bin/python3 scripts/campaigns/presence/campaign.py --agent "$AGENT" --work "$WORK" --out "$OUT" --connects "$CONNECTS" --seed "$SEED"
trial=${SPAWNED[-1]}
setsid tail -q -n +1 -f "$WORK/result.err" >&2 &
SPAWNED+=("$!")
wait "$trial" || status=$?
cat "$WORK/result"
exit "$status"
