# shellcheck shell=bash
# A camera, and who watches it: the agent with a broker and a center, as in the demo, and motion.

# Sets CAMERA_URL.
start_camera() {
    spawn "$WORK/camera.log" scripts/camera/simulated_camera.py "$VIDEO" --port 0
    CAMERA_URL=$(ready_line "$WORK/camera.log" 'ready ')
}

# Sets BROKER_PORT.
start_center() {
    spawn "$WORK/broker.log" "$AGENT" broker --port 0
    BROKER_PORT=$(ready_line "$WORK/broker.log" 'ready mqtt://127.0.0.1:')
    # Without a subscriber the broker would take nothing from the agent for good.
    spawn "$WORK/center.log" "$AGENT" center listen --port "$BROKER_PORT" --json
}

# start_agent MODEL: $! is its process.
start_agent() {
    rm -rf "$WORK/agent"
    mkdir "$WORK/agent"
    agent_configuration "$(realpath "$1")" >"$WORK/agent/agent.json"
    spawn "$WORK/agent.log" "$AGENT" run --config "$WORK/agent/agent.json"
}

agent_configuration() {
    cat <<END
{
  "city": "peers", "pole": "peers", "dataDirectory": "data",
  "model": { "directory": "$1" },
  "broker": { "host": "127.0.0.1", "port": $BROKER_PORT },
  "cameras": [{
    "id": "street", "url": "$CAMERA_URL", "detectionsPerSecond": 5, "regionsPerFrame": 0,
    "zones": [{ "id": "all", "polygon": [[0.02, 0.02], [0.98, 0.02], [0.98, 0.98], [0.02, 0.98]] }],
    "rules": [{ "type": "intrusion", "id": "all-intrusion", "zone": "all" }]
  }]
}
END
}

# $! is its process.
start_motion() {
    rm -rf "$WORK/motion"
    mkdir "$WORK/motion"
    motion_configuration >"$WORK/motion/motion.conf"
    spawn "$WORK/motion.log" motion -n -c "$WORK/motion/motion.conf"
}

# Motion detection on every picture, and what the camera sent recorded as it is.
motion_configuration() {
    cat <<END
daemon off
setup_mode off
log_file $WORK/motion/motion.log
target_dir $WORK/motion
netcam_url $CAMERA_URL
netcam_params rtsp_transport=tcp
width $(probe "$VIDEO" width)
height $(probe "$VIDEO" height)
framerate 25
movie_output on
movie_passthrough on
movie_filename movie
picture_output off
webcontrol_port 0
stream_port 0
END
}

# Motion's service watches /dev/video0 from its installation on; here only the program is wanted.
install_motion() {
    command -v motion >/dev/null && return
    install_packages motion >&2
    [[ -d /run/systemd/system ]] || return 0
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" systemctl disable --now --quiet motion.service
}

# Nothing may be skipped: five a second were analysed, and motion recorded.
check_live() {
    local movie
    movie=$(find "$WORK/motion" -name 'movie.*' -size +0 | head -n 1)
    [[ -n $movie ]] || fail "motion recorded nothing; its log: $(tail -n 2 "$WORK/motion/motion.log")"
    local uptime analysed
    uptime=$(latest_health uptimeSeconds)
    analysed=$(latest_health framesAnalysed)
    report "motion recorded $(count_frames "$movie") frames; the agent had analysed ${analysed:-0} after ${uptime:-0} s"
    # Its health comes at the start and then once a minute.
    ((${uptime:-0} < 30 || analysed * 10 >= uptime * 45)) || fail "that is less than 4.5 a second; is the machine busy?"
}

# latest_health NUMBER: as the center got it.
latest_health() {
    grep -o "\"$1\":[0-9]*" "$WORK/center.log" | tail -n 1 | cut -d : -f 2
}
