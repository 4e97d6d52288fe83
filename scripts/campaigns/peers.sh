#!/usr/bin/env bash
# Runs the agent beside its peers, in turns, and prints a Markdown table of medians and ratios.
set -euo pipefail
CALLER=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

CAMPAIGN=peers
# shellcheck source=scripts/lib/campaign.sh
source scripts/lib/campaign.sh
# shellcheck source=scripts/lib/apt.sh
source scripts/lib/apt.sh
# shellcheck source=scripts/campaigns/peers/live.sh
source scripts/campaigns/peers/live.sh

ROUNDS=3
FRAMES=1000
LIVE_SECONDS=60
# What a process does only in its first seconds is not what a camera costs.
SETTLE_SECONDS=15
WARM_UP=50
PAIRS=pipeline,decode,inference,memory,live,letterbox
OPENCV_LOOP=scripts/campaigns/peers/opencv_loop.py
YOLOX=
VIDEO=
OUT=

usage() {
    cat <<'END'
Runs the agent beside its peers, in turns, and prints a Markdown table of medians and ratios.

usage: scripts/campaigns/peers.sh [options]

  --rounds N          how often each pair runs (3)
  --frames N          frames that each side looks at in a round (1000)
  --live-seconds N    how long the camera is watched in a round (60)
  --only PAIR,…       of pipeline,decode,inference,memory,live,letterbox
  --yolox FILE        the YOLOX export for "the same model" (models/yolox_nano.onnx of the recordings, else the float NanoDet)
  --video FILE        1080p25, H.264 or H.265 (video/town-centre.mp4 of the recordings, else the demo's scene enlarged)
  --opencv-loop FILE  another program for the OpenCV side, with the arguments MODEL.onnx VIDEO FRAMES
  --out DIR           keep peers.md, and raw.jsonl with every single figure

The recordings are in the folder EDGEAGENT_TEST_DATA, or in shared/data beside the checkout. It takes about 15 minutes; nothing
else should run. motion is installed where it is missing.

example: scripts/campaigns/peers.sh --yolox yolox_nano.onnx --video street.mp4 --out peers
         scripts/campaigns/peers.sh --rounds 1 --frames 200 --live-seconds 15    (does it work?)
END
}

read_arguments() {
    while (($# > 0)); do
        case $1 in
            -h | --help) usage && exit 0 ;;
            --rounds | --frames | --live-seconds | --only | --yolox | --video | --opencv-loop | --out)
                (($# > 1)) || fail "$1 needs a value; see --help" ;;
            *) fail "there is no option $1; see --help" ;;
        esac
        case $1 in
            --rounds) ROUNDS=$2 ;;
            --frames) FRAMES=$2 ;;
            --live-seconds) LIVE_SECONDS=$2 ;;
            --only) PAIRS=$2 ;;
            --yolox) YOLOX=$(existing "$1" "$2") ;;
            --video) VIDEO=$(existing "$1" "$2") ;;
            --opencv-loop) OPENCV_LOOP=$(existing "$1" "$2") ;;
            --out) OUT=$(from_caller "$2") ;;
        esac
        shift 2
    done
    require_number --rounds "$ROUNDS" 1
    require_number --frames "$FRAMES" 100
    require_number --live-seconds "$LIVE_SECONDS" 1
    local pair
    for pair in ${PAIRS//,/ }; do
        [[ ,pipeline,decode,inference,memory,live,letterbox, == *,"$pair",* ]] || fail "--only $pair: there is no such pair; see --help"
    done
}

wanted() {
    [[ ,$PAIRS, == *,"$1",* ]]
}

# The model that both sides run in SAME (its package) and SAME_ONNX; the shipped one in .artifacts/model.
choose_model() {
    [[ -n $YOLOX ]] || YOLOX=$(recording models/yolox_nano.onnx)
    if [[ -n $YOLOX ]]; then
        SAME=$WORK/same-model
        scripts/model/yolox_package.py "$YOLOX" --out "$SAME" >&2
    else
        report "there is no YOLOX export; --yolox FILE names one. The same model is the float NanoDet"
        SAME=.artifacts/model-float32
        [[ -f $SAME/model.onnx ]] || fail "$SAME is missing; run: ./scripts/setup.sh"
    fi
    SAME_ONNX=$SAME/model.onnx
    SAME_NAME=$(model_name "$SAME")
}

model_name() {
    /usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["name"])' "$1/manifest.json"
}

# LONG is the video as often in a row as the frames need; --frames makes bench begin a file again, its peers do not.
choose_video() {
    [[ -n $VIDEO ]] || VIDEO=$(default_video)
    local once
    once=$(count_frames "$VIDEO") || fail "$VIDEO cannot be read; give another with --video"
    [[ $once =~ ^[1-9] ]] || fail "$VIDEO has no video; give another with --video"
    LONG=$WORK/long.mp4
    ffmpeg -v error -stream_loop "$(((FRAMES + once - 1) / once - 1))" -i "$VIDEO" -map 0:v:0 -c copy "$LONG" 2>"$WORK/long.err" \
        || fail "$VIDEO cannot be looped: $(tail -n 1 "$WORK/long.err")"
    local frames
    frames=$(ffprobe -v error -count_frames -show_entries stream=nb_read_frames -of csv=p=0 "$LONG" 2>/dev/null)
    ((frames >= FRAMES)) || fail "of $VIDEO in a row only $frames frames decode, $FRAMES are needed; give another with --video"
}

build_bare() {
    report "building ONNX Runtime alone"
    # Its intermediate files stand where .NET keeps its data; and no compiler may stay to be measured.
    mkdir "$WORK/dotnet"
    XDG_DATA_HOME=$WORK/dotnet MSBUILDDISABLENODEREUSE=1 dotnet build scripts/campaigns/peers/bare_onnx.cs \
        --configuration Release --output "$WORK/bare" --nologo --verbosity quiet -p:UseSharedCompilation=false >&2
}

