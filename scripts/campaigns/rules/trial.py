#!/usr/bin/python3
"""Shows each story to the agent, and sets what it was expected to raise beside what it raised."""
import argparse
import json
import os
import subprocess
import sys

from stage import Stage

HERE = os.path.dirname(os.path.abspath(__file__))
ALL = [[0, 0], [1, 0], [1, 1], [0, 1]]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--pose-model", required=True)
    parser.add_argument("--work", required=True, help="folder for videos, events and sheets")
    parser.add_argument("--recordings", default="", help="folder of the real recordings; stories of what is not there are left out")
    parser.add_argument("--story", action="append", help="only this one")
    parser.add_argument("--tolerance", type=float, default=5, help="seconds by which a start may be off")
    options = parser.parse_args()
    with open(os.path.join(HERE, "stories.json"), encoding="utf-8") as file:
        stories = [story for story in json.load(file) if not options.story or story["id"] in options.story]
    stage, wrong = Stage(), 0
    print("| story | rule | expected at | raised at | |\n|---|---|---|---|---|", flush=True)
    for story in stories:
        video = os.path.join(options.recordings, story["recording"]) if "recording" in story else os.path.join(options.work, story["id"] + ".mp4")
        if "recording" in story and not os.path.exists(video):
            print(f"| {story['id']} | | | | left out: the recording is not there |", flush=True)
            continue
        if "recording" not in story and not os.path.exists(video):
            stage.film(story, video)
        wrong += tell(story, events(story, video, options), options.tolerance)
    sys.exit(1 if wrong else 0)


def events(story, video, options):
    base = os.path.join(options.work, story["id"])
    with open(base + ".json", "w", encoding="utf-8") as file:
        json.dump(configuration(story), file, indent=1)
    with open(base + ".jsonl", "w", encoding="utf-8") as output:
        run = subprocess.run(
            [options.agent, "analyze", video, "--config", base + ".json", "--model", options.model, "--pose-model", options.pose_model, "--sheet", base + ".png"],
            stdout=output, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode:
        sys.exit(f"trial: {story['id']}: {run.stderr.strip()}")
    with open(base + ".jsonl", encoding="utf-8") as lines:
        return [json.loads(line)["data"] for line in lines]


def configuration(story):
    zones, lines = {"all": ALL, **story.get("zones", {})}, story.get("lines", {})
    return {
        "city": "campaign", "pole": "stories", "broker": {"host": "broker.example"}, "dataDirectory": "data",
        "cameras": [{
            "id": "stage", "url": "rtsp://192.0.2.10/stream1",
            "zones": [{"id": name, "polygon": corners} for name, corners in zones.items()],
            "lines": [{"id": name, "start": start, "end": end} for name, (start, end) in lines.items()],
            "rules": story["rules"],
        }],
    }


def tell(story, raised, tolerance):
    wrong = 0
    ended = {event["eventId"] for event in raised if event["phase"] == "end"}
    for rule in (rule["id"] for rule in story["rules"]):
        expected = story["expected"].get(rule, [])
        starts = [event for event in raised if event["rule"] == rule and event["phase"] == "start"]
        times = [event["mediaTimeNanoseconds"] / 1e9 for event in starts]
        right = (len(times) == len(expected) and all(abs(a - b) <= tolerance for a, b in zip(times, expected))
                 and all(event["eventId"] in ended for event in starts))
        wrong += not right
        print(f"| {story['id']} | {rule} | {moments(expected)} | {moments(times)} | {'right' if right else '**WRONG**'} |", flush=True)
    return wrong


def moments(times):
    return ", ".join(f"{seconds:.1f}" for seconds in times) or "never"


if __name__ == "__main__":
    main()
