#!/usr/bin/python3
"""Detects objects in pictures with OpenCV: the reference the service is compared with.

Prints one JSON line per object: {"file", "label", "score", "box": [x, y, width, height] in 0-1}.
"""
import argparse
import json
import os

import cv2
import numpy as np

import nanodet
import yolox
from letterbox import letterbox

FAMILIES = {"nanodet": nanodet, "yolox": yolox}


class Detector:
    def __init__(self, folder):
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            self.manifest = json.load(file)
        self.family = FAMILIES[self.manifest["family"]]
        self.net = cv2.dnn.readNetFromONNX(os.path.join(folder, self.manifest["file"]))

    def detect(self, image, score=None):
        """Objects in a BGR picture, best first, as dictionaries of label, score and box (0-1)."""
        outputs, limits = self.manifest["outputs"], self.manifest["thresholds"]
        tensor, scale, left, top = letterbox(image, self.manifest["input"])
        self.net.setInput(tensor)
        corners, scores = self.family.decode(self.net.forward(self.family.output_names(outputs)), self.manifest)
        corners = (corners - [left, top, left, top]) / scale
        height, width = image.shape[:2]
        corners = np.clip(corners, 0, [width, height, width, height]) / [width, height, width, height]
        boxes = np.hstack([corners[:, :2], corners[:, 2:] - corners[:, :2]])
        return self._suppress(boxes, scores, limits["score"] if score is None else score, limits["iou"])

    def _suppress(self, boxes, scores, limit, iou):
        """Greedy suppression within each class."""
        objects = []
        for label in np.flatnonzero(scores.max(axis=0) >= limit):
            chosen = np.flatnonzero(scores[:, label] >= limit)
            for index in _keep(boxes[chosen], scores[chosen, label], iou):
                objects.append({"label": self.manifest["labels"][label],
                                "score": round(float(scores[chosen[index], label]), 4),
                                "box": [round(float(v), 5) for v in boxes[chosen[index]]]})
        return sorted(objects, key=lambda o: -o["score"])


def overlap(box, others):
    """Intersection over union of one box [x, y, width, height] with many."""
    near = np.maximum(box[:2], others[:, :2])
    far = np.minimum(box[:2] + box[2:], others[:, :2] + others[:, 2:])
    shared = np.prod(np.maximum(far - near, 0), axis=1)
    return shared / np.maximum(np.prod(box[2:]) + np.prod(others[:, 2:], axis=1) - shared, 1e-12)


def _keep(boxes, scores, iou):
    kept, order = [], np.argsort(-scores, kind="stable")
    while len(order):
        kept.append(order[0])
        order = order[1:][overlap(boxes[order[0]], boxes[order[1:]]) <= iou]
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", help="folder with manifest.json")
    parser.add_argument("images", nargs="+")
    parser.add_argument("--score", type=float, help="lowest score shown (default: the manifest's)")
    options = parser.parse_args()
    detector = Detector(options.model)
    for path in options.images:
        image = cv2.imread(path)
        if image is None:
            raise SystemExit(f"detect: {path}: not a picture")
        for found in detector.detect(image, options.score):
            print(json.dumps({"file": path, **found}))


if __name__ == "__main__":
    main()
