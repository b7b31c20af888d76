"""Encodes the planes written by the bench with libx264 (PyPI `av`), one thread, same rate.

Prints {"rows": [...], "missing": [...]}. The planes are 1280 by 720, 4:2:0, pictures that repeat.
"""

import json
import sys
import time

WIDTH, HEIGHT, RATE, FRAMES = 1280, 720, 30, 300
CASE = "recorder/720p30"


def main(path):
    try:
        import av
        import numpy
    except ImportError as fault:
        print(json.dumps({"rows": [], "missing": [f"x264: {fault}"]}))
        return
    planes = numpy.fromfile(path, dtype=numpy.uint8)
    pictures = planes.reshape(-1, HEIGHT * 3 // 2, WIDTH)
    container = av.open("/dev/null", "w", format="mp4")
    stream = container.add_stream("libx264", rate=RATE)
    stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    stream.bit_rate = 2_000_000
    stream.thread_count = 1
    stream.options = {"preset": "veryfast", "tune": "zerolatency", "g": "30"}
    times, size = [], 0
    for number in range(FRAMES):
        frame = av.VideoFrame.from_ndarray(pictures[number % len(pictures)], format="yuv420p")
        frame.pts = number
        begun = time.perf_counter()
        packets = stream.encode(frame)
        times.append((time.perf_counter() - begun) * 1e3)
        size += sum(packet.size for packet in packets)
    size += sum(packet.size for packet in stream.encode(None))
    who = f"libx264 veryfast (av {av.__version__})"
    times.sort()
    values = {
        "mean": sum(times) / len(times),
        "p50": times[len(times) // 2],
        "p95": times[len(times) * 95 // 100],
        "p99": times[len(times) * 99 // 100],
        "max": times[-1],
    }
    rows = [
        {"case": CASE, "who": who, "metric": metric, "unit": "ms", "value": value}
        for metric, value in values.items()
    ]
    rate = size / 1e3 / (FRAMES / RATE)
    rows.append({"case": CASE, "who": who, "metric": "file", "unit": "kB/s", "value": rate})
    print(json.dumps({"rows": rows, "missing": []}))


main(sys.argv[1])
