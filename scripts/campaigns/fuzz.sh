#!/usr/bin/env bash
# Does a broken stream ever crash, hang or fill the agent? Breaks streams in a process that may die of them, and counts.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=fuzz
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

TESTS=src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests
MINUTES=10
SEED=1
CASES=
OUT=

usage() {
    cat <<'END'
Does a broken stream ever crash, hang or fill the agent? Files of every form, packets, and the answers and packets of a camera on loopback
are broken by a seed and read by what reads them in the agent: demuxer, decoder, ring, clips. Prints the counts and how often which fault
was told; exit code 1 where a process died, a case took more than 30 s, more than 1,500 MB were resident, or a fault came that callers are
not told of. What was found is kept in --out, a folder for each seed, with the input.

usage: scripts/campaigns/fuzz.sh [options]

  --minutes N    how long (10)
  --seed N       the first seed (1)
  --cases N      no more than these: --seed N --cases 1 runs one case again
  --out DIR      keep the sound videos, and what was found (fuzz-found, where something is)

example: scripts/campaigns/fuzz.sh --minutes 10
         scripts/campaigns/fuzz.sh --seed 532 --cases 1 --out case-532    (what was that?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --minutes | --seed | --cases | --out) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --minutes) MINUTES=$2 ;;
            --seed) SEED=$2 ;;
            --cases) CASES=$2 ;;
            --out) OUT=$(from_caller "$2") ;;
        esac
        shift 2
    done
    require_number --minutes "$MINUTES" 1
    require_number --seed "$SEED" 1
    [[ -z $CASES ]] || require_number --cases "$CASES" 1
}

# Shows how far it is until it ends; its exit code is that of the tests.
watch_fuzzing() {
    local started=$SECONDS reported=$SECONDS
    while kill -0 "${SPAWNED[0]}" 2>/dev/null; do
        sleep 1
        if [[ -t 2 ]] && ((SECONDS - reported >= 30)); then
            reported=$SECONDS
            report "$((SECONDS - started)) s, $(head -n 1 "$WORK/fuzz/state" 2>/dev/null | awk '{ print "seed " $1 ", " $3 " MB" }')"
        fi
    done
    wait "${SPAWNED[0]}"
}

keep_found() {
    local found=("$WORK"/fuzz/found-*)
    if [[ -z $OUT && -e ${found[0]} ]]; then
        OUT=$CALLER/fuzz-found
    fi
    [[ -n $OUT ]] || return 0
    mkdir -p "$OUT"
    cp -r "$WORK/fuzz/." "$OUT"
    report "kept in $OUT"
}

main() {
    read_arguments "$@"
    [[ -x $TESTS ]] || fail "$TESTS is missing; run: dotnet build EdgeAgent.sln --configuration Release"
    open_campaign
    mkdir "$WORK/fuzz"
    describe_machine
    export EDGEAGENT_FUZZ_DIRECTORY=$WORK/fuzz EDGEAGENT_FUZZ_SEED=$SEED EDGEAGENT_FUZZ_SECONDS=$((60 * MINUTES)) EDGEAGENT_FUZZ_CASES=$CASES
    spawn "$WORK/log" nice "$TESTS" -noColor -explicit only -class EdgeAgent.Capture.Fuzzing.CorruptedStreamsTests
    local status=0
    watch_fuzzing || status=$?
    [[ -f $WORK/fuzz/result ]] || fail "no result: $(tail -n 20 "$WORK/log")"
    cat "$WORK/fuzz/result"
    keep_found
    return "$status"
}

main "$@"
