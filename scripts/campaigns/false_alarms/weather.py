"""What a camera sees of an empty scene: each condition turns the scene and the time into a picture."""
import cv2
import numpy as np


class Sensor:
    """Noise of the sensor, the last thing that happens to a picture. Made once; drawing it anew for each picture would take longer than all else."""

    def __init__(self, random, size, deviation):
        self.random, self.shape = random, (size[1], size[0], 3)
        self.fields = [(random.standard_normal(self.shape) * deviation).astype(np.float32) for _ in range(8)]

    def __call__(self, image):
        field = self.fields[self.random.integers(len(self.fields))]
        down, right = self.random.integers(self.shape[0]), self.random.integers(self.shape[1])
        return np.clip(image + np.roll(field, (down, right), (0, 1)), 0, 255).astype(np.uint8)


def still(random, size):
    sensor = Sensor(random, size, 2)
    return lambda scene, seconds: sensor(scene)


def night(random, size):
    sensor = Sensor(random, size, 14)
    return lambda scene, seconds: sensor(scene * 0.35)


def infrared(random, size):
    """Colour by day, infrared by night: it switches every two minutes."""
    sensor = Sensor(random, size, 6)

    def picture(scene, seconds):
        if seconds % 240 < 120:
            return sensor(scene)
        gray = scene.mean(axis=2, keepdims=True)
        return sensor(np.repeat(gray * 0.8 + 20, 3, axis=2))

    return picture


def rain(random, size):
    sensor = Sensor(random, size, 3)

    def picture(scene, seconds):
        image = scene * 0.75 + 40
        for _ in range(160):
            x, y, length = random.integers(size[0]), random.integers(size[1]), random.integers(8, 26)
            cv2.line(image, (int(x), int(y)), (int(x + length // 5), int(y + length)), (200, 200, 200), 1, cv2.LINE_AA)
        return sensor(image)

    return picture


def snow(random, size):
    sensor = Sensor(random, size, 3)

    def picture(scene, seconds):
        image = scene * 0.9 + 15
        for _ in range(220):
            cv2.circle(image, (int(random.integers(size[0])), int(random.integers(size[1]))), int(random.integers(1, 4)), (240, 240, 240), -1)
        return sensor(image)

    return picture


def clouds(random, size):
    """The light drifts, and the camera's exposure follows in steps."""
    sensor = Sensor(random, size, 2)

    def picture(scene, seconds):
        light = 0.85 + 0.25 * np.sin(seconds / 23) * np.sin(seconds / 7.1)
        return sensor(scene * (round(light * 12) / 12))

    return picture


def lamp(random, size):
    """A street lamp goes on and off every 70 seconds."""
    sensor = Sensor(random, size, 4)
    y, x = np.mgrid[:size[1], :size[0]]
    cone = np.exp(-(((x - size[0] * 0.6) / 120) ** 2) - ((y - size[1] * 0.7) / 90) ** 2)[..., None].astype(np.float32)
    return lambda scene, seconds: sensor(scene * (0.45 + (0.8 * cone if seconds % 140 < 70 else 0)))


def headlights(random, size):
    """Cars that nobody sees throw their light over the scene."""
    sensor = Sensor(random, size, 6)
    y, x = np.mgrid[:size[1], :size[0]]

    def picture(scene, seconds):
        at = (seconds % 17) / 4 * size[0] * 1.4 - 0.2 * size[0]
        light = np.exp(-(((x - at) / 70) ** 2) - ((y - size[1] * 0.6) / 60) ** 2)[..., None].astype(np.float32)
        return sensor(scene * (0.4 + 1.1 * light))

    return picture


def wind(random, size):
    """Everything green moves, and the pole with it."""
    sensor = Sensor(random, size, 2)
    y, x = np.mgrid[:size[1], :size[0]].astype(np.float32)

    def picture(scene, seconds):
        sway = 2.5 * np.sin(seconds * 2.3 + y / 19 + x / 47).astype(np.float32)
        shake = float(random.normal(0, 0.6))
        return sensor(cv2.remap(scene, x + sway + shake, y + sway / 3 + shake, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))

    return picture


def insects(random, size):
    """Moths in front of the lens, large and blurred."""
    sensor = Sensor(random, size, 5)

    def picture(scene, seconds):
        image = scene * 0.5
        for _ in range(int(random.integers(0, 3))):
            spot = np.zeros((size[1], size[0]), np.float32)
            cv2.ellipse(spot, (int(random.integers(size[0])), int(random.integers(size[1]))),
                        (int(random.integers(6, 26)), int(random.integers(3, 10))), float(random.integers(180)), 0, 360, 160, -1)
            image = image + cv2.GaussianBlur(spot, (0, 0), 4)[..., None]
        return sensor(image)

    return picture


def fog(random, size):
    sensor = Sensor(random, size, 2)
    return lambda scene, seconds: sensor(scene * (1 - 0.75 * min(1, seconds / 120)) + 190 * 0.75 * min(1, seconds / 120))


def shadows(random, size):
    """The shadow of a building creeps over the ground, with a hard edge."""
    sensor = Sensor(random, size, 2)
    y, x = np.mgrid[:size[1], :size[0]]
    return lambda scene, seconds: sensor(scene * np.where(x + 0.4 * y < seconds * 1.8, 0.55, 1)[..., None].astype(np.float32))


CONDITIONS = {
    condition.__name__: condition
    for condition in (still, night, rain, snow, clouds, lamp, headlights, infrared, wind, insects, fog, shadows)
}
