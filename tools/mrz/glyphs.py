"""OCR-B glyphs at one height, and lines of text made of them."""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIGNS = "<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLANK = len(SIGNS)
# Pixels from one character to the next on the canvas that lines are composed on.
PITCH = 24
# Height of a cell: lines of a zone are 1/6 inch apart, characters 1/10 inch.
CELL = 40

OCR_B = "/usr/share/fonts/opentype/ocr-b/"
DEJAVU = "/usr/share/fonts/truetype/dejavu/"
# The weights of the Debian package fonts-ocr-b; the plain one is what documents print.
FACES = ["OCRB.otf", "OCRB.otf", "OCRB.otf", "OCRBS.otf", "OCRBL.otf"]
FOREIGN = ["DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf"]


def load(path, pitch):
    """The font at the size where a digit advances by `pitch` pixels."""
    font = ImageFont.truetype(path, 200)
    return ImageFont.truetype(path, 200 * pitch / font.getlength("0"))


class Atlas:
    """Each sign in a cell of CELL × PITCH, ink 1 on 0, its baseline where capitals are centred."""

    def __init__(self, file):
        font = load(OCR_B + file, PITCH)
        top, bottom = font.getbbox("H", anchor="ls")[1], font.getbbox("H", anchor="ls")[3]
        self.baseline = CELL / 2 - (top + bottom) / 2
        self.cells = np.zeros((len(SIGNS) + 1, CELL, PITCH * 2), np.float32)
        for index, sign in enumerate(SIGNS):
            image = Image.new("L", (PITCH * 8, CELL * 4))
            draw = ImageDraw.Draw(image)
            font4 = load(OCR_B + file, PITCH * 4)
            draw.text((PITCH * 2, self.baseline * 4), sign, 255, font4, anchor="ls")
            small = cv2.resize(np.array(image, np.float32), (PITCH * 2, CELL), interpolation=cv2.INTER_AREA)
            self.cells[index] = small / 255


def compose(atlas, rows, apart=CELL):
    """Ink of several lines of sign indices (BLANK leaves a hole), `apart` pixels from line to line."""
    width = max(len(row) for row in rows)
    ink = np.zeros((CELL + apart * (len(rows) - 1), PITCH * (width + 1)), np.float32)
    for number, row in enumerate(rows):
        for column, sign in enumerate(row):
            # A cell is two pitches wide, its character between a quarter and three quarters.
            top = apart * number
            place = ink[top : top + CELL, PITCH * column : PITCH * (column + 2)]
            np.maximum(place, atlas.cells[sign][:, : place.shape[1]], out=place)
    return ink


def foreign(rng, rows, width):
    """Ink of lines in a font that zones do not use."""
    file = FOREIGN[rng.integers(len(FOREIGN))]
    size = rng.uniform(0.6, 1.4)
    font = load(DEJAVU + file, PITCH * size)
    letters = SIGNS if rng.random() < 0.5 else "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOP 0123456789.,:-/éèàç"
    image = Image.new("L", (PITCH * (width + 1), CELL * rows))
    draw = ImageDraw.Draw(image)
    for row in range(rows):
        text = "".join(letters[n] for n in rng.integers(0, len(letters), width * 2))
        draw.text((rng.integers(-PITCH, PITCH), CELL * (row + 0.5)), text, 255, font, anchor="lm")
    return np.array(image, np.float32) / 255
