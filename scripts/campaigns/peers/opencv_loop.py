#!/usr/bin/python3
"""What most would write: decode with OpenCV, resize to the model's input, infer. Nothing is decoded out of the result.

The first frames are warm-up for the figures that it prints; it prints them as one line of JSON.
"""
import argparse
import json
import sys
import time

import cv2

EXAMPLE = "example: scripts/campaigns/peers/opencv_loop.py yolox_nano.onnx street.mp4 500"
WARM_UP = 50


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="the ONNX file")
    parser.add_argument("video")
    parser.add_argument("frames", type=int, help=f"how many are looked at; more than {WARM_UP}")
    parser.add_argument("--size", type=int, default=416, help="side of the model's square input (default: %(default)s)")
    options = parser.parse_args()
    if options.frames <= WARM_UP:
        parser.error(f"frames is {options.frames}, but must be more than {WARM_UP}")

    cv2.setNumThreads(2)
    net = cv2.dnn.readNet(options.model)
    outputs = net.getUnconnectedOutLayersNames()
    video = cv2.VideoCapture(options.video)
    inference = []
    for frame in range(options.frames):
        if frame == WARM_UP:
            started = time.perf_counter()
        read, picture = video.read()
        if not read:
            sys.exit(f"opencv_loop: {options.video} ends after {frame} frames; give a longer file")
        net.setInput(cv2.dnn.blobFromImage(picture, size=(options.size, options.size)))
        before = time.perf_counter()
        net.forward(outputs)
        inference.append(time.perf_counter() - before)

    seconds = time.perf_counter() - started
    print(json.dumps({
        "version": f"OpenCV {cv2.__version__}",
        "frames": options.frames,
        "framesPerSecond": round((options.frames - WARM_UP) / seconds, 2),
        "inferenceMilliseconds": round(1000 * sorted(inference[WARM_UP:])[(options.frames - WARM_UP) // 2], 3),
    }))


if __name__ == "__main__":
    main()
