#!/usr/bin/env bash
# Does anything that is sent to a pole do more than it may? Breaks commands, and floods an agent with them.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=hostile
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

TESTS=src/EdgeAgent.Tests/bin/Release/net10.0/EdgeAgent.Tests
MINUTES=10
SEED=1
MESSAGES=10000

usage() {
    cat <<'END'
Does anything that is sent to a pole do more than it may? Commands, orders, configurations and acknowledgements are broken by a seed, before
and after they are signed with a key that counts, and given to what hears them. Then an agent is flooded over a broker with what is forged,
expired, misaddressed, too large or no JSON at all, on short and long topics. Exit code 1 where something came out that nobody foresaw, a
message was not counted, memory grew, or the pole did not answer afterwards.

usage: scripts/campaigns/hostile.sh [options]

  --minutes N    how long messages are broken (10)
  --seed N       the first seed (1)
  --messages N   of the flood (10000)

example: scripts/campaigns/hostile.sh --minutes 10
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --minutes | --seed | --messages) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --minutes) MINUTES=$2 ;;
            --seed) SEED=$2 ;;
            --messages) MESSAGES=$2 ;;
        esac
        shift 2
    done
    require_number --minutes "$MINUTES" 1
    require_number --seed "$SEED" 1
    require_number --messages "$MESSAGES" 100
}

# part CLASS: its result, and what went wrong.
part() {
    local status=0
    export EDGEAGENT_HOSTILE_RESULT=$WORK/$1
    spawn "$WORK/log" "$TESTS" -noColor -explicit only -class "EdgeAgent.Control.Hostile.$1"
    wait "${SPAWNED[-1]}" || status=$?
    unset 'SPAWNED[-1]'
    cat "$EDGEAGENT_HOSTILE_RESULT" 2>/dev/null || true
    echo
    ((status == 0)) || { tail -n 30 "$WORK/log" >&2 && fail "$1 failed"; }
}

main() {
    read_arguments "$@"
    [[ -x $TESTS ]] || fail "$TESTS is missing; run: dotnet build EdgeAgent.sln --configuration Release"
    open_campaign
    describe_machine
    export EDGEAGENT_HOSTILE_SECONDS=$((60 * MINUTES)) EDGEAGENT_HOSTILE_SEED=$SEED EDGEAGENT_HOSTILE_MESSAGES=$MESSAGES
    part FloodTests
    part HostileMessagesTests
}

main "$@"
