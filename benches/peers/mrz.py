"""Tesseract, PassportEye and FastMRZ on the pictures a Rust bench wrote: `mrz.py FOLDER`.

FOLDER holds pictures, `name.png`, each with `name.txt`: the lines that are printed, then a line
`case: …`. Prints rows as JSON. Each peer is used as its documentation says, on the whole picture; a
reading is accepted when the peer itself calls it valid, or, for plain Tesseract, when all check digits
agree.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

# One core, as for the others.
os.environ["OMP_THREAD_LIMIT"] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

missing = []


def check_digit(text):
    values = [0 if c == "<" else int(c, 36) for c in text]
    return str(sum(v * (7, 3, 1)[n % 3] for n, v in enumerate(values)) % 10)


# Check digits by number of lines and length: place, then the places covered.
ICAO_44 = [((1, 9), [(1, 0, 9)]), ((1, 19), [(1, 13, 19)]), ((1, 27), [(1, 21, 27)]), ((1, 43), [(1, 0, 10), (1, 13, 20), (1, 21, 43)])]
CHECKS = {
    (3, 30): [((0, 14), [(0, 5, 14)]), ((1, 6), [(1, 0, 6)]), ((1, 14), [(1, 8, 14)]), ((1, 29), [(0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)])],
    (2, 44): ICAO_44,
    (2, 36): [((1, 12), [(1, 0, 12)]), ((1, 33), [(1, 27, 33)]), ((1, 35), [(0, 0, 36), (1, 0, 35)])],
}


def is_valid(lines):
    shape = (len(lines), len(lines[0]) if lines else 0)
    if shape not in CHECKS or any(len(line) != shape[1] for line in lines):
        return False
    if not all(re.fullmatch("[A-Z0-9<]+", line) for line in lines):
        return False
    agrees = lambda place, over: lines[place[0]][place[1]] == check_digit("".join(lines[n][a:b] for n, a, b in over))
    return all(agrees(*check) for check in CHECKS[shape])


def zone_of(text):
    """The last lines of a text that can be a zone."""
    lines = [re.sub(r"\s", "", line) for line in text.splitlines()]
    lines = [line for line in lines if len(line) >= 26 and sum(c.isupper() or c.isdigit() or c == "<" for c in line) > 0.8 * len(line)]
    count = 3 if lines and len(lines[-1]) <= 32 else 2
    return lines[-count:]


def tesseract():
    said = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    name = said.stdout.split("\n")[0]

    def read(picture):
        out = subprocess.run(["tesseract", str(picture), "-", "-l", "eng"], capture_output=True, text=True, check=False).stdout
        lines = zone_of(out)
        return lines, is_valid(lines)

    return name, read


def passporteye():
    from importlib.metadata import version

    from passporteye import read_mrz

    def read(picture):
        zone = read_mrz(str(picture))
        if zone is None:
            return [], False
        lines = zone.aux.get("text", "").split("\n") if zone.aux else []
        return [line.strip() for line in lines if line.strip()], bool(zone.valid)

    return f"passporteye {version('passporteye')}", read


def fastmrz():
    from importlib.metadata import version

    from fastmrz import FastMRZ

    said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
    if "mrz" not in said.split():
        raise RuntimeError("needs the Tesseract language file mrz.traineddata, which neither its package nor Debian has")

    engine = FastMRZ()

    def read(picture):
        said = engine.get_details(str(picture))
        text = said.get("mrz_text", "") if isinstance(said, dict) else ""
        return text.split("\n"), isinstance(said, dict) and said.get("status") == "SUCCESS"

    read(sorted(FOLDER.glob("*.png"))[0])
    return f"fastmrz {version('fastmrz')}", read


def distance(a, b):
    """Levenshtein."""
    before = list(range(len(b) + 1))
    for n, x in enumerate(a):
        now = [n + 1]
        for m, y in enumerate(b):
            now.append(min(before[m + 1] + 1, now[m] + 1, before[m] + (x != y)))
        before = now
    return before[-1]


def rows_of(who, case, results):
    total = len(results)
    times = sorted(result["ms"] for result in results)
    values = [
        ("pictures", "count", total),
        ("exact", "ratio", sum(r["exact"] for r in results) / total),
        ("character errors", "ratio", sum(r["errors"] for r in results) / sum(r["signs"] for r in results)),
        ("accepted", "ratio", sum(r["accepted"] for r in results) / total),
        ("accepted but wrong", "ratio", sum(r["accepted"] and not r["exact"] for r in results) / total),
        ("mean", "ms", sum(times) / total),
        ("p50", "ms", times[min(total // 2, total - 1)]),
        ("p95", "ms", times[min(total * 95 // 100, total - 1)]),
    ]
    return [{"case": case, "who": who, "metric": metric, "unit": unit, "value": value} for metric, unit, value in values]


def measure(who, read):
    cases = {}
    for picture in sorted(FOLDER.glob("*.png")):
        *truth, case = picture.with_suffix(".txt").read_text().split("\n")
        begun = time.perf_counter()
        try:
            lines, accepted = read(picture)
        except Exception:
            # A peer that breaks on a picture has read nothing of it.
            lines, accepted = [], False
        took = (time.perf_counter() - begun) * 1e3
        signs = sum(map(len, truth))
        result = {
            "ms": took,
            "exact": lines == truth,
            "accepted": accepted,
            "signs": signs,
            "errors": min(signs, distance("\n".join(lines), "\n".join(truth))),
        }
        cases.setdefault(case.removeprefix("case: "), []).append(result)
    return [row for case, results in cases.items() for row in rows_of(who, case, results)]


FOLDER = Path(sys.argv[1])
rows = []
for peer in (tesseract, passporteye, fastmrz):
    try:
        name, read = peer()
    except Exception as error:
        words = str(error).strip().split("\n")
        missing.append(f"{peer.__name__}: {words[-1] if words else type(error).__name__}")
        continue
    rows += measure(name, read)
print(json.dumps({"rows": rows, "missing": missing}))
