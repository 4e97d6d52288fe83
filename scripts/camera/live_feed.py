"""Pushes a loop into one RTSP media at the pace of a camera, for as long as the media lives."""

import threading
import time
from itertools import count

from access_units import AccessUnit, Loop
from gstreamer import Gst, GstRtspServer
from request_log import RequestLog
from time_stamps import TimeStamps


class LiveFeed(threading.Thread):
    """One media's timeline: picture 0 is there for the preparation, the clock starts with the first PLAY."""

    def __init__(self, loop: Loop, speed: float, stamps: TimeStamps, log: RequestLog | None, media: GstRtspServer.RTSPMedia) -> None:
        super().__init__(daemon=True)
        self._loop, self._speed, self._stamps, self._log = loop, speed, stamps, log
        self._source = media.get_element().get_by_name("source")
        self._source.set_property("caps", loop.caps)
        self._playing, self._ended = threading.Event(), threading.Event()
        media.connect("new-state", self._on_new_state)
        media.connect("unprepared", self._on_unprepared)

    def run(self) -> None:
        started = None
        for turn in count():
            for unit in self._loop.units:
                offset = turn * self._loop.duration
                if started is not None:
                    due = started + (offset + unit.dts) / Gst.SECOND / self._speed
                    self._ended.wait(max(0.0, due - time.monotonic()))
                if self._ended.is_set() or not self._push(unit, offset):
                    return
                if started is None:
                    self._playing.wait()
                    started = time.monotonic()

    def _push(self, unit: AccessUnit, offset: int) -> bool:
        if self._log is not None and self._stamps.lie_at(offset + unit.pts):
            self._log.write(f"STAMPS {self._stamps.kind}")
            self._log = None
        # A shallow copy: the payload is shared with the loop, only the times are its own.
        buffer = unit.buffer.copy()
        buffer.pts, buffer.dts = self._stamps.of(offset + unit.pts), self._stamps.of(offset + unit.dts)
        buffer.unset_flags(Gst.BufferFlags.DISCONT)
        return self._source.emit("push-buffer", buffer) == Gst.FlowReturn.OK

    def _on_new_state(self, _, state: int) -> None:
        if state == Gst.State.PLAYING:
            self._playing.set()

    def _on_unprepared(self, _) -> None:
        self._ended.set()
        self._playing.set()
