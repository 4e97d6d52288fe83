#!/usr/bin/env bash
# Does every rule fire when it should, and only then? Composed and real video, what is expected beside what is raised.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=rules
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

STORIES=()
KEEP=

usage() {
    cat <<'END'
Does every rule fire when it should, and only then? Films a story for each rule on the demo's meadow (people, trucks, a bag, a sign, and what
is done to the camera), takes the real recordings where they are, and prints when each rule was expected to fire and when it did. Exit code 1
where one differs by more than five seconds or in number.

usage: scripts/campaigns/rules.sh [options]

  --story ID   only this one; may be given again (all; they stand in scripts/campaigns/rules/stories.json)
  --keep DIR   leaves videos, configurations, events and sheets there

The recordings are in the folder EDGEAGENT_TEST_DATA, or in shared/data beside the checkout. Takes about 10 minutes on two cores.

example: scripts/campaigns/rules.sh --keep /tmp/stories
         scripts/campaigns/rules.sh --story parks    (does it work?)
END
}

main() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --story | --keep) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --story) STORIES+=(--story "$2") ;;
            --keep) KEEP=$(from_caller "$2") ;;
        esac
        shift 2
    done
    begin_trials "$KEEP"
    /usr/bin/python3 scripts/campaigns/rules/trial.py --agent "$AGENT" --model .artifacts/model --pose-model .artifacts/model-pose --work "$OUT" \
        --recordings "$(recording .)" "${STORIES[@]}"
}

main "$@"
