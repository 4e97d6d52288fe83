"""What a bad camera does to its pictures: parameter sets in one place only, and noise instead of video."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from dataclasses import replace

from access_units import AccessUnit, Loop
from camera_error import CameraError
from codec import H264, START_CODE, Codec, bytes_of, nal_units, with_bytes
from gstreamer import Gst

# In front of each NAL unit where no start codes are: its length, in four bytes.
LENGTH = struct.Struct(">I")
# A slice of a type (H.264) or of a parameter set (H.265) that cannot be: by chance, some noise would decode.
NO_SLICE = b"\x80\x01"


def announced_only(loop: Loop) -> Loop:
    """The parameter sets stand in the SDP and nowhere else: GStreamer takes them from what an MP4 would hold (ISO/IEC 14496-15)."""
    codec = _with_nal_units(loop.codec)
    sets = [nal for nal in nal_units(bytes_of(loop.units[0].buffer)) if codec.is_parameter_set(nal)]
    form, record = ("avc", _avc_record(sets)) if codec is H264 else ("hvc1", _hevc_record(codec, sets))
    caps = loop.caps.copy()
    caps.set_value("stream-format", form)
    caps.set_value("codec_data", Gst.Buffer.new_wrapped(record))

    def bare(data: bytes) -> bytes:
        return b"".join(LENGTH.pack(len(nal)) + nal for nal in nal_units(data) if not codec.is_parameter_set(nal))

    return replace(loop, caps=caps, units=_changed(loop.units, bare))


def undecodable(loop: Loop, seed: int = 1) -> Loop:
    """Parameter sets, packets and times are right; every picture is noise."""
    codec = _with_nal_units(loop.codec)
    noise = random.Random(seed)

    def garbled(nal: bytes) -> bytes:
        if not codec.is_picture(nal):
            return nal
        # From 1 on: two zero bytes in a row would be a start code.
        begin = nal[:codec.header_bytes] + NO_SLICE
        return begin + bytes(noise.choices(range(1, 256), k=max(1, len(nal) - len(begin))))

    def stream(data: bytes) -> bytes:
        return b"".join(b"\0" + START_CODE + garbled(nal) for nal in nal_units(data))

    return replace(loop, units=_changed(loop.units, stream))


def _with_nal_units(codec: Codec) -> Codec:
    if not codec.parameter_sets:
        raise CameraError(f"{codec.name} has no parameter sets; leave --parameter-sets and --undecodable away")
    return codec


def _changed(units: list[AccessUnit], change: Callable[[bytes], bytes]) -> list[AccessUnit]:
    return [replace(unit, buffer=with_bytes(unit.buffer, change(bytes_of(unit.buffer)))) for unit in units]


def _avc_record(sets: list[bytes]) -> bytes:
    sps, pps = (next(nal for nal in sets if H264.type_of(nal) == kind) for kind in H264.parameter_sets)
    # Profile, compatibility and level are the SPS's own second to fourth byte.
    return bytes([1, *sps[1:4], 0xFF, 0xE1]) + _sized(sps) + b"\1" + _sized(pps)


def _hevc_record(codec: Codec, sets: list[bytes]) -> bytes:
    # Of the fields before the arrays, the payloader reads the version and the size of a length.
    record = bytes([1]) + bytes(20) + b"\3" + bytes([len(codec.parameter_sets)])
    for kind in codec.parameter_sets:
        own = [nal for nal in sets if codec.type_of(nal) == kind]
        record += bytes([kind]) + struct.pack(">H", len(own)) + b"".join(map(_sized, own))
    return record


def _sized(nal: bytes) -> bytes:
    return struct.pack(">H", len(nal)) + nal
