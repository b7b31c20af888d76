//! Reading zones measured beside its peers: `./dev bench reading`, or one of its parts,
//! `--specimens FOLDER`, `--safety SEED PEOPLE [MINUTES]` and `--case`.
//!
//! Every picture is read by Sceau, one frame alone and three frames together, and written to disk for
//! the peers in Python, which read single pictures only.

mod cases;
mod folder;
mod safety;
mod score;
mod whole_case;

use cases::{Case, Shot, Wallet};
use core::time::Duration;
use sceau_benches::{Findings, run_peer, time, write_report, write_rows_of_part};
use sceau_testkit::specimen::{Fonts, Kind};
use sceau_vision::Luma;
use sceau_vision::mrz::{Votes, ZoneReader};
use score::{Score, Scores};
use std::path::{Path, PathBuf};

/// Seeds of the people: the first were looked at while tuning, the others never before the bench.
const SEEDS: [(&str, u64); 2] = [("tuned", 1), ("unseen", 20_261)];
/// People for each case and seed, and of these how many the peers read: they take a second a picture.
const PEOPLE: u64 = 10;
const PEOPLE_OF_PEERS: u64 = 2;

type Outcome<T> = Result<T, Box<dyn core::error::Error>>;

fn main() -> Outcome<()> {
    // Before anything else: this program is also the one that it starts to look at a film or a picture.
    match std::env::args().nth(1).as_deref() {
        Some(whole_case::FILM) => return Ok(sceau_checks::look_at_film()?),
        Some(whole_case::PICTURE) => return Ok(sceau_checks::look_at_picture()?),
        _ => {}
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let bench = top.join("target/bench");
    let json = bench.join("reading.json");
    let python = std::env::var_os("SCEAU_BENCH_PYTHON").map(PathBuf::from);
    let reader = ZoneReader::new()?;
    let page = top.join("docs/benchmarks.md");
    let arguments: Vec<String> = std::env::args().collect();
    let after = |word: &str, place: usize| {
        let at = arguments.iter().position(|other| other == word)?;
        Some(arguments.get(at + place).cloned().unwrap_or_default())
    };
    if let (Some(first), Some(people)) = (after("--safety", 1), after("--safety", 2)) {
        let minutes = after("--safety", 3).and_then(|minutes| minutes.parse().ok());
        let limit = Duration::from_secs(60 * minutes.unwrap_or(24 * 60));
        let found = safety::measure(&reader, first.parse()?, people.parse()?, limit)?;
        write_rows_of_part(&json, &found.rows)?;
        return Ok(write_report(&page, "reading-safety", &found)?);
    }
    if let Some(place) = after("--specimens", 1) {
        let found = folder::measure(&reader, Path::new(&place), python.as_deref(), &bench)?;
        write_rows_of_part(&json, &found.rows)?;
        return Ok(write_report(&page, "reading-specimens", &found)?);
    }
    let today = jiff::civil::date(2026, 11, 26);
    let case = whole_case::measure(&top.join("target/models"), today)?;
    write_report(&page, "reading-case", &case)?;
    if arguments.iter().any(|word| word == "--case") {
        return Ok(write_rows_of_part(&json, &case.rows)?);
    }
    let mut found = Findings::default();
    found.notes.push(format!(
        "Seeds of the people: {} on while tuning, {} on never before the bench; {PEOPLE} people of each, every kind of \
         document, three frames; the peers read the first frame of {PEOPLE_OF_PEERS} people.",
        SEEDS[0].1, SEEDS[1].1
    ));
    generated(&reader, python.as_deref(), &bench, &mut found)?;
    let rows = [found.rows.as_slice(), &case.rows].concat();
    write_rows_of_part(&json, &rows)?;
    Ok(write_report(&page, "reading", &found)?)
}

/// All generated cases, with both seeds.
fn generated(
    reader: &ZoneReader,
    python: Option<&Path>,
    bench: &Path,
    found: &mut Findings,
) -> Outcome<()> {
    let fonts = Fonts::from_system()?;
    let today = jiff::civil::date(2026, 11, 26);
    let mut three = Score::default();
    for (name, first) in SEEDS {
        let pictures = bench.join(format!("reading-{name}"));
        std::fs::create_dir_all(&pictures)?;
        let wallets = (first..first + PEOPLE).map(|seed| Wallet::new(seed, &fonts, today));
        let wallets = wallets.collect::<Result<Vec<_>, _>>()?;
        let mut by_kind = Kind::ALL.map(|kind| (kind, Scores::default()));
        for case in Case::ALL {
            let mut of_case = Scores::default();
            for wallet in &wallets {
                for shot in wallet.shots(case)? {
                    let scores = measure(reader, &shot);
                    of_case.add(&scores);
                    for (_, of_kind) in by_kind.iter_mut().filter(|(kind, _)| *kind == shot.kind) {
                        of_kind.add(&scores);
                    }
                    if shot.seed < first + PEOPLE_OF_PEERS {
                        write_for_peers(&pictures, &shot, &format!("{name}/{}", case.slug()))?;
                    }
                }
            }
            three.add(&of_case.voted);
            found.rows.extend(of_case.rows(name, case.slug()));
        }
        for (kind, of_kind) in &by_kind {
            let part = format!("{name}, by document");
            found.rows.extend(of_kind.rows(&part, name_of(*kind)));
        }
        found.extend(peers(python, &pictures));
        // The pictures are the peers' input only.
        std::fs::remove_dir_all(&pictures)?;
    }
    // Both seeds lack the same peers: once is enough.
    let mut told = std::collections::BTreeSet::new();
    found.missing.retain(|line| told.insert(line.clone()));
    let (all, wrong) = three.wrong();
    found.notes.push(format!(
        "Accepted but wrong with three frames, all cases and seeds: {wrong} of {all}."
    ));
    Ok(())
}

/// A document in a table.
const fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::IdentityCard => "identity card",
        Kind::OldIdentityCard => "old identity card",
        Kind::Passport => "passport",
        Kind::ResidencePermit => "residence permit",
    }
}

