"""Packs the two trained networks for the program: `python pack.py FINDER READER OUT`.

Head of 32 bytes: magic, version, lengths of the two networks, four bytes unused, FNV-1a (64 bits) of
what follows. Then the layers of both, one after the other: weights by row and column of the kernel, channel
before and channel after, as the program goes through them, then biases. Numbers are little-endian, of single
precision. The shapes of the layers are not in the file: `nets.rs` has them as `net.py` does.
"""

import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from net import Finder, Reader

VERSION = 2


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def packed(net, weights):
    net.load_state_dict(torch.load(weights, weights_only=True))
    net.eval()
    lists = []
    for layer in net.layers:
        conv = fuse_conv_bn_eval(layer[0], layer[1]) if isinstance(layer, nn.Sequential) else layer
        lists += [conv.weight.permute(2, 3, 1, 0), conv.bias]
    return b"".join(numbers.detach().contiguous().numpy().astype("<f4").tobytes() for numbers in lists)


def main():
    finder = packed(Finder(), sys.argv[1])
    reader = packed(Reader(), sys.argv[2])
    body = finder + reader
    head = b"SCEAUMRZ" + struct.pack("<IIII", VERSION, len(finder), len(reader), 0) + struct.pack("<Q", fnv1a(body))
    Path(sys.argv[3]).write_bytes(head + body)
    print(f"{len(head + body)} bytes, hash {fnv1a(body):016x}")


if __name__ == "__main__":
    main()
