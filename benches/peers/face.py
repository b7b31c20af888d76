"""MediaPipe on the frames of a film, and on one photograph: `face.py FOLDER`.

Reads FOLDER/film.json and FOLDER/film.rgb (frames one after the other), and writes what MediaPipe sees
in both, for the comparison of landmarks: FOLDER/film-points.json, FOLDER/photograph.json with its
pixels in FOLDER/photograph.rgb. The photograph is scikit-image's `astronaut` (NASA, public domain).
"""

import json
import os
import sys
import time
from pathlib import Path

# One core, as for the others: MediaPipe chooses its own threads.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

missing = []
try:
    import mediapipe
    import numpy as np
except ImportError as error:
    print(json.dumps({"rows": [], "missing": [f"mediapipe: {error}"]}))
    sys.exit(0)

WHO = f"mediapipe {mediapipe.__version__}"


def face_mesh(is_film):
    return mediapipe.solutions.face_mesh.FaceMesh(static_image_mode=not is_film, max_num_faces=1)


def points_of(result, width, height):
    if not result.multi_face_landmarks:
        return None
    points = result.multi_face_landmarks[0].landmark
    return [[point.x * width, point.y * height, point.z * width] for point in points]


def measured(case, frames, is_film):
    """Times in milliseconds of every frame after the first, and the points seen."""
    times, points = [], []
    with face_mesh(is_film) as mesh:
        for frame in frames:
            begun = time.perf_counter()
            result = mesh.process(frame)
            times.append((time.perf_counter() - begun) * 1e3)
            points.append(points_of(result, frame.shape[1], frame.shape[0]))
    times = sorted(times[1:])
    at = lambda percent: times[min(len(times) * percent // 100, len(times) - 1)]
    numbers = {"mean": sum(times) / len(times), "p50": at(50), "p95": at(95), "p99": at(99), "max": times[-1]}
    rows = [
        {"case": case, "who": WHO, "metric": metric, "unit": "ms", "value": value}
        for metric, value in numbers.items()
    ]
    found = sum(1 for each in points if each) / len(points)
    rows.append({"case": case, "who": WHO, "metric": "found", "unit": "ratio", "value": found})
    return rows, points


def photograph(folder):
    try:
        from skimage import data
    except ImportError as error:
        missing.append(f"scikit-image: {error}")
        return
    picture = np.ascontiguousarray(data.astronaut())
    height, width, _ = picture.shape
    with face_mesh(False) as mesh:
        points = points_of(mesh.process(picture), width, height)
    (folder / "photograph.rgb").write_bytes(picture.tobytes())
    about = {"width": width, "height": height, "points": points}
    (folder / "photograph.json").write_text(json.dumps(about))


def main(folder):
    film = json.loads((folder / "film.json").read_text())
    shape = (film["frames"], film["height"], film["width"], 3)
    frames = np.fromfile(folder / "film.rgb", np.uint8).reshape(shape)
    rows, points = measured("guidance/face/tracked", frames, True)
    (folder / "film-points.json").write_text(json.dumps(points))
    rows += measured("guidance/face/untracked", frames, False)[0]
    photograph(folder)
    print(json.dumps({"rows": rows, "missing": missing}))


main(Path(sys.argv[1]))
