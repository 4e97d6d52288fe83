#!/usr/bin/python3
"""Converts MoveNet Lightning from the npm package of its TensorFlow.js build to ONNX, up to its four heads."""
import numpy as np
from onnx import helper, numpy_helper

import conversion
import movenet
from movenet_whole import WholeConverter
from to_onnx import NHWC, Converter

CALL = "StatefulPartitionedCall/"
# Where pixels are on the scale from -1 to 1: what comes before is part of the manifest.
SOURCE, PIXEL_SCALE = CALL + "sub_1", CALL + "truediv"
HEADS = {
    CALL + "Sigmoid": "heatmaps", CALL + "Sigmoid_1": "centers",
    CALL + "kpt_regress_0/conv2d_6/BiasAdd": "regressions", CALL + "kpt_offset_0/conv2d_7/BiasAdd": "offsets"}
CELLS = (movenet.SIDE // movenet.STRIDE) ** 2


def main():
    conversion.run(__doc__, "movenet-lightning", convert, movenet.manifest)


def convert(graph, plain):
    assert set(graph.constants[PIXEL_SCALE].reshape(-1).tolist()) == {movenet.PIXEL_SCALE}
    return whole(graph) if plain else heads(graph)


def heads(graph):
    graph.cut(SOURCE, HEADS)
    nodes, initializers = Converter(graph, movenet.SIDE, {k: v + "_grid" for k, v in HEADS.items()}, NHWC).run()
    for head, planes in movenet.HEADS.items():
        initializers.append(numpy_helper.from_array(np.array([1, planes, CELLS]), head + "_shape"))
        nodes.append(helper.make_node("Reshape", [head + "_grid", head + "_shape"], [head], name=head))
    outputs = [conversion.floats(head, [1, planes, CELLS]) for head, planes in movenet.HEADS.items()]
    return conversion.onnx_model("movenet_to_onnx", movenet, movenet.SIDE, nodes, initializers, outputs)


def whole(graph):
    """With all that TensorFlow does after the heads: 17 × (y, x, score)."""
    graph.cut(SOURCE, ["Identity"])
    nodes, initializers = WholeConverter(graph, movenet.SIDE, {**HEADS, "Identity": "keypoints"}, NHWC).run()
    side = movenet.SIDE // movenet.STRIDE
    outputs = [conversion.floats(head, [1, side, side, planes]) for head, planes in movenet.HEADS.items()]
    outputs.append(conversion.floats("keypoints", [1, 1, len(movenet.POINTS), 3]))
    return conversion.onnx_model("movenet_to_onnx", movenet, movenet.SIDE, nodes, initializers, outputs)


if __name__ == "__main__":
    main()
