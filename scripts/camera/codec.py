"""The codecs that cameras send, and the elements that take one apart and put it into RTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gstreamer import Gst

# Of an H.265 NAL unit's two-byte header, bits 1 to 6 are its type (ITU-T H.265, 7.3.1.2).
CRA, BLA_N_LP = 21, 18
START_CODE = b"\0\0\1"


@dataclass(frozen=True)
class Codec:
    """One codec by its GStreamer names; with NAL units, which types of them are parameter sets."""
    name: str
    caps: str
    container: str
    demuxer: str
    parser: str
    payloader: str
    parameter_sets: tuple[int, ...] = ()
    pictures: range = range(0)
    header_bytes: int = 0

    @property
    def media_type(self) -> str:
        return self.caps.partition(",")[0]

    def type_of(self, nal: bytes) -> int:
        return nal[0] >> 1 & 0x3F if self is H265 else nal[0] & 0x1F

    def is_picture(self, nal: bytes) -> bool:
        return self.type_of(nal) in self.pictures

    def is_parameter_set(self, nal: bytes) -> bool:
        return self.type_of(nal) in self.parameter_sets


# MPEG-TS keeps the 90 kHz that RTP counts in, but knows no JPEG.
H264 = Codec("H.264", "video/x-h264,stream-format=byte-stream,alignment=au", "mpegts", "tsdemux", "h264parse", "rtph264pay",
             (7, 8), range(1, 6), 1)
H265 = Codec("H.265", "video/x-h265,stream-format=byte-stream,alignment=au", "mpegts", "tsdemux", "h265parse", "rtph265pay",
             (32, 33, 34), range(32), 2)
MJPEG = Codec("MJPEG", "image/jpeg", "matroska", "matroskademux", "jpegparse", "rtpjpegpay")
CODECS = (H264, H265, MJPEG)
NAMES = "H.264 or H.265"


def codec_of(caps: Gst.Caps) -> Codec | None:
    """The codec of a demuxed stream, or None where no camera sends it."""
    return next((codec for codec in CODECS if caps.get_structure(0).get_name() == codec.media_type), None)


def bytes_of(buffer: Gst.Buffer) -> bytes:
    return buffer.extract_dup(0, buffer.get_size())


def with_bytes(buffer: Gst.Buffer, data: bytes) -> Gst.Buffer:
    """Other content with the same times and flags."""
    replacement = Gst.Buffer.new_wrapped(data)
    replacement.pts, replacement.dts, replacement.duration = buffer.pts, buffer.dts, buffer.duration
    if buffer.has_flags(Gst.BufferFlags.DELTA_UNIT):
        replacement.set_flags(Gst.BufferFlags.DELTA_UNIT)
    return replacement


def nal_units(data: bytes) -> Iterator[bytes]:
    """Those of a byte stream (Annex B), without their start codes."""
    at = data.find(START_CODE)
    while at >= 0:
        following = data.find(START_CODE, at + 3)
        # A NAL unit never ends with a zero byte: what stands there belongs to the next start code (7.4.1).
        yield data[at + 3:following if following >= 0 else len(data)].rstrip(b"\0")
        at = following


def spliced(codec: Codec, buffer: Gst.Buffer) -> Gst.Buffer:
    """The keyframe as one that may follow anything: a CRA picture of H.265 counts its order on from the picture before, a BLA does not."""
    if codec is not H265:
        return buffer
    data = bytearray(bytes_of(buffer))
    at = data.find(START_CODE)
    while at >= 0 and at + 3 < len(data):
        if data[at + 3] >> 1 == CRA:
            data[at + 3] = BLA_N_LP << 1 | data[at + 3] & 1
        at = data.find(START_CODE, at + 3)
    return with_bytes(buffer, bytes(data))
