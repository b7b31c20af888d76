//! What the examination of a whole case takes: `./dev bench reading --case`. Both sides of an identity card and
//! a film of fifteen seconds in 720p at thirty frames a second, one after the other as the server does it, with
//! the start of the process that looks at each; then the portrait and the film's best frames compared.

use super::Outcome;
use core::time::Duration;
use image::RgbImage;
use image::imageops::{FilterType, resize};
use sceau_benches::{Findings, Row, Times, time};
use sceau_checks::{Apart, FaceNetworks, FilmsApart, PictureExaminer, PortraitComparer};
use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{FilmRecord, Moment, stretches};
use sceau_domain::journey::Part;
use sceau_service::ports::{
    Examiner as _, FaceComparer, FacePicture, FilmAsked, FilmExaminer as _, FilmFacts,
};
use sceau_testkit::specimen::camera::hard::{HardCase, HardScenes};
use sceau_testkit::specimen::face::{Mode, Recorded, Script, Studio, Third, recorded};
use sceau_testkit::specimen::{Fonts, Kind, Side, SpecimenPerson, person};
use std::path::Path;

/// Whoever is given this word looks at a film and does nothing else.
pub(crate) const FILM: &str = "look-at-film";
/// The same of a picture.
pub(crate) const PICTURE: &str = "look-at-picture";
/// How often everything is examined.
const TIMES: u32 = 5;
const SIZE: (u16, u16) = (1_280, 720);
const FPS: u32 = 30;
const SECONDS: f32 = 15.0;
/// Longest side of a picture as it is kept.
const KEPT: u32 = 2_400;

/// What is examined.
struct Input {
    pictures: Vec<(Part, Vec<u8>)>,
    film: Recorded,
    asked: FilmAsked,
}

/// What examines it.
struct By {
    sides: PictureExaminer,
    films: FilmsApart,
    faces: PortraitComparer,
}

/// Measures every part and the whole.
pub(crate) fn measure(models: &Path, today: jiff::civil::Date) -> Outcome<Findings> {
    let mut found = Findings::default();
    let read = |name: &str| std::fs::read(models.join(name));
    let finding = || match (read("face_detection.onnx"), read("face_landmarks.onnx")) {
        (Ok(detection), Ok(landmarks)) => FaceNetworks::new(detection, landmarks).map(Some),
        _ => Ok(None),
    };
    let networks = finding()?;
    if networks.is_none() {
        let words = "faces: the networks are not installed";
        found.missing.push(words.into());
    }
    let comparer = match (finding()?, read("face_likeness.onnx")) {
        (Some(finding), Ok(likeness)) => PortraitComparer::new(finding, likeness)?,
        _ => {
            let words = "comparison: the network is not installed";
            found.missing.push(words.into());
            PortraitComparer::without()
        }
    };
    let who = person(20_261, today);
    let (film, asked) = filmed(&who)?;
    let input = Input {
        pictures: vec![
            (Part::Front, photographed(&who, Side::Front)?),
            (Part::Back, photographed(&who, Side::Back)?),
        ],
        film,
        asked,
    };
    let films = FilmsApart::new(Apart::of_this_program([FILM])?, networks);
    let by = By {
        sides: PictureExaminer::apart(Apart::of_this_program([PICTURE])?)?,
        films,
        faces: comparer,
    };
    let last = examined(&by, &input, &mut found);
    found.notes.push(format!(
        "Pictures of {KEPT} pixels, a film of {SECONDS} s in {} × {} at {FPS} frames a second ({:.1} MB); {TIMES} times, \
         each with the start of its process behind {}.",
        SIZE.0,
        SIZE.1,
        input.film.mp4.len() as f64 / 1e6,
        if last.walls.is_empty() { "nothing" } else { &last.walls },
    ));
    Ok(found)
}

