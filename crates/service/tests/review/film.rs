//! What the operator is told about a film, and what becomes of it.

use crate::scene::{Scene, piece};
use bytes::Bytes;
use sceau_domain::challenge::ThirdTask;
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::{LookFinding, Moment, Turn};
use sceau_domain::id::CaseId;
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;
use sceau_service::failure::Failure;
use sceau_service::failure::Refusal;
use sceau_service::jobs::erase_what_is_due;
use sceau_service::ports::{FilmAsked, FilmExaminer, FilmFacts, FilmFrame, VaultFailure};
use sceau_service::records::Retention;
use sceau_service::review::{CaseDossier, EvidenceFile, open_evidence};
use sceau_testkit::specimen::face::{Mode, Recorded, Script, Studio, Third, recorded};
use sceau_testkit::specimen::person;
use sceau_testkit::world::networks_or_not_run;
use std::sync::Arc;

/// Somebody who turns their head to the right, filmed by the app's own recorder.
fn film_to_the_right() -> Recorded {
    let who = person(42, jiff::civil::date(2026, 1, 1));
    let script = Script::usual(&[4, 7, 1], Mode::Speak, Third::TurnRight).unwrap();
    let studio = Studio::new(&who, (640, 360), None).unwrap();
    recorded(&studio, &script, (640, 360), 15).unwrap()
}

/// A case whose film was to show a turn to the left.
async fn with_film(scene: &Scene, film: &Recorded) -> CaseId {
    let case = scene.queued(1).await;
    let video = piece(1, Part::Video);
    let mp4 = Bytes::from(film.mp4.clone());
    scene
        .world
        .vault
        .seal(case, video, "main", mp4)
        .await
        .unwrap();
    let mut tx = scene.world.store.begin().await.unwrap();
    let mut evidence = tx.evidence(video).await.unwrap().unwrap();
    let facts = evidence.video.as_mut().unwrap();
    facts.prompts_ms = film.prompts_ms.clone();
    facts.duration_ms = film.duration_ms;
    assert_eq!(facts.challenge.third_task, ThirdTask::TurnLeft);
    tx.put_evidence(&evidence).await.unwrap();
    tx.commit().await.unwrap();
    case
}

async fn seen_by_an_operator(scene: &Scene) -> CaseDossier {
    scene.test.run_jobs().await;
    let by = scene.operator("Dominique").await;
    scene.next(&by).await.unwrap()
}

#[tokio::test]
async fn a_turn_to_the_wrong_side_is_found_and_the_best_frames_are_at_hand() {
    let scene = Scene::open().await;
    let case = with_film(&scene, &film_to_the_right()).await;
    if networks_or_not_run().is_none() {
        return;
    }
    scene.test.run_jobs().await;
    let by = scene.operator("Dominique").await;
    let dossier = scene.next(&by).await.unwrap();
    let look = dossier.look.unwrap();
    assert_eq!(look.look.findings, [LookFinding::TurnOtherSide]);
    assert_eq!(look.seen.turn, Some(Turn::OtherSide));
    let [left, right] = look.look.widest_tenths;
    assert!(left < 100 && right > 150, "{left} {right}");
    assert!(!dossier.not_checked.contains(&"film.turn"));
    assert!(
        dossier.not_checked.contains(&"face.match"),
        "nobody was compared"
    );
    assert!(look.made_by.contains("openh264"), "{}", look.made_by);
    let moments: Vec<Moment> = look.frames.iter().map(|frame| frame.moment).collect();
    assert_eq!(moments, Moment::ALL[1..]);
    for frame in &look.frames {
        let eyes = frame.measures.iter().find(|(name, _)| name == "eyes_open");
        let (_, eyes) = eyes.expect("a face whose eyes were seen");
        assert!(frame.quality <= eyes + 20, "{frame:?}");
        let names = frame.measures.iter().map(|(name, _)| name.as_str());
        assert!(
            !names.clone().any(|name| name == "head_size"),
            "the face is cut out"
        );
        assert_eq!(names.count(), 14);
    }
    for moment in moments {
        let file = EvidenceFile::Frame(moment);
        let opened =
            open_evidence(&scene.world, &by, case, piece(1, Part::Video), file, None).await;
        assert_eq!(opened.unwrap().media_type, "image/jpeg");
    }
    let viewed = scene.kinds(case).await;
    assert!(
        viewed
            .iter()
            .filter(|kind| *kind == "evidence.viewed")
            .count()
            >= 4
    );
    let none = EvidenceFile::Frame(Moment::Whole);
    let none = open_evidence(&scene.world, &by, case, piece(1, Part::Video), none, None).await;
    assert_eq!(crate::scene::refusal(none), Refusal::NotFound);
}

