"""One fault against the agent, from a quiet start to its recordings, as one JSON object."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from agent import LIVE, Range, StateChange
from fault import Fault
from stage import GATE, YARD, Stage, World
from videos import FRAMES_PER_SECOND

RECOVERY_GOAL_SECONDS = 5
START_SECONDS = 40
SETTLE_SECONDS = 8
# Longer than twice what the agent waits for a packet: what is live for so long has noticed nothing.
STABLE_SECONDS = 12
# The longest pause of the agent's is 60 s, after a refused password.
PATIENCE_SECONDS = 90
# Between two recorded pieces, and at the ends: one picture.
PICTURE_SECONDS = 1 / FRAMES_PER_SECOND


def run(world: World, fault: Fault) -> dict:
    stage = Stage(world, fault)
    try:
        return Trial(world, fault, stage).run()
    finally:
        stage.close()


class Trial:
    """Times are CLOCK_MONOTONIC in seconds."""

    def __init__(self, world: World, fault: Fault, stage: Stage) -> None:
        self._world, self._fault, self._stage, self._agent = world, fault, stage, stage.agent

    def run(self) -> dict:
        fault, stage, agent = self._fault, self._stage, self._agent
        if not fault.starts_offline:
            stage.start_camera()
        if fault.viewed:
            stage.view()
        began = time.monotonic()
        agent.start()
        agent.wait_until_live(YARD, START_SECONDS)
        if not fault.starts_offline:
            agent.wait_until_live(GATE, START_SECONDS)
            time.sleep(SETTLE_SECONDS)
        before = self._resources()
        packets_before = stage.network.impair()

        caused = began if fault.starts_offline else time.monotonic()
        acting = fault.act(stage)
        time.sleep(next(acting))
        # Its end begins here; a camera that starts anew needs a while.
        ended = time.monotonic()
        next(acting, None)
        restored = time.monotonic()
        caused = stage.caused_at or caused
        ended = max(ended, caused)

        recovered = self._wait_until_stable(ended)
        after = self._resources()
        packets = stage.network.impair()
        agent.stop()
        return {
            "fault": fault.name, "what": fault.what, "transport": fault.transport,
            "lastedSeconds": round(ended - caused, 2),
            **self._noticed(caused, ended),
            **self._recovered(caused, ended, restored, recovered),
            "packetsLost": lost_packets(packets) - lost_packets(packets_before),
            "packetsSent": packets["toPole"]["packets"] - packets_before["toPole"]["packets"],
            "residentMegabytes": [before, after],
            "yardChanges": [[round(change.at - caused, 2), change.state, change.code] for change in self._yard_changes(caused)],
            **(self._recordings(caused, restored) if self._world.records else {}),
        }

    def _resources(self) -> float:
        return round(self._agent.resident_megabytes(), 1)

    def _wait_until_stable(self, ended: float) -> float | None:
        """When the camera became live for good, or None within our patience."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            changes = self._agent.changes(GATE)
            since = max(ended, changes[-1].at if changes else ended)
            if self._agent.state(GATE) == LIVE and time.monotonic() - since > STABLE_SECONDS:
                return changes[-1].at
            time.sleep(0.2)
        return None

    @staticmethod
    def _utc(at: float) -> float:
        return time.time() - (time.monotonic() - at)

    def _noticed(self, caused: float, ended: float) -> dict:
        states = [change for change in self._agent.changes(GATE, caused) if change.state not in (LIVE, "connecting")]
        first = states[0] if states else None
        return {
            "noticedAfterSeconds": round(first.at - caused, 2) if first else None,
            "states": list(dict.fromkeys(f"{change.state} ({change.code})" if change.code else change.state for change in states)),
            "toldAsMeant": self._told_as_meant(states),
            "reconnects": self._stage.camera.count("DESCRIBE", ended),
        }

    def _told_as_meant(self, states: list[StateChange]) -> bool:
        if self._fault.agent_dies:
            return True
        if not states:
            return not self._fault.tells or self._fault.maybe
        # What it says first may be the blow itself; what it says in the end is the reason.
        return any(change.state in self._fault.tells for change in states)

    def _recovered(self, caused: float, ended: float, restored: float, live_at: float | None) -> dict:
        if live_at is None:
            return {"recovered": False, "describeToPictureSeconds": None, "recoverySeconds": None, "backAfterSeconds": None}
        if live_at < caused:
            return {"recovered": True, "describeToPictureSeconds": None, "recoverySeconds": None, "backAfterSeconds": None}
        describe = self._stage.camera.first("DESCRIBE", ended)
        # A connection that outlived the fault is not opened anew: then the end of the fault counts.
        from_describe = live_at - (describe if describe is not None and describe < live_at else min(ended, live_at))
        return {
            "recovered": True,
            "describeToPictureSeconds": round(from_describe, 2),
            "recoverySeconds": round(max(0.0, from_describe - self._fault.keyframe_seconds), 2),
            "backAfterSeconds": round(max(0.0, live_at - restored), 2),
        }

    def _yard_changes(self, caused: float) -> list[StateChange]:
        """Those of the healthy camera; of a new process, from its first picture on."""
        changes = self._agent.changes(YARD, caused)
        if self._fault.agent_dies or self._fault.starts_offline:
            live = next((index for index, change in enumerate(changes) if change.state == LIVE), len(changes))
            changes = changes[live + 1:]
        return changes

    def _recordings(self, caused: float, restored: float) -> dict:
        gate, yard = self._agent.recorded(GATE), self._agent.recorded(YARD)
        outage = restored - caused if self._fault.stops_video and not self._fault.starts_offline else 0
        return {
            "gateGapSeconds": round(gaps(gate), 2),
            "gateLostSeconds": round(max(0.0, gaps(gate) - outage), 2),
            "gatePicturesLost": pictures_lost(self._stage.folder, GATE),
            "yardGapSeconds": round(gaps(yard), 2),
            "yardPicturesLost": pictures_lost(self._stage.folder, YARD),
            "tailLostSeconds": round(lost_tail(gate, self._utc(caused)), 2) if self._fault.agent_dies else None,
            "recordedSeconds": [round(sum(piece.end - piece.start for piece in pieces), 2) for pieces in (gate, yard)],
        }


def lost_tail(pieces: list[Range], killed: float) -> float:
    """How much of what had come before the kill (seconds since 1970) is not on disk."""
    before = [min(piece.end, killed) for piece in pieces if piece.start < killed]
    return killed - max(before, default=0)


def lost_packets(counts: dict) -> int:
    return counts["toPole"]["lost"] + counts["toPole"]["corrupted"]


def gaps(pieces: list[Range]) -> float:
    between = (after.start - before.end for before, after in zip(pieces, pieces[1:]))
    return sum(gap for gap in between if gap > PICTURE_SECONDS)


def pictures_lost(folder: Path, camera: str) -> int:
    """Within the recorded files: pictures that are missing between two others."""
    return sum(map(missing_pictures, sorted((folder / "data" / "recordings" / camera).glob("*/*.mp4"))))


def missing_pictures(file: Path) -> int:
    probed = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", file],
        capture_output=True, text=True, check=False)
    times = sorted(float(line.strip(",")) for line in probed.stdout.split() if line.strip(",") not in ("", "N/A"))
    return sum(max(0, round((after - before) * FRAMES_PER_SECOND) - 1) for before, after in zip(times, times[1:]))
