"""The catalogue: what goes wrong, and what the agent should say of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from fault import Act, Fault
from stage import USER, Stage
from videos import SECONDS

def nothing(_: Stage) -> Iterator[float]:
    yield 10


def killed(stage: Stage) -> Iterator[float]:
    stage.camera.kill()
    yield 3
    stage.start_camera()


def rebooted(stage: Stage) -> Iterator[float]:
    stage.network.cut()
    stage.camera.kill()
    yield 20
    stage.network.mend()
    stage.start_camera()


def frozen(seconds: float) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.camera.freeze()
        yield seconds
        stage.camera.thaw()
    return act


def cut(seconds: float) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.network.cut()
        yield seconds
        stage.network.mend()
    return act


def impaired(seconds: float = 15, **impairment: float) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.network.impair(**impairment)
        yield seconds
        stage.network.impair()
    return act


def limited(share: float) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.network.limit(round(share * stage.bits_per_second))
        yield 15
        stage.network.limit(None)
    return act


def proxied(mode: str, seconds: float = 12) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.be(mode)
        yield seconds
        stage.be("pass")
    return act


def at_once(mode: str) -> Act:
    """A single blow: those who come after it are let through."""
    def act(stage: Stage) -> Iterator[float]:
        stage.be(mode)
        yield 1
        stage.be("pass")
    return act


def replaced(seconds: float, *arguments: str, video: str = "plain") -> Act:
    """Another camera at the same address for a while."""
    def act(stage: Stage) -> Iterator[float]:
        stage.camera.restart(getattr(stage.videos, video), *arguments)
        yield seconds
        stage.camera.kill()
        stage.start_camera()
    return act


def other_codec(stage: Stage) -> Iterator[float]:
    stage.camera.kill()
    yield 1
    stage.camera.start(stage.videos.hevc)


def other_size(stage: Stage) -> Iterator[float]:
    # The first file's end, counted from the first PLAY, is the cause.
    stage.caused_at = stage.camera.wait_for("PLAY", 0) + SECONDS
    yield max(0.0, stage.caused_at - time.monotonic())


def wrong_password(method: str) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.camera.restart(stage.videos.plain, "--user", USER, "--password-file", stage.world.wrong_password, "--auth", method)
        yield 10
        stage.camera.restart(stage.videos.plain, "--user", USER, "--password-file", stage.world.password, "--auth", method)
    return act


def lying(kind: str) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.caused_at = stage.camera.wait_for(f"STAMPS {kind}", 0)
        yield 0
    return act


def joined_late(stage: Stage) -> Iterator[float]:
    # The running stream goes on without the agent, which then comes back in the middle of a group of pictures:
    # it became live at a keyframe, and what it has waited since would else be about the interval.
    time.sleep(4)
    stage.caused_at = time.monotonic()
    stage.be("reset")
    yield 1
    stage.be("pass")


def disk_full(stage: Stage) -> Iterator[float]:
    stage.fill_disk()
    yield 15
    stage.free_disk()


def clock_stepped(seconds: int) -> Act:
    def act(stage: Stage) -> Iterator[float]:
        stage.step_clock(seconds)
        yield 10
        stage.step_clock(0)
    return act


def agent_killed(stage: Stage) -> Iterator[float]:
    stage.agent.kill()
    yield 1
    stage.agent.start()


def offline(stage: Stage) -> Iterator[float]:
    yield 15
    stage.start_camera()


GONE, STALLED, UNDECODABLE, UNAUTHORIZED = "gone", "stalled", "undecodable", "unauthorized"
STAMPS_AFTER = ("--stamps-after", "15")

FAULTS = (
    Fault("nothing", "no fault: what the campaign itself loses", nothing, stops_video=False, quick=True),
    Fault("camera-killed", "the camera's process killed, started again after 3 s", killed, (GONE,), quick=True),
    Fault("camera-rebooted", "the camera without power for 20 s", rebooted, (GONE, STALLED)),
    Fault("camera-frozen-3s", "the camera hangs for 3 s (SIGSTOP)", frozen(3), (STALLED,), maybe=True),
    Fault("camera-frozen-15s", "the camera hangs for 15 s", frozen(15), (STALLED,)),
    Fault("cable-cut-3s", "the link down for 3 s", cut(3), (STALLED,), maybe=True),
    Fault("cable-cut-30s", "the link down for 30 s", cut(30), (STALLED, GONE)),
    Fault("cable-cut-udp", "the link down for 15 s, UDP", cut(15), (STALLED, GONE), transport="udp"),
    Fault("loss-1-udp", "1 % of packets lost, UDP", impaired(loss=0.01), stops_video=False, transport="udp"),
    Fault("loss-5-udp", "5 % of packets lost, UDP", impaired(loss=0.05), stops_video=False, transport="udp", quick=True),
    Fault("loss-20-udp", "20 % of packets lost, UDP", impaired(loss=0.2), (UNDECODABLE, STALLED), True, False, transport="udp"),
    Fault("loss-5-tcp", "5 % of packets lost, TCP", impaired(loss=0.05), (STALLED,), True, False),
    Fault("delay-tcp", "500 ms to 700 ms of delay, TCP", impaired(delay=0.5, jitter=0.2), (STALLED,), True, False),
    Fault("delay-udp", "500 ms to 700 ms of delay, UDP", impaired(delay=0.5, jitter=0.2), stops_video=False, transport="udp"),
    Fault("reorder-udp", "5 % of packets overtaken by 20 ms, UDP", impaired(reorder=0.05), stops_video=False, transport="udp"),
    Fault("duplicate-udp", "5 % of packets twice, UDP", impaired(duplicate=0.05), stops_video=False, transport="udp"),
    Fault("corrupt-udp", "a byte of 5 % of packets wrong, UDP", impaired(corrupt=0.05), stops_video=False, transport="udp"),
    Fault("falsify-udp", "a byte of 5 % of packets wrong under a right checksum, UDP", impaired(falsify=0.05),
          (UNDECODABLE,), True, False, transport="udp"),
    Fault("falsify-tcp", "a byte of 1 % of packets wrong under a right checksum, TCP", impaired(falsify=0.01),
          (GONE, STALLED, UNDECODABLE), True, False),
    Fault("narrow-tcp", "half of the stream's bit rate, TCP", limited(0.5), (STALLED, GONE), True, False),
    Fault("narrow-udp", "half of the stream's bit rate, UDP", limited(0.5), (STALLED, UNDECODABLE), True, False, transport="udp"),
    Fault("half-open", "connections are accepted, and silent", proxied("half-open"), (STALLED, GONE), through_proxy=True, quick=True),
    Fault("refused", "nobody listens at the port", proxied("refuse"), (GONE,), through_proxy=True, quick=True),
    Fault("wrong-digest", "the camera's password is another for 10 s, Digest", wrong_password("digest"), (UNAUTHORIZED,)),
    Fault("wrong-basic", "the camera's password is another for 10 s, Basic", wrong_password("basic"), (UNAUTHORIZED,)),
    Fault("not-found", "404 to every request", proxied("answer 404 Not Found"), (GONE,), through_proxy=True),
    Fault("unavailable", "503 to every request", proxied("answer 503 Service Unavailable"), (GONE,), through_proxy=True),
    Fault("garbage", "random bytes instead of RTSP", proxied("garbage"), (GONE,), through_proxy=True, quick=True),
    Fault("garbage-between", "random bytes between the frames of a stream", proxied("inject"), (GONE, STALLED, UNDECODABLE), True, False,
          through_proxy=True),
    Fault("stall", "half of a frame, then nothing", at_once("stall"), (STALLED,), through_proxy=True, quick=True),
    Fault("endless-header", "an RTSP header without end", proxied("endless-header"), (GONE,), through_proxy=True, quick=True),
    Fault("reset", "half of a frame, then a reset", at_once("reset"), (GONE,), through_proxy=True, quick=True),
    Fault("closed", "half of a frame, then the end of the connection", at_once("close"), (GONE,), through_proxy=True),
    Fault("trickle", "100 bytes a second", proxied("trickle"), (STALLED, GONE), through_proxy=True),
    Fault("other-size", "another resolution in mid-stream", other_size, stops_video=False, video="plain small", quick=True),
    Fault("other-codec", "H.264, after a restart H.265", other_codec, (GONE,)),
    Fault("only-sound", "a camera that sends nothing but sound, for 12 s", replaced(12, "--audio", "only"), (GONE, UNDECODABLE)),
    Fault("undecodable", "packets, and no picture in them, for 40 s", replaced(40, "--undecodable"), (GONE, UNDECODABLE)),
    Fault("stamps-jump", "time stamps jump by an hour", lying("jump"), stops_video=False, camera=("--stamps", "jump", *STAMPS_AFTER)),
    Fault("stamps-back", "time stamps go back by an hour", lying("back"), stops_video=False, camera=("--stamps", "back", *STAMPS_AFTER)),
    Fault("stamps-zero", "time stamps are all the same from now on", lying("zero"), stops_video=False,
          camera=("--stamps", "zero", *STAMPS_AFTER)),
    Fault("stamps-wrap", "time stamps go over the end of 32 bits", lying("wrap"), stops_video=False,
          camera=("--stamps", "wrap", *STAMPS_AFTER)),
    Fault("stamps-fast", "the camera's clock is 1 % fast", nothing, stops_video=False, camera=("--stamp-rate", "1.01")),
    Fault("stamps-slow", "time stamps at half the pace of the pictures", nothing, stops_video=False, camera=("--stamp-rate", "0.5")),
    Fault("wall-clock", "sender reports from 2001", nothing, stops_video=False, camera=("--wall-clock", "2001-01-01T00:00:00Z")),
    Fault("lying-rate", "60 pictures a second by the header, 25 in truth", nothing, stops_video=False, video="lying"),
    Fault("rare-keyframes", "a reset, and a keyframe every 10 s", joined_late, (GONE,), through_proxy=True, video="rare_keyframes",
          keyframe_seconds=10, viewed=True),
    Fault("disk-full", "no space for recordings for 15 s", disk_full, small_disk_megabytes=48),
    Fault("clock-ahead", "the clock an hour ahead for 10 s", clock_stepped(3600), stops_video=False, steps_clock=True),
    Fault("clock-back", "the clock back in 1970 for 10 s", clock_stepped(-1_700_000_000), stops_video=False, steps_clock=True),
    Fault("agent-killed", "the agent killed (SIGKILL), started again after 1 s", agent_killed, agent_dies=True, quick=True),
    Fault("offline-at-start", "the camera is not there for the agent's first 15 s", offline, (GONE,), starts_offline=True, quick=True),
)
