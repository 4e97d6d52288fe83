#!/usr/bin/python3
"""Counts the events of quiet recordings, by what was to be seen and by type.

usage: table.py MINUTES EVENTS.jsonl...   (one file for each recording, named after it; MINUTES of each)
"""
import json
import os
import sys
from collections import Counter


def main():
    minutes, paths = float(sys.argv[1]), sys.argv[2:]
    counts = {os.path.basename(path).removesuffix(".jsonl"): starts(path) for path in paths}
    types = sorted({kind for count in counts.values() for kind in count})
    print("| " + " | ".join(["condition", "minutes", *types, "alarms"]) + " |")
    print("|---" * (3 + len(types)) + "|")
    for name, count in counts.items():
        print("| " + " | ".join([name, f"{minutes:.1f}", *(str(count[kind]) for kind in types), str(count.total())]) + " |")
    total, hours = sum(count.total() for count in counts.values()), minutes * len(paths) / 60
    print(f"\n{total} alarms in {hours:.2f} h: {total / hours:.1f} an hour")


def starts(path):
    with open(path, encoding="utf-8") as lines:
        events = [json.loads(line)["data"] for line in lines]
    return Counter(event["type"] for event in events if event["phase"] == "start")


if __name__ == "__main__":
    main()
