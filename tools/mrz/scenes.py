"""Parts of pictures in which there is a zone, or none, with what the finder should say of each cell.

The finder looks at a picture whose longer side is about 640 pixels and answers for cells of 8 × 8.
"""

import cv2
import numpy as np

from glyphs import BLANK, CELL, DEJAVU, FACES, FOREIGN, PITCH, SIGNS, Atlas, compose, load
from PIL import Image, ImageDraw
from strips import blurred, text

WIDTH, HEIGHT = 256, 160
CELL_SIDE = 8
FORMATS = [(3, 30), (2, 36), (2, 44)]


def print_on(rng, image, box):
    """Writes lines of a foreign font into a part of an ink canvas."""
    left, top, right, bottom = box
    if right - left < 20 or bottom - top < 8:
        return
    size = rng.uniform(0.25, 1.3) * PITCH
    font = load(DEJAVU + FOREIGN[rng.integers(len(FOREIGN))], size)
    part = Image.new("L", (right - left, bottom - top))
    draw = ImageDraw.Draw(part)
    letters = np.array(list(SIGNS[1:] + "abcdefghijklmnopqrstuvwxyzéà.,:-/      "))
    y = 0
    while y < bottom - top:
        count = int(rng.integers(2, 40))
        draw.text((rng.integers(0, 200) if rng.random() < 0.3 else 0, y), "".join(rng.choice(letters, count)), int(rng.integers(90, 256)), font)
        y += size * rng.uniform(1.5, 4.5)
    image[top:bottom, left:right] = np.maximum(image[top:bottom, left:right], np.array(part, np.float32) / 255)


