#!/usr/bin/python3
"""Appends what running processes used during the same seconds to a file, one line of JSON each, from /proc."""
import argparse
import json
import os
import sys
import time

EXAMPLE = "example: scripts/campaigns/peers/observe.py live 1 60 raw.jsonl agent=4711 motion=4712"
TICKS = os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pair")
    parser.add_argument("round", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("out", help="the file that gets the lines")
    parser.add_argument("processes", nargs="+", help="SIDE=PID")
    options = parser.parse_args()
    processes = dict(process.split("=") for process in options.processes)

    started = time.monotonic()
    before = {side: processor_seconds(side, pid) for side, pid in processes.items()}
    time.sleep(options.seconds)
    wall = time.monotonic() - started
    with open(options.out, "a", encoding="utf-8") as file:
        for side, pid in processes.items():
            file.write(json.dumps({
                "pair": options.pair,
                "side": side,
                "round": options.round,
                "wallSeconds": round(wall, 3),
                "cpuSeconds": round(processor_seconds(side, pid) - before[side], 2),
                "residentMegabytes": status(pid, "VmRSS"),
                "peakMegabytes": status(pid, "VmHWM"),
            }) + "\n")


def processor_seconds(side, pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            # proc(5): utime and stime are fields 14 and 15; the name, field 2, may hold spaces.
            fields = file.read().rpartition(")")[2].split()
    except FileNotFoundError:
        sys.exit(f"observe: {side} has ended; its log says why")
    if fields[0] == "Z":
        sys.exit(f"observe: {side} has ended; its log says why")
    return (int(fields[11]) + int(fields[12])) / TICKS


def status(pid, field):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        line = next(line for line in file if line.startswith(field))
    return round(int(line.split()[1]) / 1024, 1)


if __name__ == "__main__":
    main()
