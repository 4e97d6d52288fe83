#!/usr/bin/env bash
# Does an order find the child, and only the child, whatever the jackets and the light? How long after the first clear view?
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=orders
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

JACKETS=50
ALTERED=12
KEEP=

usage() {
    cat <<'END'
Does an order find the child, and only the child? Films the demo's meadow again and again with other jackets: a child in one of the twelve
colours, an adult in the same, a child and an adult in others. An order names the child's colour. Prints who was found, missed and told of
wrongly, and the time from the first frame in which the child is whole and 48 rows tall to the alert, by the video's clock; for some of
the jackets also under changed exposure, white balance, at dusk and with noise.

usage: scripts/campaigns/orders.sh [options]

  --jackets N  so many (50)
  --altered N  so many of them in every light (12, one of each colour)
  --quick      8 jackets, 2 of them in every light
  --keep DIR   leaves videos, truths and trials.json there, and looks again at those that are there from before

Takes about 20 minutes on two cores.

example: scripts/campaigns/orders.sh --keep /tmp/jackets
         scripts/campaigns/orders.sh --quick    (does it work?)
END
}

main() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --quick) JACKETS=8 ALTERED=2 && shift && continue ;;
            --jackets | --altered | --keep) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --jackets) require_number "$1" "$2" 1 && JACKETS=$2 ;;
            --altered) require_number "$1" "$2" 0 && ALTERED=$2 ;;
            --keep) KEEP=$(from_caller "$2") ;;
        esac
        shift 2
    done
    begin_trials "$KEEP"
    PYTHONPATH=scripts/scene /usr/bin/python3 scripts/campaigns/orders/trial.py --agent "$AGENT" --model .artifacts/model --work "$OUT" \
        --jackets "$JACKETS" --altered "$ALTERED"
}

main "$@"
