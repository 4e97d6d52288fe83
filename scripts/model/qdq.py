"""Writes a float model with 8-bit integers: quantize and dequantize pairs that a runtime folds into integer operators.

Activations are bytes with one scale and zero point per tensor, weights signed with one scale per output channel,
biases 32 bits with the product of both scales (Jacob et al., Quantization and Training, 2018, section 2).
"""
import numpy as np
from onnx import checker, helper, numpy_helper

# Per-channel scales need 13.
OPSET, IR_VERSION = 13, 7
BYTE_STEPS = 255
# Seven bits: with AVX2 alone, two products of a byte and a weight are added in 16 bits, and 2 * 255 * 64 just fits.
WEIGHT_STEPS = 64
# Their outputs take over the range of their inputs, so that the runtime may move bytes.
SAME_RANGE = ("Concat", "MaxPool", "Reshape", "Resize", "Transpose")


class Quantizer:
    """`ranges`: (low, high) of the input and of every tensor whose range does not follow from that of others."""

    def __init__(self, model, ranges, weight_steps=WEIGHT_STEPS):
        self.model, self.weight_steps = model, weight_steps
        # Zero must be exact: convolutions pad with it.
        self.ranges = {name: (min(low, 0.0), max(high, 0.0)) for name, (low, high) in ranges.items()}
        self.values = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        self.outputs = {o.name for o in model.graph.output}
        self.nodes, self.constants, self.scales = [], {}, {}

    def run(self):
        graph = self.model.graph
        self._quantize(graph.input[0].name)
        for node in graph.node:
            self._emit(node, self._conv_inputs(node) if node.op_type == "Conv" else self._inputs(node))
            for output in node.output:
                if output not in self.ranges:
                    self.ranges[output] = self._range(node)
                self._quantize(output)
        constants = [numpy_helper.from_array(np.asarray(v), name) for name, v in self.constants.items()]
        result = helper.make_model(
            helper.make_graph(self.nodes, f"{graph.name}-int8", graph.input, graph.output, constants),
            opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="quantize")
        result.metadata_props.extend(self.model.metadata_props)
        checker.check_model(result, full_check=True)
        return result

    def _inputs(self, node):
        return [self._constant(n, self.values[n]) if n in self.values else f"{n}_dequantized" for n in node.input]

    def _conv_inputs(self, node):
        source, weight_name, bias_name = node.input
        weight, bias = self.values[weight_name], self.values[bias_name]
        scale = np.abs(weight).max(axis=(1, 2, 3)) / np.float32(self.weight_steps)
        scale[scale == 0] = 1
        integers = np.rint(weight / scale.reshape(-1, 1, 1, 1)).astype(np.int8)
        bias_scale = self.scales[source] * scale
        return [f"{source}_dequantized",
                self._dequantized(weight_name, integers, scale),
                self._dequantized(bias_name, np.rint(bias / bias_scale).astype(np.int32), bias_scale)]

    def _range(self, node):
        ranges = [self.ranges[n] for n in node.input if n in self.ranges]
        if node.op_type == "LeakyRelu":
            (low, high), = ranges
            return node.attribute[0].f * low, high
        if node.op_type == "Sigmoid":
            return 0.0, 1.0
        assert node.op_type in SAME_RANGE, f"the range of a {node.op_type} is not known"
        return min(low for low, _ in ranges), max(high for _, high in ranges)

    def _emit(self, node, inputs):
        copy = helper.make_node(node.op_type, inputs, [self._as_float(o) for o in node.output], name=node.name)
        copy.attribute.extend(node.attribute)
        self.nodes.append(copy)

    def _quantize(self, name):
        low, high = self.ranges[name]
        scale = self.scales[name] = np.float32((high - low) / BYTE_STEPS)
        parameters = [self._constant(f"{name}_scale", scale), self._constant(f"{name}_zero", np.uint8(round(-low / scale)))]
        self._append("QuantizeLinear", [self._as_float(name), *parameters], f"{name}_quantized")
        self._append("DequantizeLinear", [f"{name}_quantized", *parameters], name if name in self.outputs else f"{name}_dequantized")

    def _as_float(self, name):
        """The tensor before it is quantized: an output's own name belongs to what is dequantized at the end."""
        return f"{name}_float" if name in self.outputs else name

    def _dequantized(self, name, integers, scale):
        inputs = [self._constant(f"{name}_quantized", integers), self._constant(f"{name}_scale", scale),
                  self._constant(f"{name}_zero", np.zeros(len(scale), integers.dtype))]
        return self._append("DequantizeLinear", inputs, f"{name}_dequantized", axis=0)

    def _append(self, op, inputs, output, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [output], **attributes))
        return output

    def _constant(self, name, values):
        self.constants[name] = values
        return name
