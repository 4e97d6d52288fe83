#!/usr/bin/python3
"""Makes a model package out of a YOLOX model that was exported to ONNX with its own tools/export_onnx.py.

The sizes and names are read from the file. YOLOX takes BGR from 0 to 255, letterboxed at the top left with 114.
"""
import argparse
import hashlib
import os
import sys

import onnx

from manifest import LABELS, STRIDES
from package import write_package

EXAMPLE = "example: scripts/model/yolox_package.py yolox_nano.onnx --out yolox-nano-416"
BOX_AND_OBJECTNESS = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="the ONNX file")
    parser.add_argument("--out", required=True, help="folder for model.onnx and manifest.json")
    parser.add_argument("--labels", help="file with one label per line (default: the 80 of COCO)")
    parser.add_argument("--licence", default="Apache-2.0", help="the weights' licence (default: %(default)s)")
    options = parser.parse_args()
    try:
        with open(options.model, "rb") as file:
            onnx_bytes = file.read()
        labels = read_labels(options.labels) if options.labels else LABELS
        name = os.path.splitext(os.path.basename(options.model))[0].replace("_", "-")
        description = describe(onnx_bytes, name, labels, options.licence)
        write_package(options.out, onnx_bytes, description)
    except (OSError, ValueError) as error:
        sys.exit(f"yolox_package: {error}")


def read_labels(path):
    with open(path, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def describe(onnx_bytes, name, labels, licence):
    """The manifest of a YOLOX export; ValueError where the file is something else."""
    try:
        graph = onnx.load_from_string(onnx_bytes).graph
    except Exception as error:
        raise ValueError("the file is no ONNX model") from error
    if len(graph.input) != 1 or len(graph.output) != 1:
        raise ValueError(f"it has {len(graph.input)} inputs and {len(graph.output)} outputs, a YOLOX export has one of each")
    (source, shape), (target, found) = ((v.name, [d.dim_value for d in v.type.tensor_type.shape.dim])
                                        for v in (graph.input[0], graph.output[0]))
    if len(shape) != 4 or shape[:2] != [1, 3] or any(side < 1 or side % STRIDES[-1] for side in shape[2:]):
        raise ValueError(f"its input is {shape}, but must be 1 x 3 x height x width in multiples of {STRIDES[-1]}")
    cells = sum((shape[2] // s) * (shape[3] // s) for s in STRIDES)
    wanted = [1, cells, BOX_AND_OBJECTNESS + len(labels)]
    if found != wanted:
        raise ValueError(f"its output is {found}, but must be {wanted}: export without --decode_in_inference, "
                         "and name as many labels as it has")
    return {
        "name": f"{name}-{shape[3]}" if shape[2] == shape[3] else f"{name}-{shape[3]}x{shape[2]}",
        "version": "1.0.0",
        "family": "yolox",
        "file": "model.onnx",
        "sha256": hashlib.sha256(onnx_bytes).hexdigest(),
        "sizeBytes": len(onnx_bytes),
        "licence": licence,
        "source": "YOLOX (Megvii), exported to ONNX",
        "input": {
            "name": source,
            "width": shape[3],
            "height": shape[2],
            "layout": "nchw",
            "colorOrder": "bgr",
            "mean": [0, 0, 0],
            "std": [1, 1, 1],
            "letterbox": {"anchor": "top-left", "fill": [114, 114, 114]},
        },
        "outputs": {"strides": list(STRIDES), "predictions": target},
        "thresholds": {"score": 0.35, "lowScore": 0.1, "iou": 0.45},
        "labels": labels,
    }


if __name__ == "__main__":
    main()
