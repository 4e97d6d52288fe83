"""When the camera was asked for what: one JSON object a line."""

from __future__ import annotations

import json
import time
from datetime import datetime, timezone
from pathlib import Path

from camera_error import CameraError
from gstreamer import GstRtspServer

# GStreamer tells of those that it answered with 200.
METHODS = ("describe", "setup", "play", "pause", "teardown")


class RequestLog:
    """Connections, and the requests that were granted, on the clock of the system (CLOCK_BOOTTIME) and in UTC."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("a", encoding="utf-8", buffering=1)
        except OSError as error:
            raise CameraError(f"--log {path}: {error.strerror}; name a file in a folder that is there") from None

    def watch(self, server: GstRtspServer.RTSPServer) -> None:
        server.connect("client-connected", lambda _, client: self._watch(client))

    def write(self, event: str) -> None:
        line = {
            "event": event,
            "boottimeNs": time.clock_gettime_ns(time.CLOCK_BOOTTIME),
            "monotonicNs": time.monotonic_ns(),
            "utc": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        }
        self._file.write(json.dumps(line) + "\n")

    def _watch(self, client: GstRtspServer.RTSPClient) -> None:
        self.write("CONNECT")
        for method in METHODS:
            # The argument's default binds this turn's method.
            client.connect(f"{method}-request", lambda _, context, name=method.upper(): self.write(name))
        client.connect("closed", lambda _: self.write("CLOSED"))
