#!/usr/bin/python3
"""The network between a pole and its camera: a tun device in either namespace, and what happens to the packets in between.

Reads one JSON object a line from stdin, such as {"loss": 0.05, "delay": 0.5, "jitter": 0.1}, which holds for both ways from then on;
what a line does not name is off. Answers each with the packets counted so far. Ends with its stdin.
"""

import argparse
import json
import os
import select
import sys
import time
from dataclasses import asdict

from impairment import Impairment, OneWay
from tun import MTU, open_tun

EXAMPLE = "example: scripts/campaigns/streams/forwarder.py --pole pole-ns --camera camera-ns --device road --seed 1"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pole", required=True, help="namespace")
    parser.add_argument("--camera", required=True, help="namespace")
    parser.add_argument("--device", required=True, help="name of the tun device in either")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pole, camera = open_tun(options.pole, options.device), open_tun(options.camera, options.device)
    forward(pole, camera, OneWay(options.seed), OneWay(options.seed + 1))


def forward(pole: int, camera: int, to_camera: OneWay, to_pole: OneWay) -> None:
    ways = {pole: (to_camera, camera), camera: (to_pole, pole)}
    poll = select.poll()
    for file in (*ways, sys.stdin.fileno()):
        poll.register(file, select.POLLIN)
    print("ready", flush=True)
    while True:
        for file, _ in poll.poll(pause(to_camera, to_pole)):
            if file in ways:
                take(file, ways[file][0])
            elif not obey(to_camera, to_pole):
                return
        for way, out in ways.values():
            for packet in way.due(time.monotonic()):
                deliver(out, packet)


def pause(*ways: OneWay) -> int | None:
    """Milliseconds until the next packet is due; None is until one comes."""
    due = [way.next_due for way in ways if way.next_due is not None]
    return max(0, round((min(due) - time.monotonic()) * 1000)) if due else None


def take(file: int, way: OneWay) -> None:
    try:
        while True:
            way.put(os.read(file, MTU), time.monotonic())
    except BlockingIOError:
        pass
    except OSError:
        # The device is down: there is nothing to read until it is up again, but poll goes on saying that there is.
        time.sleep(0.01)


def deliver(file: int, packet: bytes) -> None:
    try:
        os.write(file, packet)
    except OSError:
        # A cable that is cut takes nothing.
        pass


def obey(*ways: OneWay) -> bool:
    line = sys.stdin.readline()
    if not line:
        return False
    wanted = Impairment(**json.loads(line))
    for way in ways:
        way.impairment = wanted
    print(json.dumps({**asdict(wanted), "toCamera": ways[0].counts, "toPole": ways[1].counts}), flush=True)
    return True


if __name__ == "__main__":
    main()
