#!/usr/bin/python3
"""The raw figures of streams.sh as a Markdown table. Exit code 1 where a goal is missed."""

from __future__ import annotations

import argparse
import json
import sys

EXAMPLE = "example: scripts/campaigns/streams/table.py raw.jsonl"
RECOVERY_SECONDS = 5
# What a kill may cost, and a picture that was still on its way.
TAIL_SECONDS, UNDERWAY_SECONDS = 1, 0.2
MEGABYTES, FILES, THREADS = 5, 3, 4

HEAD = """| fault | lasts | noticed after | as | back after its end | DESCRIBE to picture | less keyframe interval (≤ 5 s) | packets lost | \
recorded seconds lost | pictures lost | healthy camera lost (0) | memory, MB | |
|---|---|---|---|---|---|---|---|---|---|---|---|---|"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", help="one JSON object a line, as the campaign writes them")
    options = parser.parse_args()
    with open(options.raw, encoding="utf-8") as file:
        results = [json.loads(line) for line in file]
    trials = [result for result in results if result["fault"] != "reconnects"]
    if trials:
        print(HEAD)
        for trial in trials:
            print(row(trial))
    for result in results:
        if result["fault"] == "reconnects" and "error" not in result:
            print("\n" + sentence(result))
    missed = [f"- {result['fault']}: {', '.join(found)}" for result in results if (found := misses(result))]
    print(f"\n{len(results) - len(missed)} of {len(results)} met every goal." + "".join("\n" + line for line in missed))
    return 1 if missed else 0


def row(trial: dict) -> str:
    name = f"| {trial['fault']}: {trial['what']}"
    if "error" in trial:
        return name + " |" * 12 + " **no** |"
    yard = [f"{change[1]} at {change[0]} s" for change in trial["yardChanges"]]
    if trial.get("yardGapSeconds") is not None:
        yard += [f"{trial['yardGapSeconds']:g} s, {trial['yardPicturesLost']} pictures"]
    before, after = trial["residentMegabytes"]
    cells = [
        f"{trial['lastedSeconds']:.0f} s",
        seconds(trial["noticedAfterSeconds"]),
        ", ".join(trial["states"]) or "stays live",
        seconds(trial["backAfterSeconds"]),
        seconds(trial["describeToPictureSeconds"]),
        seconds(trial["recoverySeconds"]),
        f"{trial['packetsLost']} of {trial['packetsSent']}" if trial["packetsLost"] else "0",
        seconds(trial.get("gateLostSeconds")),
        str(trial.get("gatePicturesLost", "–")),
        ", ".join(yard) or "nothing seen",
        f"{before:.0f} → {after:.0f}",
        "**no**" if misses(trial) else "yes",
    ]
    return " | ".join([name, *cells]) + " |"


def misses(result: dict) -> list[str]:
    """Which goals."""
    if "error" in result:
        return [result["error"]]
    if result["fault"] == "reconnects":
        growth = result["growth"]
        return said(
            (growth["residentMegabytes"] > MEGABYTES, f"memory grew by {growth['residentMegabytes']} MB"),
            (growth["openFiles"] > FILES, f"{growth['openFiles']} files stayed open"),
            (growth["threads"] > THREADS, f"{growth['threads']} threads stayed"),
            (bool(result["yardChanges"]), "the healthy camera was lost"))
    recorded = "yardGapSeconds" in result
    return said(
        (not result["recovered"], "the stream did not come back"),
        ((result["recoverySeconds"] or 0) > RECOVERY_SECONDS, f"back only {result['recoverySeconds']} s after DESCRIBE"),
        (not result["toldAsMeant"], "told as " + (", ".join(result["states"]) or "nothing at all")),
        (bool(result["yardChanges"]), "the healthy camera was lost"),
        (not recorded, "the agent records nothing"),
        (recorded and result["tailLostSeconds"] is None and result["yardGapSeconds"] + result["yardPicturesLost"] > 0,
         "the healthy camera's recording has a gap"),
        (recorded and (result["tailLostSeconds"] or 0) > TAIL_SECONDS + UNDERWAY_SECONDS, f"the kill cost {result.get('tailLostSeconds')} s"))


def said(*found: tuple[bool, str]) -> list[str]:
    return [text for is_so, text in found if is_so]


def seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} s"


def sentence(result: dict) -> str:
    (_, before, files, threads), (_, after, files_after, threads_after) = result["settled"], result["end"]
    return (f"{result['connections']} reconnects in {result['seconds']:.0f} s: from {result['settled'][0]} on, memory {before:.0f} → "
            f"{after:.0f} MB ({result['kilobytesPerConnection']:g} KB each), open files {files} → {files_after}, "
            f"threads {threads} → {threads_after}.")


if __name__ == "__main__":
    sys.exit(main())
