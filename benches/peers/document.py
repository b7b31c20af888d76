"""OpenCV's usual recipe for finding a document: blur, Canny, contours, approxPolyDP.

Reads the scenes a Rust bench wrote (`truth.txt` and grey PGM files), prints rows as JSON. The largest
convex contour of four corners is the document, as in every tutorial; without one, the largest contour's
smallest rectangle.
"""
import json
import sys
import time
from pathlib import Path

try:
    import cv2
    import numpy as np
except ImportError as error:
    print(json.dumps({"rows": [], "missing": [f"opencv: {error}"]}))
    sys.exit(0)

cv2.setNumThreads(1)
WHO = f"opencv {cv2.__version__}"


def corners_of(grey):
    height, width = grey.shape
    scale = 500 / height
    small = cv2.resize(grey, (round(width * scale), 500), interpolation=cv2.INTER_AREA)
    edges = cv2.Canny(cv2.GaussianBlur(small, (5, 5), 0), 50, 150)
    edges = cv2.dilate(edges, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    contours = sorted(contours, key=cv2.contourArea, reverse=True)[:10]
    for contour in contours:
        around = cv2.arcLength(contour, True)
        shape = cv2.approxPolyDP(contour, 0.02 * around, True)
        if len(shape) == 4 and cv2.isContourConvex(shape):
            return shape.reshape(4, 2) / scale
    if contours:
        return cv2.boxPoints(cv2.minAreaRect(contours[0])) / scale
    return None


def overlap(found, truth, size):
    frame = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)

    def seen(quad):
        hull = cv2.convexHull(quad.astype(np.float32))
        return cv2.intersectConvexConvex(hull, frame)

    (area_a, a), (area_b, b) = seen(found), seen(truth)
    if a is None or b is None or area_a <= 0 or area_b <= 0:
        return 0.0
    common, _ = cv2.intersectConvexConvex(a, b)
    return common / (area_a + area_b - common)


def rows_of(case, overlaps, times):
    times = sorted(times)
    counted = [
        ("found", "ratio", sum(o > 0.95 for o in overlaps) / len(overlaps)),
        ("overlap", "ratio", sum(overlaps) / len(overlaps)),
        ("mean", "ms", sum(times) / len(times)),
        ("p50", "ms", times[len(times) // 2]),
        ("p95", "ms", times[len(times) * 95 // 100]),
        ("p99", "ms", times[len(times) * 99 // 100]),
        ("max", "ms", times[-1]),
    ]
    return [
        {"case": case, "who": WHO, "metric": metric, "unit": unit, "value": float(value)}
        for metric, unit, value in counted
    ]


def main():
    folder = Path(sys.argv[1])
    measured = {}
    for line in (folder / "truth.txt").read_text().splitlines():
        name, case, *numbers = line.split()
        truth = np.array(numbers, np.float32).reshape(4, 2)
        grey = cv2.imread(str(folder / f"{name}.pgm"), cv2.IMREAD_GRAYSCALE)
        begun = time.perf_counter()
        found = corners_of(grey)
        took = (time.perf_counter() - begun) * 1e3
        value = 0.0 if found is None else overlap(found, truth, (grey.shape[1], grey.shape[0]))
        for key in (case, case.rsplit("/", 1)[0] + "/all"):
            overlaps, times = measured.setdefault(key, ([], []))
            overlaps.append(value)
            times.append(took)
    rows = [row for case, found in measured.items() for row in rows_of(case, *found)]
    print(json.dumps({"rows": rows, "missing": []}))


main()
