"""From trained networks to the file that ships.

Head of 32 bytes: magic, version, lengths of the two networks, four bytes unused, FNV-1a (64 bits) of
what follows. Then the layers of both, one after the other: weights by row and column of the kernel, channel
before and channel after, as the program goes through them, then biases. Numbers are little-endian, of single
precision. The shapes of the layers are not in the file: `nets.rs` has them as `net.py` does.
"""

import struct

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

VERSION = 2


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def numbers_of(net):
    lists = []
    for layer in net.layers:
        conv = fuse_conv_bn_eval(layer[0], layer[1]) if isinstance(layer, nn.Sequential) else layer
        lists += [conv.weight.permute(2, 3, 1, 0), conv.bias]
    return b"".join(numbers.detach().contiguous().numpy().astype("<f4").tobytes() for numbers in lists)


def pack(finder, reader):
    """The file's bytes; both networks in the state of evaluation."""
    finder, reader = numbers_of(finder), numbers_of(reader)
    body = finder + reader
    head = b"SCEAUMRZ" + struct.pack("<IIII", VERSION, len(finder), len(reader), 0) + struct.pack("<Q", fnv1a(body))
    return head + body