/// One document: each frame alone, then all together.
fn measure(reader: &ZoneReader, shot: &Shot) -> Scores {
    let mut scores = Scores::default();
    let mut votes = Votes::new();
    let mut took_all = Duration::ZERO;
    for frame in &shot.frames {
        let Ok(frame) = Luma::new(frame.width(), frame.height(), frame.as_raw().clone()) else {
            continue;
        };
        let (sight, took) = time(|| reader.read(frame.view(), None, &|| Duration::from_secs(2)));
        took_all += took;
        let mut alone = Votes::new();
        if let Some(sight) = &sight {
            alone.add(sight);
            votes.add(sight);
        }
        let lines = sight.map(|sight| sight.lines().into_inner());
        scores.single.count(
            lines.as_deref(),
            alone.accepted().is_some(),
            &shot.lines,
            took,
        );
    }
    // What is accepted is what the app takes; the present majority may be of another, later sight.
    let accepted = votes.accepted().map(|zone| zone.lines.into_inner());
    let is_accepted = accepted.is_some();
    let together = accepted.or_else(|| {
        let line =
            |line: &Vec<sceau_vision::mrz::ZoneSign>| line.iter().map(|sign| sign.sign).collect();
        let signs = votes.signs()?;
        Some(signs.reveal().iter().map(line).collect::<Vec<String>>())
    });
    scores
        .voted
        .count(together.as_deref(), is_accepted, &shot.lines, took_all);
    scores
}

/// The first frame and what is printed on it.
fn write_for_peers(folder: &Path, shot: &Shot, case: &str) -> Outcome<()> {
    let name = format!(
        "{}-{}-{:?}",
        shot.case.slug().replace(' ', "-"),
        shot.seed,
        shot.kind
    );
    if let Some(frame) = shot.frames.first() {
        // In colours, as cameras give them: not every peer takes greys.
        let colours = image::DynamicImage::from(frame.clone()).to_rgb8();
        colours.save(folder.join(format!("{name}.png")))?;
        let truth = format!("{}\ncase: {case}", shot.lines.join("\n"));
        std::fs::write(folder.join(format!("{name}.txt")), truth)?;
    }
    Ok(())
}

/// What the peers read of the pictures in a folder.
fn peers(python: Option<&Path>, folder: &Path) -> Findings {
    let mut found = Findings::default();
    match python {
        Some(python) => {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/mrz.py");
            let run = run_peer(python, &script, folder);
            found.rows = run.rows;
            found.missing = run.missing;
        }
        None => found.missing.push("peers: no Python of theirs".into()),
    }
    found
}
