"""Stories like the demo's, in which the child and the decoys wear other jackets each time."""
import colorsys
import json
import os
import random
import sys

SCENE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scene")
sys.path.insert(0, SCENE)

# What anybody would call by that name; a little of hue, saturation and lightness is drawn by lot.
CLOTH = {
    "red": (190, 30, 38), "orange": (225, 115, 25), "yellow": (225, 195, 45), "green": (45, 125, 55), "blue": (35, 75, 170),
    "purple": (105, 50, 140), "pink": (225, 125, 165), "brown": (100, 62, 35), "black": (30, 30, 33), "white": (225, 225, 222),
    "gray": (125, 126, 128), "beige": (205, 185, 150),
}
GRAYS = ("black", "white", "gray")
SPREAD = (0.012, 0.06, 0.05)
# Whom the photographs show, and where who walks: rows of the feet, the seconds of crossing the picture, the share of an adult's height.
PEOPLE = ("hood", "anorak", "hoody")
WALKS = (("wanted", 575, (3.7, 9.2), 0.675), ("tall", 470, (0.3, 5.3), 1), ("other", 500, (2.0, 7.3), 0.675), ("far", 480, (5.6, 10.4), 1))
SECONDS, FPS = 9, (10, 1)


def variant(index):
    """The story, and the name of the colour of the child's jacket. The first of the decoys is an adult in the same colour."""
    lot = random.Random(index)
    names = list(CLOTH)
    wanted = names[index % len(names)]
    colors = [wanted, wanted, *lot.sample([name for name in names if name != wanted], 2)]
    people = lot.sample(PEOPLE, 3)
    direction = lot.choice(("left", "right"))
    with open(os.path.join(SCENE, "lost.json"), encoding="utf-8") as file:
        story = json.load(file)
    story |= {"seed": index, "fps": FPS, "durationSeconds": SECONDS, "posterSeconds": None, "walks": [
        {"id": who, "figure": people[i % 3], "from": times[0], "until": times[1], "direction": direction, "foot": foot, "scale": scale,
         "mirrored": (direction == "left") == (people[i % 3] == "anorak"), "garment": {"dye": dye(colors[i], lot)},
         "saturation": 1 if people[i % 3] == "anorak" else 0.72,
         "topColor": colors[i], "age": "adult" if scale == 1 else "child", "description": f"{colors[i]} jacket"}
        for i, (who, foot, times, scale) in enumerate(WALKS)]}
    return story, wanted


def dye(name, lot):
    hue, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in CLOTH[name]))
    hue, light, saturation = (v + lot.uniform(-s, s) for v, s in zip((hue, light, saturation), (SPREAD[0], SPREAD[2], SPREAD[1])))
    # A tint that nobody would see on a jacket between black and white.
    saturation = max(0, saturation if name not in GRAYS else saturation / 4)
    light = min(max(light, 0.06), 0.93)
    return [round(255 * v) for v in colorsys.hls_to_rgb(hue % 1, light, saturation)]
