//! The server's own program, started as the server starts it to look at a film.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use sceau_checks::FilmsApart;
use sceau_domain::challenge::{DigitsWay, ThirdTask};
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{FilmRecord, LookFinding, Turn, stretches};
use sceau_service::ports::{FilmAsked, FilmExaminer as _};
use sceau_testkit::specimen::face::{Mode, Recorded, Script, Studio, Third, recorded};
use sceau_testkit::specimen::person;
use sceau_testkit::world::{networks, networks_or_not_run};

const PROGRAM: &str = env!("CARGO_BIN_EXE_sceau-server");

fn filmed() -> (Recorded, FilmAsked) {
    let who = person(42, jiff::civil::date(2026, 1, 1));
    let script = Script::usual(&[3, 7, 0], Mode::Speak, Third::TurnLeft).unwrap();
    let studio = Studio::new(&who, (640, 360), None).unwrap();
    let film = recorded(&studio, &script, (640, 360), 15).unwrap();
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
    let films = FilmsApart::new(PROGRAM, ["look-at-film"], networks);
    let facts = films.examine_film(&film.mp4, &asked);
    let walls = if cfg!(target_os = "linux") {
        facts.walls.contains("seccomp")
    } else {
        facts.walls == "limits"
    };
    assert!(walls, "{:?}", facts.walls);
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
    let films = FilmsApart::new(PROGRAM, ["look-at-film"], networks());
    for bytes in [&b"une image"[..], &[], &film.mp4[..900]] {
        let facts = films.examine_film(bytes, &asked);
        assert_eq!(facts.trouble, Some(LookFinding::Unreadable));
    }
}
