#!/usr/bin/env bash
# Is memory flat over an hour of video? Analyses it as fast as the machine can, and watches the process.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=soak
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

MINUTES=60
RATE=5
SAMPLE_SECONDS=2
MODEL=.artifacts/model
VIDEO=
OUT=

usage() {
    cat <<'END'
Is memory flat over an hour of video? Analyses it at 5 frames per second of video, as fast as the machine can, watches the memory of
the process, and prints a Markdown table. Exit code 1 where the end is more than 5 MB above what it was after a fifth of the time.

usage: scripts/campaigns/soak.sh [options]

  --minutes N    of video, which begins again until there were enough (60)
  --video FILE   video/town-centre.mp4 of the recordings, else the demo's scene enlarged to 1080p25
  --model DIR    model package (.artifacts/model)
  --out DIR      keep memory.csv (second, MB resident) and bench.json

The recordings are in the folder EDGEAGENT_TEST_DATA, or in shared/data beside the checkout. An hour of 1080p25 takes about
10 minutes on two cores.

example: scripts/campaigns/soak.sh --out soak
         scripts/campaigns/soak.sh --minutes 2 --video street.mp4    (does it work?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --minutes | --video | --model | --out) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --minutes) MINUTES=$2 ;;
            --video) VIDEO=$(existing "$1" "$2") ;;
            --model) MODEL=$(from_caller "$2") ;;
            --out) OUT=$(from_caller "$2") ;;
        esac
        shift 2
    done
    require_number --minutes "$MINUTES" 1
}

# samples PID: its resident memory, until it ends.
sample_memory() {
    local started=$SECONDS resident reported=0
    while resident=$(awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status" 2>/dev/null) && [[ -n $resident ]]; do
        printf '%s,%s\n' "$((SECONDS - started))" "$resident"
        if ((SECONDS - reported >= 30)); then
            report "$((SECONDS - started)) s: $resident MB"
            reported=$SECONDS
        fi
        sleep "$SAMPLE_SECONDS"
    done
}

main() {
    read_arguments "$@"
    require_agent
    open_campaign
    [[ -n $VIDEO ]] || VIDEO=$(default_video)
    describe_machine
    local frames=$((MINUTES * 60 * RATE))
    report "$frames frames of $MINUTES minutes of $(basename "$VIDEO") in a row"
    spawn "$WORK/bench.json" "$AGENT" bench "$VIDEO" --model "$MODEL" --rate "$RATE" --warm-up 50 --frames "$frames" --json
    sample_memory "${SPAWNED[0]}" >"$WORK/memory.csv"
    wait "${SPAWNED[0]}" || fail "bench ended with exit code $?: $(tail -n 3 "$WORK/bench.json.err")"
    if [[ -n $OUT ]]; then
        mkdir -p "$OUT"
        cp "$WORK/memory.csv" "$WORK/bench.json" "$OUT"
    fi
    /usr/bin/python3 scripts/campaigns/soak/summary.py "$WORK/memory.csv" "$WORK/bench.json" --minutes "$MINUTES"
}

main "$@"
