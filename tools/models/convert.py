"""TensorFlow Lite to ONNX, for the ten operators that the face networks use.

Weights stored as 16-bit floats become 32-bit, and "channels last" becomes "channels first". The same
file in gives the same bytes out.
"""

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

OPERATORS = {
    number: name for name, number in vars(tflite.BuiltinOperator).items() if isinstance(number, int)
}
TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
}


class Graph:
    """The ONNX graph as it grows. Tensors keep the number they have in the TFLite file."""

    def __init__(self, model):
        self.model, self.source = model, model.Subgraphs(0)
        self.nodes, self.weights, self.names = [], {}, {}

    def shape(self, tensor):
        return [int(side) for side in self.source.Tensors(tensor).ShapeAsNumpy()]

    def constant(self, tensor):
        """The values of a constant tensor; None for one that is computed."""
        entry = self.source.Tensors(tensor)
        data = self.model.Buffers(entry.Buffer()).DataAsNumpy()
        if isinstance(data, int):
            return None
        return np.frombuffer(data.tobytes(), TYPES[entry.Type()]).reshape(self.shape(tensor))

    def weight(self, name, values):
        self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output


def same_padding(size_in, size_out, kernel, strides):
    """Explicit padding for TFLite's SAME: what is left over goes to the bottom and the right."""
    total = [
        max((out - 1) * stride + side - have, 0)
        for have, out, side, stride in zip(size_in, size_out, kernel, strides)
    ]
    before = [pad // 2 for pad in total]
    return before + [pad - first for pad, first in zip(total, before)]


def window(graph, operator, options, kernel):
    """Strides and padding of a convolution or a pooling."""
    strides = [options.StrideH(), options.StrideW()]
    pads = [0, 0, 0, 0]
    if options.Padding() == tflite.Padding.SAME:
        size_in, size_out = graph.shape(operator.Inputs(0)), graph.shape(operator.Outputs(0))
        pads = same_padding(size_in[1:3], size_out[1:3], kernel, strides)
    return {"kernel_shape": kernel, "strides": strides, "pads": pads}


def activated(graph, options, kind, inputs, output, **attributes):
    """Adds the node, and its fused activation when it has one."""
    if options.FusedActivationFunction() == tflite.ActivationFunctionType.NONE:
        return graph.add(kind, inputs, output, **attributes)
    if options.FusedActivationFunction() != tflite.ActivationFunctionType.RELU:
        raise ValueError(f"{output}: no translation for its activation")
    graph.add(kind, inputs, output + "_raw", **attributes)
    return graph.add("Relu", [output + "_raw"], output)


def options_of(operator, kind):
    options = kind()
    options.Init(operator.BuiltinOptions().Bytes, operator.BuiltinOptions().Pos)
    return options


def convert_operator(graph, kind, operator, values, output):
    """Translates one operator. `values` gives the values of its constant inputs."""
    inputs = [graph.names.get(int(tensor)) for tensor in operator.InputsAsNumpy()]
    if kind in ("CONV_2D", "DEPTHWISE_CONV_2D"):
        is_deep = kind == "DEPTHWISE_CONV_2D"
        options = options_of(operator, tflite.DepthwiseConv2DOptions if is_deep else tflite.Conv2DOptions)
        # Stored as (out, height, width, in), or as (1, height, width, channels) when depthwise.
        filters = values(1).transpose((3, 0, 1, 2) if is_deep else (0, 3, 1, 2))
        weights = [graph.weight(output + "_filters", filters), graph.weight(output + "_bias", values(2))]
        group = filters.shape[0] if is_deep else 1
        placed = window(graph, operator, options, list(filters.shape[2:]))
        return activated(graph, options, "Conv", inputs[:1] + weights, output, group=group, **placed)
    if kind == "MAX_POOL_2D":
        options = options_of(operator, tflite.Pool2DOptions)
        kernel = [options.FilterHeight(), options.FilterWidth()]
        placed = window(graph, operator, options, kernel)
        return activated(graph, options, "MaxPool", inputs, output, **placed)
    if kind == "ADD":
        return activated(graph, options_of(operator, tflite.AddOptions), "Add", inputs, output)
    if kind == "RELU":
        return graph.add("Relu", inputs, output)
    if kind == "PRELU":
        slopes = graph.weight(output + "_slopes", values(1).transpose(2, 0, 1))
        return graph.add("PRelu", [inputs[0], slopes], output)
    if kind == "PAD":
        pads = values(1)[[0, 3, 1, 2]].T.reshape(-1).astype(np.int64)
        return graph.add("Pad", [inputs[0], graph.weight(output + "_pads", pads)], output)
    if kind == "RESHAPE":
        # The order of the numbers is that of "channels last".
        graph.add("Transpose", inputs[:1], output + "_last", perm=[0, 2, 3, 1])
        shape = graph.weight(output + "_shape", np.array(graph.shape(operator.Outputs(0)), np.int64))
        return graph.add("Reshape", [output + "_last", shape], output)
    if kind == "CONCATENATION":
        options = options_of(operator, tflite.ConcatenationOptions)
        return activated(graph, options, "Concat", inputs, output, axis=options.Axis())
    raise ValueError(f"no translation for {kind}")


def convert(data, outputs):
    """The ONNX file of a TFLite file: input "picture", `outputs` (name, length) in their order."""
    graph = Graph(tflite.Model.GetRootAsModel(data, 0))
    source, widened = graph.source, {}
    graph.names[source.Inputs(0)] = "picture"
    for index in range(source.OperatorsLength()):
        operator = source.Operators(index)
        kind = OPERATORS[graph.model.OperatorCodes(operator.OpcodeIndex()).BuiltinCode()]
        result = operator.Outputs(0)
        if kind == "DEQUANTIZE":
            widened[result] = graph.constant(operator.Inputs(0)).astype(np.float32)
            continue

        def values(place, operator=operator):
            tensor = operator.Inputs(place)
            return widened[tensor] if tensor in widened else graph.constant(tensor)

        graph.names[result] = convert_operator(graph, kind, operator, values, f"{kind.lower()}_{index}")
    flat = []
    for place, (name, length) in enumerate(outputs):
        shape = graph.weight(name + "_shape", np.array([1, length], np.int64))
        graph.add("Reshape", [graph.names[source.Outputs(place)], shape], name)
        flat.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, length]))
    _, height, width, channels = graph.shape(source.Inputs(0))
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, channels, height, width])
    whole = helper.make_graph(graph.nodes, "face", [picture], flat, list(graph.weights.values()))
    opset = [helper.make_opsetid("", 13)]
    model = helper.make_model(whole, opset_imports=opset, producer_name="sceau", ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)
