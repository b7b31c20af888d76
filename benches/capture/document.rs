//! Finding a document: hard scenes with known corners, beside OpenCV's contours; and the time of what a
//! guided session does with a 720p frame.

use crate::shutter::rgb;
use crate::{Findings, Setting};
use core::time::Duration;
use sceau_benches::{Row, Times, run_peer, time};
use sceau_capture::guidance::{Guide, Looks, Subject};
use sceau_capture::{Frame, Rotation, Yuv420};
use sceau_testkit::specimen::camera::hard::{HardCase, HardScene, HardScenes};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, Kind, Side, SpecimenError, card, person};
use sceau_vision::Luma;
use sceau_vision::document::{DocumentShape, Point, Quad, Scratch, assess_document, find_document};
use sceau_vision::jpeg;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Seeds of the scenes: the first was looked at while tuning, the last never.
const SEEDS: [(u64, &str); 2] = [(101, "tuned"), (20_261_128, "unseen")];
/// Scenes of each case and seed.
const SCENES: u32 = 14;
/// Frames of each condition in the film of a side, and the time between two.
const HELD: u32 = 10;
const EVERY: Duration = Duration::from_millis(66);
/// What a document screen asks a camera for.
const FULL_HD: (u32, u32) = (1920, 1080);
/// Corners are found when they overlap the true ones by more than this.
const FOUND: f32 = 0.95;

/// Measures finding and judging documents.
pub(crate) fn document(setting: &Setting) -> Findings {
    let mut findings = Findings::default();
    if let Err(reason) = measure(setting, &mut findings) {
        findings.missing.push(format!("document: {reason}"));
    }
    findings
}

fn measure(setting: &Setting, findings: &mut Findings) -> Result<(), String> {
    let fonts = Fonts::from_system().map_err(|error| error.to_string())?;
    for (seed, name) in SEEDS {
        let who = person(seed, jiff::civil::date(2026, 11, 2));
        let scenes = HardScenes::new(&who, &fonts).map_err(|error| error.to_string())?;
        let folder = setting.folder.join(format!("document-{seed}"));
        find_all(&scenes, seed, name, &folder, findings).map_err(|error| error.to_string())?;
        if let Some(python) = &setting.python {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/document.py");
            let run = run_peer(python, &script, &folder);
            findings.rows.extend(run.rows);
            findings.missing.extend(run.missing);
        } else {
            findings
                .missing
                .push("opencv: no Python of the peers".into());
        }
        // The pictures are the peer's input only, and half a gigabyte.
        std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    guidance(&fonts, findings).map_err(|error| error.to_string())
}

/// Overlaps and times of one case.
#[derive(Default)]
struct Score {
    overlaps: Vec<f32>,
    times: Times,
}

impl Score {
    fn rows(&self, case: &str) -> Vec<Row> {
        let count = self.overlaps.len().max(1) as f64;
        let found = self
            .overlaps
            .iter()
            .filter(|overlap| **overlap > FOUND)
            .count();
        let sum: f32 = self.overlaps.iter().sum();
        let mut rows = vec![
            Row::new(case, "sceau", "found", "ratio", found as f64 / count),
            Row::new(case, "sceau", "overlap", "ratio", f64::from(sum) / count),
        ];
        rows.extend(self.times.rows(case, "sceau"));
        rows
    }
}

/// Finds the document of every scene, and writes the scenes for the peer.
fn find_all(
    scenes: &HardScenes,
    seed: u64,
    name: &str,
    folder: &Path,
    findings: &mut Findings,
) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let (mut scratch, mut all, mut truth) = (Scratch::default(), Score::default(), String::new());
    for case in HardCase::ALL {
        let mut score = Score::default();
        let title = format!("document/{name}-{seed}/{}", case.slug());
        for index in 0..SCENES {
            let scene = scenes.scene(case, index, seed);
            let Some(frame) = grey(&scene.picture) else {
                continue;
            };
            let file = format!("{}-{index}", case.slug());
            write_pgm(&folder.join(format!("{file}.pgm")), &frame)?;
            // Writing into a String cannot fail.
            let _ = write!(truth, "{file} {title}");
            for (x, y) in scene.corners {
                let _ = write!(truth, " {x} {y}");
            }
            truth.push('\n');
            let (overlap, took) = find_one(&scene, &frame, &mut scratch);
            for score in [&mut score, &mut all] {
                score.overlaps.push(overlap);
                score.times.push(took);
            }
        }
        findings.rows.extend(score.rows(&title));
    }
    findings
        .rows
        .extend(all.rows(&format!("document/{name}-{seed}/all")));
    std::fs::write(folder.join("truth.txt"), truth)
}

