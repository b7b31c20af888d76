//! Reading a face beside MediaPipe: time per frame, and how far the landmarks are apart.
//!
//! The film is drawn, so the same on every machine. One photograph of a real person comes from a
//! Python package at run time and is kept nowhere.

use crate::document::{look, sent_frame};
use crate::{Findings, Setting};
use core::time::Duration;
use sceau_benches::{Row, Times, run_peer, time};
use sceau_capture::guidance::{Guide, Subject};
use sceau_testkit::specimen::face::{Mode, Script, Studio, Third};
use sceau_testkit::specimen::person;
use sceau_vision::face::{Face, FaceModels, FaceReader, Point};
use sceau_vision::jpeg::Rgb;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SIZE: (u16, u16) = (1280, 720);
const FRAMES: u8 = 90;
/// The film is read so often, one time after the other: of one reading, p99 would be its worst frame.
const ROUNDS: usize = 5;
const TRACKED: &str = "guidance/face/tracked";
const UNTRACKED: &str = "guidance/face/untracked";

/// What MediaPipe saw in a picture: points in pixels.
#[derive(Deserialize)]
struct Photograph {
    width: u16,
    height: u16,
    points: Option<Vec<[f32; 3]>>,
}

/// Measures it.
pub(crate) fn face(setting: &Setting) -> Findings {
    let models = setting.folder.join("../models");
    let Some(models) = load(&models) else {
        return gone("face: no networks in target/models");
    };
    let folder = setting.folder.join("face");
    let Some(film) = film().filter(|film| write(film, &folder).is_ok()) else {
        return gone("face: the film could not be written");
    };
    let mut found = Findings::default();
    let tracked = read(&models, &film, true, TRACKED, &mut found.rows);
    read(&models, &film, false, UNTRACKED, &mut found.rows);
    guide(&models, &film, &mut found.rows);
    // Made by `./dev bench`, apart from the other peers.
    let python = setting.folder.join("venv-face/bin/python");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/face.py");
    let peer = run_peer(&python, &script, &folder);
    found.rows.extend(peer.rows);
    found.missing.extend(peer.missing);
    compare_film(&tracked, &folder, &mut found.rows);
    compare_photograph(&models, &folder, &mut found.rows);
    found
}

fn gone(reason: &str) -> Findings {
    Findings {
        missing: vec![reason.into()],
        ..Findings::default()
    }
}

fn load(folder: &Path) -> Option<Arc<FaceModels>> {
    let read = |name: &str| fs::read(folder.join(name)).ok();
    let (detection, landmarks) = (read("face_detection.onnx")?, read("face_landmarks.onnx")?);
    FaceModels::load(&detection, &landmarks).ok().map(Arc::new)
}

/// Six seconds of the usual clip, with its turn of the head.
fn film() -> Option<Vec<Rgb>> {
    let who = person(42, jiff::civil::date(2026, 1, 1));
    let script = Script::usual(&[3, 7, 0], Mode::Speak, Third::TurnLeft).ok()?;
    let studio = Studio::new(&who, (SIZE.0.into(), SIZE.1.into()), None)?;
    let frame = |number: u8| {
        let second = script.third_at - 2.0 + f32::from(number) / 15.0;
        Rgb {
            width: SIZE.0,
            height: SIZE.1,
            pixels: studio.picture(&script, second).into_raw(),
        }
    };
    Some((0..FRAMES).map(frame).collect())
}

fn write(film: &[Rgb], folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let all: Vec<u8> = film
        .iter()
        .flat_map(|frame| frame.pixels.iter().copied())
        .collect();
    fs::write(folder.join("film.rgb"), all)?;
    let about = serde_json::json!({"width": SIZE.0, "height": SIZE.1, "frames": film.len()});
    fs::write(folder.join("film.json"), about.to_string())
}

