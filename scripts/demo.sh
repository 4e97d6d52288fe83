#!/usr/bin/env bash
# Sets up what is missing and shows the main job: a camera, a broker, the agent, an alert and its clip.
#   ./scripts/demo.sh                     the scene that set-up composes
#   ./scripts/demo.sh --out DIR           keep what the receiving end got
#   ./scripts/demo.sh --broker-outage     kill the broker twice on the way
#   ./scripts/demo.sh --video FILE        any H.264 or H.265 file instead;  --rtsp URL  a real camera
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

"$root/scripts/setup.sh"
dotnet build "$root/src/EdgeAgent" --configuration Release --nologo --verbosity quiet
exec "$root/src/EdgeAgent/bin/Release/net10.0/edgeagent" demo \
  --model "$root/.artifacts/model" \
  --scene "$root/.artifacts/scene" \
  --simulated-camera "$root/scripts/camera/simulated_camera.py" \
  "$@"
