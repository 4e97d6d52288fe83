"""A simulated camera in one of the namespaces: started, ended, frozen, and started again as another one at the same address."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Callable

from program import CampaignError, Program

SIMULATED_CAMERA = Path(__file__).parents[2] / "camera" / "simulated_camera.py"


class Camera:
    """`place` puts a command into a namespace; the log goes on over restarts."""

    def __init__(self, place: Callable[..., list[str]], host: str, port: int, log: Path) -> None:
        self._place, self._host, self._port, self._log = place, host, port, log
        self._program: Program | None = None
        self.url = f"rtsp://{host}:{port}/stream"

    def start(self, *arguments: object) -> None:
        self._program = Program(self._place(
            SIMULATED_CAMERA, *arguments, "--host", self._host, "--port", self._port, "--log", self._log, "--exit-with-parent"))
        self.url = self._program.ready()
        self._port = int(self.url.rpartition(":")[2].partition("/")[0])

    def restart(self, *arguments: object) -> None:
        self.kill()
        self.start(*arguments)

    def kill(self) -> None:
        if self._program is not None:
            self._program.end(signal.SIGKILL)
            self._program = None

    def freeze(self) -> None:
        self._program.send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._program.send(signal.SIGCONT)

    def first(self, event: str, since: float) -> float | None:
        """When it was first asked, and granted it, from `since` on; both CLOCK_MONOTONIC in seconds."""
        times = (line["monotonicNs"] / 1e9 for line in self._lines() if line["event"] == event)
        return next((at for at in times if at >= since), None)

    def wait_for(self, event: str, since: float, seconds: float = 60) -> float:
        deadline = time.monotonic() + seconds
        while (at := self.first(event, since)) is None:
            if time.monotonic() > deadline:
                raise CampaignError(f"the camera was not at {event} within {seconds:.0f} s")
            time.sleep(0.1)
        return at

    def count(self, event: str, since: float) -> int:
        return sum(line["event"] == event and line["monotonicNs"] / 1e9 >= since for line in self._lines())

    def _lines(self) -> list[dict]:
        if not self._log.exists():
            return []
        # The last line may be in the middle of being written.
        return [json.loads(line) for line in self._log.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
