#!/usr/bin/python3
"""What looking at people and vehicles costs beside inference, out of the reports of `bench --json`.

usage: cost.py REPORT.json...   (named after their videos)
"""
import json
import os
import sys

MOST = 0.1


def main():
    print("| video | appearance, median | p99 | mean | inference, mean | share |\n|---|---|---|---|---|---|")
    shares = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            stages = {stage["stage"]: stage for stage in json.load(file)["stages"]}
        appearance, inference = stages["appearance"], stages["inference"]["meanMilliseconds"]
        shares.append(appearance["meanMilliseconds"] / inference)
        times = [f"{appearance[name]:.2f} ms" for name in ("medianMilliseconds", "p99Milliseconds", "meanMilliseconds")]
        print("| " + " | ".join([os.path.basename(path).removesuffix(".json"), *times, f"{inference:.1f} ms", f"{100 * shares[-1]:.1f} %"]) + " |")
    if max(shares) > MOST:
        sys.exit(f"cost: more than {100 * MOST:.0f} % of inference")


if __name__ == "__main__":
    main()
