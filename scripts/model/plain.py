"""The same graph as to_onnx.py makes, word for word: every pad and transpose that TensorFlow has, and the pairs of
transposes that NHWC costs in ONNX. Nobody runs it; it proves that nothing was lost in folding them."""
import numpy as np

from to_onnx import AS_IN_ONNX, Converter, View

ONNX_TO_TENSORFLOW, TENSORFLOW_TO_ONNX = [0, 2, 3, 1], [0, 3, 1, 2]


class PlainConverter(Converter):
    def _Placeholder(self, node):
        super()._Placeholder(node)
        if self.input_axes != AS_IN_ONNX:
            self._emit(node, "Transpose", ["input"], View(None, AS_IN_ONNX, self.input_side), perm=self.input_axes)

    def _Transpose(self, node):
        view, order = self.views[node.inputs[0]], self.folded[node.inputs[1]]
        self._emit(node, "Transpose", [view.name], view, perm=order.tolist())

    def _Pad(self, node, *value):
        view, pads = self.views[node.inputs[0]], self.folded[node.inputs[1]]
        amounts = self._constant(node.inputs[1], pads.T.reshape(-1).astype(np.int64))
        self._emit(node, "Pad", [view.name, amounts, *value], view._replace(side=view.side + int(pads.sum(axis=1).max())))

    def _PadV2(self, node):
        self._Pad(node, self._constant(node.inputs[2], self.folded[node.inputs[2]].astype(np.float32)))

    def _Add(self, node):
        left, right = node.inputs
        view = self.views[left]
        other = self._constant(right, self.folded[right]) if right in self.folded else self.views[right].name
        self._emit(node, "Add", [view.name, other], view)

    def _slide(self, node, op, kernel, parameters, **attributes):
        source, pads, stride = self.views[node.inputs[0]], self._pads(node, kernel), node.attributes["strides"][1]
        if pads.any():
            amounts = self._constant(f"{node.name}_pads", pads[[0, 2, 3, 1]].T.reshape(-1).astype(np.int64))
            self._append("Pad", [source.name, amounts], f"{node.name}_padded")
            source = source._replace(name=f"{node.name}_padded", side=source.side + int(pads[2].sum()))
        self._between_transposes(node, op, source.name, parameters, (source.side - kernel) // stride + 1,
                                 kernel_shape=[kernel] * 2, strides=[stride] * 2, **attributes)

    def _ResizeBilinear(self, node):
        view, side = self.views[node.inputs[0]], int(self.folded[node.inputs[1]][0])
        self._between_transposes(node, "Resize", view.name, self._resize_constants(view.side, side), side,
                                 mode="linear", coordinate_transformation_mode="half_pixel")

    def _between_transposes(self, node, op, source, parameters, side, **attributes):
        before, after = (f"{node.name}_{step}" for step in ("nchw", "result"))
        self._append("Transpose", [source], before, perm=TENSORFLOW_TO_ONNX)
        self._append(op, [before, *parameters], after, **attributes)
        self._emit(node, "Transpose", [after], View(None, AS_IN_ONNX, side), perm=ONNX_TO_TENSORFLOW)
