"""NanoDet's answers: per stride the scores of all cells, and distributions over the distance of each side."""
import numpy as np


def output_names(outputs):
    return outputs["scores"] + outputs["boxes"]


def decode(answers, manifest):
    """Boxes (left, top, right, bottom) in input pixels, and scores per label, of all cells."""
    outputs, width = manifest["outputs"], manifest["input"]["width"]
    count = len(outputs["strides"])
    corners = [_corners(a[0], s, width, outputs) for a, s in zip(answers[count:], outputs["strides"])]
    return np.concatenate(corners), np.concatenate([a[0] for a in answers[:count]])


def _corners(bins, stride, width, outputs):
    """A side is the expectation of a softmax (Li et al., Generalized Focal Loss, 2020, eq. 3-4)."""
    count, columns = outputs["binsPerSide"], -(-width // stride)
    weights = np.exp(bins.reshape(-1, 4, count) - bins.reshape(-1, 4, count).max(axis=2, keepdims=True))
    distances = weights @ np.arange(count) / weights.sum(axis=2) * stride
    cells = np.arange(len(bins))
    centers = (np.stack([cells % columns, cells // columns], 1) + outputs["cellCenter"]) * stride
    return np.hstack([centers - distances[:, :2], centers + distances[:, 2:]])
