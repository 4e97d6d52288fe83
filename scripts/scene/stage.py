"""Places the figures on the meadow, frame by frame, and knows the truth about each."""
import cv2
import numpy as np

from figure import Figure

SHADOW, NOISE, GRASS = 0.38, 2.2, 0.022


class Stage:
    def __init__(self, empty, story, cutouts, photo):
        self.empty, self.story = empty, story
        self.noise = np.random.default_rng(story["seed"])
        self.grain = self.noise.normal(0, NOISE, (empty.shape[0] * 2, empty.shape[1] * 2, 1)).astype(np.float32)
        self.walks = []
        for walk in sorted(story["walks"], key=lambda w: w["foot"]):  # far ones first
            cutout = cutouts["figures"][walk["figure"]]
            height = (walk["foot"] - story["horizon"]) / story["eyeHeight"] * walk.get("scale", 1)
            grass = cv2.GaussianBlur(self.noise.random((1, empty.shape[1]), np.float32), (0, 0), 1.5)
            self.walks.append((walk, Figure(photo(cutout["photo"]), cutout, walk, height), grass[0] * GRASS * height))

    def frame(self, seconds):
        """The picture at a time, and the figures in it as {id, kind, box, visible}."""
        canvas = self.empty.astype(np.float32)
        seen = []
        for walk, figure, grass in self.walks:
            if walk["from"] <= seconds < walk["until"]:
                self._place(canvas, seen, walk, figure, grass, seconds)
        dy, dx = self.noise.integers(0, canvas.shape[0]), self.noise.integers(0, canvas.shape[1])
        canvas += self.grain[dy:dy + canvas.shape[0], dx:dx + canvas.shape[1]]
        truth = [t for t in (self._truth(*entry) for entry in seen) if t]
        return np.clip(np.rint(canvas), 0, 255).astype(np.uint8), sorted(truth, key=lambda t: t["id"])

    def _place(self, canvas, seen, walk, figure, grass, seconds):
        height, width = canvas.shape[:2]
        share = (seconds - walk["from"]) / (walk["until"] - walk["from"])
        travelled = share * (width + 2 * figure.half_width)
        x = travelled - figure.half_width
        x = x if walk["direction"] == "right" else width - x
        layers, (left, top) = figure.pose(x, walk["foot"], travelled)
        total = (layers[..., 3] > 0.5).sum()
        columns = np.arange(left, left + layers.shape[1])
        rows = np.arange(top, top + layers.shape[0])
        inside_x, inside_y = (columns >= 0) & (columns < width), (rows >= 0) & (rows < height)
        columns, rows = columns[inside_x], rows[inside_y]
        if not len(columns):
            return
        layers = layers[inside_y][:, inside_x]
        # Blades of grass stand in front of the soles; they belong to the ground, not to the figure.
        layers = layers * (rows[:, None] < walk["foot"] - grass[columns][None])[..., None]
        _shade(canvas, x, walk["foot"], figure)
        view = canvas[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
        view *= 1 - layers[..., 3:]
        view += layers[..., :3] * 255
        mask = np.zeros((height, width), bool)
        mask[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1] = layers[..., 3] > 0.5
        for _, hidden, _ in seen:
            hidden &= ~mask
        seen.append((walk, mask, total))

    @staticmethod
    def _truth(walk, mask, total):
        if not mask.any():
            return None
        height, width = mask.shape
        x, y, w, h = cv2.boundingRect(mask.view(np.uint8))
        return {"id": walk["id"], "kind": "person",
                "box": [round(x / width, 5), round(y / height, 5), round(w / width, 5), round(h / height, 5)],
                "visible": round(min(1.0, float(mask.sum() / total)), 3)}


def _shade(canvas, x, foot, figure):
    """A soft patch under an overcast sky."""
    reach, depth = figure.height * 0.22, figure.height * 0.045
    rows = np.arange(max(0, int(foot - 3 * depth)), min(canvas.shape[0], int(foot + 3 * depth)))
    columns = np.arange(max(0, int(x - 3 * reach)), min(canvas.shape[1], int(x + 3 * reach)))
    if len(rows) and len(columns):
        distance = ((columns - x) / reach)[None] ** 2 + ((rows - foot + depth * 0.4) / depth)[:, None] ** 2
        canvas[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1] *= (1 - SHADOW * np.exp(-distance))[..., None]
