#!/usr/bin/python3
"""Makes an hour in which nothing happens: a meadow, a yard with a parked truck, in every weather."""
import argparse
import json
import os
import subprocess
import sys

import cv2
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scene"))
from backdrop import backdrop  # noqa: E402

from weather import CONDITIONS  # noqa: E402

PHOTOS = "/usr/share/darknet/data"
SIZE = (640, 360)
FPS = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="folder for one MP4 of each condition")
    parser.add_argument("--minutes", type=int, default=60, help="of all together")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    frames_each = max(1, options.minutes * 60 * FPS // len(CONDITIONS))
    scenes = [meadow(), yard()]
    for index, (name, condition) in enumerate(CONDITIONS.items()):
        scene, weather = scenes[(index + options.seed) % len(scenes)], condition(np.random.default_rng([options.seed, index]), SIZE)
        writer = encoder(os.path.join(options.out, f"{name}.mp4"))
        for frame in range(frames_each):
            writer.stdin.write(weather(scene, frame / FPS).tobytes())
        writer.stdin.close()
        if writer.wait():
            sys.exit("pictures: ffmpeg failed")
        print(f"{name}: {frames_each / FPS / 60:.1f} minutes", file=sys.stderr, flush=True)


def photo(name):
    image = cv2.imread(os.path.join(PHOTOS, name))
    if image is None:
        sys.exit(f"pictures: {PHOTOS}/{name}: not there; install the Debian package darknet")
    return image


def meadow():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scene", "cutouts.json")
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)["backdrop"]
    return backdrop(photo(plan["photo"]), plan, SIZE).astype(np.float32)


def yard():
    """A porch with a bicycle, a dog that never moves, and a parked truck behind."""
    image = photo("dog.jpg")
    height = image.shape[1] * SIZE[1] // SIZE[0]
    return cv2.resize(image[:height], SIZE, interpolation=cv2.INTER_AREA).astype(np.float32)


def encoder(path):
    return subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(FPS), "-i", "-",
         "-c:v", "libx264", "-preset", "superfast", "-crf", "23", "-g", str(10 * FPS), "-pix_fmt", "yuv420p", path],
        stdin=subprocess.PIPE)


if __name__ == "__main__":
    main()
