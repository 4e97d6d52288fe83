"""YOLOX's answer: the cells of all strides, each x, y, log width, log height, objectness and labels (Ge et al., 2021)."""
import numpy as np


def output_names(outputs):
    return [outputs["predictions"]]


def decode(answers, manifest):
    """Boxes (left, top, right, bottom) in input pixels, and scores per label, of all cells."""
    rows, places = answers[0][0], []
    for stride in manifest["outputs"]["strides"]:
        columns, lines = (-(-manifest["input"][side] // stride) for side in ("width", "height"))
        y, x = np.mgrid[:lines, :columns]
        places.append(np.stack([x.ravel(), y.ravel(), np.full(x.size, stride)], 1))
    places = np.concatenate(places)
    centers = (rows[:, :2] + places[:, :2]) * places[:, 2:]
    halves = np.exp(rows[:, 2:4]) * places[:, 2:] / 2
    return np.hstack([centers - halves, centers + halves]), rows[:, 4:5] * rows[:, 5:]
