#!/usr/bin/env bash
# How often does the agent cry wolf? An hour in which nothing happens, in every weather, under every rule.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=false_alarms
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

MINUTES=60
SEED=1
KEEP=

usage() {
    cat <<'END'
How often does the agent cry wolf? Makes an hour in which nothing happens: an empty meadow, and a yard with a dog that never moves and a
parked truck, in noise, rain, snow, fog, wind, under clouds, lamps, headlights and infrared. Every rule watches all of it, at its defaults.
Prints the alarms of each condition and rule, and of an hour.

usage: scripts/campaigns/false_alarms.sh [options]

  --minutes N   of all conditions together (60)
  --seed N      of the weather; even and odd ones change the two scenes (1)
  --keep DIR    leaves events and a sheet of each condition there

Takes about 12 minutes on two cores, and 600 MB of disk meanwhile.

example: scripts/campaigns/false_alarms.sh
         scripts/campaigns/false_alarms.sh --minutes 6 --keep /tmp/alarms    (does it work?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --minutes | --seed | --keep) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --minutes) MINUTES=$2 ;;
            --seed) SEED=$2 ;;
            --keep) KEEP=$(from_caller "$2") ;;
        esac
        shift 2
    done
    require_number --minutes "$MINUTES" 1
    require_number --seed "$SEED" 0
}

main() {
    read_arguments "$@"
    require_agent
    open_campaign
    local out=${KEEP:-$WORK} machine
    mkdir -p "$out" "$WORK/pictures"
    machine=$(describe_machine)
    report "making $MINUTES minutes of pictures"
    /usr/bin/python3 scripts/campaigns/false_alarms/pictures.py --out "$WORK/pictures" --minutes "$MINUTES" --seed "$SEED" 2>/dev/null
    local video name videos=("$WORK"/pictures/*.mp4) events=()
    for video in "${videos[@]}"; do
        name=$(basename "$video" .mp4)
        report "$name"
        "$AGENT" analyze "$video" --config scripts/campaigns/false_alarms/agent.json --model .artifacts/model --pose-model .artifacts/model-pose \
            --sheet "$out/$name.png" >"$out/$name.jsonl" 2>"$WORK/$name.err" || fail "$(tail -n 1 "$WORK/$name.err")"
        events+=("$out/$name.jsonl")
    done
    printf '%s\n\n' "$machine"
    /usr/bin/python3 scripts/campaigns/false_alarms/table.py "$(awk "BEGIN { print $MINUTES / ${#videos[@]} }")" "${events[@]}"
}

main "$@"
