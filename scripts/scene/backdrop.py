"""The empty meadow: a photograph whose people and animals are covered with its own grass."""
import cv2
import numpy as np


def backdrop(photo, plan, size):
    """`plan` is the "backdrop" of cutouts.json; pixels are those of the cropped photograph."""
    left, top, width, height = plan["crop"]
    image = photo[top:top + height, left:left + width].astype(np.float32)
    for patch in plan["patches"]:
        _cover(image, patch)
    return cv2.resize(np.clip(image, 0, 255).astype(np.uint8), tuple(size), interpolation=cv2.INTER_LANCZOS4)


def _cover(image, patch):
    # Only sideways: grass of the same row lies at the same distance from the camera.
    x, y, width, height = patch["target"]
    source = image[y:y + height, x + patch["shift"]:x + patch["shift"] + width].copy()
    if patch["mirrored"]:
        source = source[:, ::-1]
    alpha = _feathered(height, width, patch["feather"])
    target = image[y:y + height, x:x + width]
    target[:] = source * alpha + target * (1 - alpha)


def _feathered(height, width, margin):
    alpha = np.zeros((height + 2 * margin, width + 2 * margin), np.float32)
    alpha[2 * margin:-2 * margin, 2 * margin:-2 * margin] = 1
    return cv2.blur(alpha, (2 * margin - 1,) * 2)[margin:-margin, margin:-margin, None]