/// Reads every frame, following the face or searching it anew each time, and gives what the first round
/// found. Of that round the first two frames, in which a followed face is found, are not timed.
fn read(
    models: &Arc<FaceModels>,
    film: &[Rgb],
    follows: bool,
    case: &str,
    rows: &mut Vec<Row>,
) -> Vec<Option<Face>> {
    let mut reader = FaceReader::new(Arc::clone(models));
    let mut times = Times::default();
    let mut faces = Vec::new();
    let rounds = film.iter().cycle().take(ROUNDS * film.len());
    for (number, frame) in rounds.enumerate() {
        let (facts, took) = time(|| match follows {
            true => reader.read(frame),
            false => reader.read_still(frame),
        });
        if number > 1 {
            times.push(took);
        }
        faces.push(facts.ok().and_then(|facts| facts.main));
    }
    rows.extend(times.rows(case, "sceau"));
    faces.truncate(film.len());
    let found = faces.iter().flatten().count() as f64 / faces.len() as f64;
    rows.push(Row::new(case, "sceau", "found", "ratio", found));
    faces
}

/// The time of what the face screen does with each frame that a webcam sends, decoding included.
fn guide(models: &Arc<FaceModels>, film: &[Rgb], rows: &mut Vec<Row>) {
    let mut guide = Guide::of(Subject::Face(Arc::clone(models)));
    let mut times = Times::default();
    for (number, picture) in (0..).zip(film) {
        let size = (picture.width.into(), picture.height.into());
        let picture = image::RgbImage::from_raw(size.0, size.1, picture.pixels.clone());
        let at = Duration::from_secs(1) / 15 * number;
        let Some(frame) = picture.and_then(|picture| sent_frame(picture, at)) else {
            continue;
        };
        times.push(look(&mut guide, &frame));
    }
    rows.extend(times.rows("guidance/face/decoded too", "sceau"));
}

fn compare_film(faces: &[Option<Face>], folder: &Path, rows: &mut Vec<Row>) {
    let Some(seen) = json::<Vec<Option<Vec<[f32; 3]>>>>(folder.join("film-points.json")) else {
        return;
    };
    let pairs = faces.iter().flatten().zip(seen.iter().flatten());
    let apart: Vec<f64> = pairs.map(|(face, points)| distance(face, points)).collect();
    if !apart.is_empty() {
        let mean = apart.iter().sum::<f64>() / apart.len() as f64;
        rows.push(Row::new(
            TRACKED,
            "sceau",
            "points beside mediapipe's",
            "eye distances",
            mean,
        ));
    }
}

fn compare_photograph(models: &Arc<FaceModels>, folder: &Path, rows: &mut Vec<Row>) {
    const CASE: &str = "face/photograph";
    let Some(about) = json::<Photograph>(folder.join("photograph.json")) else {
        return;
    };
    let Ok(pixels) = fs::read(folder.join("photograph.rgb")) else {
        return;
    };
    let picture = Rgb {
        width: about.width,
        height: about.height,
        pixels,
    };
    let facts = FaceReader::new(Arc::clone(models)).read_still(&picture);
    let face = facts.ok().and_then(|facts| facts.main);
    let is_found = f64::from(u8::from(face.is_some()));
    rows.push(Row::new(CASE, "sceau", "found", "ratio", is_found));
    if let (Some(face), Some(points)) = (face, about.points) {
        let apart = distance(&face, &points);
        rows.push(Row::new(
            CASE,
            "sceau",
            "points beside mediapipe's",
            "eye distances",
            apart,
        ));
    }
}

/// Mean distance of the landmarks on the picture, in distances between the outer corners of the eyes.
fn distance(face: &Face, seen: &[[f32; 3]]) -> f64 {
    let ours = face.landmarks.points();
    let apart = |one: &Point, x: f32, y: f32| f64::from((one.x - x).hypot(one.y - y));
    let sum: f64 = ours
        .iter()
        .zip(seen)
        .map(|(point, [x, y, _])| apart(point, *x, *y))
        .sum();
    sum / ours.len() as f64 / apart(&ours[33], ours[263].x, ours[263].y)
}

fn json<T: for<'de> Deserialize<'de>>(file: PathBuf) -> Option<T> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}
