"""Rewrites a TensorFlow.js graph as ONNX, operator by operator.

TensorFlow computes in NHWC between pairs of transposes, ONNX in NCHW. Every tensor is kept
in ONNX order from the start and carries the order TensorFlow sees it in, so a transpose
only turns that note over and none is left in the result. In the same way a pad waits
in the note until a convolution or a pooling takes it into its own attributes.
"""
from collections import namedtuple

import numpy as np
from onnx import helper, numpy_helper

# name: the ONNX tensor; axes: for every TensorFlow axis, the ONNX axis; side: height and width
# (all grids are square); pads: (begin, end) per ONNX axis.
View = namedtuple("View", "name axes side pads", defaults=(None,))
NO_PADS = np.zeros((4, 2), int)
NHWC = (0, 2, 3, 1)


class Converter:
    """`outputs` maps the graph's output nodes to the names wanted."""

    def __init__(self, graph, input_side, outputs):
        self.graph, self.input_side, self.outputs = graph, input_side, outputs
        self.views, self.folded = {}, dict(graph.constants)
        self.nodes, self.initializers = [], []

    def run(self):
        for node in self.graph.nodes:
            getattr(self, "_" + node.op)(node)
        return self.nodes, self.initializers

    # Constants

    def _SparseToDense(self, node):
        indices, shape, values, default = (self.folded[i] for i in node.inputs)
        dense = np.full(shape, default)
        dense[tuple(indices.T)] = values
        self.folded[node.name] = dense

    def _AddV2(self, node):
        self.folded[node.name] = self.folded[node.inputs[0]] + self.folded[node.inputs[1]]

    # Notes turned over

    def _Placeholder(self, node):
        self.views[node.name] = View("input", (0, 1, 2, 3), self.input_side)

    def _Identity(self, node):
        self.views[node.name] = self.views[node.inputs[0]]

    def _Transpose(self, node):
        view, order = self.views[node.inputs[0]], self.folded[node.inputs[1]]
        if len(order) == 4:
            self.views[node.name] = view._replace(axes=tuple(view.axes[i] for i in order))
            return
        self._emit(node, "Transpose", [view.name], view, perm=order.tolist())

    def _Pad(self, node):
        view = self.views[node.inputs[0]]
        pads = NO_PADS.copy()
        pads[list(view.axes)] = self.folded[node.inputs[1]]
        assert view.pads is None and not pads[:2].any()
        self.views[node.name] = view._replace(pads=pads)

    def _PadV2(self, node):
        # ONNX pools over padding as if it were minus infinity, which is what is asked for here.
        assert self.folded[node.inputs[2]] <= np.finfo(np.float16).min
        self._Pad(node)

    # Computation

    def _Conv2D(self, node):
        kernel = self.folded[node.inputs[1]]
        weight = self._constant(node.inputs[1], kernel.transpose(3, 2, 0, 1))
        self._slide(node, "Conv", kernel.shape[0], [weight])

    def _MaxPool(self, node):
        self._slide(node, "MaxPool", node.attributes["ksize"][1], [])

    def _slide(self, node, op, kernel, parameters):
        view = self.views[node.inputs[0]]
        stride, pads = node.attributes["strides"][1], NO_PADS if view.pads is None else view.pads
        assert view.axes == NHWC and node.attributes["padding"] == "VALID"
        assert set(node.attributes.get("dilations", [1])) == {1}
        side = (view.side + int(pads[2].sum()) - kernel) // stride + 1
        self._emit(node, op, [view.name, *parameters], View(None, NHWC, side), kernel_shape=[kernel] * 2,
                   strides=[stride] * 2, pads=[*pads[2:, 0].tolist(), *pads[2:, 1].tolist()])

    def _Add(self, node):
        left, right = node.inputs
        if right in self.folded:
            # The constant is the bias of the convolution before it.
            conv = next(n for n in self.nodes if n.output[0] == self.views[left].name)
            assert conv.op_type == "Conv" and len(conv.input) == 2 and len(self._readers_of(left)) == 1
            conv.input.append(self._constant(right, self.folded[right].reshape(-1)))
            self.views[node.name] = self.views[left]
            return
        a, b = self.views[left], self.views[right]
        assert a.axes == b.axes and a.pads is None and b.pads is None
        self._emit(node, "Add", [a.name, b.name], a)

    def _LeakyRelu(self, node):
        self._same(node, alpha=node.attributes["alpha"])

    def _Sigmoid(self, node):
        self._same(node)

    def _ConcatV2(self, node):
        views = [self.views[i] for i in node.inputs[:-1]]
        axis = views[0].axes[int(self.folded[node.inputs[-1]])]
        assert all(v.axes == views[0].axes and v.pads is None for v in views)
        self._emit(node, "Concat", [v.name for v in views], views[0], axis=axis)

    def _ResizeBilinear(self, node):
        view = self.views[node.inputs[0]]
        assert view.axes == NHWC and node.attributes["half_pixel_centers"] and not node.attributes["align_corners"]
        side = int(self.folded[node.inputs[1]][0])
        self._emit(node, "Resize", [view.name, *self._resize_constants(view.side, side)], view._replace(side=side),
                   mode="linear", coordinate_transformation_mode="half_pixel")

    def _SplitV(self, node):
        view = self.views[node.inputs[0]]
        axis = view.axes[int(self.folded[node.inputs[2]])]
        names = [_short(node.name), _short(node.name) + "_1"]
        self.nodes.append(helper.make_node("Split", [view.name], names, name=names[0], axis=axis,
                                           split=self.folded[node.inputs[1]].tolist()))
        self.views[node.name], self.views[node.name + ":1"] = (view._replace(name=n) for n in names)

    def _Reshape(self, node):
        view, shape = self.views[node.inputs[0]], self.folded[node.inputs[1]].astype(np.int64)
        assert view.axes == (0, 1, 2, 3) and len(shape) == 3
        # As many pictures as come in: 0 takes over the input's number.
        shape[0] = 0
        self._emit(node, "Reshape", [view.name, self._constant(node.inputs[1], shape)],
                   View(None, (0, 1, 2), None))

    # Building

    def _same(self, node, **attributes):
        view = self.views[node.inputs[0]]
        assert view.pads is None
        self._emit(node, node.op, [view.name], view, **attributes)

    def _resize_constants(self, old, new):
        roi = self._constant("no_roi", np.zeros(0, np.float32))
        return roi, self._constant(f"scale_{new}_{old}", np.array([1, 1] + [new / old] * 2, np.float32))

    def _emit(self, node, op, inputs, view, **attributes):
        final = next((n.name for n in self._readers_of(node.name) if n.op == "Identity"), None)
        name = self.outputs.get(final, _short(node.name))
        self._append(op, inputs, name, **attributes)
        self.views[node.name] = view._replace(name=name)

    def _append(self, op, inputs, output, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))

    def _readers_of(self, name):
        return [n for n in self.graph.nodes if name in n.inputs]

    def _constant(self, name, values):
        name = _short(name)
        if name not in {i.name for i in self.initializers}:
            self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def _short(name):
    return name.replace("PartitionedCall/", "").replace("onnx_tf_prefix_", "")
