"""Strips of one line as the reader cuts them, made to look photographed, with their labels.

The reader cuts every line at PITCH 12 and HEIGHT 24 pixels, its middle in the middle of the strip.
"""

import cv2
import numpy as np

from glyphs import BLANK, CELL, FACES, PITCH, SIGNS, Atlas, compose, foreign

STRIP_PITCH = 12
HEIGHT = 24
# Columns of the strip per step of the answer.
STEP = 2
IGNORED = -1
WINDOW = 24  # columns to each side over which the light is evened out

LETTERS = np.arange(11, 37)
DIGITS = np.arange(1, 11)


def text(rng, length):
    """Characters as zones have them: runs of letters, digits or filling."""
    signs = []
    while len(signs) < length:
        run = int(rng.integers(1, 10))
        kind = rng.random()
        if kind < 0.36:
            signs += list(rng.choice(LETTERS, run))
        elif kind < 0.68:
            signs += list(rng.choice(DIGITS, run))
        elif kind < 0.82:
            signs += [0] * run
        else:
            signs += list(rng.integers(0, len(SIGNS), run))
    return [int(sign) for sign in signs[:length]]


def even_out(strip):
    """Takes off the mean and divides by the deviation of a window around each column."""
    columns = strip.shape[1]
    sums = np.concatenate([[0], np.cumsum(strip.sum(0, dtype=np.float64))])
    squares = np.concatenate([[0], np.cumsum((strip.astype(np.float64) ** 2).sum(0))])
    low = np.maximum(np.arange(columns) - WINDOW, 0)
    high = np.minimum(np.arange(columns) + WINDOW, columns)
    count = (high - low) * strip.shape[0]
    mean = (sums[high] - sums[low]) / count
    spread = np.sqrt(np.maximum((squares[high] - squares[low]) / count - mean**2, 0))
    return ((strip - mean) / (spread + 4.0)).astype(np.float32)


def blurred(rng, image, pitch):
    """Out of focus or moved; at most what still can be read at this pitch."""
    kind = rng.random()
    if kind < 0.55:
        sigma = rng.uniform(0.02, 0.2 if rng.random() < 0.7 else 0.32) * pitch
        if sigma > 0.3:
            image = cv2.GaussianBlur(image, (0, 0), sigma, sigma * rng.uniform(0.7, 1.3))
    if kind > 0.45:
        length = rng.uniform(0.05, 0.3 if rng.random() < 0.7 else 0.55) * pitch
        angle = rng.uniform(0, np.pi)
        size = int(np.ceil(length)) | 1
        if size >= 3:
            kernel = np.zeros((size, size), np.float32)
            middle = size // 2
            for share in np.linspace(-0.5, 0.5, 4 * size):
                x, y = middle + share * length * np.cos(angle), middle + share * length * np.sin(angle)
                left, top = int(np.floor(x)), int(np.floor(y))
                for dx, dy in ((0, 0), (0, 1), (1, 0), (1, 1)):
                    if 0 <= left + dx < size and 0 <= top + dy < size:
                        kernel[top + dy, left + dx] += (1 - abs(x - left - dx)) * (1 - abs(y - top - dy))
            image = cv2.filter2D(image, -1, kernel / kernel.sum())
    return image


