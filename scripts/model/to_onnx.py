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
AS_IN_ONNX, NHWC = (0, 1, 2, 3), (0, 2, 3, 1)


class Converter:
    """`outputs` maps the graph's output nodes to the names wanted; `input_axes` is the order in which TensorFlow sees the input."""

    def __init__(self, graph, input_side, outputs, input_axes=AS_IN_ONNX):
        self.graph, self.input_side, self.outputs, self.input_axes = graph, input_side, outputs, input_axes
        self.views, self.folded = {}, dict(graph.constants)
        self.nodes, self.initializers = [], []

    def run(self):
        for node in self.graph.nodes:
            getattr(self, "_" + node.op.lstrip("_"))(node)
        return self.nodes, self.initializers

    # Constants

    def _SparseToDense(self, node):
        indices, shape, values, default = (self.folded[i] for i in node.inputs)
        dense = np.full(shape, default)
        dense[tuple(indices.T)] = values
        self.folded[node.name] = dense

    def _AddV2(self, node):
        if set(node.inputs) <= self.folded.keys():
            self.folded[node.name] = self.folded[node.inputs[0]] + self.folded[node.inputs[1]]
        else:
            self._Add(node)

    # Notes turned over

    def _Placeholder(self, node):
        self.views[node.name] = View("input", self.input_axes, self.input_side)

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

    def _FusedConv2D(self, node):
        self._fused(node, self.folded[node.inputs[1]].transpose(3, 2, 0, 1), 1)

    def _FusedDepthwiseConv2dNative(self, node):
        kernel = self.folded[node.inputs[1]]
        assert kernel.shape[3] == 1
        self._fused(node, kernel.transpose(2, 3, 0, 1), kernel.shape[2])

    _DepthwiseConv2dNative = _FusedDepthwiseConv2dNative

    def _fused(self, node, weight, group):
        """A convolution, then its bias and its rectifier, if it has them."""
        rectifiers = [r for r in node.attributes.get("fused_ops", []) if r != "BiasAdd"]
        parameters = [self._constant(node.inputs[1], weight), *(self._constant(i, self.folded[i]) for i in node.inputs[2:])]
        sums = node._replace(name=node.name + "/sums") if rectifiers else node
        self._slide(sums, "Conv", weight.shape[2], parameters, group=group)
        for rectifier in rectifiers:
            view, limits = self.views[sums.name], ()
            if rectifier == "Relu6":
                limits = (self._constant(n, np.array(v, np.float32)) for n, v in (("zero", 0), ("six", 6)))
            self._emit(node, "Clip" if rectifier == "Relu6" else rectifier, [view.name, *limits], view)

    def _slide(self, node, op, kernel, parameters, **attributes):
        view, stride = self.views[node.inputs[0]], node.attributes["strides"][1]
        pads = self._pads(node, kernel)
        assert view.axes == NHWC and set(node.attributes.get("dilations", [1])) == {1}
        side = (view.side + int(pads[2].sum()) - kernel) // stride + 1
        self._emit(node, op, [view.name, *parameters], View(None, NHWC, side), kernel_shape=[kernel] * 2,
                   strides=[stride] * 2, pads=[*pads[2:, 0].tolist(), *pads[2:, 1].tolist()], **attributes)

    def _pads(self, node, kernel):
        view, stride = self.views[node.inputs[0]], node.attributes["strides"][1]
        if node.attributes["padding"] == "VALID":
            return NO_PADS if view.pads is None else view.pads
        # TensorFlow's "SAME": as many cells as strides begin, the odd one of the pads at the end.
        assert node.attributes["padding"] == "SAME" and view.pads is None
        total = max((-(-view.side // stride) - 1) * stride + kernel - view.side, 0)
        return np.array([(0, 0), (0, 0), *[(total // 2, total - total // 2)] * 2])

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
        name = self.outputs.get(node.name) or self.outputs.get(final, _short(node.name))
        self._append(op, inputs, name, **attributes)
        self.views[node.name] = view._replace(name=name)

    def _append(self, op, inputs, output, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))

    def _readers_of(self, name):
        return [n for n in self.graph.nodes if name in n.inputs]

    def _constant(self, name, values):
        name = _short(name)
        if name not in {i.name for i in self.initializers}:
            self.initializers.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name


def _short(name):
    return name.replace("StatefulPartitionedCall/", "").replace("PartitionedCall/", "").replace("onnx_tf_prefix_", "")
