#!/usr/bin/python3
"""Runs a command and appends what its whole process took to a file, as one line of JSON: wall, processor, peak memory.

The figures are the kernel's own (wait4, as /usr/bin/time has them). What the command prints goes with them if it is JSON.
"""
import argparse
import json
import os
import subprocess
import sys
import time

EXAMPLE = "example: scripts/campaigns/peers/measure.py decode ffmpeg 1 500 raw.jsonl -- ffmpeg -i street.mp4 -f null -"


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pair")
    parser.add_argument("side")
    parser.add_argument("round", type=int)
    parser.add_argument("frames", type=int, help="that the command is asked for")
    parser.add_argument("out", help="the file that gets one line more")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    started = time.monotonic()
    process = subprocess.Popen(options.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        sys.exit(f"measure: exit code {os.waitstatus_to_exitcode(status)}: {' '.join(options.command)}")

    record = {
        "pair": options.pair,
        "side": options.side,
        "round": options.round,
        "frames": options.frames,
        "wallSeconds": round(wall, 3),
        "cpuSeconds": round(usage.ru_utime + usage.ru_stime, 3),
        "peakMegabytes": round(usage.ru_maxrss / 1024, 1),
        "own": json_or_none(printed),
    }
    with open(options.out, "a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


def json_or_none(printed):
    # Another script may print in words; what counts is the whole process.
    try:
        own = json.loads(printed)
        return own if isinstance(own, dict) else None
    except ValueError:
        return None


if __name__ == "__main__":
    main()
