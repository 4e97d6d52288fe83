#!/usr/bin/env bash
# Does a pole survive its cameras and its network? Some fifty faults against the real agent, one after the other, as a Markdown table.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=streams
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh
# shellcheck source=scripts/lib/apt.sh
source scripts/lib/apt.sh

MODEL=.artifacts/model
VIDEO=.artifacts/scene/park.mp4
SEED=1
RECONNECTS=
OUT=
CHOSEN=()

usage() {
    cat <<'END'
Does a pole survive its cameras and its network? Runs the agent with two cameras, one behind a fault and a healthy one, fault by fault,
and prints a Markdown table: time to notice, time to recover, what was lost, what the healthy camera lost, memory. Exit code 1 where a
goal is missed. Needs root, for network namespaces and tun devices.

usage: scripts/campaigns/streams.sh [options]

  --list            name the faults, and run none
  --only NAME       this fault alone; may be given more than once; `reconnects` is one of them
  --quick           a dozen faults and 20 reconnects: does it work?
  --reconnects N    connections that are reset right after their first picture (500)
  --seed N          of the network's losses (1)
  --video FILE      what the cameras show, made small (the demo's scene)
  --model DIR       model package (.artifacts/model)
  --out DIR         keep raw.jsonl, an object for each fault, and the agent's log of each

All of it takes about an hour, --quick 12 minutes.

example: sudo scripts/campaigns/streams.sh --out streams
         sudo scripts/campaigns/streams.sh --only half-open --only stall
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --list) /usr/bin/python3 scripts/campaigns/streams/campaign.py --list && exit 0 ;;
            --quick)
                CHOSEN+=(--quick)
                shift
                continue
                ;;
            --only | --reconnects | --seed | --video | --model | --out) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --only) CHOSEN+=(--only "$2") ;;
            --reconnects) RECONNECTS=$2 ;;
            --seed) SEED=$2 ;;
            --video) VIDEO=$(existing "$1" "$2") ;;
            --model) MODEL=$(from_caller "$2") ;;
            --out) OUT=$(from_caller "$2") ;;
        esac
        shift 2
    done
    require_number --seed "$SEED" 0
    [[ -z $RECONNECTS ]] || require_number --reconnects "$RECONNECTS" 1
    [[ -z $RECONNECTS ]] || CHOSEN+=(--reconnects "$RECONNECTS")
}

require_network() {
    ((EUID == 0)) || fail "network namespaces and tun devices need root; run it as root"
    [[ -c /dev/net/tun ]] || fail "there is no /dev/net/tun; the kernel needs CONFIG_TUN, and a container must be given the device"
    install_packages iproute2 >&2
    unshare --net true 2>/dev/null || fail "the kernel or the container allows no network namespaces"
}

main() {
    read_arguments "$@"
    require_network
    require_agent
    [[ -f $VIDEO ]] || fail "$VIDEO is missing; run ./scripts/setup.sh"
    open_campaign
    describe_machine
    local status=0
    : >"$WORK/campaign.log.err"
    spawn "$WORK/campaign.log" /usr/bin/python3 scripts/campaigns/streams/campaign.py \
        --agent "$(realpath "$AGENT")" --model "$(realpath "$MODEL")" --video "$(realpath "$VIDEO")" \
        --work "$WORK" --raw "$WORK/raw.jsonl" --seed "$SEED" "${CHOSEN[@]}"
    tail --pid "${SPAWNED[0]}" -n +1 -f "$WORK/campaign.log.err" >&2 &
    wait "${SPAWNED[0]}" || status=$?
    if [[ -n $OUT && -f $WORK/raw.jsonl ]]; then
        mkdir -p "$OUT"
        cp "$WORK/raw.jsonl" "$OUT"
        local log
        for log in "$WORK"/*/agent.log; do
            [[ ! -f $log ]] || cp "$log" "$OUT/$(basename "$(dirname "$log")").log"
        done
    fi
    ((status == 0)) || fail "the campaign ended with exit code $status"
    /usr/bin/python3 scripts/campaigns/streams/table.py "$WORK/raw.jsonl"
}

main "$@"
