# shellcheck shell=bash
# Distribution packages: asked for by name, installed only where missing.

PACKAGES=(
    ffmpeg                                                  # libav, and ffmpeg itself for tests
    fonts-dejavu-core fonts-nanum                           # labels on pictures; Korean names
    gir1.2-gst-rtsp-server-1.0 python3-gi                   # the simulated camera
    gstreamer1.0-plugins-{base,good,bad}
    python3-onnx python3-numpy                              # the model, from its package
    python3-jsonschema                                      # tests: messages against the schemas of the contract
    python3-opencv darknet                                  # the scene, from darknet's photographs
    mosquitto strace                                        # tests: a real broker; who opens which file and socket
    gcc libc6-dev libavformat-dev                           # tests: the struct layouts against FFmpeg's own headers
    mmdebstrap debian-archive-keyring                       # tests: other distributions' FFmpeg
)

# npm often comes with another Node.js than the distribution's.
command -v npm >/dev/null || PACKAGES+=(npm)

# install_packages NAME...: those that are missing.
install_packages() {
    local missing=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) && return

    local install=(apt-get install -y --no-install-recommends "${missing[@]}")
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "packages are missing; as root: apt-get update && ${install[*]}"
        as_root=(sudo)
    fi
    report "installing ${missing[*]}"
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" "${install[@]}" -qq >/dev/null
}

missing_packages() {
    local installed
    # dpkg-query fails where one name is unknown, and prints the others all the same.
    # shellcheck disable=SC2016  # the fields are dpkg-query's, not the shell's
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null) || true
    local package
    for package; do
        grep -qxF "installed $package" <<<"$installed" || printf '%s\n' "$package"
    done
}
