"""The agent itself, as on a pole: its configuration, its log of the streams' states, its memory, and what it has recorded."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Callable

from program import CampaignError, Program

# 14:03:07.113 info: EdgeAgent.Capture.Health.StreamHealth[1830] gate: stream gone: camera/unreachable: …
STATE = re.compile(r"\[1830\]\s+(?P<camera>[a-z0-9-]+): stream (?P<state>[a-z]+)(?:: (?P<code>[a-z]+/[a-z-]+))?")
LIVE = "live"


@dataclass(frozen=True)
class StateChange:
    """One line of the log; `at` is CLOCK_MONOTONIC in seconds."""
    at: float
    camera: str
    state: str
    code: str | None


@dataclass(frozen=True)
class Range:
    """What `recordings list` says of one piece, as seconds since 1970."""
    start: float
    end: float


class Agent:
    """`place` puts a command into the pole's namespace. A folder of its own, so that nothing is left of the one before."""

    def __init__(self, program: Path, place: Callable[..., list[str]], folder: Path, configuration: dict,
                 environment: dict[str, str]) -> None:
        self._agent, self._place, self.folder = program, place, folder
        self._environment = {**os.environ, **environment}
        self.configuration = folder / "agent.json"
        self.configuration.write_text(json.dumps(configuration, indent=1), encoding="utf-8")
        self._programs: list[Program] = []

    @property
    def pid(self) -> int:
        return self._programs[-1].pid

    def start(self) -> None:
        self._programs.append(Program(self._place(self._agent, "run", "--config", self.configuration), self._environment))

    def stop(self) -> None:
        if self._programs:
            self._programs[-1].end()

    def kill(self) -> None:
        self._programs[-1].end(signal.SIGKILL)

    def log(self) -> list[str]:
        return [line.text for program in self._programs for line in program.lines]

    def changes(self, camera: str, since: float = 0) -> list[StateChange]:
        found = []
        for line in (line for program in self._programs for line in list(program.lines)):
            state = STATE.search(line.text)
            if state and state["camera"] == camera and line.at >= since:
                found.append(StateChange(line.at, camera, state["state"], state["code"]))
        return found

    def state(self, camera: str) -> str | None:
        """Of the process that runs now."""
        changes = self.changes(camera, self._programs[-1].lines[0].at if self._programs[-1].lines else time.monotonic())
        return changes[-1].state if changes else None

    def wait_until_live(self, camera: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self.state(camera) != LIVE:
            if time.monotonic() > deadline or self._programs[-1].process.poll() is not None:
                raise CampaignError(f"{camera} was not live within {seconds:.0f} s; the agent said: " + "; ".join(self.log()[-4:]))
            time.sleep(0.1)

    def resident_megabytes(self) -> float:
        return self._status("VmRSS") / 1024

    def threads(self) -> int:
        return self._status("Threads")

    def open_files(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def recorded(self, camera: str) -> list[Range]:
        """After it has stopped: every piece that the index has, in order."""
        listed = subprocess.run(
            [self._agent, "recordings", "list", "--config", self.configuration, "--camera", camera, "--json"],
            capture_output=True, text=True, check=False)
        if listed.returncode != 0:
            raise CampaignError(f"recordings list: {listed.stderr.strip()}")
        pieces = json.loads(listed.stdout)
        return sorted((Range(seconds(piece["start"]), seconds(piece["end"])) for piece in pieces), key=lambda piece: piece.start)

    def _status(self, name: str) -> int:
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(name + ":"))


def seconds(utc: str) -> float:
    return datetime.fromisoformat(utc.replace("Z", "+00:00")).timestamp()


def knows(agent: Path, *path: str) -> bool:
    """Whether the agent's own schema has a setting."""
    schema = json.loads(subprocess.run([agent, "config", "schema"], capture_output=True, text=True, check=True).stdout)
    for name in path:
        schema = schema.get("items", schema)
        if name not in schema.get("properties", {}):
            return False
        schema = schema["properties"][name]
    return True
