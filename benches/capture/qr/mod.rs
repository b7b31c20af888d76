//! Reading codes: Sceau beside the readers people would reach for, on the same frames.

mod frames;
mod hostile;
mod photos;
mod readers;

use crate::{Findings, Setting};
use core::time::Duration;
use frames::Shot;
use readers::{Capped, READERS, Reader};
use sceau_benches::{Row, Times, run_peer};
use std::collections::BTreeMap;
use std::path::Path;

/// Seeds that were looked at while the reader was tuned, and one that was not, ever.
const TUNED: [u64; 2] = [1, 2];
const FRESH: u64 = 20_262;

/// Frames of each hardship and seed.
const FRAMES: u32 = 12;

/// Measures reading on generated frames, and answering on hostile ones.
pub(crate) fn measure(setting: &Setting) -> Findings {
    let mut found = Findings::default();
    let sets = [
        ("qr", TUNED.as_slice()),
        ("qr-fresh-seed", [FRESH].as_slice()),
    ];
    for (set, seeds) in sets {
        compare(setting, set, &frames::drawn(set, seeds, FRAMES), &mut found);
    }
    found.rows.extend(hostile::rows());
    found.notes.push(format!(
        "Seeds of the frames: {TUNED:?} while tuning, {FRESH} never before the bench; {FRAMES} frames \
         of each hardship and seed, 1280 × 720. A reader is ended after {} s and has read nothing.",
        readers::CAP.as_secs()
    ));
    found
}

/// Measures reading on the photographs of a folder.
pub(crate) fn photographs(setting: &Setting, folder: &Path) -> Findings {
    let mut found = Findings::default();
    match photos::found(folder) {
        Ok(shots) if !shots.is_empty() => {
            found.notes.push(format!(
                "{} pictures of a folder given on the command line; none is kept here. A reader is ended \
                 after {} s and has read nothing.",
                shots.len(),
                readers::CAP.as_secs()
            ));
            compare(setting, "photographs", &shots, &mut found);
        }
        Ok(_) => found.missing.push("none in the folder".into()),
        Err(error) => found.missing.push(error.to_string()),
    }
    found
}

/// Gives the same frames to every reader, here and in Python.
fn compare(setting: &Setting, set: &str, shots: &[Shot], found: &mut Findings) {
    let folder = setting.folder.join(set);
    if let Err(error) = frames::written(&folder, shots) {
        found.missing.push(format!("{set}: {error}"));
        return;
    }
    for reader in READERS {
        found.rows.extend(rows_of(reader, shots));
    }
    let peers = setting.python.as_deref().map(|python| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/qr.py");
        run_peer(python, &script, &folder)
    });
    match peers {
        Some(peers) => {
            found.rows.extend(peers.rows);
            found.missing.extend(peers.missing);
        }
        None => found.missing.push("peers in Python: not run".into()),
    }
}

/// What one reader made of one case.
#[derive(Default)]
struct Tally {
    codes: u32,
    read: u32,
    wrong: u32,
    times: Times,
}

impl Tally {
    fn take(&mut self, text: Option<&String>, texts: &[String], took: Duration) {
        let texts: Vec<&str> = texts.iter().map(|text| text.trim_end()).collect();
        let text = text.map(String::as_str);
        self.codes += u32::from(text.is_some());
        let is_it = |other: &&str| text.is_some_and(|text| is_same(text, other));
        self.read += u32::from(texts.iter().any(is_it));
        self.wrong += u32::from(!texts.iter().all(is_it));
        self.times.push(took);
    }

    fn rows(&self, case: &str, who: &str) -> Vec<Row> {
        let mut rows = self.times.rows(case, who);
        rows.retain(|row| ["mean", "p95", "max"].contains(&row.metric.as_str()));
        if self.codes > 0 {
            let ratio = f64::from(self.read) / f64::from(self.codes);
            rows.push(Row::new(case, who, "decoded", "ratio", ratio));
        }
        rows.push(Row::new(case, who, "wrong", "count", self.wrong.into()));
        rows
    }
}

/// Whether a reader gave this text. Some give the bytes of a code, and say nothing of the alphabet they
/// are in: those of a Japanese code are right when they are the text in Shift-JIS.
fn is_same(text: &str, read: &str) -> bool {
    let in_japanese = || {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        String::from_utf8_lossy(&bytes) == read
    };
    text == read || in_japanese()
}

fn rows_of(reader: Reader, shots: &[Shot]) -> Vec<Row> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut capped = Capped::new(reader.read);
    for shot in shots {
        let (texts, took) = capped.read(&shot.luma);
        let set = shot.case.split('/').next().unwrap_or_default();
        for case in [shot.case.clone(), format!("{set}/overall")] {
            let tally = tallies.entry(case).or_default();
            tally.take(shot.text.as_ref(), &texts, took);
        }
    }
    tallies
        .iter()
        .flat_map(|(case, tally)| tally.rows(case, reader.who))
        .collect()
}
