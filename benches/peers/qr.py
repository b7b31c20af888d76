"""Reads the frames that the bench wrote, with zxing-cpp, zbar and OpenCV, on one thread.

Usage: qr.py <folder>. The folder holds `<name>.pgm` and `truth.tsv` (name, case, text as
JSON or `null`).
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path


def greys(path):
    import numpy

    kind, size, _, rest = path.read_bytes().split(b"\n", 3)
    assert kind == b"P5"
    width, height = map(int, size.split())
    return numpy.frombuffer(rest, numpy.uint8).reshape(height, width)


def zxing():
    import zxingcpp

    code = zxingcpp.BarcodeFormat.QRCode
    return lambda picture: [found.text for found in zxingcpp.read_barcodes(picture, formats=code)]


def zbar():
    from pyzbar import pyzbar

    kinds = [pyzbar.ZBarSymbol.QRCODE]
    return lambda picture: [
        found.data.decode("utf-8", "replace") for found in pyzbar.decode(picture, symbols=kinds)
    ]


def opencv():
    import cv2

    cv2.setNumThreads(1)
    detector = cv2.QRCodeDetector()

    def read(picture):
        is_found, texts, _, _ = detector.detectAndDecodeMulti(picture)
        return [text for text in texts if text] if is_found else []

    return read


PEERS = [("zxing-cpp", "zxing-cpp", zxing), ("zbar", "pyzbar", zbar), ("opencv", "opencv-python-headless", opencv)]


class Tally:
    """What one reader made of one case."""

    def __init__(self):
        self.codes, self.read, self.wrong, self.times = 0, 0, 0, []

    def take(self, text, texts, seconds):
        self.codes += text is not None
        texts = [other.rstrip() for other in texts]
        self.read += text is not None and text in texts
        self.wrong += any(other != text for other in texts)
        self.times.append(seconds * 1e3)

    def rows(self, case, who):
        def row(metric, unit, value):
            return {"case": case, "who": who, "metric": metric, "unit": unit, "value": value}

        times = sorted(self.times)
        if self.codes:
            yield row("decoded", "ratio", self.read / self.codes)
        yield row("wrong", "count", self.wrong)
        yield row("mean", "ms", sum(times) / len(times))
        yield row("p95", "ms", times[min(len(times) * 95 // 100, len(times) - 1)])
        yield row("max", "ms", times[-1])


def measure(read, frames):
    tallies = {}
    read(frames[0][2])  # The first call loads tables.
    for case, text, picture in frames:
        begun = time.perf_counter()
        try:
            texts = read(picture)
        except Exception:  # OpenCV raises on some pictures: it read nothing.
            texts = []
        took = time.perf_counter() - begun
        for each in (case, case.split("/")[0] + "/overall"):
            tallies.setdefault(each, Tally()).take(text, texts, took)
    return tallies


def main():
    folder = Path(sys.argv[1])
    rows, missing, frames = [], [], []
    for line in (folder / "truth.tsv").read_text().splitlines():
        name, case, text = line.split("\t")
        frames.append((case, json.loads(text), greys(folder / f"{name}.pgm")))
    for name, package, make in PEERS:
        try:
            read = make()
        except Exception as error:
            missing.append(f"{name}: {error}")
            continue
        who = f"{name} {version(package)}"
        for case, tally in measure(read, frames).items():
            rows.extend(tally.rows(case, who))
    json.dump({"rows": rows, "missing": missing}, sys.stdout)


main()
