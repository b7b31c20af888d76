//! Pictures that were not generated here: a folder of pictures, each with a text file of the same stem
//! that holds the printed lines. Its table has marks of its own in `docs/benchmarks.md`, so that a run
//! without the folder leaves it.

use super::{Outcome, Score, peers};
use core::time::Duration;
use sceau_benches::{Findings, time};
use sceau_vision::Luma;
use sceau_vision::mrz::{Votes, ZoneReader};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads every picture once; the peers read copies of them.
pub(crate) fn measure(
    reader: &ZoneReader,
    place: &Path,
    python: Option<&Path>,
    bench: &Path,
) -> Outcome<Findings> {
    let copies = bench.join("reading-specimens");
    std::fs::create_dir_all(&copies)?;
    let mut found = Findings::default();
    let mut score = Score::default();
    let mut by_format = BTreeMap::<&str, Score>::new();
    let mut count = 0;
    for entry in std::fs::read_dir(place)? {
        let file = entry?.path();
        let truth = file.with_extension("txt");
        let is_text = file.extension().is_none_or(|end| end == "txt");
        if is_text || !truth.is_file() {
            continue;
        }
        let lines: Vec<String> = std::fs::read_to_string(&truth)?
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let grey = match image::open(&file) {
            Ok(picture) => picture.to_luma8(),
            Err(error) => {
                let name = file.file_name().unwrap_or_default().display();
                found.missing.push(format!("{name}: {error}"));
                continue;
            }
        };
        let frame = Luma::new(grey.width(), grey.height(), grey.as_raw().clone())?;
        let (sight, took) = time(|| reader.read(frame.view(), None, &|| Duration::from_secs(2)));
        let mut votes = Votes::new();
        sight.iter().for_each(|sight| votes.add(sight));
        let read = sight.map(|sight| sight.lines().into_inner());
        let by_format = by_format.entry(format_of(&lines)).or_default();
        for score in [&mut score, by_format] {
            score.count(read.as_deref(), votes.accepted().is_some(), &lines, took);
        }
        let name = format!("{count:04}");
        image::DynamicImage::from(grey.clone())
            .to_rgb8()
            .save(copies.join(format!("{name}.png")))?;
        std::fs::write(
            copies.join(format!("{name}.txt")),
            format!("{}\ncase: specimens/all", lines.join("\n")),
        )?;
        count += 1;
    }
    found.rows.extend(score.rows("specimens/all"));
    for (format, score) in by_format {
        found
            .rows
            .extend(score.rows(&format!("specimens/{format}")));
    }
    found.notes.push(format!(
        "Specimens given on the command line: {count} pictures."
    ));
    found.extend(peers(python, &copies));
    std::fs::remove_dir_all(&copies)?;
    Ok(found)
}

/// What printed lines are, by their shape (ICAO Doc 9303, parts 4 to 7).
fn format_of(lines: &[String]) -> &'static str {
    let starts = |with: &str| lines.first().is_some_and(|line| line.starts_with(with));
    match (lines.len(), lines.first().map_or(0, String::len)) {
        (3, _) => "TD1",
        (_, 36) if starts("V") => "MRV-B",
        (_, 36) if starts("IDFRA") => "old French card",
        (_, 36) => "TD2",
        _ if starts("V") => "MRV-A",
        _ => "TD3",
    }
}
