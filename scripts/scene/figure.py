"""A person cut out of a photograph, and the way that person moves."""
import cv2
import numpy as np

# Steps are longer for taller figures; these are shares of the figure's height.
STEP, BOB, SWAY, STRIDE, HIP = 0.38, 0.008, 0.010, 0.22, 0.52
MARGIN = 10
FOLDS = 0.7  # dark cloth hides its folds less than light cloth does
FINE = 8  # outlines are drawn this much larger, for smooth edges


class Figure:
    def __init__(self, photo, cutout, walk, height):
        outline, garment = _points(cutout["outline"]), _points(cutout["garment"])
        low = np.floor(outline.min(0)).astype(int) - MARGIN
        high = np.ceil(outline.max(0)).astype(int) + MARGIN
        image = photo[low[1]:high[1], low[0]:high[0]].astype(np.float32) / 255
        image = _dyed(image, _mask(image, garment - low), walk)
        alpha = _mask(image, outline - low)
        scale = height / (outline[:, 1].max() - outline[:, 1].min())
        size = [round(s * scale) for s in image.shape[1::-1]]
        image = cv2.resize(image, size, interpolation=cv2.INTER_CUBIC)
        # The outermost pixel still holds the old background; leave it behind.
        alpha = cv2.GaussianBlur(cv2.resize(alpha, size, interpolation=cv2.INTER_CUBIC), (0, 0), 1.0)
        alpha = np.clip((alpha - 0.45) / 0.5, 0, 1)
        if walk.get("mirrored"):
            image, alpha = image[:, ::-1], alpha[:, ::-1]
        self.height = height
        self.layers = np.ascontiguousarray(np.dstack([np.clip(image, 0, 1) * alpha[..., None], alpha]))
        rows, columns = np.nonzero(alpha > 0.5)
        self.foot, self.center = rows.max() + 1, (columns.min() + columns.max()) / 2
        self.half_width = (columns.max() - columns.min()) / 2 * (1 + STRIDE)

    def pose(self, x, foot, travelled):
        """Premultiplied BGRA layers and the integer place of their top left corner, for a figure
        whose centre stands at x and whose feet stand at row `foot` after `travelled` pixels."""
        phase = np.pi * travelled / (STEP * self.height)
        lift = BOB * self.height * abs(np.sin(phase))
        left, top = x - self.center, foot - self.foot - lift
        corner = np.floor([left, top]).astype(int)
        rows, columns = self.layers.shape[:2]
        v, u = np.mgrid[0:rows, 0:columns + 1].astype(np.float32)
        u, v = u - (left - corner[0]) - self.center, v - (top - corner[1])
        down = (v - self.foot) / self.height + 1  # 0 at the crown, 1 at the soles
        legs = 1 + STRIDE * np.clip((down - HIP) / (1 - HIP), 0, 1) * np.sin(phase * 2 + 1) * 0.6
        lean = SWAY * self.height * np.sin(phase) * (1 - down)
        layers = cv2.remap(self.layers, ((u - lean) / legs + self.center).astype(np.float32),
                           v.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return layers, corner


def _points(text):
    return np.array([[float(v) for v in pair.split(",")] for pair in text.split()])


def _mask(image, polygon):
    height, width = image.shape[:2]
    large = np.zeros((height * FINE, width * FINE), np.uint8)
    cv2.fillPoly(large, [np.rint((polygon + 0.5) * FINE).astype(np.int32)], 255)
    return cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def _dyed(image, garment, walk):
    hsv = cv2.cvtColor(image, cv2.COLOR_BGR2HSV)  # hue in degrees for float pictures
    hsv[..., 1] *= walk.get("saturation", 1)
    plain = cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)
    if "garment" not in walk:
        return plain
    if "dye" in walk["garment"]:
        return plain + (_dye(image, garment, walk["garment"]["dye"]) - plain) * garment[..., None]
    hsv[..., 0] = (hsv[..., 0] + walk["garment"]["hue"]) % 360
    hsv[..., 2] = np.minimum(hsv[..., 2] * walk["garment"]["gain"], 1)
    return plain + (cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR) - plain) * garment[..., None]


def _dye(image, garment, rgb):
    """The cloth in any colour at all, black and white too: only its folds are left of the photograph."""
    light = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    folds = np.clip((light / np.median(light[garment > 0.5])) ** FOLDS, 0.45, 1.25)
    return np.clip(np.array(rgb[::-1], np.float32) / 255 * folds[..., None], 0, 1)
