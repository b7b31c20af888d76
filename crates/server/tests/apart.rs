//! The server's own program, started as the server starts it to look at a film or a picture.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use image::ImageFormat;
use sceau_checks::{Apart, FileInspector, FileLimits, FilmsApart, PictureExaminer};
use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::{DocumentKind, Side};
use sceau_domain::examination::{FilmRecord, LookFinding, SoundHeard, Turn, stretches};
use sceau_domain::journey::Part;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::ports::{Examiner as _, FilmAsked, FilmExaminer as _, MediaInspector as _};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::face::{Mode, Recorded, Script, Studio, Third, recorded_aloud};
use sceau_testkit::specimen::voice::{Voice, track};
use sceau_testkit::specimen::{Fonts, card, person};
use sceau_testkit::world::{networks, networks_or_not_run};
use sceau_vision::jpeg::{self, Rgb};
use std::io::Cursor;

const PROGRAM: &str = env!("CARGO_BIN_EXE_sceau-server");

fn filmed() -> (Recorded, FilmAsked) {
    let who = person(42, jiff::civil::date(2026, 1, 1));
    let script = Script::usual(&[3, 7, 0], Mode::Speak, Third::TurnLeft).unwrap();
    let studio = Studio::new(&who, (640, 360), None).unwrap();
    let voice = track(&who, &script.digits, script.seconds, Voice::BuiltIn).unwrap();
    let film = recorded_aloud(&studio, &script, (640, 360), 15, &voice).unwrap();
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
    (film, asked)
}

#[test]
fn a_film_is_looked_at_behind_walls_and_its_frames_come_back() {
    let (film, asked) = filmed();
    let networks = networks_or_not_run();
    let is_looked = networks.is_some();
    let films = FilmsApart::new(Apart::new(PROGRAM, ["look-at-film"]), networks);
    let facts = films.examine_film(&film.mp4, &asked).unwrap();
    let walls = if cfg!(target_os = "linux") {
        facts.walls.contains("seccomp")
    } else {
        facts.walls == "limits"
    };
    assert!(walls, "{:?}", facts.walls);
    let heard =
        matches!(&facts.sound, Some(SoundHeard::Heard { loud_ms, .. }) if loud_ms.len() == 3);
    assert!(heard, "{:?}", facts.sound);
    if !is_looked {
        assert_eq!(facts.trouble, Some(LookFinding::NotLooked));
        return;
    }
    assert_eq!(facts.trouble, None);
    assert_eq!(facts.seen.turn, Some(Turn::Done));
    assert_eq!(facts.frames.len(), 4);
    assert!(
        films.version().contains("face_landmarks"),
        "{}",
        films.version()
    );
}

#[test]
fn what_is_no_film_is_said_to_be_unreadable() {
    let (film, asked) = filmed();
    let films = FilmsApart::new(Apart::new(PROGRAM, ["look-at-film"]), networks());
    for bytes in [&b"une image"[..], &[], &film.mp4[..900]] {
        let facts = films.examine_film(bytes, &asked).unwrap();
        assert_eq!(facts.trouble, Some(LookFinding::Unreadable));
    }
}

fn pictures() -> Apart {
    Apart::new(PROGRAM, ["look-at-picture"])
}

/// A side as a camera sees it.
fn photographed(kind: DocumentKind, side: Side) -> Vec<u8> {
    let who = person(13, jiff::civil::date(2026, 1, 1));
    let fonts = Fonts::from_system().unwrap();
    let card = card::render(&who, kind, side, &fonts).unwrap();
    let scene = Scene::new(7, SIZE);
    let seen = scene.shot(&scene.subject(&card), Condition::Good, 0);
    let mut file = Cursor::new(Vec::new());
    seen.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

#[test]
fn a_picture_is_looked_at_behind_walls_and_shows_what_it_shows_here() {
    let apart = PictureExaminer::apart(pictures()).unwrap();
    let here = PictureExaminer::here().unwrap();
    assert_eq!(apart.version(), here.version());
    for (kind, side, part) in [
        (DocumentKind::IdentityCard, Side::Front, Part::Front),
        (DocumentKind::IdentityCard, Side::Back, Part::Back),
        (DocumentKind::Passport, Side::Front, Part::Front),
    ] {
        let picture = photographed(kind, side);
        let mut facts = apart.examine_side(&picture, part, kind).unwrap();
        let walls = core::mem::take(&mut facts.walls);
        let stood = if cfg!(target_os = "linux") {
            walls.contains("seccomp")
        } else {
            walls == "limits"
        };
        assert!(stood, "{walls:?}");
        assert!(facts.document.is_some(), "{:?}", facts.findings);
        assert_eq!(facts.portrait.is_some(), part == Part::Front);
        assert_eq!(facts, here.examine_side(&picture, part, kind).unwrap());
    }
}

#[test]
fn what_is_no_picture_is_unreadable_and_is_not_taken() {
    let examiner = PictureExaminer::apart(pictures()).unwrap();
    let inspector = FileInspector::apart(FileLimits::default(), pictures());
    let cut = &photographed(DocumentKind::Passport, Side::Front)[..9_000];
    for (bytes, refusal) in [
        (&b"un texte"[..], Refusal::FileNotAPicture),
        (&[], Refusal::FileNotAPicture),
        (&[0xFF, 0xD8, 0xFF, 0xE0, 0, 2], Refusal::FileDamaged),
        (cut, Refusal::FileDamaged),
    ] {
        let refused = inspector.clean_picture(bytes);
        assert!(matches!(refused, Err(Failure::Refusal(found)) if found == refusal));
    }
    let facts = examiner.examine_side(b"un texte", Part::Front, DocumentKind::Passport);
    let facts = facts.unwrap();
    assert_eq!(facts.findings, ["unreadable"]);
    let nobody = FileInspector::apart(FileLimits::default(), Apart::new("/nowhere", [""; 0]));
    let failed = nobody.clean_picture(cut);
    assert!(
        matches!(failed, Err(Failure::Inconsistent(_))),
        "{failed:?}"
    );
}

#[test]
fn the_largest_picture_that_may_be_sent_comes_back_as_small_as_it_is_kept() {
    let inspector = FileInspector::apart(FileLimits::default(), pictures());
    let plain = Rgb {
        width: 9_200,
        height: 6_900,
        pixels: vec![127; 9_200 * 6_900 * 3],
    };
    let mut sent = jpeg::encode(&plain, 85).unwrap();
    let clean = inspector.clean_picture(&sent).unwrap();
    let kept = image::load_from_memory(&clean).unwrap();
    assert_eq!((kept.width(), kept.height()), (2_400, 1_800));
    // One that announces more (SOF0: its length, its depth, its height).
    let announced = [0xFF, 0xC0, 0, 17, 8, 0x1A, 0xF4];
    let place = sent.windows(7).position(|seven| seven == announced);
    let height = place.unwrap() + 5;
    sent[height..height + 2].copy_from_slice(&7_000_u16.to_be_bytes());
    let refused = inspector.clean_picture(&sent);
    assert!(matches!(
        refused,
        Err(Failure::Refusal(Refusal::FileTooManyPixels))
    ));
}
