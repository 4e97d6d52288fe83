"""Reads video files into the access units of one loop, on a timeline that joins to itself."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median_low
from tempfile import TemporaryFile
from typing import BinaryIO

from camera_error import CameraError
from codec import H264, H265, MJPEG, NAMES, Codec, codec_of, spliced
from gstreamer import Gst, GstApp  # noqa: F401 (GstApp gives appsink its methods)

# FFmpeg opens the file, since qtdemux ends at the written duration and so loses the last pictures
# of a file whose time stamps start late.
DEMUXER = ["ffmpeg", "-nostdin", "-v", "fatal", "-i", "FILE", "-map", "0:v:0"]
# The seam must decode like a start: without the leading pictures of an open GOP, whose references
# lie before the first keyframe. (Left to GStreamer, the first picture that may stay is lost with them.)
AS_IT_IS = ["-c", "copy", "-bsf:v", "noise=drop='lt(pts,startpts)'"]
# RTP has no place for Huffman tables, and none for a size that is no multiple of eight (RFC 2435, 3.1 and 4.1).
AS_JPEG = ["-vf", "scale=trunc(iw/8)*8:trunc(ih/8)*8", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-huffman", "default", "-q:v", "6"]

# One access unit per buffer; the codec's parser comes in between when the container has named the codec.
PIPELINE = "fdsrc name=file ! {demuxer} name=container  appsink name=units sync=false emit-signals=true caps={caps}"

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
    codec: Codec
    caps: Gst.Caps
    units: list[AccessUnit]
    duration: int


def read_loop(path: Path, as_jpeg: bool = False) -> Loop:
    """Reads the first video stream of the file whole; raises CameraError where no camera sends its codec."""
    if not path.is_file():
        raise CameraError(f"{path}: no such file; name a video file (mp4, mkv, ts)")
    accepted = [MJPEG] if as_jpeg else [H264, H265]
    with TemporaryFile() as stream:
        _demux(path, [*(AS_JPEG if as_jpeg else AS_IT_IS), "-f", accepted[0].container], stream)
        codec, samples = _parse(stream.fileno(), accepted)
    keyed = [s.get_buffer() for s in samples]
    first = next((i for i, b in enumerate(keyed) if not b.has_flags(Gst.BufferFlags.DELTA_UNIT)), None)
    if first is None:
        raise CameraError(f"{path}: no {NAMES} video in it; {CONVERT}")
    if any(b.pts == Gst.CLOCK_TIME_NONE for b in keyed):
        raise CameraError(f"{path}: pictures without time stamps; {CONVERT}")
    return _loop(codec, samples[first].get_caps(), keyed[first:])


def joined(loops: list[Loop]) -> Loop:
    """Several files in turn as one loop: what changes at a seam, such as the size, changes in mid-stream."""
    codecs = {loop.codec.name for loop in loops}
    if len(codecs) > 1:
        raise CameraError(f"the files are {' and '.join(sorted(codecs))}; one stream has one codec, "
                          "so convert one of them, or start a second camera")
    units, start = [], 0
    for loop in loops:
        units += [AccessUnit(unit.buffer, start + unit.pts, start + unit.dts) for unit in loop.units]
        start += loop.duration
    return Loop(loops[0].codec, loops[0].caps, units, start)


def _demux(path: Path, output: list[str], stream: BinaryIO) -> None:
    command = [str(path.resolve()) if part == "FILE" else part for part in DEMUXER]
    try:
        demuxer = subprocess.run([*command, *output, "pipe:1"], stdout=stream, stderr=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise CameraError(f"ffmpeg does not start ({error.strerror}); apt-get install ffmpeg") from None
    if demuxer.returncode != 0:
        raise CameraError(f"{path}: no {NAMES} video in it that ffmpeg can read; {CONVERT}")
    stream.seek(0)


def _parse(file: int, accepted: list[Codec]) -> tuple[Codec | None, list[Gst.Sample]]:
    pipeline = Gst.parse_launch(PIPELINE.format(demuxer=accepted[0].demuxer, caps=";".join(codec.caps for codec in accepted)))
    bus = pipeline.get_bus()
    pipeline.get_by_name("file").set_property("fd", file)
    units = pipeline.get_by_name("units")
    found: list[Codec] = []
    samples: list[Gst.Sample] = []

    def link(_, pad):
        codec = codec_of(pad.get_current_caps())
        if codec not in accepted or found:
            return
        found.append(codec)
        parser = Gst.ElementFactory.make(codec.parser)
        if codec.parameter_sets:
            # Repeated before every keyframe: a client may join at any.
            parser.set_property("config-interval", -1)
        pipeline.add(parser)
        parser.link(units)
        parser.sync_state_with_parent()
        pad.link(parser.get_static_pad("sink"))

    def stop_unless_linked(_):
        # A file with other streams only would be waited for without end.
        if not found:
            bus.post(Gst.Message.new_eos(pipeline))

    def keep(_):
        samples.append(units.pull_sample())
        return Gst.FlowReturn.OK

    container = pipeline.get_by_name("container")
    container.connect("pad-added", link)
    container.connect("no-more-pads", stop_unless_linked)
    units.connect("new-sample", keep)
    pipeline.set_state(Gst.State.PLAYING)
    bus.timed_pop_filtered(Gst.CLOCK_TIME_NONE, Gst.MessageType.ERROR | Gst.MessageType.EOS)
    pipeline.set_state(Gst.State.NULL)
    return found[0] if found else None, samples


def _loop(codec: Codec, caps: Gst.Caps, buffers: list[Gst.Buffer]) -> Loop:
    buffers = [spliced(codec, buffers[0]), *buffers[1:]]

    # Decoding times are made anew from the presentation times, since damaged files keep wrong ones:
    # the sorted pts, early enough for no picture to be shown before it is decoded.
    start = buffers[0].pts
    shown = sorted(b.pts - start for b in buffers)
    delay = max(dts - (b.pts - start) for b, dts in zip(buffers, shown))
    units = [AccessUnit(b, b.pts - start + delay, dts) for b, dts in zip(buffers, shown)]

    # How long the last picture stands is the usual interval: what containers say of it is often wrong.
    frame = median_low([b - a for a, b in pairwise(shown)]) if len(shown) > 1 else Gst.SECOND // 25
    return Loop(codec, caps, units, shown[-1] + frame)