class SceneMaker:
    """Draws scenes from a seed."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.atlases = [Atlas(file) for file in FACES]

    def zone_rows(self, lines, width):
        rng = self.rng
        rows = []
        for _ in range(lines):
            row = text(rng, width)
            if rng.random() < 0.6:
                fill = int(rng.integers(2, width - 6))
                row[width - fill :] = [0] * fill
            rows.append(row)
        return rows

    def sheet(self, has_zone):
        """Ink of a whole side of a document, and the zone's place on it: left, top, right, bottom."""
        rng = self.rng
        lines, width = FORMATS[rng.integers(3)]
        margin = [int(PITCH * rng.uniform(0.3, 4)) for _ in range(4)]
        tall = int(CELL * rng.uniform(0, 14)) if rng.random() < 0.85 else 0
        # Three lines are 1/6 inch apart, two lines up to 1/4: 1.67 and 2.5 characters.
        apart = int(PITCH * (rng.uniform(1.55, 1.8) if lines == 3 else rng.uniform(1.6, 2.7)))
        zone_tall = CELL + apart * (lines - 1)
        size = (margin[1] + tall + zone_tall + margin[3], margin[0] + PITCH * (width + 1) + margin[2])
        ink = np.zeros(size, np.float32)
        top = margin[1] + tall
        if has_zone:
            zone = compose(self.atlases[rng.integers(len(self.atlases))], self.zone_rows(lines, width), apart)
            ink[top : top + zone.shape[0], margin[0] : margin[0] + zone.shape[1]] = zone
        else:
            tall += zone_tall
        if tall > CELL:
            for _ in range(rng.integers(1, 5)):
                left, upper = int(rng.uniform(0, size[1] * 0.7)), int(rng.uniform(0, tall * 0.8))
                box = (left, upper, int(rng.uniform(left, size[1])), int(rng.uniform(upper, margin[1] + tall)))
                print_on(rng, ink, box)
            if rng.random() < 0.6:
                # A portrait: soft blotches.
                side = int(min(tall, size[1] * 0.35))
                soft = cv2.resize(rng.uniform(0, 1, (7, 6)).astype(np.float32), (max(side * 3 // 4, 2), max(side, 2)), interpolation=cv2.INTER_CUBIC)
                place = ink[0:side, 0 : soft.shape[1]]
                np.maximum(place, np.clip(soft, 0, 1)[: place.shape[0], : place.shape[1]], out=place)
        left = margin[0] + PITCH / 2
        return ink, (left, top + 8, left + PITCH * width, top + zone_tall - 8), lines

    def surface(self):
        """What lies around: a wash, grain, stripes, things with straight edges."""
        rng = self.rng
        low = rng.uniform(-1, 1, (4, 6)).astype(np.float32)
        image = np.full((HEIGHT, WIDTH), rng.uniform(30, 220), np.float32)
        image += cv2.resize(low, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) * rng.uniform(0, 40)
        if rng.random() < 0.5:
            y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
            angle, period = rng.uniform(0, np.pi), rng.uniform(2.5, 30)
            image += np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period + 2 * np.sin(y / rng.uniform(8, 60))) * rng.uniform(2, 30)
        if rng.random() < 0.5:
            grain = rng.normal(0, 1, (HEIGHT // 2, WIDTH // rng.integers(2, 20))).astype(np.float32)
            image += cv2.resize(grain, (WIDTH, HEIGHT)) * rng.uniform(2, 25)
        for _ in range(rng.integers(0, 7)):
            ends = [(int(rng.uniform(-50, WIDTH + 50)), int(rng.uniform(-50, HEIGHT + 50))) for _ in range(2)]
            cv2.line(image, *ends, float(rng.uniform(0, 255)), int(rng.integers(1, 24)))
        if rng.random() < 0.3:
            ink = np.zeros((HEIGHT * 2, WIDTH * 2), np.float32)
            print_on(rng, ink, (0, 0, WIDTH * 2, HEIGHT * 2))
            turn = cv2.getRotationMatrix2D((WIDTH, HEIGHT), rng.uniform(0, 360), rng.uniform(0.3, 1))
            turn[:, 2] += [-WIDTH / 2, -HEIGHT / 2]
            image += (rng.uniform(0, 255) - image) * cv2.warpAffine(ink, turn, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
        return image

    def lay(self, ink, zone):
        """A homography that lays the sheet so that a place of the zone is in the picture."""
        rng = self.rng
        pitch = np.exp(rng.uniform(np.log(3.6), np.log(22)))
        turn = rng.uniform(0, 2 * np.pi) if rng.random() < 0.6 else rng.integers(0, 4) * np.pi / 2 + rng.normal(0, 0.08)
        if rng.random() < 0.3:
            turn = rng.normal(0, 0.1)
        scale = pitch / PITCH
        u, v = rng.uniform(zone[0], zone[2]), rng.uniform(zone[1], zone[3])
        x, y = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)
        cos, sin = np.cos(turn) * scale, np.sin(turn) * scale
        lay = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
        lay[:2, 2] = np.array([x, y]) - lay[:2, :2] @ [u, v]
        if rng.random() < 0.7:
            # Seen from the side: nearer on one side by a share over the sheet's length.
            lean = rng.normal(0, 0.12, 2) / ink.shape[1]
            about = np.array([[1, 0, -u], [0, 1, -v], [0, 0, 1.0]])
            side = np.eye(3)
            side[0, 1] = rng.normal(0, 0.08)
            side[1, 1] = rng.uniform(0.75, 1.05)
            side[2, :2] = lean
            lay = lay @ np.linalg.inv(about) @ side @ about
        return lay, pitch

    def scene(self):
        rng = self.rng
        has_zone = rng.random() < 0.8
        ink, zone, lines = self.sheet(has_zone)
        lay, pitch = self.lay(ink, zone)
        # The sheet is shrunk first, so that laying it down does not skip over its lines.
        share = min(1, 1.25 * pitch / PITCH)
        small = cv2.resize(np.ascontiguousarray(ink), None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        down = lay @ np.diag([ink.shape[1] / small.shape[1], ink.shape[0] / small.shape[0], 1])
        image = self.surface()
        cover = cv2.warpPerspective(np.ones_like(small), down, (WIDTH, HEIGHT))
        seen = cv2.warpPerspective(small, down, (WIDTH, HEIGHT))
        paper = rng.uniform(120, 245)
        if rng.random() < 0.2:
            cover[:] = 1
        low = cv2.resize(rng.uniform(-1, 1, (4, 6)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        if rng.random() < 0.9:
            image += (paper + low * rng.uniform(0, 25) - image) * cover
        if rng.random() < 0.3:
            y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
            angle, period = rng.uniform(0, np.pi), rng.uniform(2.5, 14)
            image += cover * rng.uniform(2, 16) * np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period + np.sin(x / 9))
        image += (rng.uniform(0, paper * 0.55) - image) * np.clip(seen, 0, 1)
        image = self.expose(blurred(rng, image, pitch), pitch)
        return image, self.labels(lay, zone if has_zone else None, lines)

    def expose(self, image, pitch):
        rng = self.rng
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        if rng.random() < 0.15:
            far = ((x - rng.uniform(0, WIDTH)) / rng.uniform(10, 60)) ** 2 + ((y - rng.uniform(0, HEIGHT)) / rng.uniform(10, 60)) ** 2
            image = image + rng.uniform(40, 260) * np.exp(-far)
        if rng.random() < 0.15:
            angle = rng.uniform(0, 2 * np.pi)
            away = (x - rng.uniform(0, WIDTH)) * np.cos(angle) + (y - rng.uniform(0, HEIGHT)) * np.sin(angle)
            image = image * (1 - rng.uniform(0.2, 0.6) / (1 + np.exp(-np.clip(away / rng.uniform(1, 20), -30, 30))))
        light = rng.uniform(0.6, 1.1) if rng.random() < 0.75 else rng.uniform(0.14, 0.5)
        image = image * light + rng.normal(0, 1, image.shape) * rng.uniform(0.3, 4)
        return np.clip(image, 0, 255).astype(np.uint8)

    def labels(self, lay, zone, lines):
        """Per cell: inside (1), outside (0) or near the border (-1); cosine and sine of twice the angle
        of its lines; logarithm of the pitch in cells; the way to the zone's middle line, across and
        down, in pitches; three lines?; cosine and sine of the angle itself.

        Small characters do not show which way up they are: all but the last two answers are the same
        for a zone upside down, so that they can be learnt without knowing."""
        rows, columns = HEIGHT // CELL_SIDE, WIDTH // CELL_SIDE
        out = np.zeros((9, rows, columns), np.float32)
        if zone is None:
            return out
        back = np.linalg.inv(lay)
        y, x = np.mgrid[0:rows, 0:columns] * CELL_SIDE + CELL_SIDE / 2
        point = back @ np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
        u, v = point[0] / point[2], point[1] / point[2]

        def project(u, v):
            seen = lay @ np.stack([u, v, np.ones_like(u)])
            return seen[:2] / seen[2]

        ahead = (project(u + 1, v) - project(u - 1, v)) / 2
        step = np.maximum(np.hypot(*ahead), 1e-6)
        cos, sin = ahead / step
        pad = 0.6 * PITCH
        away = np.maximum.reduce([zone[0] - u, u - zone[2], zone[1] - v, v - zone[3]])
        inside = np.where(away <= 0, 1, np.where(away < pad, -1, 0))
        offset = (v - (zone[1] + zone[3]) / 2) / PITCH
        answers = [inside, cos * cos - sin * sin, 2 * cos * sin, np.log(step * PITCH / 8)]
        answers += [offset * sin, -offset * cos, np.full_like(u, lines == 3), cos, sin]
        for plane, answer in zip(out, answers):
            plane[:] = answer.reshape(rows, columns)
        return out

    def batch(self, count):
        pairs = [self.scene() for _ in range(count)]
        images = np.stack([pair[0] for pair in pairs]).astype(np.float32)[:, None]
        return even_out(images), np.stack([pair[1] for pair in pairs])


def even_out(images):
    """Takes off the mean of each picture and divides by its deviation."""
    mean = images.mean((2, 3), keepdims=True)
    spread = images.std((2, 3), keepdims=True)
    return (images - mean) / (spread + 4)