fn find_one(scene: &HardScene, frame: &Luma, scratch: &mut Scratch) -> (f32, Duration) {
    let truth = Quad {
        corners: scene.corners.map(|(x, y)| Point::new(x, y)),
    };
    let shape = DocumentShape::of(scene.kind);
    let (found, took) = time(|| find_document(frame.view(), shape, scratch));
    let overlap = found.map_or(0.0, |found| found.quad.overlap_in(&truth, SIZE));
    (overlap, took)
}

/// The time of every frame of a film of each side, as a guided session takes it: a document held under
/// one condition after the other, by a hand that shakes. Beside it, the time of the same frames each
/// searched as a whole; and the time of frames as a webcam sends them to the document screen, files of
/// 1920 × 1080 that are decoded first.
fn guidance(fonts: &Fonts, findings: &mut Findings) -> Result<(), SpecimenError> {
    const CASE: &str = "guidance/document";
    let (mut looked, mut searched, mut sent) =
        (Times::default(), Times::default(), Times::default());
    let (mut scratch, mut looks) = (Scratch::default(), Looks::default());
    for kind in Kind::ALL {
        for &side in kind.sides() {
            let mut guide = Guide::of(Subject::Document(kind, side));
            for (n, picture) in (0..).zip(held(kind, side, SIZE, fonts)?) {
                let Some(luma) = grey(&picture) else { continue };
                looked.push(look(&mut guide, &frame_of(&luma, EVERY * n)));
                searched.push(assess_once(&luma, kind, side, &mut scratch));
            }
            let of_side = guide.looks().unwrap_or_default();
            looks.searched += of_side.searched;
            looks.followed += of_side.followed;
            let mut guide = Guide::of(Subject::Document(kind, side));
            for (n, picture) in (0..).zip(held(kind, side, FULL_HD, fonts)?) {
                if let Some(frame) = sent_frame(picture, EVERY * n) {
                    sent.push(look(&mut guide, &frame));
                }
            }
        }
    }
    let all = f64::from((looks.searched + looks.followed).max(1));
    let share = f64::from(looks.followed) / all;
    let rows = &mut findings.rows;
    rows.extend(looked.rows(CASE, "sceau"));
    rows.push(Row::new(CASE, "sceau", "followed", "ratio", share));
    rows.extend(searched.rows("guidance/document/searched", "sceau"));
    rows.extend(sent.rows("guidance/document/1080p, decoded too", "sceau"));
    Ok(())
}

/// One side held under one condition after the other.
fn held(
    kind: Kind,
    side: Side,
    size: (u32, u32),
    fonts: &Fonts,
) -> Result<impl Iterator<Item = image::RgbImage>, SpecimenError> {
    let who = person(5, jiff::civil::date(2026, 11, 2));
    let scene = Scene::new(5, size);
    let subject = scene.subject(&card::render(&who, kind, side, fonts)?);
    let shots = Condition::ALL
        .into_iter()
        .flat_map(|condition| (0..HELD).map(move |index| (condition, index)));
    Ok(shots.map(move |(condition, index)| scene.shot(&subject, condition, index)))
}

/// How long a guide looks at a frame.
pub(crate) fn look(guide: &mut Guide, frame: &Frame) -> Duration {
    let (advice, took) = time(|| guide.look(frame));
    core::hint::black_box(advice.ok());
    took
}

/// A frame as a webcam sends it: a JPEG file, not yet decoded.
pub(crate) fn sent_frame(picture: image::RgbImage, at: Duration) -> Option<Frame> {
    let bytes = jpeg::encode(&rgb(picture), 90).ok()?;
    Frame::of_jpeg(bytes.into(), at, Rotation::None).ok()
}

/// A frame of planes, as a raw camera gives it.
fn frame_of(luma: &Luma, at: Duration) -> Frame {
    let view = luma.view();
    let mut planes = view.pixels().to_vec();
    planes.resize(planes.len() * 3 / 2, 128);
    let narrow = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let yuv = Yuv420 {
        width: narrow(view.width()),
        height: narrow(view.height()),
        planes,
    };
    Frame::of_yuv(Arc::new(yuv), at)
}

fn assess_once(frame: &Luma, kind: Kind, side: Side, scratch: &mut Scratch) -> Duration {
    let shape = DocumentShape::of(kind);
    let (facts, took) = time(|| assess_document(frame.view(), shape, side, scratch));
    core::hint::black_box(facts);
    took
}

fn grey(picture: &image::RgbImage) -> Option<Luma> {
    let grey = image::DynamicImage::from(picture.clone()).to_luma8();
    Luma::new(grey.width(), grey.height(), grey.into_raw()).ok()
}

fn write_pgm(file: &Path, frame: &Luma) -> std::io::Result<()> {
    let view = frame.view();
    let mut bytes = format!("P5\n{} {}\n255\n", view.width(), view.height()).into_bytes();
    bytes.extend_from_slice(view.pixels());
    std::fs::write(file, bytes)
}
