#!/usr/bin/env bash
# Is anything ever lost between raising and receiving? Kills, outages, full disks, swapped cards and wrong clocks, and counts.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=delivery
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh
# shellcheck source=scripts/lib/apt.sh
source scripts/lib/apt.sh

KILLS=300
SEED=1
CASES=(kills outage full swapped clock)

usage() {
    cat <<'END'
Is anything ever lost between raising and receiving? `edgeagent simulate` raises made events to a mosquitto, which mosquitto_sub hears: no part of the
receiving side is ours. Prints a Markdown table: what was raised, received by id, coalesced, named in gaps. Exit code 1 where the sum is wrong, a
number of a stream is missing and in no gap, a stream or an event comes out of order, or an event stays open.

usage: scripts/campaigns/delivery.sh [options]

  --kills N   times that the agent is killed at a random moment while events flow (300)
  --seed N    of the moments and the events (1)
  --case X    only this one; may be given several times:
              kills    kill -9 at random moments
              outage   a broker away while more is raised than the outbox may keep, as in three days at a rate of its own
              full     the disk is full for a while (a small tmpfs; needs the right to mount)
              swapped  an older copy of the data directory is put in place, then an empty one
              clock    each start with a clock a year ahead, a year behind, and right

300 kills take about 10 minutes, the other cases 2.

example: scripts/campaigns/delivery.sh
         scripts/campaigns/delivery.sh --kills 5    (does it work?)
END
}

main() {
    local chosen=()
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --kills | --seed | --case) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --kills) require_number "$1" "$2" 1 && KILLS=$2 ;;
            --seed) require_number "$1" "$2" 0 && SEED=$2 ;;
            --case) [[ " ${CASES[*]} " == *" $2 "* ]] || fail "there is no case $2; see --help"; chosen+=("$2") ;;
        esac
        shift 2
    done
    [[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
    install_packages mosquitto mosquitto-clients >&2
    ((${#chosen[@]} > 0)) || chosen=("${CASES[@]}")
    open_campaign
    describe_machine
    echo
    local status=0
    spawn "$WORK/table" /usr/bin/python3 scripts/campaigns/delivery/trial.py --agent "$AGENT" --work "$WORK" --kills "$KILLS" --seed "$SEED" \
        "${chosen[@]}"
    wait "${SPAWNED[-1]}" || status=$?
    cat "$WORK/table"
    ((status == 0)) || fail "$(tail -n 20 "$WORK/table.err")"
}

main "$@"
