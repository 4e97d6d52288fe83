# shellcheck shell=bash
# What the campaigns share: progress on stderr, since stdout is for results; what they start ends with them.

AGENT=src/EdgeAgent/bin/Release/net10.0/edgeagent

report() {
    printf '%s: %s\n' "$CAMPAIGN" "$*" >&2
}

fail() {
    report "$@"
    exit 1
}

# Makes $WORK, which is gone at the end together with all that was spawned, however the campaign ends.
open_campaign() {
    SPAWNED=()
    WORK=$(mktemp -d "${TMPDIR:-/tmp}/edgeagent-$CAMPAIGN.XXXXXX")
    trap 'exit 130' INT TERM HUP
    trap close_campaign EXIT
    # .NET leaves files there where it is killed.
    export TMPDIR=$WORK
}

close_campaign() {
    end_spawned TERM
    rm -rf "$WORK"
}

# spawn LOG COMMAND...: in a session of its own, so that its children are ended too. $! is its process and its group.
spawn() {
    local log=$1
    shift
    # Here, since the other process may be late for those who look into it.
    : >"$log"
    setsid "$@" >"$log" 2>"$log.err" &
    SPAWNED+=("$!")
}

# end_spawned SIGNAL: first the one that began last; what does not obey is killed.
end_spawned() {
    local i
    for ((i = ${#SPAWNED[@]} - 1; i >= 0; i--)); do
        kill -s "$1" -- "-${SPAWNED[i]}" 2>/dev/null || continue
        ended_within 10 "${SPAWNED[i]}" || kill -s KILL -- "-${SPAWNED[i]}" 2>/dev/null || true
        wait "${SPAWNED[i]}" 2>/dev/null || true
    done
    SPAWNED=()
}

ended_within() {
    local tenth
    for ((tenth = 0; tenth < 10 * $1; tenth++)); do
        # A process that has ended stays a zombie until it is waited for.
        [[ $(ps -o stat= -p "$2") == [!Z]* ]] || return 0
        sleep 0.1
    done
    return 1
}

# run_spawned LOG COMMAND...: a wait that signals interrupt, other than that for a command in the foreground.
run_spawned() {
    local status=0
    spawn "$@"
    wait "${SPAWNED[-1]}" || status=$?
    unset 'SPAWNED[-1]'
    ((status == 0)) && return
    tail -n 5 "$1.err" >&2
    fail "exit code $status: ${*:2}"
}

# ready_line LOG BEGINNING: the rest of the line with which what was spawned last says that it is ready.
ready_line() {
    local tenth
    for ((tenth = 0; tenth < 300; tenth++)); do
        sed -n "s|^$2||p" "$1" | grep -m 1 . && return
        kill -0 "${SPAWNED[-1]}" 2>/dev/null || break
        sleep 0.1
    done
    tail -n 5 "$1" "$1.err" >&2
    fail "no line \"$2…\" within 30 s from what should have said it"
}

require_agent() {
    [[ -x $AGENT ]] || fail "$AGENT is missing; run: dotnet build src/EdgeAgent --configuration Release"
    [[ -f .artifacts/model/manifest.json ]] || fail "the default model is missing; run: ./scripts/setup.sh"
}

# A path on the command line is meant from where the caller stands.
from_caller() {
    [[ $1 == /* ]] && printf '%s\n' "$1" || printf '%s\n' "$CALLER/$1"
}

# existing OPTION FILE
existing() {
    local file
    file=$(from_caller "$2")
    [[ -f $file ]] || fail "$1 $2: there is no such file"
    printf '%s\n' "$file"
}

# require_number OPTION VALUE LEAST
require_number() {
    [[ $2 =~ ^[0-9]{1,7}$ ]] && (($2 >= $3)) || fail "$1 $2: give a whole number from $3 on"
}

# Recordings and models are no part of the project: in the folder EDGEAGENT_TEST_DATA, or in shared/data beside the checkout.
recording() {
    if [[ -n ${EDGEAGENT_TEST_DATA:-} ]]; then
        [[ ! -e $EDGEAGENT_TEST_DATA/$1 ]] || printf '%s\n' "$EDGEAGENT_TEST_DATA/$1"
        return
    fi
    local at=$PWD
    while [[ ! -e $at/shared/data/$1 ]]; do
        [[ -n $at ]] || return 0
        at=${at%/*}
    done
    printf '%s\n' "$at/shared/data/$1"
}

# The recording of a street, or else the demo's scene as a camera of 1080p25 would deliver it, made in $WORK.
default_video() {
    local video
    video=$(recording video/town-centre.mp4)
    if [[ -z $video ]]; then
        [[ -f .artifacts/scene/park.mp4 ]] || fail "there is no video; give --video FILE, or run ./scripts/setup.sh"
        report "making 1080p25 out of the demo's scene"
        video=$WORK/scene.mp4
        ffmpeg -v error -i .artifacts/scene/park.mp4 -vf fps=25,scale=1920:1080 -c:v libx264 -preset veryfast -g 50 -bf 0 "$video"
    fi
    printf '%s\n' "$video"
}

# probe FILE ENTRY: of its first video stream.
probe() {
    ffprobe -v error -select_streams v:0 -show_entries "stream=$2" -of csv=p=0 "$1" | head -n 1
}

count_frames() {
    ffprobe -v error -select_streams v:0 -count_packets -show_entries stream=nb_read_packets -of csv=p=0 "$1" | head -n 1
}

describe_machine() {
    local name memory
    name=$(lscpu | sed -n 's/^Model name: *//p' | head -n 1)
    memory=$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)
    printf '%s, %s, %s cores, %s, load %s before\n' \
        "$(date -u +%F)" "${name:-$(uname -m)}" "$(nproc)" "$memory" "$(cut -d ' ' -f 1 /proc/loadavg)"
}

# begin_trials FOLDER: what a campaign that looks at made videos begins with; they are left in the folder, or where it is empty, go with it.
begin_trials() {
    require_agent
    open_campaign
    OUT=${1:-$WORK}
    mkdir -p "$OUT"
    describe_machine
    echo
}
