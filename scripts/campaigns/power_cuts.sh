#!/usr/bin/env bash
# What does a cut of power cost the recording, and what a kill? Cuts and kills many times, and counts.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=power-cuts
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

CUTS=400
KILLS=100
SEED=1
VIDEO=
TESTS=src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests.dll

usage() {
    cat <<'END'
What does a cut of power cost the recording, and what a kill? Prints two Markdown tables. Exit code 1 where more than one second was lost,
or an index, or a file does not play.

usage: scripts/campaigns/power_cuts.sh [options]

  --cuts N       places of each recorded write sequence at which the power goes (400)
  --kills N      times that a running agent is killed while it records a simulated camera (100)
  --seed N       of the moments of the kills (1)
  --video FILE   what the simulated camera shows; video/town-centre.mp4 of the recordings, else the demo's scene enlarged to 1080p25

Cuts: a recorder's writes, syncs, truncations and deletions are kept with their bytes; then, for each cut, a disk is made as it may be after
it (unsynced pages missing, writes torn at any byte, names not there), with the index as it was, lost, torn or damaged, and recovered.
Kills: `edgeagent run` gets SIGKILL at a random moment; what the camera had sent until then is compared with what is on disk.
400 cuts and 100 kills take about 25 minutes.

example: scripts/campaigns/power_cuts.sh
         scripts/campaigns/power_cuts.sh --cuts 20 --kills 3    (does it work?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --cuts | --kills | --seed | --video) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --cuts) CUTS=$2 ;;
            --kills) KILLS=$2 ;;
            --seed) SEED=$2 ;;
            --video) VIDEO=$(existing "$1" "$2") ;;
        esac
        shift 2
    done
    require_number --cuts "$CUTS" 0
    require_number --kills "$KILLS" 0
    require_number --seed "$SEED" 0
}

cut_power() {
    [[ -f $TESTS ]] || fail "$TESTS is missing; run: dotnet build EdgeAgent.sln --configuration Release"
    report "$CUTS cuts of each write sequence"
    EDGEAGENT_POWER_CUTS=$CUTS run_spawned "$WORK/cuts.log" \
        dotnet "$TESTS" -noColor -showLiveOutput -class EdgeAgent.Recording.PowerCutTests
    printf '\n| video | written | power cuts | lost | cut off |\n|---|---|---|---|---|\n'
    sed -n 's/.*\[OUTPUT\] //p' "$WORK/cuts.log"
}

kill_agents() {
    [[ -n $VIDEO ]] || VIDEO=$(default_video)
    spawn "$WORK/camera.log" scripts/camera/simulated_camera.py "$VIDEO" --port 0
    local url
    url=$(ready_line "$WORK/camera.log" 'ready ')
    report "$KILLS kills while $(basename "$VIDEO") is recorded"
    mkdir "$WORK/pole"
    spawn "$WORK/kills.md" scripts/campaigns/power_cuts/kills.py "$AGENT" "$url" "$WORK/pole" --kills "$KILLS" --seed "$SEED"
    local status=0
    wait "${SPAWNED[-1]}" || status=$?
    printf '\n'
    cat "$WORK/kills.md"
    ((status == 0)) || fail "$(tail -n 5 "$WORK/kills.md.err")"
}

main() {
    read_arguments "$@"
    [[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
    open_campaign
    describe_machine
    ((CUTS == 0)) || cut_power
    ((KILLS == 0)) || kill_agents
}

main "$@"
