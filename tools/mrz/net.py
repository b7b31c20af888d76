"""The two networks: one reads strips, one finds zones."""

import torch
from torch import nn

from glyphs import BLANK


class Reader(nn.Module):
    """1 × 24 × columns in, 38 × 1 × columns / 2 out: for each step, how likely each sign has its
    middle there; the last class is "none"."""

    def __init__(self):
        super().__init__()

        def layer(before, after, kernel, stride, padding, dilation=1):
            conv = nn.Conv2d(before, after, kernel, stride, padding, dilation, bias=False)
            return nn.Sequential(conv, nn.BatchNorm2d(after), nn.ReLU())

        self.layers = nn.Sequential(
            layer(1, 16, (3, 5), (2, 2), (1, 2)),
            layer(16, 32, 3, (2, 1), 1),
            layer(32, 48, 3, (2, 1), 1),
            layer(48, 64, 3, 1, (0, 1)),
            layer(64, 64, (1, 5), 1, (0, 4), (1, 2)),
            nn.Conv2d(64, BLANK + 1, 1),
        )

    def forward(self, strips):
        return self.layers(strips)


class Finder(nn.Module):
    """1 × height × width in, 9 × height / 8 × width / 8 out: see `SceneMaker.labels`."""

    def __init__(self):
        super().__init__()

        def layer(before, after, stride, dilation=1):
            conv = nn.Conv2d(before, after, 3, stride, dilation, dilation, bias=False)
            return nn.Sequential(conv, nn.BatchNorm2d(after), nn.ReLU())

        self.layers = nn.Sequential(
            layer(1, 8, 2),
            layer(8, 16, 2),
            layer(16, 24, 2),
            layer(24, 24, 1),
            layer(24, 24, 1, 2),
            layer(24, 24, 1, 4),
            nn.Conv2d(24, 9, 1),
        )

    def forward(self, pictures):
        return self.layers(pictures)
