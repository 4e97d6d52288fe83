#!/usr/bin/python3
"""The raw figures of peers.sh as a Markdown table: medians over the rounds, and the median, least and greatest of each round's ratio."""
import argparse
import json
from statistics import median

EXAMPLE = "example: scripts/campaigns/peers/table.py raw.jsonl"


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", help="one JSON object a line, as measure.py and observe.py write them")
    options = parser.parse_args()
    with open(options.raw, encoding="utf-8") as file:
        rounds = by_round(map(json.loads, file))

    print("| | agent | peer | ratio (least to greatest) | goal | |")
    print("|---|---|---|---|---|---|")
    for title, unit, pair, ours, theirs, goal in ROWS:
        # A script of somebody else's need not print figures of its own.
        values = [(ours(sides), theirs(sides)) for key, sides in rounds.items() if key[0] == pair and is_whole(sides, ours, theirs)]
        if values:
            print(row(title, unit, values, goal))


def by_round(records):
    rounds = {}
    for record in records:
        require_equal_frames(record)
        rounds.setdefault((record["pair"], record["round"]), {})[record["side"]] = record
    return rounds


def require_equal_frames(record):
    own, asked = record.get("own") or {}, record.get("frames")
    if "detectionThreads" in own:
        # bench counts what it measures, and leaves its warm-up out.
        asked -= WARM_UP
    if own.get("frames", asked) != asked:
        raise SystemExit(f"table: {record['side']} looked at {own['frames']} frames instead of {asked}")


def is_whole(sides, ours, theirs):
    try:
        return ours(sides) is not None and theirs(sides) is not None
    except (KeyError, TypeError):
        return False


def row(title, unit, values, goal):
    ratios = sorted(ours / theirs for ours, theirs in values)
    ours, theirs = (median(side) for side in zip(*values))
    wanted, verdict = "", ""
    if goal:
        sign, bound = goal
        met = median(ratios) <= bound if sign == "≤" else median(ratios) >= bound
        wanted, verdict = f"{sign} {bound:g}", "yes" if met else "**no**"
    return (f"| {title} | {number(ours)} {unit} | {number(theirs)} {unit} "
            f"| {median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f}) | {wanted} | {verdict} |")


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def per_second(side):
    return lambda sides: sides[side]["frames"] / sides[side]["wallSeconds"]


def processor(side):
    return lambda sides: 1000 * sides[side]["cpuSeconds"] / sides[side]["frames"]


def peak(*names):
    return lambda sides: sum(sides[name]["peakMegabytes"] for name in names)


def figure(side, name):
    return lambda sides: sides[side][name]


def own(side, name):
    return lambda sides: sides[side]["own"][name]


def stage(side, figure_name, *names):
    return lambda sides: sum(s[figure_name] for s in sides[side]["own"]["stages"] if s["stage"] in names)


def core(side):
    return lambda sides: 100 * sides[side]["cpuSeconds"] / sides[side]["wallSeconds"]


def against(name):
    return lambda sides: sides["agent"]["own"]["against"][name]


# As peers.sh asks bench for it.
WARM_UP = 50

ROWS = [
    ("pipeline, same model, whole process", "frames/s", "pipeline", per_second("agent"), per_second("opencv"), ("≥", 4)),
    ("— once warm, as each says itself", "frames/s", "pipeline", own("agent", "framesPerSecond"), own("opencv", "framesPerSecond"), None),
    ("— processor per frame", "ms", "pipeline", processor("agent"), processor("opencv"), ("≤", 0.25)),
    ("— peak memory", "MB", "pipeline", peak("agent"), peak("opencv"), ("≤", 0.5)),
    ("pipeline, the shipped model, whole process", "frames/s", "pipeline", per_second("shipped"), per_second("opencv"), None),
    ("— processor per frame", "ms", "pipeline", processor("shipped"), processor("opencv"), None),
    ("— peak memory", "MB", "pipeline", peak("shipped"), peak("opencv"), None),
    ("demux and decode, mean, beside ffmpeg's processor time", "ms", "decode",
     stage("agent", "meanMilliseconds", "demux", "decode"), processor("ffmpeg"), None),
    ("inference, same model, median", "ms", "inference",
     stage("agent", "medianMilliseconds", "inference"), own("bare", "medianMilliseconds"), ("≤", 1.05)),
    ("inference, the shipped model, median", "ms", "inference-shipped",
     stage("agent", "medianMilliseconds", "inference"), own("bare", "medianMilliseconds"), ("≤", 1.05)),
    ("peak memory, one camera, same model, beside ONNX Runtime + decoder", "MB", "memory",
     peak("agent"), peak("bare", "ffmpeg"), ("≤", 1.15)),
    ("— the seeing path without the service (bench, one at once)", "MB", "memory", peak("seeing"), peak("bare", "ffmpeg"), None),
    ("camera at 5 detections/s, the shipped model", "% of a core", "live", core("agent"), core("motion"), ("≤", 1.5)),
    ("— resident memory", "MB", "live", figure("agent", "residentMegabytes"), figure("motion", "residentMegabytes"), None),
    ("letterbox, chroma for every pixel", "ms", "letterbox", against("letterboxMilliseconds"), against("peerMilliseconds"), ("≤", 0.125)),
    ("— peer with chroma for every second pixel", "ms", "letterbox",
     against("letterboxMilliseconds"), against("peerHalfChromaMilliseconds"), ("≤", 0.125)),
]

if __name__ == "__main__":
    main()
