//! Finding a document: hard scenes with known corners, beside OpenCV's contours; and the time of
//! everything that is measured of a document in one 720p frame.

use crate::{Findings, Setting};
use sceau_benches::{Row, Times, run_peer, time};
use sceau_testkit::specimen::camera::hard::{HardCase, HardScene, HardScenes};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, Kind, Side, SpecimenError, card, person};
use sceau_vision::Luma;
use sceau_vision::document::{DocumentShape, Point, Quad, Scratch, assess_document, find_document};
use std::fmt::Write as _;
use std::path::Path;

/// Seeds of the scenes: the first was looked at while tuning, the last never.
const SEEDS: [(u64, &str); 2] = [(101, "tuned"), (20_261_126, "unseen")];
/// Scenes of each case and seed.
const SCENES: u32 = 14;
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

fn find_one(scene: &HardScene, frame: &Luma, scratch: &mut Scratch) -> (f32, core::time::Duration) {
    let truth = Quad {
        corners: scene.corners.map(|(x, y)| Point::new(x, y)),
    };
    let shape = DocumentShape::of(scene.kind);
    let (found, took) = time(|| find_document(frame.view(), shape, scratch));
    let overlap = found.map_or(0.0, |found| found.quad.overlap_in(&truth, SIZE));
    (overlap, took)
}

/// The time of `assess_document` over every condition of every side, ten times each.
fn guidance(fonts: &Fonts, findings: &mut Findings) -> Result<(), SpecimenError> {
    let who = person(5, jiff::civil::date(2026, 11, 2));
    let (mut scratch, mut times) = (Scratch::default(), Times::default());
    for kind in Kind::ALL {
        for &side in kind.sides() {
            let scene = Scene::new(5, SIZE);
            let subject = scene.subject(&card::render(&who, kind, side, fonts)?);
            for condition in Condition::ALL {
                let Some(frame) = grey(&scene.shot(&subject, condition, 0)) else {
                    continue;
                };
                for _ in 0..10 {
                    times.push(assess_once(&frame, kind, side, &mut scratch));
                }
            }
        }
    }
    findings
        .rows
        .extend(times.rows("guidance/document", "sceau"));
    Ok(())
}

fn assess_once(
    frame: &Luma,
    kind: Kind,
    side: Side,
    scratch: &mut Scratch,
) -> core::time::Duration {
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
