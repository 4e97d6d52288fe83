"""Pictures to calibrate with: photographs, and what a street camera would make of them."""
import os

import cv2
import numpy as np

# kite.jpg, with the most people, is held out to test with.
PHOTOGRAPHS = ("dog.jpg", "eagle.jpg", "giraffe.jpg", "horses.jpg", "person.jpg", "scream.jpg")
SEED = 416
COUNT = len(PHOTOGRAPHS) * 6 * 4


def pictures(folder):
    """BGR pictures, the same ones in the same order every time."""
    random = np.random.default_rng(SEED)
    for name in PHOTOGRAPHS:
        path = os.path.join(folder, name)
        photograph = cv2.imread(path)
        if photograph is None:
            raise FileNotFoundError(f"{path}: not a picture; install the package darknet")
        for view in _views(photograph):
            yield view
            yield _exposed(cv2.flip(view, 1), 1.5)
            yield _noisy(_exposed(view, 0.35), random)
            yield _infrared(view)


def _views(photograph):
    """The whole, four overlapping parts of it, and the whole small, as a distant scene would be."""
    height, width = photograph.shape[:2]
    yield photograph
    for top in (0, height // 3):
        for left in (0, width // 3):
            yield photograph[top:top + height * 2 // 3, left:left + width * 2 // 3]
    yield cv2.copyMakeBorder(photograph, height // 2, 0, width, width // 2, cv2.BORDER_REFLECT)


def _exposed(picture, gain):
    return cv2.convertScaleAbs(picture, alpha=gain)


def _noisy(picture, random):
    return np.clip(picture + random.normal(0, 8, picture.shape), 0, 255).astype(np.uint8)


def _infrared(picture):
    return cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
