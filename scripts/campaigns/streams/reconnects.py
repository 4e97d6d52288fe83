"""Hundreds of connections that end right after their first pictures: does anything stay behind?"""

from __future__ import annotations

import time

from agent import LIVE
from fault import Fault
from program import CampaignError
from stage import GATE, YARD, Stage, World

# Some frames are a whole picture of this stream, so that each connection gets as far as a decoder.
FRAMES = 40
# What the first connections leave behind for good: caches, compiled code, buffers of the allocator.
SETTLED_SHARE = 0.2
LONGEST_SECONDS_EACH = 10
REST_SECONDS = 15
# Garbage is collected every 4 MB, as on a board: with a server's caches it may lie for hundreds of connections, and look like a leak.
COLLECTOR = {"DOTNET_GCgen0size": "400000"}
FAULT = Fault("reconnects", "connections reset right after their first picture", iter, through_proxy=True)


def run(world: World, wanted: int) -> dict:
    stage = Stage(world, FAULT, COLLECTOR)
    try:
        stage.start_camera()
        # The stream runs on, as a camera's does: each connection is a client's, not a new stream.
        stage.view()
        stage.agent.start()
        stage.agent.wait_until_live(YARD, 40)
        stage.agent.wait_until_live(GATE, 40)
        return measure(stage, wanted)
    finally:
        stage.close()


def measure(stage: Stage, wanted: int) -> dict:
    agent, began = stage.agent, time.monotonic()
    first = round(wanted * SETTLED_SHARE)
    done = reconnect(stage, first)
    settled = rested(stage, done)
    done += reconnect(stage, wanted - first)
    end = rested(stage, done)
    growth = [round(after - before, 1) for before, after in zip(settled[1:], end[1:])]
    return {
        "fault": FAULT.name, "connections": done, "seconds": round(time.monotonic() - began, 1),
        "settled": settled, "end": end,
        "growth": {"residentMegabytes": growth[0], "openFiles": growth[1], "threads": growth[2]},
        "kilobytesPerConnection": round(growth[0] * 1024 / max(1, end[0] - settled[0]), 1),
        "yardChanges": [[round(change.at - began, 2), change.state, change.code] for change in agent.changes(YARD, began)
                        if change.state != LIVE],
    }


def reconnect(stage: Stage, wanted: int) -> int:
    """So many connections that end early; returns how many there were."""
    first, deadline = int(stage.proxy.ask(f"frames {FRAMES}")), time.monotonic() + wanted * LONGEST_SECONDS_EACH
    while (done := int(stage.proxy.ask(f"frames {FRAMES}")) - first) < wanted:
        if time.monotonic() > deadline:
            raise CampaignError(f"only {done} of {wanted} connections within {wanted * LONGEST_SECONDS_EACH} s")
        time.sleep(1)
    return done


def rested(stage: Stage, done: int) -> tuple[int, float, int, int]:
    """Connections, memory, open files and threads in one and the same state: live for so long that the pre-roll is full."""
    stage.be("pass")
    stage.agent.wait_until_live(GATE, 60)
    time.sleep(REST_SECONDS)
    return done, stage.agent.resident_megabytes(), stage.agent.open_files(), stage.agent.threads()
