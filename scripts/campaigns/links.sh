#!/usr/bin/env bash
# Does anything get lost where the broker dies or the network goes? Kills and cuts, and counts.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=links
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh
# shellcheck source=scripts/lib/apt.sh
source scripts/lib/apt.sh

KILLS=50
CUTS=50
SEED=1
RATE=50
OUT=
CASES=(forgets keeps cuts)

usage() {
    cat <<'TEXT'
Does anything get lost where the broker dies or the network goes? `edgeagent simulate` raises made events to a mosquitto, which mosquitto_sub hears
with a session that the broker keeps: no part of the receiving side is ours. Prints a Markdown table, see delivery.sh. Exit code 1 where the sum is
wrong, a number of a stream is missing and in no gap, a stream or an event comes out of order, or an event stays open. Needs root, for network
namespaces.

usage: scripts/campaigns/links.sh [options]

  --kills N   kill -9 and restart of the broker, in each of the two cases (50)
  --cuts N    cuts of the network, from 0.1 to 60 s (50)
  --rate N    records a second (50)
  --seed N    of the moments and the events (1)
  --case X    only this one; may be given several times:
              forgets  a broker without persistence: killed, it knows no session and no message any more
              keeps    a broker with persistence: killed, it comes back with what it knew up to 5 s before
              cuts     network cuts between pole and broker
  --out DIR   keep what was raised and received, and the logs

The cases run at the same time; all of them take about 20 minutes.

example: sudo scripts/campaigns/links.sh
         sudo scripts/campaigns/links.sh --kills 3 --cuts 3    (does it work?)
TEXT
}

read_arguments() {
    local chosen=()
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --kills | --cuts | --rate | --seed | --case | --out) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --kills) require_number "$1" "$2" 1 && KILLS=$2 ;;
            --cuts) require_number "$1" "$2" 1 && CUTS=$2 ;;
            --rate) require_number "$1" "$2" 1 && RATE=$2 ;;
            --seed) require_number "$1" "$2" 0 && SEED=$2 ;;
            --case) [[ " ${CASES[*]} " == *" $2 "* ]] || fail "there is no case $2; see --help"; chosen+=("$2") ;;
            --out) OUT=$(from_caller "$2") ;;
        esac
        shift 2
    done
    ((${#chosen[@]} == 0)) || CASES=("${chosen[@]}")
}

main() {
    read_arguments "$@"
    ((EUID == 0)) || fail "network namespaces need root; run it as root"
    [[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
    install_packages mosquitto mosquitto-clients iproute2 >&2
    open_campaign
    describe_machine
    echo
    export PYTHONPATH=scripts/campaigns/delivery PYTHONDONTWRITEBYTECODE=1
    local case times trials=() status=0
    for case in "${CASES[@]}"; do
        times=$KILLS
        [[ $case != cuts ]] || times=$CUTS
        : >"$WORK/$case.row.err"
        spawn "$WORK/$case.row" /usr/bin/python3 scripts/campaigns/links/trial.py \
            --agent "$AGENT" --work "$WORK" --times "$times" --seed "$SEED" --rate "$RATE" "$case"
        trials+=("${SPAWNED[-1]}")
    done
    local progress=("${CASES[@]/#/$WORK/}")
    setsid tail -q -n +1 -f "${progress[@]/%/.row.err}" >&2 &
    SPAWNED+=("$!")
    for case in "${trials[@]}"; do
        wait "$case" || status=1
    done
    if [[ -n $OUT ]]; then
        mkdir -p "$OUT"
        cp -r "${CASES[@]/#/$WORK/}" "$OUT"
    fi
    /usr/bin/python3 -c 'import account; print(account.HEAD)'
    for case in "${CASES[@]}"; do
        cat "$WORK/$case.row"
    done
    exit "$status"
}

main "$@"
