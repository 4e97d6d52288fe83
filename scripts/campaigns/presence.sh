#!/usr/bin/env bash
# 1,000 connects of a pole that is killed, stopped, and taken over at random: an independent subscriber must never see a stale "online".
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
CAMPAIGN=presence
. scripts/lib/campaign.sh

usage() {
    cat <<'TEXT'
Usage: scripts/campaigns/presence.sh [--connects N] [--seed N] [--out DIR]

Runs an agent without pictures against a mosquitto of its own, and ends it N times (1000 by default) at a random moment by kill -9, by SIGTERM or
by a client of the same name. A mosquitto_sub notes every state. Exit code 1 where a rule of the contract is broken.

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
for tool in mosquitto_sub mosquitto_pub python3; do
    command -v "$tool" >/dev/null || fail "$tool is missing; run: apt-get install mosquitto-clients python3"
done
begin_trials "$OUT"
exec 3>&1
python3 scripts/campaigns/presence/campaign.py --agent "$AGENT" --work "$WORK" --out "$OUT" --connects "$CONNECTS" --seed "$SEED" >&3
