#!/usr/bin/python3
"""Looks at the encoded scenes with the model; exits 1 where it finds too little or too much."""
import argparse
import json
import os
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "model"))
from detect import Detector, overlap  # noqa: E402
from make_scene import SCENES  # noqa: E402

SURE, MATCH, WANTED, GHOST = 0.5, 0.5, 0.8, 0.35
STAY_SECONDS = 4


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--scene", required=True)
    options = parser.parse_args()
    detector = Detector(options.model)
    problems = []
    for name in SCENES:
        with open(os.path.join(options.scene, f"{name}.json"), encoding="utf-8") as file:
            truth = json.load(file)
        print(f"{name}:")
        problems += [f"{name}: {problem}" for problem in check(detector, truth, os.path.join(options.scene, truth["video"]))]
    for problem in problems:
        print("check_scene:", problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


def check(detector, truth, path):
    video = cv2.VideoCapture(path)
    rows, ghosts = {f["id"]: [] for f in truth["figures"]}, 0
    for frame in truth["frames"]:
        read, image = video.read()
        if not read:
            sys.exit(f"check_scene: the video ends at frame {frame['index']} of {len(truth['frames'])}")
        people = [o for o in detector.detect(image, GHOST) if o["label"] == "person"]
        ghosts += 0 if frame["figures"] else len(people)
        for figure in frame["figures"]:
            if figure["visible"] >= 0.97:
                rows[figure["id"]].append(best(figure["box"], people))
    problems = report(rows) + zone_problems(truth)
    if ghosts:
        problems.append(f"{ghosts} people found where the meadow is empty")
    return problems


def best(box, people):
    """(score, IoU) of the detection that overlaps the true box most."""
    if not people:
        return 0.0, 0.0
    overlaps = overlap(np.array(box), np.array([p["box"] for p in people]))
    index = overlaps.argmax()
    return people[index]["score"] if overlaps[index] >= MATCH else 0.0, float(overlaps[index])


def report(rows):
    problems = []
    print("figure  frames  found  mean score  mean IoU   (fully visible frames; found: score >= 0.5, IoU >= 0.5)")
    for figure, seen in rows.items():
        scores, overlaps = np.array(seen or [(0, 0)]).T
        found = np.mean((scores >= SURE) & (overlaps >= MATCH))
        print(f"{figure:6}  {len(seen):6}  {found:5.0%}  {scores.mean():10.2f}  {overlaps.mean():8.2f}")
        if found < WANTED:
            problems.append(f"figure {figure} is found in {found:.0%} of its frames, wanted {WANTED:.0%}")
    return problems


def zone_problems(truth):
    """The first figure stays in the zone, the others never stand in it."""
    zone, stays = np.array(truth["zone"], np.float32), {f["id"]: 0 for f in truth["figures"]}
    for frame in truth["frames"]:
        for figure in frame["figures"]:
            x, y, width, height = figure["box"]
            stays[figure["id"]] += cv2.pointPolygonTest(zone, (x + width / 2, y + height), False) >= 0
    first, *others = stays
    print("seconds in the zone:", {k: round(v / truth["fps"], 1) for k, v in stays.items()})
    problems = [f"figure {o} enters the zone" for o in others if stays[o]]
    if stays[first] < STAY_SECONDS * truth["fps"]:
        problems.append(f"figure {first} is too short in the zone")
    return problems


if __name__ == "__main__":
    main()
