"""People and things cut out of photographs, or drawn, that can be put on the meadow anywhere."""
import os
import sys

import cv2
import numpy as np

SCENE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scene")
sys.path.insert(0, SCENE)
from figure import Figure  # noqa: E402

# Of dog.jpg, leveled: the truck stands on a slope there.
TRUCK = "497,75 537,76 545,82 572,88 612,94 640,120 680,130 686,147 683,158 672,160 666,167 652,170 642,163 637,156 " \
        "540,147 538,156 527,160 515,157 508,142 477,136 468,135 466,122 475,110 477,97 486,83"
TRUCK_ROLL = 4.8


class Person:
    """A walking figure of the demo's scene; it stands where its path stands still."""

    def __init__(self, photo, cutout, height):
        self.figure = Figure(photo, cutout, {}, height)

    def layers(self, x, foot, travelled, angle):
        layers, corner = self.figure.pose(x, foot, travelled)
        return turned(layers, corner, (x, foot), angle) if angle else (layers, corner)


class Thing:
    """A picture with transparency that moves as a whole."""

    def __init__(self, layers):
        self.image = layers

    def layers(self, x, foot, travelled, angle):
        rows, columns = self.image.shape[:2]
        return self.image, np.array([round(x - columns / 2), round(foot - rows)])


def turned(layers, corner, pivot, angle):
    """Turned about its feet, in degrees clockwise."""
    reach = int(np.hypot(*layers.shape[:2])) + 4
    low = np.array([round(pivot[0]) - reach, round(pivot[1]) - reach])
    matrix = cv2.getRotationMatrix2D((float(pivot[0] - corner[0]), float(pivot[1] - corner[1])), -angle, 1)
    matrix[:, 2] += corner - low
    return cv2.warpAffine(layers, matrix, (2 * reach, 2 * reach), flags=cv2.INTER_LINEAR), low


def truck(photo, height, mirrored):
    rotation = cv2.getRotationMatrix2D((575, 120), TRUCK_ROLL, 1)
    image = cv2.warpAffine(photo, rotation, photo.shape[1::-1]).astype(np.float32) / 255
    outline = np.array([[float(v) for v in pair.split(",")] for pair in TRUCK.split()])
    outline = np.hstack([outline, np.ones((len(outline), 1))]) @ rotation.T
    alpha = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(alpha, [np.rint(outline).astype(np.int32)], 255)
    x, y, w, h = cv2.boundingRect(alpha)
    size = (round(w * height / h), round(height))
    image, alpha = (cv2.resize(a[y:y + h, x:x + w], size, interpolation=cv2.INTER_CUBIC) for a in (image, alpha.astype(np.float32) / 255))
    return Thing(premultiplied(image[:, ::-1] if mirrored else image, alpha[:, ::-1] if mirrored else alpha))


def bag(height):
    """A dark bag with a lighter pocket and a handle."""
    side = round(height)
    image = np.full((side, round(side * 1.2), 3), (0.16, 0.13, 0.12), np.float32)
    image += np.random.default_rng(5).normal(0, 0.03, image.shape).astype(np.float32)
    cv2.rectangle(image, (side // 4, side // 2), (side, side * 5 // 6), (0.3, 0.28, 0.5), -1)
    alpha = np.zeros(image.shape[:2], np.float32)
    cv2.ellipse(alpha, (round(side * 0.6), round(side * 0.62)), (round(side * 0.58), round(side * 0.37)), 0, 0, 360, 1, -1)
    cv2.ellipse(alpha, (round(side * 0.6), round(side * 0.3)), (round(side * 0.2), round(side * 0.24)), 0, 0, 360, 1, max(2, side // 14))
    return Thing(premultiplied(image, alpha))


def sign(height):
    """A round red and white sign on its post."""
    rows, columns = round(height), round(height * 0.34)
    image, alpha = np.full((rows, columns, 3), 0.45, np.float32), np.zeros((rows, columns), np.float32)
    cv2.rectangle(alpha, (columns // 2 - columns // 16, 0), (columns // 2 + columns // 16, rows), 1, -1)
    center, radius = (columns // 2, columns // 2), columns // 2 - 1
    cv2.circle(alpha, center, radius, 1, -1)
    cv2.circle(image, center, radius, (0.15, 0.1, 0.8), -1)
    cv2.circle(image, center, round(radius * 0.72), (0.95, 0.95, 0.95), -1)
    cv2.rectangle(image, (columns // 4, columns * 2 // 5), (columns * 3 // 4, columns * 3 // 5), (0.1, 0.1, 0.1), -1)
    return Thing(premultiplied(image, alpha))


def premultiplied(image, alpha):
    return np.ascontiguousarray(np.dstack([np.clip(image, 0, 1) * np.clip(alpha, 0, 1)[..., None], np.clip(alpha, 0, 1)]))
