//! Whether anything is ever accepted that is not printed: `./dev bench reading --safety SEED PEOPLE
//! [MINUTES]`. It ends after so many people, or after the first that is done when the minutes are spent.
//!
//! Thousands of documents, three frames each, counted as the app counts them. Every zone accepted with
//! another character than the printed one is named with what was read in its place: a number without its
//! cause mends nothing.

use super::Outcome;
use super::cases::{Case, Shot, Wallet};
use core::time::Duration;
use sceau_benches::{Findings, Row, Times, time};
use sceau_testkit::specimen::Fonts;
use sceau_vision::Luma;
use sceau_vision::mrz::{Votes, ZoneReader, ZoneSight};

/// Counts of one case.
#[derive(Default)]
struct Tally {
    documents: u32,
    exact: u32,
    accepted: u32,
    wrong: u32,
    /// After how many frames zones were accepted, summed.
    frames: u32,
    /// Of single frames.
    times: Times,
}

/// Reads every kind of document of these people in every case.
pub(crate) fn measure(
    reader: &ZoneReader,
    first: u64,
    people: u64,
    limit: Duration,
) -> Outcome<Findings> {
    let fonts = Fonts::from_system()?;
    let today = jiff::civil::date(2026, 11, 26);
    let mut found = Findings::default();
    let mut tallies = Case::ALL.map(|case| (case, Tally::default()));
    let (mut last, mut spent) = (first, Duration::ZERO);
    for seed in first..first + people {
        let (errors, took) =
            time(|| person(reader, &Wallet::new(seed, &fonts, today)?, &mut tallies));
        found.notes.extend(errors?);
        (last, spent) = (seed, spent + took);
        if spent > limit {
            break;
        }
    }
    let (mut all, mut wrong) = (0, 0);
    for (case, tally) in &tallies {
        all += tally.documents;
        wrong += tally.wrong;
        found.rows.extend(rows(*case, tally));
    }
    found.notes.push(format!(
        "People of the seeds {first} to {last}: accepted but wrong {wrong} of {all} documents."
    ));
    Ok(found)
}

/// Reads every document of one person in every case. What was accepted wrongly, in words.
fn person(
    reader: &ZoneReader,
    wallet: &Wallet<'_>,
    tallies: &mut [(Case, Tally)],
) -> Outcome<Vec<String>> {
    let mut errors = Vec::new();
    for (case, tally) in tallies {
        for shot in wallet.shots(*case)? {
            errors.extend(read(reader, &shot, tally)?);
        }
    }
    Ok(errors)
}

/// Reads one document frame by frame, as a camera session does: it ends when a zone is accepted. What was
/// accepted wrongly, in words.
fn read(reader: &ZoneReader, shot: &Shot, tally: &mut Tally) -> Outcome<Option<String>> {
    let mut votes = Votes::new();
    let mut seen = Vec::new();
    let mut accepted = None;
    for frame in &shot.frames {
        let frame = Luma::new(frame.width(), frame.height(), frame.as_raw().clone())?;
        let (sight, took) = time(|| reader.read(frame.view(), None, &|| Duration::from_secs(2)));
        tally.times.push(took);
        if let Some(sight) = &sight {
            votes.add(sight);
        }
        seen.push(sight);
        if let Some(zone) = votes.accepted().filter(|_| accepted.is_none()) {
            tally.frames += zone.sights;
            accepted = Some(zone);
        }
    }
    let last = votes.signs().map(|signs| {
        let line = |line: &Vec<sceau_vision::mrz::ZoneSign>| -> String {
            line.iter().map(|sign| sign.sign).collect()
        };
        signs.reveal().iter().map(line).collect::<Vec<String>>()
    });
    tally.documents += 1;
    tally.exact += u32::from(last.as_ref() == Some(&shot.lines));
    let Some(zone) = accepted else {
        return Ok(None);
    };
    tally.accepted += 1;
    if zone.lines.reveal() == &shot.lines {
        return Ok(None);
    }
    tally.wrong += 1;
    Ok(Some(format!(
        "{} {:?} of person {}: {}{}",
        shot.case.slug(),
        shot.kind,
        shot.seed,
        differences(&shot.lines, zone.lines.reveal()),
        seen.iter()
            .map(|sight| said(sight.as_ref(), &shot.lines))
            .collect::<String>()
    )))
}

fn said(sight: Option<&ZoneSight>, printed: &[String]) -> String {
    sight.map_or_else(
        || "; no zone in a frame".into(),
        |sight| {
            format!(
                "; a frame ({:.2}) {}",
                sight.confidence(),
                differences(printed, sight.lines().reveal())
            )
        },
    )
}

/// Where two texts differ.
fn differences(printed: &[String], read: &[String]) -> String {
    if printed
        .iter()
        .map(String::len)
        .ne(read.iter().map(String::len))
    {
        return format!("read as {read:?} for {printed:?}");
    }
    let places = printed
        .iter()
        .zip(read)
        .enumerate()
        .flat_map(|(line, (printed, read))| {
            let pairs = printed.chars().zip(read.chars()).enumerate();
            pairs
                .filter(|(_, (printed, read))| printed != read)
                .map(move |(column, (printed, read))| format!(" {line}.{column} {printed}→{read}"))
        });
    places.collect()
}

fn rows(case: Case, tally: &Tally) -> Vec<Row> {
    let case = format!("safety/{}", case.slug());
    let share = |count: u32| f64::from(count) / f64::from(tally.documents.max(1));
    let ratio = |metric, count| Row::new(&case, "sceau", metric, "ratio", share(count));
    let mut rows = vec![
        Row::new(
            &case,
            "sceau",
            "documents",
            "count",
            f64::from(tally.documents),
        ),
        ratio("exact", tally.exact),
        ratio("accepted", tally.accepted),
        ratio("accepted but wrong", tally.wrong),
        Row::new(
            &case,
            "sceau",
            "until accepted",
            "frames",
            f64::from(tally.frames) / f64::from(tally.accepted.max(1)),
        ),
    ];
    rows.extend(tally.times.rows(&case, "sceau"));
    rows
}
