"""Gives each head's scores and boxes a convolution of their own, so that they can have a scale of their own."""
from onnx import helper, numpy_helper


def split_heads(model):
    """Replace every Split of a convolution's channels by convolutions with these channels, in place."""
    graph = model.graph
    constants = {i.name: i for i in graph.initializer}
    producers = {o: n for n in graph.node for o in n.output}
    for split in [n for n in graph.node if n.op_type == "Split"]:
        conv = producers[split.input[0]]
        assert conv.op_type == "Conv" and attributes(split)["axis"] == 1
        first, position = 0, list(graph.node).index(conv)
        for part, channels in zip(split.output, attributes(split)["split"]):
            inputs = [conv.input[0]]
            for name in conv.input[1:]:
                values = numpy_helper.to_array(constants[name])[first:first + channels]
                graph.initializer.append(numpy_helper.from_array(values, f"{name}_{part}"))
                inputs.append(graph.initializer[-1].name)
            graph.node.insert(position, helper.make_node("Conv", inputs, [part], name=part, **attributes(conv)))
            first += channels
        for name in conv.input[1:]:
            graph.initializer.remove(constants[name])
        graph.node.remove(conv)
        graph.node.remove(split)


def attributes(node):
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}
