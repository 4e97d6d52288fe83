#!/usr/bin/python3
"""Runs the faults of the catalogue one after the other, and writes a JSON object a line for each."""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
from pathlib import Path

import reconnects
import trial
from agent import knows
from fault import Fault
from faults import FAULTS
from network import Network, NetworkError
from program import CampaignError
from stage import World
from videos import Videos

EXAMPLE = "example: scripts/campaigns/streams/campaign.py --list (all else is streams.sh's to say)"
QUICK_RECONNECTS = 20


def main() -> int:
    options = parse_arguments()
    if options.list:
        for fault in FAULTS:
            print(f"{fault.name:18} {fault.what}")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    try:
        network = Network(options.seed)
    except NetworkError as error:
        print(f"streams: {error}", file=sys.stderr)
        return 1
    try:
        run(options, network)
    except CampaignError as error:
        print(f"streams: {error}", file=sys.stderr)
        return 1
    finally:
        network.close()
    return 0


def run(options: argparse.Namespace, network: Network) -> None:
    report("making the videos")
    world = World(options.agent, options.model, network, Videos(options.video, options.work), options.work,
                  knows(options.agent, "recording"), build_clock(options.work))
    try:
        with options.raw.open("w", encoding="utf-8") as raw:
            chosen = [fault for fault in FAULTS if wanted(options, fault)]
            for number, fault in enumerate(chosen, 1):
                report(f"{number} of {len(chosen)}: {fault.name}")
                write(raw, attempt(fault.name, fault.what, lambda fault=fault: trial.run(world, fault)))
            if "reconnects" in options.only or not options.only:
                report(f"{options.reconnects} reconnects")
                write(raw, attempt("reconnects", "", lambda: reconnects.run(world, options.reconnects)))
    finally:
        world.close()


def attempt(name: str, what: str, run_one) -> dict:
    """A trial that cannot be made is a goal that is missed, and the others go on."""
    try:
        return run_one()
    except (CampaignError, NetworkError, OSError, subprocess.SubprocessError) as error:
        report(f"{name}: {error}")
        return {"fault": name, "what": what, "error": str(error)}


def wanted(options: argparse.Namespace, fault: Fault) -> bool:
    return fault.name in options.only if options.only else fault.quick or not options.quick


def write(raw, result: dict) -> None:
    raw.write(json.dumps(result) + "\n")
    raw.flush()


def build_clock(folder: Path) -> Path | None:
    """A clock that can be stepped for one process; None without a C compiler."""
    built = folder / "step_clock.so"
    source = Path(__file__).with_name("step_clock.c")
    try:
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", built, source], check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return built


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="name the faults, and run none")
    parser.add_argument("--agent", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--video", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--reconnects", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.list and None in (options.agent, options.model, options.video, options.work, options.raw):
        parser.error("--agent, --model, --video, --work and --raw are needed")
    unknown = set(options.only) - {fault.name for fault in FAULTS} - {"reconnects"}
    if unknown:
        parser.error(f"--only {', '.join(sorted(unknown))}: there is no such fault; see --list")
    options.reconnects = options.reconnects or (QUICK_RECONNECTS if options.quick else 500)
    return options


def report(text: str) -> None:
    print(f"streams: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
