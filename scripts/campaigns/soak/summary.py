#!/usr/bin/python3
"""The samples of soak.sh as a Markdown table. Exit code 1 where memory grew."""
import argparse
import csv
import json
import sys
from statistics import fmean, median

EXAMPLE = "example: scripts/campaigns/soak/summary.py memory.csv bench.json --minutes 60"
ALLOWED_MEGABYTES = 5
# Before it, caches fill and code is compiled: that is no growth.
SETTLED = 0.2


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", help="lines of SECOND,MEGABYTES")
    parser.add_argument("bench", help="what edgeagent bench --json printed")
    parser.add_argument("--minutes", type=float, required=True, help="how much video it was")
    options = parser.parse_args()
    with open(options.samples, encoding="utf-8") as file:
        samples = [(float(second), float(megabytes)) for second, megabytes in csv.reader(file)]
    with open(options.bench, encoding="utf-8") as file:
        bench = json.load(file)
    if len(samples) < 20:
        sys.exit(f"summary: {len(samples)} samples say nothing; give more --minutes")

    seconds = samples[-1][0]
    growth = around(samples, 1) - around(samples, SETTLED)
    rows = [
        ("frames analysed", f"{bench['frames']} of {options.minutes:g} minutes of video, in {seconds:.0f} s"),
        ("model", bench["model"]),
        ("memory at the start, as bench says (warm)", f"{bench['startMegabytes']} MB"),
        *((f"memory after {part:.0%}", f"{around(samples, part):.1f} MB") for part in (0.1, SETTLED, 0.5, 1)),
        ("peak", f"{bench['peakMegabytes']} MB"),
        ("slope after 20 %", f"{slope(samples, options.minutes):+.1f} MB per hour of video"),
        ("allocated on the managed heap", f"{bench['allocatedBytesPerFrame']} bytes per frame"),
        ("collections", f"{bench['collections']}"),
        ("tracks begun or ended and events", f"{bench['changes']}"),
        ("growth from 20 % to the end", f"{growth:+.1f} MB, at most {ALLOWED_MEGABYTES}: {'yes' if growth <= ALLOWED_MEGABYTES else '**no**'}"),
    ]
    print("\n| | |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")
    return 0 if growth <= ALLOWED_MEGABYTES else 1


def around(samples, part):
    """The median of a twentieth of all samples, so that a single one decides nothing."""
    width = max(3, len(samples) // 20)
    end = min(len(samples), max(width, round(part * len(samples)) + width // 2))
    return median(megabytes for _, megabytes in samples[end - width:end])


def slope(samples, minutes):
    """Of the least-squares line, per hour of video rather than of this machine's time."""
    settled = samples[int(SETTLED * len(samples)):]
    hours_a_second = minutes / 60 / samples[-1][0]
    hours = [second * hours_a_second for second, _ in settled]
    middle, mean = fmean(hours), fmean(megabytes for _, megabytes in settled)
    return (sum((hour - middle) * (megabytes - mean) for hour, (_, megabytes) in zip(hours, settled))
            / sum((hour - middle) ** 2 for hour in hours))


if __name__ == "__main__":
    sys.exit(main())
