"""Reads a video file into the H.264 access units of one loop, on a timeline that joins to itself."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median_low
from tempfile import TemporaryFile
from typing import BinaryIO

from camera_error import CameraError
from gstreamer import Gst, GstApp  # noqa: F401 (GstApp gives appsink its methods)

# FFmpeg opens the file, since qtdemux ends at the written duration and so loses the last pictures
# of a file whose time stamps start late. MPEG-TS keeps the 90 kHz that RTP counts in.
DEMUXER = ["ffmpeg", "-nostdin", "-v", "fatal", "-i", "FILE", "-map", "0:v:0", "-c", "copy", "-f", "mpegts", "pipe:1"]

# One access unit per buffer, with the parameter sets repeated: a client may join at any keyframe.
PARSER = ("fdsrc name=file ! tsdemux name=container  h264parse name=parser config-interval=-1 "
          "! video/x-h264,stream-format=byte-stream,alignment=au ! appsink name=units sync=false emit-signals=true")

CONVERT = "convert it: ffmpeg -i IN -an -c:v libx264 OUT.mp4"


@dataclass(frozen=True)
class AccessUnit:
    """One coded picture; times in nanoseconds from the start of the loop, 0 <= dts <= pts."""
    buffer: Gst.Buffer
    pts: int
    dts: int


@dataclass(frozen=True)
class Loop:
    """The access units of one pass in decoding order; the next pass begins `duration` nanoseconds later."""
    caps: Gst.Caps
    units: list[AccessUnit]
    duration: int


def read_loop(path: Path) -> Loop:
    """Reads the first video stream of the file whole; raises CameraError where it is not H.264."""
    if not path.is_file():
        raise CameraError(f"{path}: no such file; name a video file (mp4, mkv, ts)")
    with TemporaryFile() as stream:
        _demux(path, stream)
        samples = _parse(stream.fileno())
    keyed = [s.get_buffer() for s in samples]
    first = next((i for i, b in enumerate(keyed) if not b.has_flags(Gst.BufferFlags.DELTA_UNIT)), None)
    if first is None:
        raise CameraError(f"{path}: no H.264 video in it; {CONVERT}")
    if any(b.pts == Gst.CLOCK_TIME_NONE for b in keyed):
        raise CameraError(f"{path}: pictures without time stamps; {CONVERT}")
    return _loop(samples[first].get_caps(), keyed[first:])


def _demux(path: Path, stream: BinaryIO) -> None:
    command = [str(path.resolve()) if part == "FILE" else part for part in DEMUXER]
    try:
        demuxer = subprocess.run(command, stdout=stream, stderr=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise CameraError(f"ffmpeg does not start ({error.strerror}); apt-get install ffmpeg") from None
    if demuxer.returncode != 0:
        raise CameraError(f"{path}: no H.264 video in it that ffmpeg can read; {CONVERT}")
    stream.seek(0)


def _parse(file: int) -> list[Gst.Sample]:
    pipeline = Gst.parse_launch(PARSER)
    bus = pipeline.get_bus()
    pipeline.get_by_name("file").set_property("fd", file)
    entry = pipeline.get_by_name("parser").get_static_pad("sink")
    samples: list[Gst.Sample] = []

    def link(_, pad):
        if pad.get_current_caps().to_string().startswith("video/x-h264"):
            pad.link(entry)

    def stop_unless_linked(_):
        # A file with other streams only would be waited for without end.
        if not entry.is_linked():
            bus.post(Gst.Message.new_eos(pipeline))

    def keep(units):
        samples.append(units.pull_sample())
        return Gst.FlowReturn.OK

    container = pipeline.get_by_name("container")
    container.connect("pad-added", link)
    container.connect("no-more-pads", stop_unless_linked)
    pipeline.get_by_name("units").connect("new-sample", keep)
    pipeline.set_state(Gst.State.PLAYING)
    bus.timed_pop_filtered(Gst.CLOCK_TIME_NONE, Gst.MessageType.ERROR | Gst.MessageType.EOS)
    pipeline.set_state(Gst.State.NULL)
    return samples


def _loop(caps: Gst.Caps, buffers: list[Gst.Buffer]) -> Loop:
    # The seam must decode like a start: without the leading pictures of an open GOP, whose
    # references lie before the first keyframe.
    start = buffers[0].pts
    buffers = [b for b in buffers if b.pts >= start]

    # Decoding times are made anew from the presentation times, since damaged files keep wrong ones:
    # the sorted pts, early enough for no picture to be shown before it is decoded.
    shown = sorted(b.pts - start for b in buffers)
    delay = max(dts - (b.pts - start) for b, dts in zip(buffers, shown))
    units = [AccessUnit(b, b.pts - start + delay, dts) for b, dts in zip(buffers, shown)]

    # How long the last picture stands is the usual interval: what containers say of it is often wrong.
    frame = median_low([b - a for a, b in pairwise(shown)]) if len(shown) > 1 else Gst.SECOND // 25
    return Loop(caps, units, shown[-1] + frame)
