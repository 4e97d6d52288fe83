#!/usr/bin/env bash
# Does every clip contain the moment that it is about? Asks for many random ranges of a recording with breaks in it.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=clips
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

TESTS=src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests.dll
REQUESTS=200
SEED=1

usage() {
    cat <<'END'
Does every clip contain the moment that it is about? Records streets with reconnections, changes of the picture size and of the codec,
asks for random ranges around random pictures, in turn of the recording on disk and of the packets in memory, and has ffmpeg play each file:
no warning, as many pictures as packets, stamps that grow, and the asked picture, by its hash, at its place. Exit code 1 where one fails.

usage: scripts/campaigns/clips.sh [options]

  --requests N   how many (200)
  --seed N       of the random ranges; the same gives the same (1)

The recordings are in the folder EDGEAGENT_TEST_DATA, or in shared/data beside the checkout. 200 requests take about 5 minutes.

example: scripts/campaigns/clips.sh
         scripts/campaigns/clips.sh --requests 10    (does it work?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --requests | --seed) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --requests) REQUESTS=$2 ;;
            --seed) SEED=$2 ;;
        esac
        shift 2
    done
    require_number --requests "$REQUESTS" 1
    require_number --seed "$SEED" 0
}

main() {
    read_arguments "$@"
    [[ -f $TESTS ]] || fail "$TESTS is missing; run: dotnet build EdgeAgent.sln --configuration Release"
    [[ -n $(recording video/town-centre.mp4) ]] || fail "the recordings are not there; see --help"
    open_campaign
    describe_machine
    report "$REQUESTS requests, seed $SEED"
    export EDGEAGENT_CLIP_REQUESTS=$REQUESTS EDGEAGENT_CLIP_SEED=$SEED
    local status=0
    spawn "$WORK/log" dotnet "$TESTS" -noColor -showLiveOutput -class EdgeAgent.Recording.RandomClipsTests
    wait "${SPAWNED[-1]}" || status=$?
    unset 'SPAWNED[-1]'
    if ((status != 0)) || ! grep -o '[0-9]* requests over .*' "$WORK/log" | head -n 1; then
        cat "$WORK/log" >&2
        fail "not every clip had its picture"
    fi
}

main "$@"
