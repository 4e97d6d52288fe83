"""What a camera says of its pictures' times, which need not be when they were taken."""

from __future__ import annotations

from dataclasses import dataclass

from gstreamer import Gst

HOUR = 3600 * Gst.SECOND
# RTP counts in 32 bits and, for video, at 90 kHz (RFC 3550, 5.1).
RTP_TICKS, RTP_RATE = 1 << 32, 90_000

KINDS = ("true", "jump", "back", "zero", "wrap")


@dataclass(frozen=True)
class TimeStamps:
    """True ones, or from `after` seconds on: an hour ahead, an hour back, all the same, or over the end of RTP's 32 bits."""
    kind: str = "true"
    after: float = 0
    rate: float = 1

    @property
    def are_true(self) -> bool:
        return self.kind in ("true", "wrap") and self.rate == 1

    @property
    def rtp_offset(self) -> int | None:
        """The payloader's first time stamp, where it may not choose one by itself."""
        return RTP_TICKS - round(self.after * RTP_RATE) if self.kind == "wrap" else None

    def of(self, time: int) -> int:
        """From the true time since the stream's start, in nanoseconds; never below zero, which GStreamer has no times for."""
        after = round(self.after * Gst.SECOND)
        stamp = round(time * self.rate) + (HOUR if self.kind == "back" else 0)
        if time < after:
            return stamp
        return {"jump": stamp + HOUR, "back": stamp - HOUR, "zero": round(after * self.rate)}.get(self.kind, stamp)

    def lie_at(self, time: int) -> bool:
        return self.kind != "true" and time >= self.after * Gst.SECOND
