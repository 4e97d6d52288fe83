#!/usr/bin/python3
"""Composes the demo's scenes: of each the video, its ground truth and a poster, such as park.mp4, park.json and park.png."""
import argparse
import json
import os
import subprocess
import sys

import cv2

from backdrop import backdrop
from stage import Stage

HERE = os.path.dirname(os.path.abspath(__file__))
PHOTOS = "/usr/share/darknet/data"
SCENES = ("park", "lost")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="folder for what is made")
    parser.add_argument("--model", help="model folder: check the finished scenes with it")
    parser.add_argument("--photos", default=PHOTOS, help="folder of Debian's darknet photographs")
    options = parser.parse_args()
    cutouts = load("cutouts.json")

    def photo(name):
        image = cv2.imread(os.path.join(options.photos, name))
        if image is None:
            sys.exit(f"make_scene: {options.photos}/{name}: not there; install the Debian package darknet")
        return image

    os.makedirs(options.out, exist_ok=True)
    for name in SCENES:
        story = load(f"{name}.json")
        empty = backdrop(photo(cutouts["backdrop"]["photo"]), cutouts["backdrop"], story["size"])
        film(Stage(empty, story, cutouts, photo), story, options.out, name)
    if options.model:
        sys.exit(subprocess.call([sys.executable, os.path.join(HERE, "check_scene.py"),
                                  "--model", options.model, "--scene", options.out]))


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return json.load(file)


def film(stage, story, folder, name):
    above, below = story["fps"]
    count = story["durationSeconds"] * above // below
    partial = os.path.join(folder, f".{name}.partial.mp4")
    encoder = subprocess.Popen(encode(story, partial), stdin=subprocess.PIPE)
    frames = []
    for index in range(count):
        seconds = index * below / above
        image, figures = stage.frame(seconds)
        encoder.stdin.write(image.tobytes())
        frames.append({"index": index, "seconds": seconds, "figures": figures})
        if seconds == story.get("posterSeconds"):
            cv2.imwrite(os.path.join(folder, f"{name}.png"), image)
    encoder.stdin.close()
    if encoder.wait():
        sys.exit("make_scene: ffmpeg failed; its message is above")
    os.replace(partial, os.path.join(folder, f"{name}.mp4"))
    write_truth(story, frames, folder, name)


def encode(story, target):
    (above, below), (width, height) = story["fps"], story["size"]
    # One thread, no B-frames, a keyframe every two seconds: the same bytes each time,
    # and a stream as a camera sends it.
    return ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}",
            "-r", f"{above}/{below}", "-i", "-", "-an", "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-bf", "0", "-g", str(2 * above // below),
            "-sc_threshold", "0", "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
            "-map_metadata", "-1", "-movflags", "+faststart", target]


def write_truth(story, frames, folder, name):
    path = os.path.join(folder, f"{name}.json")
    truth = {
        "video": f"{name}.mp4",
        "fps": story["fps"][0] / story["fps"][1],
        "size": story["size"],
        "durationSeconds": story["durationSeconds"],
        "zone": story["zone"],
        **{key: story[key] for key in ("calibration", "wanted") if key in story},
        "figures": [{key: w[key] for key in ("id", "topColor", "age", "description") if key in w} for w in story["walks"]],
        "frames": frames,
    }
    with open(path + ".partial", "w", encoding="utf-8") as file:
        json.dump(truth, file, separators=(",", ":"))
        file.write("\n")
    os.replace(path + ".partial", path)


if __name__ == "__main__":
    main()
