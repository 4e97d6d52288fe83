#!/usr/bin/env bash
# What does a search by description cost among millions of sightings, and does it find what a look at every row finds?
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=search
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh

ROWS=()
QUERIES=200
SEED=1
UNIFORM=()
KEEP=

usage() {
    cat <<'END'
What does a search by description cost among millions of sightings, and does it find what a look at every row finds? Makes files of sightings
of a street that never was, searches each in a process of its own while 200 a second are added, and prints a table. Exit code 1 where one
answer differs from that of a look at every row.

usage: scripts/campaigns/search.sh [options]

  --rows N      sightings in the file; may be given again (10000, 100000, 1000000, 5000000, 10000000)
  --queries N   searches in each (200); every second one is black over blue in all days
  --seed N      of what is made (1)
  --uniform     all colours alike, which no street has
  --keep DIR    leaves the files there, and takes those that are there

The largest file takes 2.1 GB. Takes about 10 minutes on two cores.

example: scripts/campaigns/search.sh --rows 5000000 --keep /tmp/sightings
         scripts/campaigns/search.sh --rows 10000 --queries 20    (does it work?)
END
}

main() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --uniform)
                UNIFORM=(--uniform)
                shift
                continue
                ;;
            --rows | --queries | --seed | --keep) (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --rows) [[ $2 =~ ^[1-9][0-9]{0,7}$ ]] || fail "$1 $2: give a whole number from 1 on" ;;
            --queries) require_number "$1" "$2" 1 ;;
            --seed) require_number "$1" "$2" 0 ;;
        esac
        case $1 in
            --rows) ROWS+=("$2") ;;
            --queries) QUERIES=$2 ;;
            --seed) SEED=$2 ;;
            --keep) KEEP=$(from_caller "$2") ;;
        esac
        shift 2
    done
    ((${#ROWS[@]} > 0)) || ROWS=(10000 100000 1000000 5000000 10000000)
    [[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
    open_campaign
    local out=${KEEP:-$WORK} rows file bench
    mkdir -p "$out"
    describe_machine
    echo
    echo '| sightings | file MB | opened ms | black over blue: median ms | p95 | others: median ms | p95 | all: p95 | processor ms each | every row ms | as every row says | memory MB | added a second |'
    echo '|---|---|---|---|---|---|---|---|---|---|---|---|---|'
    for rows in "${ROWS[@]}"; do
        file=$out/$rows-$SEED${UNIFORM[0]:-}.db
        bench=("$AGENT" bench search --file "$file" --rows "$rows" --seed "$SEED" "${UNIFORM[@]}" --json)
        if [[ ! -f $file ]]; then
            # In a process of its own: its memory is not that of the searches.
            report "making $rows sightings"
            run_spawned "$WORK/fill.json" "${bench[@]}" --queries 1
        fi
        report "searching $rows sightings"
        run_spawned "$WORK/$rows.json" "${bench[@]}" --queries "$QUERIES"
        row "$WORK/$rows.json"
        [[ -n $KEEP ]] || rm -f "$file"*
    done
}

# row REPORT: a line of the table.
row() {
    /usr/bin/python3 - "$1" <<'END'
import json, sys
r = json.load(open(sys.argv[1]))
cells = [
    f"{r['rows']:,}", f"{r['fileMegabytes']:.0f}", f"{r['openMilliseconds']:.0f}",
    f"{r['unselectiveMedianMilliseconds']:.1f}", f"{r['unselectiveP95Milliseconds']:.1f}",
    f"{r['otherMedianMilliseconds']:.1f}", f"{r['otherP95Milliseconds']:.1f}", f"{r['p95Milliseconds']:.1f}",
    f"{r['processorMilliseconds']:.1f}", f"{r['bruteForceMilliseconds']:.0f}", f"{r['identical']} of {r['queries']}",
    f"{r['memoryMegabytes']:.0f}", f"{r['insertsPerSecond']:.0f}",
]
print('| ' + ' | '.join(cells) + ' |')
END
}

main "$@"
