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

TESTS=src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests
KILLS=300
CUTS=500
SEED=1
CASES=(kills outage full read-only swapped clock acknowledgements cuts written)

usage() {
    cat <<'END'
Is anything ever lost between raising and receiving? `edgeagent simulate` raises made events to a mosquitto, which mosquitto_sub hears: no part of the
receiving side is ours. Prints a Markdown table: what was raised, received by id, coalesced, named in gaps. Exit code 1 where the sum is wrong, a
number of a stream is missing and in no gap, a stream or an event comes out of order, an event stays open, or a case says so itself.

usage: scripts/campaigns/delivery.sh [options]

  --kills N   times that the agent is killed at a random moment while events flow (300)
  --cuts N    times that the power goes (500)
  --seed N    of the moments and the events (1)
  --case X    only this one; may be given several times:
              kills    kill -9 at random moments
              outage   a broker away while more is raised than the outbox may keep, as in three days at a rate of its own
              full     the disk is full for a while, the reserve too (a small tmpfs; needs the right to mount)
              read-only  a card dies: its file system refuses all writing; it is mended, and the pole starts again (an ext4 image; root)
              swapped  an older copy of the data directory is put in place, then an empty one
              clock    each start with a clock a year ahead, a year behind, and right
              acknowledgements  a required consumer that acknowledges wrongly, late and twice
              cuts     the power goes: of what was not synced only parts are there, torn anywhere (in the tests, on copies of the files)
              written  bytes written to the card for each record, one at a time and in bursts; TMPDIR says where

300 kills take about 10 minutes, the other cases 7.

example: scripts/campaigns/delivery.sh
         scripts/campaigns/delivery.sh --kills 5    (does it work?)
END
}

main() {
    local chosen=()
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --kills | --cuts | --seed | --case) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --kills) require_number "$1" "$2" 1 && KILLS=$2 ;;
            --cuts) require_number "$1" "$2" 1 && CUTS=$2 ;;
            --seed) require_number "$1" "$2" 0 && SEED=$2 ;;
            --case) [[ " ${CASES[*]} " == *" $2 "* ]] || fail "there is no case $2; see --help"; chosen+=("$2") ;;
        esac
        shift 2
    done
    [[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
    install_packages mosquitto mosquitto-clients >&2
    [[ -x $TESTS ]] || fail "$TESTS is missing; run: dotnet build EdgeAgent.sln --configuration Release"
    ((${#chosen[@]} > 0)) || chosen=("${CASES[@]}")
    open_campaign
    describe_machine
    echo
    local status=0
    spawn "$WORK/table" /usr/bin/python3 scripts/campaigns/delivery/trial.py --agent "$AGENT" --tests "$TESTS" --work "$WORK" \
        --kills "$KILLS" --cuts "$CUTS" --seed "$SEED" "${chosen[@]}"
    wait "${SPAWNED[-1]}" || status=$?
    cat "$WORK/table"
    ((status == 0)) || fail "$(tail -n 20 "$WORK/table.err")"
}

main "$@"
