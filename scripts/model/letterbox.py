"""A picture as a model's input."""
import cv2
import numpy as np


def letterbox(image, expected):
    """The picture at its own aspect ratio on the input canvas of a manifest, as a normalised NCHW tensor.
    Also its scale and where its upper left corner lies."""
    height, width = image.shape[:2]
    scale = min(expected["width"] / width, expected["height"] / height)
    inner = round(width * scale), round(height * scale)
    left = top = 0
    if expected["letterbox"]["anchor"] == "center":
        left, top = (expected["width"] - inner[0]) // 2, (expected["height"] - inner[1]) // 2
    canvas = np.empty((expected["height"], expected["width"], 3), np.float32)
    canvas[:] = expected["letterbox"]["fill"]
    canvas[top:top + inner[1], left:left + inner[0]] = cv2.resize(image, inner, interpolation=cv2.INTER_LINEAR)
    canvas = (canvas - np.float32(expected["mean"])) / np.float32(expected["std"])
    return np.ascontiguousarray(canvas.transpose(2, 0, 1)[None]), scale, left, top