/// Examines everything some times over; what was seen on the film.
fn examined(by: &By, input: &Input, found: &mut Findings) -> FilmFacts {
    let mut times: [Times; 5] = Default::default();
    let mut last = FilmFacts::default();
    let mut likeness = None;
    let mut least = f64::INFINITY;
    for _ in 0..TIMES {
        let mut whole = Duration::ZERO;
        let mut portrait = None;
        for ((part, jpeg), times) in input.pictures.iter().zip(&mut times) {
            let kind = DocumentKind::IdentityCard;
            let (facts, took) = time(|| by.sides.examine_side(jpeg, *part, kind));
            let facts = facts.unwrap_or_default();
            portrait = portrait.or(facts.portrait);
            times.push(took);
            whole += took;
        }
        let before = processor_ms();
        let (facts, took) = time(|| by.films.examine_film(&input.film.mp4, &input.asked));
        let facts = facts.unwrap_or_default();
        let spent = processor_ms()
            .zip(before)
            .map(|(after, before)| after - before);
        least = spent.into_iter().fold(least, f64::min);
        last = facts;
        times[2].push(took);
        whole += took;
        if let Some(portrait) = portrait.filter(|_| by.faces.version().is_some()) {
            let frames = straight(&last);
            let (compared, took) = time(|| by.faces.compare_faces(portrait.reveal(), &frames));
            likeness = compared.middle();
            times[3].push(took);
            whole += took;
        }
        times[4].push(whole);
    }
    let names = ["front", "back", "film", "faces compared", "whole case"];
    for (name, times) in names.iter().zip(&times) {
        let rows = times.rows(&format!("case/{name}"), "sceau");
        found.rows.extend(rows);
    }
    let mut row = |metric: &str, unit: &str, value: f64| {
        let row = Row::new("case/film", "sceau", metric, unit, value);
        found.rows.push(row);
    };
    if least.is_finite() {
        // On a busy machine the clock says more of the others.
        row("processor, least", "ms", least);
    }
    row(
        "frames looked at",
        "count",
        last.track.reveal().len() as f64,
    );
    row("frames kept", "count", last.frames.len() as f64);
    if let Some(middle) = likeness {
        // A drawing beside its own print: whether they are compared at all, not how well.
        let value = f64::from(middle.score.thousandths()) / 1_000.0;
        row("likeness of the drawn portrait", "cosine", value);
    }
    last
}

/// The kept frames that the server would compare.
fn straight(facts: &FilmFacts) -> Vec<FacePicture> {
    let frames = facts.frames.iter();
    let straight = frames.filter(|frame| frame.moment != Moment::Task);
    straight
        .map(|frame| (frame.moment, frame.jpeg.clone()))
        .collect()
}

/// What the processes that were started and ended took of a processor, in milliseconds; known on Linux.
fn processor_ms() -> Option<f64> {
    let about = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which may hold anything: the children's user and system time (proc(5), 16 and 17).
    let (_, rest) = about.rsplit_once(')')?;
    let ticks = |place: usize| rest.split_whitespace().nth(place)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) * 10.0)
}

/// A side photographed at some turn, as large as pictures are kept.
fn photographed(who: &SpecimenPerson, side: Side) -> Outcome<Vec<u8>> {
    let scenes = HardScenes::new(who, &Fonts::from_system()?)?;
    let sides = Kind::ALL
        .iter()
        .flat_map(|kind| kind.sides().iter().map(move |side| (*kind, *side)));
    let index = sides
        .into_iter()
        .position(|other| other == (Kind::IdentityCard, side))
        .unwrap_or(0);
    let picture = scenes
        .scene(HardCase::Turned, u32::try_from(index)?, 1)
        .picture;
    let high = KEPT * picture.height() / picture.width();
    let picture: RgbImage = resize(&picture, KEPT, high, FilterType::Triangle);
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 85).encode_image(&picture)?;
    Ok(jpeg)
}

fn filmed(who: &SpecimenPerson) -> Outcome<(Recorded, FilmAsked)> {
    let mut script = Script::usual(&[3, 7, 0], Mode::Speak, Third::TurnLeft)?;
    script.seconds = SECONDS;
    let size = (SIZE.0.into(), SIZE.1.into());
    let studio = Studio::new(who, size, None).ok_or("no studio")?;
    let film = recorded(&studio, &script, SIZE, FPS).ok_or("no film")?;
    let asked = FilmAsked {
        stretches: stretches(&FilmRecord {
            way: DigitsWay::Speak,
            prompts_ms: &film.prompts_ms,
            duration_ms: film.duration_ms,
            has_sound: true,
        }),
        task: ThirdTask::TurnLeft,
        kind: DocumentKind::IdentityCard,
    };
    Ok((film, asked))
}
