"""MoveNet word for word, and what TensorFlow does with its heads to find the points. Nobody runs it; the agent's own
decoder must find the same."""
import numpy as np
from onnx import TensorProto

from plain import PlainConverter


class WholeConverter(PlainConverter):
    def _Cast(self, node):
        self._turn(node, "Cast", to=TensorProto.FLOAT)

    def _FloorDiv(self, node):
        self._both(node, "Div")

    def _Mul(self, node):
        self._both(node, "Mul")

    def _Sub(self, node):
        self._both(node, "Sub")

    def _Add(self, node):
        self._both(node, "Add")

    def _RealDiv(self, node):
        self._both(node, "Div")

    def _SquaredDifference(self, node):
        self._append("Sub", self._names(node), f"{node.name}_difference")
        self._emit(node, "Mul", [f"{node.name}_difference"] * 2, self._any_view(node))

    def _Sqrt(self, node):
        self._turn(node, "Sqrt")

    def _ArgMax(self, node):
        self._turn(node, "ArgMax", axis=int(self.folded[node.inputs[1]]), keepdims=0)

    def _Reshape(self, node):
        self._emit(node, "Reshape", self._names(node), self._any_view(node))

    def _GatherNd(self, node):
        self._emit(node, "GatherND", self._names(node), self._any_view(node))

    def _ExpandDims(self, node):
        self._turn(node, "Unsqueeze", axes=[int(self.folded[node.inputs[1]])])

    def _Unpack(self, node):
        view, axis = self._any_view(node), node.attributes["axis"]
        for index in range(node.attributes["num"]):
            name = f"{node.name}:{index}" if index else node.name
            self._append("Gather", [view.name, self._constant(f"index_{index}", np.array(index))], name, axis=axis)
            self.views[name] = view._replace(name=name)

    def _Pack(self, node):
        axis = node.attributes["axis"]
        pieces = [f"{node.name}_{i}" for i in range(len(node.inputs))]
        for name, piece in zip(self._names(node), pieces):
            self._append("Unsqueeze", [name], piece, axes=[axis])
        self._emit(node, "Concat", pieces, self._any_view(node), axis=axis)

    def _ConcatV2(self, node):
        pieces = self._names(node._replace(inputs=node.inputs[:-1]))
        self._emit(node, "Concat", pieces, self._any_view(node), axis=int(self.folded[node.inputs[-1]]))

    def _turn(self, node, op, **attributes):
        view = self._any_view(node)
        self._emit(node, op, [view.name], view, **attributes)

    def _both(self, node, op):
        self._emit(node, op, self._names(node), self._any_view(node))

    def _any_view(self, node):
        return next(self.views[i] for i in node.inputs if i in self.views)

    def _names(self, node):
        """Integers are of 64 bits throughout: ONNX wants them so as indices."""
        return [self._constant(i, self._wide(self.folded[i])) if i in self.folded else self.views[i].name for i in node.inputs]

    @staticmethod
    def _wide(values):
        return values.astype(np.int64) if values.dtype.kind == "i" else values
