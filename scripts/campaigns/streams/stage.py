"""One pole with two cameras: `gate`, behind what goes wrong, and `yard`, which nothing is wrong with."""

from __future__ import annotations

import struct
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path

from agent import Agent
from camera import Camera
from fault import Fault
from network import CAMERA_ADDRESS, Network
from program import CampaignError, Program
from videos import BITS_PER_SECOND, Videos

PROXY = Path(__file__).with_name("proxy.py")
USER, PASSWORD = "viewer", "right-one"
GATE, YARD = "gate", "yard"


class World:
    """What outlives a trial: the network, the videos, the broker with a center that listens, the healthy camera."""

    def __init__(self, agent: Path, model: Path, network: Network, videos: Videos, folder: Path, records: bool, clock: Path | None) -> None:
        self.agent, self.model, self.network, self.videos, self.folder = agent, model, network, videos, folder
        self.records, self.clock = records, clock
        self.password, self.wrong_password = folder / "password", folder / "wrong-password"
        self.credentials = folder / "credentials"
        self.password.write_text(PASSWORD + "\n", encoding="utf-8")
        self.wrong_password.write_text("another-one\n", encoding="utf-8")
        self.credentials.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        self._broker = Program(network.on_pole(agent, "broker", "--port", "0"))
        self.broker_port = int(self._broker.ready().rpartition(":")[2])
        # Without a subscriber the broker takes nothing for good, and the agent would send again.
        self._center = Program(network.on_pole(agent, "center", "listen", "--port", self.broker_port, "--json"))
        self.yard = Camera(network.on_pole, "127.0.0.1", 0, folder / "yard.jsonl")
        self.yard.start(videos.plain)

    def close(self) -> None:
        self.yard.kill()
        self._center.end()
        self._broker.end()


class Stage:
    """What one trial has for itself: the camera at the far end of the road, the proxy before it, the agent, and its disk."""

    def __init__(self, world: World, fault: Fault, environment: dict[str, str] | None = None) -> None:
        self.world, self.network, self.videos = world, world.network, world.videos
        self.folder = world.folder / fault.name
        self.folder.mkdir()
        self._shown = [getattr(world.videos, name) for name in fault.video.split()]
        self._camera_arguments = fault.camera
        # Where an act knows it better than by when it was begun; CLOCK_MONOTONIC in seconds.
        self.caused_at: float | None = None
        self.camera = Camera(world.network.on_camera, CAMERA_ADDRESS, 554, self.folder / "gate.jsonl")
        self.proxy = Program(world.network.on_pole(PROXY, "--to", f"{CAMERA_ADDRESS}:554"))
        port = self.proxy.ready()
        self._viewer: Program | None = None
        self._disk = self.folder / "data" / "recordings" if fault.small_disk_megabytes else None
        if self._disk:
            self._disk.mkdir(parents=True)
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={fault.small_disk_megabytes}m", "tmpfs", self._disk], check=True)
        url = f"rtsp://127.0.0.1:{port}/stream" if fault.through_proxy else self.camera.url
        self._clock = self.folder / "clock"
        self._step(0)
        stepped = {"STEP_CLOCK": str(self._clock), "LD_PRELOAD": str(world.clock)} if world.clock else {}
        self.agent = Agent(
            world.agent, world.network.on_pole, self.folder, self._configuration(url, fault.transport), {**stepped, **(environment or {})})

    def view(self) -> None:
        """A second client keeps the stream running, so that whoever comes later joins it in the middle of a group of pictures."""
        self._viewer = Program(self.network.on_camera(
            "ffmpeg", "-nostdin", "-v", "error", "-rtsp_transport", "tcp", "-i", self.camera.url, "-c", "copy", "-f", "null", "-"))

    def start_camera(self) -> None:
        """As this trial's camera usually is."""
        self.camera.start(*self._shown, *self._camera_arguments)

    @property
    def bits_per_second(self) -> int:
        return BITS_PER_SECOND

    def be(self, mode: str) -> None:
        """What the proxy does from now on."""
        self.proxy.ask(mode)

    def step_clock(self, seconds: int) -> None:
        if self.world.clock is None:
            raise CampaignError("the agent's clock cannot be stepped: gcc is missing; run ./scripts/setup.sh")
        self._step(seconds)

    def fill_disk(self) -> None:
        with open(self._disk / "ballast", "wb", buffering=0) as ballast:
            try:
                while True:
                    ballast.write(bytes(65536))
            except OSError:
                pass

    def free_disk(self) -> None:
        (self._disk / "ballast").unlink()

    def close(self) -> None:
        """Everything, also where the road is gone already because the whole campaign is ended."""
        with suppress(OSError, subprocess.CalledProcessError), ExitStack() as ends:
            if self._disk:
                ends.callback(subprocess.run, ["umount", "-l", self._disk], check=False)
            for end in (self.proxy.end, self.camera.kill, self.network.mend, self.network.impair, lambda: self.network.limit(None)):
                ends.callback(end)
            if self._viewer is not None:
                ends.callback(self._viewer.end)
            ends.callback(self._keep_log)
            ends.callback(self.agent.stop)

    def _keep_log(self) -> None:
        (self.folder / "agent.log").write_text("\n".join(self.agent.log()) + "\n", encoding="utf-8")

    def _step(self, seconds: int) -> None:
        # In place: the agent has mapped the file.
        with open(self._clock, "r+b" if self._clock.exists() else "wb") as file:
            file.write(struct.pack("q", seconds))

    def _configuration(self, url: str, transport: str) -> dict:
        common = {"detectionsPerSecond": 1}
        configuration = {
            "city": "streams", "pole": "streams", "dataDirectory": str(self.folder / "data"),
            "model": {"directory": str(self.world.model)},
            "broker": {"host": "127.0.0.1", "port": self.world.broker_port},
            "cameras": [
                {"id": GATE, "url": url, "transport": transport, "credentialsFile": str(self.world.credentials), **common},
                {"id": YARD, "url": self.world.yard.url, **common},
            ],
        }
        if self.world.records:
            configuration["recording"] = {"segmentSeconds": 10, "minimumFreeBytes": 0}
        return configuration
