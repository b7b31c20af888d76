//! What an examination kept of a case, the portrait and the best frames, at their addresses: for the operator who
//! holds the case, and for nobody else.

use crate::app::App;
use crate::console::{Operator, approval};
use crate::logs::{heard, listen};
use crate::scene::{Answer, Scene};
use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use sceau_domain::examination::{Moment, TaskSeen};
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_service::ports::{DocumentSeen, PictureMeasures};
use sceau_service::records::{Examination, FilmSeen, FrameSeen};
use sceau_wire::console::CaseView;
use sceau_wire::error::ErrorCode;
use sceau_wire::{Part, StateName};

const PORTRAIT: &[u8] = b"un portrait en JPEG, sous son sceau";
const FRAME: &[u8] = b"une image du film, sous son sceau";
/// Where the document lies in its picture.
const CORNERS: [[f32; 2]; 4] = [[0.2, 0.25], [0.75, 0.15], [0.9, 0.8], [0.15, 0.7]];

/// A case under an operator's eyes, with a portrait and a frame kept of it, and their addresses.
struct Kept {
    case: String,
    portrait: String,
    frame: String,
}

impl Kept {
    async fn of(scene: &Scene, operator: &Operator<'_>) -> Self {
        let case = operator.take().await;
        let piece = |part: Part| {
            let mut pieces = case.evidence.iter();
            pieces
                .find(|piece| piece.part == part)
                .unwrap()
                .evidence
                .clone()
        };
        let (front, video) = (piece(Part::Front), piece(Part::Video));
        keep(scene, &case.case, [&front, &video]).await;
        let at = |rest: String| format!("/cases/{}/evidence/{rest}", case.case);
        Self {
            portrait: at(format!("{front}/portrait")),
            frame: at(format!("{video}/frames/digit-1")),
            case: case.case.clone(),
        }
    }

    fn both(&self) -> [(&str, &'static [u8]); 2] {
        [(&self.portrait, PORTRAIT), (&self.frame, FRAME)]
    }
}

/// What a job keeps of both pieces.
async fn keep(scene: &Scene, case: &str, [front, video]: [&str; 2]) {
    let world = &scene.test.world;
    let case: CaseId = case.parse().unwrap();
    let (front, video): (EvidenceId, EvidenceId) = (front.parse().unwrap(), video.parse().unwrap());
    let seal = async |evidence, name, bytes: &'static [u8]| {
        let sealed = world
            .vault
            .seal(case, evidence, name, Bytes::from_static(bytes));
        sealed.await.unwrap();
    };
    seal(front, "portrait", PORTRAIT).await;
    seal(video, "frame-digit-1", FRAME).await;
    seal(video, "track", b"0 1 0").await;
    let of_front = Examination {
        evidence: front,
        case,
        made_by: "essai".to_owned(),
        findings: Vec::new(),
        document: Some(DocumentSeen {
            corners: CORNERS,
            measures: Some(PictureMeasures {
                sharpness: Some(62),
                brightness: 143,
                dpi: 312,
            }),
        }),
        zone: None,
        seal: None,
        has_portrait: true,
        film: None,
        at: scene.test.now(),
    };
    let frame = FrameSeen {
        moment: Moment::First,
        at_ms: 2_000,
        quality: 70,
        measures: vec![("eyes_open".to_owned(), 50)],
    };
    let of_video = Examination {
        evidence: video,
        has_portrait: false,
        film: Some(FilmSeen {
            seen: TaskSeen::default(),
            frames: vec![frame],
            sound: None,
        }),
        ..of_front.clone()
    };
    let mut tx = world.store.begin().await.unwrap();
    tx.put_examination(&of_front).await.unwrap();
    tx.put_examination(&of_video).await.unwrap();
    tx.commit().await.unwrap();
}

