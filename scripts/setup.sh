#!/usr/bin/env bash
# Sets up what a fresh Debian, Ubuntu or Raspberry Pi OS machine lacks to build, test and demonstrate EdgeAgent.
# Run it again at any time: what is there and current is left alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=scripts/lib/report.sh
source scripts/lib/report.sh
# shellcheck source=scripts/lib/dotnet.sh
source scripts/lib/dotnet.sh
# shellcheck source=scripts/lib/apt.sh
source scripts/lib/apt.sh
# shellcheck source=scripts/lib/model_package.sh
source scripts/lib/model_package.sh
# shellcheck source=scripts/lib/ffmpeg_release.sh
source scripts/lib/ffmpeg_release.sh
# shellcheck source=scripts/lib/product.sh
source scripts/lib/product.sh

PHOTOGRAPHS=/usr/share/darknet/data
# The one of both that everything runs unless told otherwise; scripts/model/README.md has the figures.
DEFAULT_MODEL=model-int8

make_float_model() {
    fetch_model_package
    # Debian's python3-onnx belongs to Debian's Python, whatever else is first on PATH.
    /usr/bin/python3 scripts/model/nanodet_to_onnx.py --package "$MODEL_PACKAGE" --out "$1"
}

make_int8_model() {
    /usr/bin/python3 scripts/model/quantize.py --model .artifacts/model-float32 --photographs "$PHOTOGRAPHS" --out "$1"
}

make_pose_model() {
    fetch_model_package
    /usr/bin/python3 scripts/model/movenet_to_onnx.py --package "$MODEL_PACKAGE" --out "$1"
}

# It is looked at with OpenCV, which reads no integers.
make_scene() {
    /usr/bin/python3 scripts/scene/make_scene.py --model .artifacts/model-float32 --out "$1"
}

main() {
    if (($# > 0)); then
        printf 'usage: ./scripts/setup.sh    (it takes no arguments)\n' >&2
        exit 2
    fi
    require_dotnet
    install_packages "${PACKAGES[@]}"
    # After apt: a service that it starts would inherit the lock and hold it for ever.
    lock_products
    product model-float32 make_float_model "$MODEL_SHA512" scripts/model
    product model-int8 make_int8_model "$(fingerprint_of model-float32)" "$PHOTOGRAPHS"
    product_link model "$DEFAULT_MODEL"
    product model-pose make_pose_model "$MODEL_SHA512" scripts/model
    local release
    for release in "${FFMPEG_RELEASES[@]}"; do
        is_installed_ffmpeg "$release" ||
            optional_product "ffmpeg-$release" make_ffmpeg "${FFMPEG_SUITES[$release]}" scripts/lib/ffmpeg_release.sh
    done
    product scene make_scene "$(fingerprint_of model-float32)" scripts/scene
    report "everything is set up"
}

main "$@"
