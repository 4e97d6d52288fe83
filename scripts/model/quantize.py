#!/usr/bin/python3
"""Makes the 8-bit model package out of the float one, calibrated on photographs: the same bytes every time."""
import argparse
import hashlib
import json
import os
import sys

import onnx
from google.protobuf.message import DecodeError

import activations
import calibration_pictures
from heads import split_heads
from letterbox import letterbox
from package import write_package
from qdq import WEIGHT_STEPS, Quantizer

EXAMPLE = "example: scripts/model/quantize.py --model .artifacts/model-float32 --out model-int8"
# The logits of class scores from 0.002 to 0.98. Nearly all cells lie far below, where finer steps tell nothing.
SCORE_LOGITS = (-6.0, 4.0)
MEASURED = ("Conv", "Add")


def main():
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLE)
    parser.add_argument("--model", required=True, help="folder with the float model.onnx and manifest.json")
    parser.add_argument("--photographs", default="/usr/share/darknet/data",
                        help="folder with the photographs of Debian's darknet (default: %(default)s)")
    parser.add_argument("--weight-steps", type=int, default=WEIGHT_STEPS, choices=(64, 127),
                        help="largest quantized weight; 127 is exact only with VNNI or on ARM (default: %(default)s)")
    parser.add_argument("--out", required=True, help="folder for model.onnx and manifest.json")
    options = parser.parse_args()
    try:
        with open(os.path.join(options.model, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        model = onnx.load(os.path.join(options.model, manifest["file"]))
        pictures = calibration_pictures.pictures(options.photographs)
        print(f"quantize: calibrating on {calibration_pictures.COUNT} pictures, half a minute at most", flush=True)
        quantized = quantize(model, manifest["input"], pictures, options.weight_steps)
    except (OSError, ValueError, DecodeError) as error:
        sys.exit(f"quantize: {options.model}: {error}")
    except KeyError as error:
        sys.exit(f"quantize: {options.model}: manifest.json has no {error}")
    onnx_bytes = quantized.SerializeToString(deterministic=True)
    write_package(options.out, onnx_bytes, {
        **manifest, "name": f"{manifest['name']}-int8", "file": "model.onnx",
        "sha256": hashlib.sha256(onnx_bytes).hexdigest(), "sizeBytes": len(onnx_bytes)})


def quantize(model, expected, pictures, weight_steps):
    split_heads(model)
    names = [n.output[0] for n in model.graph.node if n.op_type in MEASURED]
    ranges = activations.ranges(model, names, (letterbox(p, expected)[0] for p in pictures))
    for node in model.graph.node:
        if node.op_type == "Sigmoid":
            ranges[node.input[0]] = SCORE_LOGITS
    # What a pixel can be needs no measurement.
    limits = [(edge - mean) / std for edge in (0, 255) for mean, std in zip(expected["mean"], expected["std"])]
    ranges[expected["name"]] = min(limits), max(limits)
    return Quantizer(model, ranges, weight_steps).run()


if __name__ == "__main__":
    main()