#[tokio::test]
async fn a_film_that_cannot_be_read_is_said_so_once_and_the_case_goes_on() {
    let scene = Scene::open().await;
    scene.queued(1).await;
    let dossier = seen_by_an_operator(&scene).await;
    let look = dossier.look.unwrap();
    assert_eq!(look.look.findings, [LookFinding::Unreadable]);
    assert!(look.frames.is_empty() && !look.is_seen());
    assert!(dossier.not_checked.contains(&"film.turn"));
    assert_eq!(scene.test.run_jobs().await.evidence_examined, 0);
}

/// An examiner that dies at the first look.
struct Dies;

impl FilmExaminer for Dies {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_film(&self, _: &[u8], _: &FilmAsked) -> Result<FilmFacts, Failure> {
        panic!("as nobody should");
    }
}

#[tokio::test]
async fn a_look_that_dies_is_a_finding_and_not_tried_for_ever() {
    let mut scene = Scene::open().await;
    scene.test.world.films = Arc::new(Dies);
    scene.queued(1).await;
    let dossier = seen_by_an_operator(&scene).await;
    assert_eq!(
        dossier.look.unwrap().look.findings,
        [LookFinding::Unreadable]
    );
    assert_eq!(scene.test.run_jobs().await.evidence_examined, 0);
}

/// An examiner that always keeps a frame of each moment.
struct Keeps;

impl FilmExaminer for Keeps {
    fn version(&self) -> String {
        "essai".to_owned()
    }

    fn examine_film(&self, _: &[u8], asked: &FilmAsked) -> Result<FilmFacts, Failure> {
        assert_eq!(asked.kind, DocumentKind::IdentityCard);
        let frame = |moment| FilmFrame {
            moment,
            at_ms: 1_000,
            quality: 80,
            measures: vec![("eyes_open".to_owned(), 60)],
            jpeg: Personal::new(vec![0xff, 0xd8, 0xff, 0xd9]),
        };
        Ok(FilmFacts {
            frames: Moment::ALL.into_iter().map(frame).collect(),
            walls: "limits".to_owned(),
            ..FilmFacts::default()
        })
    }
}

const SEALED: [&str; 6] = [
    "track",
    "frame-whole",
    "frame-digit-1",
    "frame-digit-2",
    "frame-digit-3",
    "frame-task",
];

#[tokio::test]
async fn erasing_a_case_erases_the_frames_of_its_film() {
    let mut scene = Scene::open().await;
    scene.test.world.films = Arc::new(Keeps);
    let case = scene.queued(1).await;
    scene.test.run_jobs().await;
    let (world, video) = (&scene.world, piece(1, Part::Video));
    for name in SEALED {
        assert!(world.vault.open(case, video, name).await.is_ok(), "{name}");
    }
    let mut tx = world.store.begin().await.unwrap();
    let mut row = tx.case(case).await.unwrap().unwrap();
    row.retention = Retention {
        erase_media_at: Some(scene.test.now()),
        ..row.retention
    };
    tx.put_case(&row).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(erase_what_is_due(world).await.unwrap(), 1);
    for name in SEALED {
        let gone = world.vault.open(case, video, name).await;
        assert!(matches!(gone, Err(VaultFailure::Missing)), "{name}");
    }
}