def paper(rng, height, width):
    """Grey paper: wash, fine lines, blotches; and the ink's grey."""
    low = rng.uniform(-1, 1, (3, 6)).astype(np.float32)
    wash = cv2.resize(low, (width, height), interpolation=cv2.INTER_CUBIC) * rng.uniform(0, 18)
    image = np.full((height, width), rng.uniform(150, 235), np.float32) + wash
    if rng.random() < 0.4:
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        angle, period = rng.uniform(0, np.pi), rng.uniform(2.5, 14)
        wave = np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period + 2 * np.sin(x / rng.uniform(8, 40)))
        image += wave * rng.uniform(2, 22)
    if rng.random() < 0.25:
        blotch = cv2.resize(rng.normal(0, 1, (6, max(6, width // 8))).astype(np.float32), (width, height))
        image += blotch * rng.uniform(3, 16)
    ink = np.float32(image.mean() - rng.uniform(45, 190))
    return image, max(ink, np.float32(5))


class Maker:
    """Draws strips from a seed."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.atlases = [Atlas(file) for file in FACES]

    def strip(self, length, width):
        """A strip of `width` columns and a label for each step of it."""
        rng = self.rng
        is_foreign = rng.random() < 0.07
        lead, tail = (int(n) for n in rng.integers(0, 5, 2))
        if rng.random() < 0.4:
            lead, tail = 0, 0
        row = [BLANK] * lead + text(rng, length - lead - tail) + [BLANK] * tail
        if rng.random() < 0.04:
            row = [BLANK if rng.random() < 0.3 else sign for sign in row]
        above = text(rng, length) if rng.random() < 0.7 else [BLANK] * length
        below = text(rng, length) if rng.random() < 0.7 else [BLANK] * length
        if is_foreign:
            ink, row = foreign(rng, 3, length), [BLANK] * length
        else:
            ink = compose(self.atlases[rng.integers(len(self.atlases))], [above, row, below])
            if rng.random() < 0.3:
                kernel = np.ones((2, 2) if rng.random() < 0.5 else (3, 3), np.uint8)
                ink = cv2.dilate(ink, kernel) if rng.random() < 0.6 else cv2.erode(ink, np.ones((2, 2), np.uint8))
            if rng.random() < 0.03:
                # Upside down or in a mirror there is nothing to read.
                ink, row = (ink[::-1, ::-1] if rng.random() < 0.5 else ink[:, ::-1]), [BLANK] * length
        return self.photograph(ink, row, width)

    def photograph(self, ink, row, width):
        rng = self.rng
        # Pixels per character in the camera's picture.
        seen = rng.uniform(5.5, 9) if rng.random() < 0.35 else rng.uniform(9, 26)
        ratio = seen / PITCH
        margin = 2
        size = (int(ink.shape[1] * ratio) + 2 * margin, int(ink.shape[0] * ratio) + 2 * margin)
        phase = rng.uniform(0, 1, 2)
        base = np.array([[ratio, 0, margin + phase[0]], [0, ratio, margin + phase[1]]], np.float32)
        if ratio < 1:
            ink = cv2.GaussianBlur(ink, (0, 0), 0.42 / ratio * rng.uniform(0.8, 1.1))
        seen_ink = cv2.warpAffine(ink, base, size, flags=cv2.INTER_LINEAR)
        seen_ink = blurred(rng, seen_ink, seen)
        image, grey = paper(rng, size[1], size[0])
        image += (grey - image) * np.clip(seen_ink * rng.uniform(0.8, 1.15), 0, 1)
        if rng.random() < 0.12:
            x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
            cx, cy = rng.uniform(0, size[0]), rng.uniform(0, size[1])
            far = ((x - cx) / (seen * rng.uniform(1, 5))) ** 2 + ((y - cy) / (seen * rng.uniform(1, 4))) ** 2
            image += rng.uniform(40, 260) * np.exp(-far).astype(np.float32)
        if rng.random() < 0.12:
            edge = rng.uniform(0, size[0])
            soft = rng.uniform(1, 20)
            image *= 1 - rng.uniform(0.2, 0.6) / (1 + np.exp(-np.clip((np.arange(size[0]) - edge) / soft, -30, 30))).astype(np.float32)
        light = rng.uniform(0.55, 1.1) if rng.random() < 0.75 else rng.uniform(0.12, 0.4)
        noise = rng.uniform(0.5, 5) if rng.random() < 0.8 else rng.uniform(5, 12)
        image = image * light + rng.normal(0, 1, image.shape).astype(np.float32) * noise
        image = np.clip(image, 0, 255).astype(np.uint8)
        if rng.random() < 0.35:
            quality = int(rng.integers(35, 92))
            image = cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 0)
        return self.cut(image.astype(np.float32), base, row, width)

    def cut(self, image, base, row, width):
        """The strip as the reader would cut it, not quite straight and not quite in its place."""
        rng = self.rng
        scale = STRIP_PITCH / PITCH * rng.normal(1, 0.03)
        tall = scale * rng.normal(1, 0.09)
        turn, lean = rng.normal(0, 0.006), rng.normal(0, 0.07)
        first = rng.uniform(-1.5, 1.0) * STRIP_PITCH
        low = rng.normal(0, 0.7)
        # From the canvas to the strip: the middle of its middle line to the middle of the strip.
        ahead = np.array([[scale, lean, 0], [turn * scale, tall, 0]], np.float64)
        middle = ahead[:, :2] @ np.array([len(row) * PITCH / 2, CELL * 1.5])
        ahead[:, 2] = [first, HEIGHT / 2 + low - middle[1]]
        back = np.vstack([base.astype(np.float64), [0, 0, 1]])
        whole = np.vstack([ahead, [0, 0, 1]]) @ np.linalg.inv(back)
        step = scale * PITCH / 24
        if step < 0.6 * base[0, 0]:
            image = cv2.GaussianBlur(image, (0, 0), 0.4 * base[0, 0] / step)
        strip = cv2.warpAffine(image, whole[:2], (width, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        labels = self.labels(ahead, row, width)
        return even_out(np.round(strip)), labels

    def labels(self, ahead, row, width):
        """The sign whose middle is near, BLANK far from every middle, IGNORED between."""
        places = (np.arange(width // STEP) + 0.5) * STEP
        labels = np.full(width // STEP, BLANK, np.int64)
        for number, sign in enumerate(row):
            if sign == BLANK:
                continue
            x = (ahead @ np.array([(number + 1) * PITCH, CELL * 1.5, 1]))[0]
            away = np.abs(places - x)
            labels[(away < 4.2) & (labels == BLANK)] = IGNORED
            labels[away < 2.6] = sign
        return labels

    def batch(self, count, length=18):
        width = (length + 1) * STRIP_PITCH
        pairs = [self.strip(length, width) for _ in range(count)]
        return np.stack([pair[0] for pair in pairs])[:, None], np.stack([pair[1] for pair in pairs])
