"""A TensorFlow.js graph model: nodes in execution order and constants as arrays."""
import base64
import json
from collections import namedtuple

import numpy as np

Node = namedtuple("Node", "name op inputs attributes")


class Graph:
    def __init__(self, model_json, weights):
        model = json.loads(model_json)
        self.constants = _constants(model["weightsManifest"], weights)
        self.nodes = _sorted([_node(n) for n in model["modelTopology"]["node"] if n["op"] != "Const"],
                             set(self.constants))

    def cut(self, source, outputs):
        """Leave what lies between the node `source`, which becomes the input, and the nodes named."""
        wanted, kept = set(outputs), []
        for node in reversed(self.nodes):
            if node.name == source:
                node = Node(source, "Placeholder", [], {})
            if wanted & {node.name, node.name + ":1"}:
                wanted.update(node.inputs)
                kept.insert(0, node)
        self.nodes = kept


def _node(raw):
    # A leading "^" marks a control dependency; ":0" is the default output.
    inputs = [i[:-2] if i.endswith(":0") else i for i in raw.get("input", []) if i[0] != "^"]
    return Node(raw["name"], raw["op"], inputs, {k: _attribute(v) for k, v in raw.get("attr", {}).items()})


def _attribute(value):
    (kind, content), = value.items()
    if kind == "s":
        return base64.b64decode(content).decode()
    if kind == "i":
        return int(content)
    if kind == "list":
        return [base64.b64decode(s).decode() for s in content["s"]] if "s" in content else [int(i) for i in content.get("i", [])]
    return content


def _constants(manifest, weights):
    constants, offset = {}, 0
    for entry in (e for group in manifest for e in group["weights"]):
        stored = np.dtype(entry.get("quantization", entry)["dtype"]).newbyteorder("<")
        count = int(np.prod(entry["shape"], dtype=np.int64))
        values = np.frombuffer(weights, stored, count, offset)
        offset += count * stored.itemsize
        constants[entry["name"]] = values.astype(entry["dtype"]).reshape(entry["shape"])
    if offset != len(weights):
        raise ValueError(f"weights are {len(weights)} bytes, the manifest describes {offset}")
    return constants


def _sorted(nodes, known):
    ordered, waiting = [], list(nodes)
    while waiting:
        ready = [n for n in waiting if all(i.split(":")[0] in known for i in n.inputs)]
        if not ready:
            raise ValueError("the graph has a cycle or a missing input")
        ordered += ready
        known |= {n.name for n in ready}
        waiting = [n for n in waiting if n.name not in known]
    return ordered
