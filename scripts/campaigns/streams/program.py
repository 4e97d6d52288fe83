"""A program of the campaign: its lines as they come, on the campaign's own clock, and its end with the campaign's."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Callable

PATIENCE_SECONDS = 60


class CampaignError(Exception):
    """What keeps the campaign from going on, in one line."""


@dataclass(frozen=True)
class Line:
    """`at` is CLOCK_MONOTONIC in seconds, when it was read."""
    at: float
    text: str


class Program:
    """Started at once; all it prints is kept."""

    def __init__(self, command: list[str], environment: dict[str, str] | None = None) -> None:
        self.lines: list[Line] = []
        self._arrived = threading.Condition()
        self._name = command[-1] if len(command) < 6 else command[4].rpartition("/")[2]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        # `ip netns exec` becomes the program that it starts.
        return self.process.pid

    def wait_for(self, found: Callable[[str], bool], what: str, since: int = 0, seconds: float = PATIENCE_SECONDS) -> Line:
        """The first line from number `since` on for which `found` is true."""
        deadline = time.monotonic() + seconds
        with self._arrived:
            while True:
                for line in self.lines[since:]:
                    if found(line.text):
                        return line
                since = len(self.lines)
                left = deadline - time.monotonic()
                if left <= 0 or (self.process.poll() is not None and not self._reader.is_alive()):
                    last = "; ".join(line.text for line in self.lines[-3:])
                    raise CampaignError(f"{self._name}: no {what} within {seconds:.0f} s; it said: {last}")
                self._arrived.wait(min(left, 1))

    def ready(self) -> str:
        """What follows `ready ` on the line with which it says that it is."""
        return self.wait_for(lambda text: text.startswith("ready "), "ready line").text.removeprefix("ready ")

    def ask(self, text: str) -> str:
        """Writes a line, and returns the line that answers it."""
        since = len(self.lines)
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return self.wait_for(lambda _: True, f"answer to {text}", since).text

    def send(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM, seconds: float = 30) -> None:
        self.send(number)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(5)
        with suppress(OSError):
            self.process.stdin.close()

    def _read(self) -> None:
        for text in self.process.stdout:
            with self._arrived:
                self.lines.append(Line(time.monotonic(), text.rstrip("\n")))
                self._arrived.notify_all()
        with self._arrived:
            self._arrived.notify_all()
