"""Packs the two trained networks for the program: `python pack.py FINDER READER OUT`.

Head of 32 bytes: magic, version, lengths of the two networks, four bytes unused, FNV-1a (64 bits) of
what follows; numbers little-endian. Then the two networks as ONNX.
"""

import io
import struct
import sys
from pathlib import Path

import onnx
import torch

from net import Finder, Reader

VERSION = 1


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def exported(net, weights, size):
    net.load_state_dict(torch.load(weights, weights_only=True))
    net.eval()
    out = io.BytesIO()
    axes = {"picture": {0: "count", 2: "rows", 3: "columns"}, "answer": {0: "count", 2: "rows", 3: "columns"}}
    torch.onnx.export(net, torch.zeros(1, 1, *size), out, input_names=["picture"], output_names=["answer"], dynamic_axes=axes, opset_version=13)
    model = onnx.load_from_string(out.getvalue())
    # Names of the tool's own modules say nothing at run time.
    for node in model.graph.node:
        node.name = ""
        node.doc_string = ""
    return model.SerializeToString()


def main():
    finder = exported(Finder(), sys.argv[1], (64, 64))
    reader = exported(Reader(), sys.argv[2], (24, 96))
    body = finder + reader
    head = b"SCEAUMRZ" + struct.pack("<IIII", VERSION, len(finder), len(reader), 0) + struct.pack("<Q", fnv1a(body))
    Path(sys.argv[3]).write_bytes(head + body)
    print(f"{len(head + body)} bytes, hash {fnv1a(body):016x}")


if __name__ == "__main__":
    main()
