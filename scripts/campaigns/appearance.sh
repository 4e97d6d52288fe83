#!/usr/bin/env bash
# Does the agent call clothes what people call them, whatever the light, and at what cost?
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=appearance
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

LABELS=scripts/campaigns/appearance/labels
RATE=5
FRAMES=600
CONDITIONS=()
VIDEOS=()
KEEP=

usage() {
    cat <<'END'
Does the agent call clothes what people call them, whatever the light, and at what cost? Holds what it says of the labelled recordings against
what an eye saw; shows it the demo's scene in other exposures, white balances, lamps, noises and bitrates; and sets the time that it takes
beside that of inference. Exit code 1 where that is more than a tenth.

usage: scripts/campaigns/appearance.sh [options] [VIDEO...]

  VIDEO             one of which there are labels in scripts/campaigns/appearance/labels (those in video/ of the recordings)
  --rate N          frames a second that are analysed (5)
  --frames N        that are timed (600)
  --condition NAME  only this one of the scene's lights, no recordings and no cost; may be given again
  --keep DIR        leaves answers there

The recordings are in the folder EDGEAGENT_TEST_DATA, or in shared/data beside the checkout; without them there is no table of accuracy.
Takes about 10 minutes on two cores.

example: scripts/campaigns/appearance.sh --keep /tmp/appearance
         scripts/campaigns/appearance.sh --condition dusk    (does it work?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --rate | --frames | --condition | --keep) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            -*) fail "there is no option $1; see --help" ;;
            *)
                VIDEOS+=("$(existing VIDEO "$1")")
                shift
                continue
                ;;
        esac
        case $1 in
            --rate) RATE=$2 ;;
            --frames) FRAMES=$2 ;;
            --condition) CONDITIONS+=(--condition "$2") ;;
            --keep) KEEP=$(from_caller "$2") ;;
        esac
        shift 2
    done
    require_number --rate "$RATE" 1
    require_number --frames "$FRAMES" 200
}

find_videos() {
    ((${#VIDEOS[@]} == 0)) || return 0
    local labels video
    for labels in "$LABELS"/*.csv; do
        video=$(recording "video/$(basename "$labels" .csv).mp4")
        [[ -z $video ]] || VIDEOS+=("$video")
    done
}

accuracy() {
    ((${#VIDEOS[@]} > 0)) || { report "no labelled recording is here: no table of accuracy" && return; }
    report "what people wear in ${#VIDEOS[@]} recordings"
    "$AGENT" eval appearance "${VIDEOS[@]}" --labels "$LABELS" --model .artifacts/model --rate "$RATE" 2>"$WORK/accuracy.err" |
        tee "$1/accuracy.txt" || fail "$(tail -n 1 "$WORK/accuracy.err")"
    echo
}

cost() {
    local video street
    street=$(recording video/town-centre.mp4)
    for video in $street .artifacts/scene/park.mp4; do
        report "what it costs in $(basename "$video")"
        "$AGENT" bench "$video" --model .artifacts/model --frames "$FRAMES" --warm-up 100 --json >"$1/$(basename "$video" .mp4).json" 2>"$WORK/cost.err" ||
            fail "$(tail -n 1 "$WORK/cost.err")"
    done
    echo
    /usr/bin/python3 scripts/campaigns/appearance/cost.py ${street:+"$1/town-centre.json"} "$1/park.json"
}

main() {
    read_arguments "$@"
    require_agent
    [[ -f .artifacts/scene/park.mp4 ]] || fail "the demo's scene is missing; run: ./scripts/setup.sh"
    open_campaign
    local out=${KEEP:-$WORK} whole=$((${#CONDITIONS[@]} == 0))
    mkdir -p "$out"
    describe_machine
    echo
    if ((whole)); then
        find_videos
        accuracy "$out"
    fi
    report "the scene in other lights"
    mkdir -p "$out/scene"
    /usr/bin/python3 scripts/campaigns/appearance/robustness.py --agent "$AGENT" --model .artifacts/model --scene .artifacts/scene \
        --work "$out/scene" --rate "$RATE" "${CONDITIONS[@]}"
    ((!whole)) || cost "$out"
}

main "$@"
