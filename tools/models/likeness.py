"""SFace's ONNX file to a smaller graph of the operators that `rten` runs.

The source keeps its weights as 8-bit numbers in blocks of up to 64, each block with a scale and a zero point
(DequantizeLinear of opset 21), which `rten` does not read. Here the same numbers become Cast, Sub, Mul and
Reshape, which it computes once when it loads the file. Batch normalisation is folded into scales and biases.
No weight is rounded anew, and the same file in gives the same bytes out.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Source:
    """The file that is read: its constants, and what each value is made by."""

    def __init__(self, data):
        graph = onnx.load_model_from_string(data).graph
        self.constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.makers = {node.output[0]: node for node in graph.node}
        self.nodes = graph.node

    def blocks(self, name):
        """Whole numbers, zero points and scales of a quantised weight: rows × blocks × block, rows × blocks × 1."""
        maker = self.makers[name]
        while maker.op_type == "Reshape":
            maker = self.makers[maker.input[0]]
        numbers, scales, zeros = (self.constants[part] for part in maker.input)
        shape = (*scales.shape, -1)
        return numbers.reshape(shape), zeros[..., None].astype(np.float32), scales[..., None]

    def floats(self, name):
        """A constant, widened where it is quantised."""
        if name in self.constants:
            return self.constants[name]
        numbers, zeros, scales = self.blocks(name)
        return ((numbers - zeros) * scales).reshape(-1)

    def normalisation(self, node):
        """What a batch normalisation multiplies by and adds, per channel."""
        gamma, beta, mean, variance = (self.constants[name].astype(np.float64) for name in node.input[1:])
        (epsilon,) = (entry.f for entry in node.attribute if entry.name == "epsilon")
        factor = gamma / np.sqrt(variance + epsilon)
        return factor, beta - mean * factor


class Target:
    """The file that is written."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def constant(self, name, values, kind=np.float32):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values, kind), name))
        return name

    def add(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def widened(self, name, blocks, shape, factor):
        """A weight as 8-bit numbers in blocks, each row multiplied by its factor."""
        numbers, zeros, scales = blocks
        scales = scales * factor[:, None, None]
        wide = self.add("Cast", [self.constant(name + "_numbers", numbers, np.int8)], name + "_cast",
                        to=TensorProto.FLOAT)
        away = self.add("Sub", [wide, self.constant(name + "_zeros", zeros)], name + "_sub")
        scaled = self.add("Mul", [away, self.constant(name + "_scales", scales)], name + "_mul")
        return self.add("Reshape", [scaled, self.constant(name + "_shape", shape, np.int64)], name)


def convolution(source, target, node, normaliser, before):
    """A convolution with the normalisation that follows it."""
    factor, shift = source.normalisation(normaliser)
    shape = source.constants[source.makers[node.input[1]].input[1]]
    weight = target.widened(node.name + "_weight", source.blocks(node.input[1]), shape, factor)
    inputs = [before, weight, target.constant(node.name + "_bias", shift)]
    kept = {entry.name: helper.get_attribute_value(entry) for entry in node.attribute}
    return target.add("Conv", inputs, node.name, **kept)


def features(source, target, node, normaliser, before):
    """The layer that gives the 128 numbers, with the normalisation that follows it."""
    factor, shift = source.normalisation(normaliser)
    blocks = source.blocks(node.input[1])
    shape = (blocks[0].shape[0], blocks[0].shape[1] * blocks[0].shape[2])
    flat = target.add("Reshape", [before, target.constant("flat", [1, shape[1]], np.int64)], "flattened")
    weight = target.widened("features_weight", blocks, shape, factor)
    bias = target.constant("features_bias", source.floats(node.input[2]) * factor + shift)
    return target.add("Gemm", [flat, weight, bias], "features", transB=1)


def convert(data):
    """The ONNX file: input `picture`, 1 × 3 × 112 × 112, red, green and blue of 0 to 255; output `features`."""
    source, target = Source(data), Target()
    following = {name: node for node in source.nodes for name in node.input}
    last, normalised = "picture", set()
    for node in source.nodes:
        kind = node.op_type
        if kind in ("Sub", "Mul"):
            value = target.constant(node.output[0] + "_by", source.constants[node.input[1]])
            last = target.add(kind, [last, value], node.output[0])
        elif kind in ("Conv", "Gemm"):
            normaliser = following[node.output[0]]
            normalised.add(normaliser.output[0])
            last = (convolution if kind == "Conv" else features)(source, target, node, normaliser, last)
        elif kind == "PRelu":
            slopes = target.constant(node.output[0] + "_slopes", source.constants[node.input[1]])
            last = target.add("PRelu", [last, slopes], node.output[0])
        elif kind == "BatchNormalization" and node.output[0] not in normalised:
            parts = [part.reshape(1, -1, 1, 1) for part in source.normalisation(node)]
            for kind, values in zip(("Mul", "Add"), parts):
                name = f"{node.output[0]}_{kind.lower()}"
                last = target.add(kind, [last, target.constant(name + "_by", values)], name)
        elif kind not in ("DequantizeLinear", "Reshape", "BatchNormalization", "Constant", "Dropout", "Flatten"):
            raise ValueError(f"no translation for {kind}")
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, 112, 112])
    given = helper.make_tensor_value_info("features", TensorProto.FLOAT, [1, 128])
    graph = helper.make_graph(target.nodes, "likeness", [picture], [given], target.weights)
    opset = [helper.make_opsetid("", 13)]
    model = helper.make_model(graph, opset_imports=opset, producer_name="sceau", ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)
