//! The frames every reader is given, and the files of them for readers in other languages.

use sceau_testkit::specimen::camera::{Hardship, SIZE, Scene};
use sceau_vision::Luma;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// One frame and the code in it.
pub(crate) struct Shot {
    pub(crate) case: String,
    pub(crate) text: Option<String>,
    pub(crate) luma: Arc<Luma>,
}

/// Tables each seed's codes lie on.
const SCENES: u64 = 4;

/// `count` frames of each hardship for each seed.
pub(crate) fn drawn(set: &str, seeds: &[u64], count: u32) -> Vec<Shot> {
    let mut shots = Vec::new();
    for seed in seeds {
        let scenes: Vec<Scene> = (0..SCENES)
            .map(|table| Scene::new(seed * 10 + table, SIZE))
            .collect();
        for hardship in Hardship::ALL {
            let tables = scenes.iter().cycle();
            for (index, scene) in (0..count).zip(tables) {
                let shot = scene.code_shot(hardship, index);
                let (width, height) = shot.picture.dimensions();
                let luma = Luma::new(width, height, shot.picture.into_raw());
                shots.extend(luma.map(|luma| Shot {
                    case: format!("{set}/{}", hardship.slug()),
                    text: shot.text,
                    luma: Arc::new(luma),
                }));
            }
        }
    }
    shots
}

/// Writes `<number>.pgm` and `truth.tsv` (name, case, text as JSON or `null`).
///
/// # Errors
/// The disk's own.
pub(crate) fn written(folder: &Path, shots: &[Shot]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut truth = String::new();
    for (number, shot) in shots.iter().enumerate() {
        let view = shot.luma.view();
        let mut file = format!("P5\n{} {}\n255\n", view.width(), view.height()).into_bytes();
        file.extend_from_slice(view.pixels());
        fs::write(folder.join(format!("{number:04}.pgm")), file)?;
        let text = serde_json::to_string(&shot.text)?;
        truth.push_str(&format!("{number:04}\t{}\t{text}\n", shot.case));
    }
    fs::write(folder.join("truth.tsv"), truth)
}
