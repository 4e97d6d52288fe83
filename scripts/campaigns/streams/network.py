"""Two network namespaces, a pole's and a camera's, with a forwarder of our own in between."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path

FORWARDER = Path(__file__).with_name("forwarder.py")
POLE_ADDRESS, CAMERA_ADDRESS, PREFIX = "198.18.0.1", "198.18.0.2", 24
DEVICE = "road"


class NetworkError(Exception):
    """Why there is no network to be bad, in one line."""


class Network:
    """Both namespaces with their loopback up; programs run in one by a prefix to their command."""

    def __init__(self, seed: int) -> None:
        if os.geteuid() != 0:
            raise NetworkError("network namespaces and tun devices need root; run it as root")
        if not Path("/dev/net/tun").exists():
            raise NetworkError("there is no /dev/net/tun; the kernel must have CONFIG_TUN, and a container must be given the device")
        self.pole, self.camera = f"edgeagent-pole-{os.getpid()}", f"edgeagent-camera-{os.getpid()}"
        self._forwarder: subprocess.Popen | None = None
        self._limited = False
        try:
            for namespace in (self.pole, self.camera):
                ip("netns", "add", namespace)
                ip("-n", namespace, "link", "set", "lo", "up")
            self._forwarder = subprocess.Popen(
                [FORWARDER, "--pole", self.pole, "--camera", self.camera, "--device", DEVICE, "--seed", str(seed)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            if self._forwarder.stdout.readline() != "ready\n":
                raise NetworkError("the tun devices could not be made; see the lines above")
            for namespace, address in ((self.pole, POLE_ADDRESS), (self.camera, CAMERA_ADDRESS)):
                ip("-n", namespace, "address", "add", f"{address}/{PREFIX}", "dev", DEVICE)
                ip("-n", namespace, "link", "set", DEVICE, "up")
        except (NetworkError, OSError, subprocess.CalledProcessError) as error:
            self.close()
            reason = (error.stderr or "").strip() if isinstance(error, subprocess.CalledProcessError) else error
            raise NetworkError(f"no network namespaces ({reason})") from None

    def on_pole(self, *command: object) -> list[str]:
        return ["ip", "netns", "exec", self.pole, *map(str, command)]

    def on_camera(self, *command: object) -> list[str]:
        return ["ip", "netns", "exec", self.camera, *map(str, command)]

    def impair(self, **impairment: float) -> dict:
        """From now on, on both ways; nothing named is a good network. Returns the packets counted so far."""
        self._forwarder.stdin.write(json.dumps(impairment) + "\n")
        self._forwarder.stdin.flush()
        return json.loads(self._forwarder.stdout.readline())

    def limit(self, bits_per_second: int | None) -> None:
        """From camera to pole, with a queue of 200 ms before packets are dropped."""
        if bits_per_second is None:
            if self._limited:
                run("tc", "-n", self.camera, "qdisc", "del", "dev", DEVICE, "root")
        else:
            run("tc", "-n", self.camera, "qdisc", "replace", "dev", DEVICE, "root", "tbf",
                "rate", f"{bits_per_second}bit", "burst", "8kb", "latency", "200ms")
        self._limited = bits_per_second is not None

    def cut(self) -> None:
        ip("-n", self.camera, "link", "set", DEVICE, "down")

    def mend(self) -> None:
        ip("-n", self.camera, "link", "set", DEVICE, "up")

    def close(self) -> None:
        if self._forwarder is not None:
            # Not by closing its stdin alone: where the whole campaign is ended, it may be gone already.
            with suppress(OSError):
                self._forwarder.stdin.close()
            self._forwarder.terminate()
            self._forwarder.wait()
        for namespace in (self.pole, self.camera):
            subprocess.run(["ip", "netns", "delete", namespace], capture_output=True, check=False)


def ip(*arguments: str) -> None:
    run("ip", *arguments)


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
