"""Films a story: actors on the meadow along their paths, and what is done to the camera."""
import json
import os
import subprocess
import sys

import cv2
import numpy as np

import actors
from backdrop import backdrop

PHOTOS = "/usr/share/darknet/data"
SIZE, FPS, HORIZON, EYE_HEIGHT = (1280, 720), 10, 206, 0.88
# Heights of things, where a person is 1.
RELATIVE = {"truck": 0.95, "bag": 0.26, "sign": 1.25}


class Stage:
    def __init__(self):
        with open(os.path.join(actors.SCENE, "cutouts.json"), encoding="utf-8") as file:
            self.cutouts = json.load(file)
        self.photos = {}
        self.empty = backdrop(self.photo(self.cutouts["backdrop"]["photo"]), self.cutouts["backdrop"], SIZE).astype(np.float32)

    def photo(self, name):
        if name not in self.photos:
            self.photos[name] = cv2.imread(os.path.join(PHOTOS, name))
            if self.photos[name] is None:
                sys.exit(f"stage: {PHOTOS}/{name}: not there; install the Debian package darknet")
        return self.photos[name]

    def film(self, story, path):
        """A story has seconds, actors (who, path: [[seconds, x, foot, degrees?], ...]) and camera ([kind, from, until])."""
        random = np.random.default_rng(3)
        grain = random.normal(0, 2.2, (SIZE[1] * 2, SIZE[0] * 2, 1)).astype(np.float32)
        cast = [Actor(self, actor) for actor in story.get("actors", [])]
        encoder = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{SIZE[0]}x{SIZE[1]}", "-r", str(FPS), "-i", "-",
             "-c:v", "libx264", "-preset", "superfast", "-crf", "22", "-g", str(2 * FPS), "-bf", "0", "-pix_fmt", "yuv420p", path],
            stdin=subprocess.PIPE)
        frozen = None
        for frame in range(round(story["seconds"] * FPS)):
            seconds = frame / FPS
            canvas = self.empty.copy()
            # Far ones first.
            for actor in sorted(cast, key=lambda a: a.foot(seconds)):
                actor.draw(canvas, seconds)
            kind = next((kind for kind, start, until in story.get("camera", []) if start <= seconds < until), None)
            canvas = tampered(canvas, kind)
            y, x = random.integers(SIZE[1]), random.integers(SIZE[0])
            picture = np.clip(np.rint(canvas + grain[y:y + SIZE[1], x:x + SIZE[0]]), 0, 255).astype(np.uint8)
            frozen = (frozen if frozen is not None else picture) if kind == "frozen" else None
            encoder.stdin.write((picture if frozen is None else frozen).tobytes())
        encoder.stdin.close()
        if encoder.wait():
            sys.exit("stage: ffmpeg failed")


class Actor:
    def __init__(self, stage, actor):
        self.who, keys = actor["who"], np.array([key if len(key) == 4 else [*key, 0] for key in actor["path"]], float)
        self.times, self.keys = keys[:, 0], keys[:, 1:]
        height = (keys[0, 2] - HORIZON) / EYE_HEIGHT * RELATIVE.get(self.who, 1)
        if self.who == "truck":
            self.part = actors.truck(stage.photo("dog.jpg"), height, actor.get("mirrored", False))
        elif self.who in RELATIVE:
            self.part = getattr(actors, self.who)(height)
        else:
            cutout = stage.cutouts["figures"][self.who]
            self.part = actors.Person(stage.photo(cutout["photo"]), cutout, height)

    def foot(self, seconds):
        return np.interp(seconds, self.times, self.keys[:, 1])

    def draw(self, canvas, seconds):
        if not self.times[0] <= seconds <= self.times[-1]:
            return
        x, foot, angle = (np.interp(seconds, self.times, self.keys[:, i]) for i in range(3))
        layers, (left, top) = self.part.layers(x, foot, x + foot, angle)
        rows, columns = np.arange(top, top + layers.shape[0]), np.arange(left, left + layers.shape[1])
        inside_y, inside_x = (rows >= 0) & (rows < canvas.shape[0]), (columns >= 0) & (columns < canvas.shape[1])
        if not inside_x.any() or not inside_y.any():
            return
        layers, rows, columns = layers[inside_y][:, inside_x], rows[inside_y], columns[inside_x]
        view = canvas[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
        view *= 1 - layers[..., 3:]
        view += layers[..., :3] * 255


def tampered(canvas, kind):
    if kind == "covered":
        return cv2.GaussianBlur(canvas, (0, 0), 40) * 0.15 + 25
    if kind == "defocused":
        return cv2.GaussianBlur(canvas, (0, 0), 7)
    if kind == "turned":
        return np.roll(canvas, (150, 480), (0, 1))[:, ::-1]
    if kind == "dark":
        return canvas * 0.02
    return canvas