async fn with_headers(scene: &Scene, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder()
        .method(Method::GET)
        .uri(format!("/api/console/v1{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    scene.call(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn who_holds_the_case_sees_them_shown_and_never_kept() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let kept = Kept::of(&scene, &operator).await;
    let case: CaseView = operator.get(&format!("/cases/{}", kept.case)).await.json();
    assert_eq!(case.examined[0].document, Some(CORNERS));
    let measures = case.examined[0].measures.unwrap();
    let told = (measures.sharpness, measures.brightness, measures.dpi);
    assert_eq!(told, (Some(62), 143, 312));
    let frame = &case.look.unwrap().kept[0];
    assert_eq!(frame.quality, Some(70));
    let measures = frame
        .measures
        .iter()
        .map(|one| (&*one.component, one.score));
    assert_eq!(measures.collect::<Vec<_>>(), [("eyes_open", 50)]);
    for (at, bytes) in kept.both() {
        let seen = operator.get(at).await;
        assert_eq!((seen.status, &*seen.body), (200, bytes), "{at}");
        for (header, value) in [
            ("content-type", "image/jpeg"),
            ("cache-control", "no-store"),
            ("content-disposition", "inline"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(seen.header(header), value, "{header} of {at}");
        }
    }
    for odd in [
        "frames/digit-2",
        "frames/whole",
        "frames/..%2Fmain",
        "frames/track",
        "faces",
    ] {
        let at = kept.frame.replace("frames/digit-1", odd);
        let refused = operator.get(&at).await;
        assert_eq!(refused.status, 404, "{at}: {}", refused.text());
    }
}

#[tokio::test]
async fn nobody_else_sees_them_and_a_stranger_is_not_told_whether_they_are_there() {
    let scene = Scene::open().await;
    let app = App::at(&scene, StateName::Processing).await;
    let alix = Operator::named(&scene, "Alix").await;
    let kept = Kept::of(&scene, &alix).await;
    let bilal = Operator::named(&scene, "Bilal").await;
    let person = format!("Bearer {}", app.token.as_str());
    for (at, _) in kept.both() {
        let nowhere = at.replace(&kept.case, "00000000000000000000000000000000");
        for path in [at, &nowhere] {
            for headers in [
                &[][..],
                &[("cookie", "sceau_console=inconnu")],
                &[("authorization", person.as_str())],
            ] {
                let refused = with_headers(&scene, path, headers).await;
                assert_eq!(refused.code(), ErrorCode::OperatorUnknown, "{path}");
            }
        }
        let other = bilal.get(at).await;
        assert_eq!(other.code(), ErrorCode::CaseNotAssigned, "{at}");
    }
    scene.minutes(31);
    for (at, _) in kept.both() {
        let late = alix.get(at).await;
        assert_eq!(late.code(), ErrorCode::CaseNotAssigned, "{at}");
    }
}

#[tokio::test]
async fn after_the_decision_and_after_the_erasure_they_are_gone() {
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let kept = Kept::of(&scene, &operator).await;
    assert_eq!(operator.decide(&kept.case, &approval()).await.status, 200);
    for (at, _) in kept.both() {
        let decided = operator.get(at).await;
        assert_eq!(decided.code(), ErrorCode::CaseDecided, "{at}");
    }
    let case: CaseId = kept.case.parse().unwrap();
    let world = &scene.test.world;
    world.vault.erase_case(case).await.unwrap();
    let mut tx = world.store.begin().await.unwrap();
    tx.delete_case(case).await.unwrap();
    tx.commit().await.unwrap();
    for (at, bytes) in kept.both() {
        let erased = operator.get(at).await;
        assert_eq!(erased.code(), ErrorCode::NotFound, "{at}");
        assert!(!erased.body.windows(bytes.len()).any(|part| part == bytes));
    }
}

// On one thread, so that it hears everything.
#[tokio::test(flavor = "current_thread")]
async fn the_log_names_the_route_and_neither_the_case_nor_the_picture() {
    listen();
    let scene = Scene::open().await;
    App::at(&scene, StateName::Processing).await;
    let operator = Operator::named(&scene, "Alix").await;
    let kept = Kept::of(&scene, &operator).await;
    for (at, _) in kept.both() {
        assert_eq!(operator.get(at).await.status, 200);
    }
    operator
        .get(&kept.frame.replace("digit-1", "digit-2"))
        .await;
    let log = heard();
    assert!(
        log.contains("/evidence/{evidence}/portrait"),
        "the route: {log}"
    );
    let cookie = operator.cookie.split('=').nth(1).unwrap();
    for secret in [
        kept.case.as_str(),
        "sous son sceau",
        cookie,
        "Alix",
        "Martin",
    ] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}
