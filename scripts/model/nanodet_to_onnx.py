#!/usr/bin/python3
"""Converts NanoDet-G from the npm package of its TensorFlow.js build to ONNX."""
import conversion
import manifest
from plain import PlainConverter
from to_onnx import Converter

BINS = 4 * 11
# Looked at in one run, any number of them.
BATCH = "pictures"


def main():
    conversion.run(__doc__, "nanodet", convert, manifest.manifest)


def convert(graph, plain):
    names, infos = {}, []
    # The graph lists three score outputs, then three box outputs, finest grid first.
    for kind, depth, first in (("scores", len(manifest.LABELS), 0), ("boxes", BINS, 3)):
        for index, stride in enumerate(manifest.STRIDES, first):
            name = f"{kind}_{stride}"
            names[f"Identity_{index}" if index else "Identity"] = name
            infos.append(conversion.floats(name, [BATCH, (manifest.SIDE // stride) ** 2, depth]))
    nodes, initializers = (PlainConverter if plain else Converter)(graph, manifest.SIDE, names).run()
    return conversion.onnx_model("nanodet_to_onnx", manifest, manifest.SIDE, nodes, initializers, infos, BATCH)


if __name__ == "__main__":
    main()