# measure PAIR SIDE COMMAND...: the whole process, on CORES.
measure() {
    local pair=$1 side=$2
    shift 2
    report "round $ROUND of $ROUNDS: $pair, $side"
    run_spawned "$WORK/measure.log" \
        /usr/bin/python3 scripts/campaigns/peers/measure.py "$pair" "$side" "$ROUND" "$FRAMES" "$RAW" -- taskset -c "$CORES" "$@"
}

# bench PAIR SIDE MODEL OPTION...
bench() {
    local pair=$1 side=$2 model=$3
    shift 3
    measure "$pair" "$side" "$AGENT" bench "$LONG" --model "$model" --warm-up "$WARM_UP" --frames "$((FRAMES - WARM_UP))" --json "$@"
}

decoder() {
    measure "$1" ffmpeg ffmpeg -v error -nostdin -threads 1 -i "$LONG" -frames:v "$FRAMES" -vsync passthrough -f null -
}

# bare PAIR MODEL.onnx
bare() {
    ORT_DISABLE_TELEMETRY=1 measure "$1" bare "$WORK/bare/BareOnnx" "$2" "$FRAMES"
}

pair_pipeline() {
    bench pipeline agent "$SAME"
    local interpreter=()
    [[ $OPENCV_LOOP != *.py ]] || interpreter=(/usr/bin/python3)
    measure pipeline opencv "${interpreter[@]}" "$OPENCV_LOOP" "$SAME_ONNX" "$LONG" "$FRAMES"
    bench pipeline shipped .artifacts/model
}

pair_decode() {
    bench decode agent .artifacts/model --threads 1
    decoder decode
}

pair_inference() {
    bench inference agent "$SAME" --threads 1
    bare inference "$SAME_ONNX"
    bench inference-shipped agent .artifacts/model --threads 1
    bare inference-shipped .artifacts/model/model.onnx
}

pair_letterbox() {
    FRAMES=100 bench letterbox agent .artifacts/model --against swscale
}

# The service itself, with recording, outbox and broker; and its seeing path alone.
pair_memory() {
    start_camera
    start_center
    start_agent "$SAME"
    observe memory "$((LIVE_SECONDS / 2 + 1))" agent="$!"
    end_spawned TERM
    bench memory seeing "$SAME" --threads 1
    bare memory "$SAME_ONNX"
    decoder memory
}

# Both watch the same camera during the same seconds.
pair_live() {
    start_camera
    start_center
    local agent motion
    start_agent .artifacts/model
    agent=$!
    start_motion
    motion=$!
    observe live "$LIVE_SECONDS" agent="$agent" motion="$motion"
    end_spawned TERM
    check_live
}

# observe PAIR SECONDS SIDE=PID...
observe() {
    local pair=$1 seconds=$2
    shift 2
    report "round $ROUND of $ROUNDS: $pair, $((SETTLE_SECONDS + seconds)) s"
    run_spawned "$WORK/settle.log" sleep "$SETTLE_SECONDS"
    run_spawned "$WORK/observe.log" /usr/bin/python3 scripts/campaigns/peers/observe.py "$pair" "$ROUND" "$seconds" "$RAW" "$@"
}

versions() {
    printf '%s; %s; .NET %s; ONNX Runtime %s; OpenCV %s; motion %s\n' \
        "$("$AGENT" --version)" \
        "$(ffmpeg -version | sed -n '1s/ Copyright.*//p')" \
        "$(dotnet --version)" \
        "$(sed -n 's/.*"Microsoft.ML.OnnxRuntime" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)" \
        "$(/usr/bin/python3 -c 'import cv2; print(cv2.__version__)')" \
        "$(dpkg-query -W -f '${Version}' motion 2>/dev/null || echo 'not installed')"
}

print_results() {
    printf '%s\n\n' "$MACHINE"
    printf 'Versions: %s.\n\n' "$(versions)"
    printf 'The same model is %s, the shipped one %s; %s frames of %s (%s, %s) a round, %s rounds, cores %s.\n\n' \
        "$SAME_NAME" "$(model_name .artifacts/model)" "$FRAMES" "$(basename "$VIDEO")" \
        "$(probe "$VIDEO" codec_name)" "$(probe "$VIDEO" width,height | sed s/,/×/)" "$ROUNDS" "$CORES"
    /usr/bin/python3 scripts/campaigns/peers/table.py "$RAW"
}

main() {
    read_arguments "$@"
    require_agent
    open_campaign
    RAW=$WORK/raw.jsonl
    MACHINE=$(describe_machine)
    # Two cores, as a pole has for this: the first two that this process may use.
    CORES=$(taskset -cp $$ | sed 's/.*: //' | expand_cores | head -n 2 | paste -sd ,)
    if wanted live; then install_motion; fi
    choose_model
    choose_video
    if wanted inference || wanted memory; then build_bare; fi

    for ((ROUND = 1; ROUND <= ROUNDS; ROUND++)); do
        local pair
        for pair in ${PAIRS//,/ }; do
            "pair_$pair"
        done
    done
    print_results >"$WORK/peers.md"
    cat "$WORK/peers.md"
    if [[ -n $OUT ]]; then
        mkdir -p "$OUT"
        cp "$RAW" "$WORK/peers.md" "$OUT"
    fi
}

# 0-2,5 to 0 1 2 5, one a line.
expand_cores() {
    tr , '\n' | while IFS=- read -r first last; do seq "$first" "${last:-$first}"; done
}

main "$@"
