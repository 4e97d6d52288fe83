"""What flows through a float model on real pictures: OpenCV runs it and shows every tensor asked for."""
import cv2
import numpy as np
from onnx import shape_inference


def ranges(model, names, tensors):
    """{name: (low, high)} over all input tensors."""
    lows, highs = np.full(len(names), np.inf), np.full(len(names), -np.inf)
    net = _showing(model, names)
    for tensor in tensors:
        net.setInput(tensor)
        answers = net.forward(names)
        lows = np.minimum(lows, [a.min() for a in answers])
        highs = np.maximum(highs, [a.max() for a in answers])
    return {name: (_rounded(low), _rounded(high)) for name, low, high in zip(names, lows, highs)}


def _rounded(value):
    """Three digits: processors that add in another order than this one still get the same range."""
    return float(f"{value:.3g}")


def _showing(model, names):
    inferred = shape_inference.infer_shapes(model)
    known = {v.name: v for v in inferred.graph.value_info}
    inferred.graph.output.extend(known[name] for name in names)
    return cv2.dnn.readNetFromONNX(np.frombuffer(inferred.SerializeToString(), np.uint8))
