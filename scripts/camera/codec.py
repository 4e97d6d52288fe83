"""The codecs that cameras send, and the elements that take one apart and put it into RTP."""

from __future__ import annotations

from dataclasses import dataclass

from gstreamer import Gst

# Of an H.265 NAL unit's two-byte header, bits 1 to 6 are its type (ITU-T H.265, 7.3.1.2).
CRA, BLA_N_LP = 21, 18
START_CODE = b"\0\0\1"


@dataclass(frozen=True)
class Codec:
    """One codec by its GStreamer names."""
    media_type: str
    parser: str
    payloader: str


H264 = Codec("video/x-h264", "h264parse", "rtph264pay")
H265 = Codec("video/x-h265", "h265parse", "rtph265pay")
CODECS = (H264, H265)
NAMES = "H.264 or H.265"


def codec_of(caps: Gst.Caps) -> Codec | None:
    """The codec of a demuxed stream, or None where no camera sends it."""
    return next((codec for codec in CODECS if caps.get_structure(0).get_name() == codec.media_type), None)


def spliced(codec: Codec, buffer: Gst.Buffer) -> Gst.Buffer:
    """The keyframe as one that may follow anything: a CRA picture of H.265 counts its order on from the picture before, a BLA does not."""
    if codec is not H265:
        return buffer
    data = bytearray(buffer.extract_dup(0, buffer.get_size()))
    at = data.find(START_CODE)
    while at >= 0 and at + 3 < len(data):
        if data[at + 3] >> 1 == CRA:
            data[at + 3] = BLA_N_LP << 1 | data[at + 3] & 1
        at = data.find(START_CODE, at + 3)
    replacement = Gst.Buffer.new_wrapped(bytes(data))
    replacement.pts, replacement.dts, replacement.duration = buffer.pts, buffer.dts, buffer.duration
    return replacement
