//! Whoever decides on a recovery sees the person's pictures of the first case beside the new ones, while they are kept.

use crate::app::App;
use crate::console::Operator;
use crate::recovery::elsewhere;
use crate::scene::Scene;
use bytes::Bytes;
use sceau_domain::examination::{Moment, TaskSeen};
use sceau_domain::id::CaseId;
use sceau_domain::journey::Part;
use sceau_service::records::{Evidence, Examination, FilmSeen, FrameSeen, Retention};
use sceau_wire::StateName;
use sceau_wire::console::{CaseView, FirstPicturesView};
use sceau_wire::error::ErrorCode;
use serde_json::json;

const PICTURE: &[u8] = b"un visage de papier";

/// The case that gave the newest identity.
async fn first_case(scene: &Scene) -> CaseId {
    let mut tx = scene.test.world.store.read().await.unwrap();
    let account = tx.account_by_email(crate::app::EMAIL).await.unwrap();
    let identity = tx.identity_of(account.unwrap().id).await.unwrap();
    identity.unwrap().case
}

/// What the examination would have kept of a case: a portrait and a frame of the film.
async fn examined(scene: &Scene, case: CaseId) {
    let world = &scene.test.world;
    let mut tx = world.store.begin().await.unwrap();
    for piece in tx.evidence_of(case).await.unwrap() {
        let Some((row, file)) = examination(&piece) else {
            continue;
        };
        tx.put_examination(&row).await.unwrap();
        let bytes = Bytes::from_static(PICTURE);
        world.vault.seal(case, piece.id, file, bytes).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn examination(piece: &Evidence) -> Option<(Examination, &'static str)> {
    let film = FilmSeen {
        seen: TaskSeen::default(),
        frames: vec![FrameSeen {
            moment: Moment::Task,
            at_ms: 900,
            quality: 80,
            measures: Vec::new(),
        }],
        sound: None,
    };
    let (film, file) = match piece.part {
        Part::Front => (None, "portrait"),
        Part::Video => (Some(film), "frame-task"),
        Part::Back => return None,
    };
    let row = Examination {
        evidence: piece.id,
        case: piece.case,
        made_by: "essai".to_owned(),
        findings: Vec::new(),
        document: None,
        zone: None,
        seal: None,
        has_portrait: film.is_none(),
        film,
        at: piece.at,
    };
    Some((row, file))
}

/// An identity whose person recovers it on another device, as far as the operators.
async fn recovering(scene: &Scene) -> App<'_> {
    App::active(scene).await;
    examined(scene, first_case(scene).await).await;
    let mut fresh = elsewhere(scene).await;
    fresh.post("/api/v1/identity/recovery", &json!({})).await;
    let bound: sceau_wire::account::DeviceView = fresh.bind().await.json();
    fresh.device = bound.device;
    fresh.walk_to(StateName::Processing).await;
    fresh
}

/// The addresses of the portrait and of the frame, under the case that is held.
fn addresses(case: &CaseView, first: &FirstPicturesView) -> [String; 2] {
    let at = format!("/cases/{}/evidence", case.case);
    let (portrait, film) = (first.portrait.as_ref(), first.film.as_ref());
    let (portrait, film) = (portrait.unwrap(), film.unwrap());
    [
        format!("{at}/{}/portrait", portrait.evidence),
        format!("{at}/{}/frames/{}", film.evidence, film.kept[0].moment),
    ]
}

#[tokio::test]
async fn the_operator_who_holds_a_recovery_sees_the_first_faces_and_each_look_is_recorded() {
    let scene = Scene::open().await;
    recovering(&scene).await;
    let agathe = Operator::named(&scene, "Agathe").await;
    let basile = Operator::named(&scene, "Basile").await;
    let case = agathe.take().await;
    let first = case.first.clone().unwrap();
    assert_eq!(first.erased_at, None);
    assert!(first.kept_until.unwrap() > scene.test.now());
    let addresses = addresses(&case, &first);
    for at in &addresses {
        let seen = agathe.get(at).await;
        assert_eq!((seen.status, &seen.body[..]), (200, PICTURE), "{at}");
        assert_eq!(seen.header("content-type"), "image/jpeg");
        let foreign = basile.get(at).await;
        assert_eq!(foreign.code(), ErrorCode::CaseNotAssigned, "{at}");
    }
    let held: CaseId = case.case.parse().unwrap();
    let mut tx = scene.test.world.store.read().await.unwrap();
    let looks = tx.audit_of_case(held).await.unwrap();
    drop(tx);
    let of_first = format!(" of {}", first_case(&scene).await);
    let looks = looks.iter().filter(|row| row.kind == "evidence.viewed");
    let looks = looks.filter(|row| row.detail.ends_with(&of_first)).count();
    assert_eq!(looks, 2, "one each, none for who was refused");

    let whole = format!(
        "/cases/{}/evidence/{}",
        case.case,
        first.film.unwrap().evidence
    );
    assert_eq!(
        agathe.get(&whole).await.status,
        404,
        "never the film itself"
    );
}

#[tokio::test]
async fn once_erased_the_first_pictures_are_said_to_be_and_nothing_opens_them() {
    let scene = Scene::open().await;
    recovering(&scene).await;
    let agathe = Operator::named(&scene, "Agathe").await;
    let case = agathe.take().await;
    let addresses = addresses(&case, &case.first.clone().unwrap());
    let now = scene.test.now();
    let mut tx = scene.test.world.store.begin().await.unwrap();
    let mut row = tx.case(first_case(&scene).await).await.unwrap().unwrap();
    row.retention = Retention {
        erase_media_at: Some(now),
        ..row.retention
    };
    tx.put_case(&row).await.unwrap();
    tx.commit().await.unwrap();
    scene.test.run_jobs().await;
    let seen: CaseView = agathe.get(&format!("/cases/{}", case.case)).await.json();
    let first = seen.first.unwrap();
    assert_eq!(first.erased_at, Some(now));
    assert!(first.portrait.is_none() && first.film.is_none());
    for at in &addresses {
        assert_eq!(agathe.get(at).await.status, 404, "{at}");
    }
}

#[tokio::test]
async fn a_case_that_recovers_nothing_opens_nobody_elses_pictures() {
    let scene = Scene::open().await;
    App::active(&scene).await;
    let first = first_case(&scene).await;
    examined(&scene, first).await;
    let mut tx = scene.test.world.store.read().await.unwrap();
    let evidence = tx.evidence_of(first).await.unwrap();
    drop(tx);
    let other = App::sign_in_as(&scene, "ali.bensaid@exemple.fr", None).await;
    other.walk_to(StateName::Processing).await;
    let operator = Operator::named(&scene, "Agathe").await;
    let case = operator.take().await;
    assert!(case.first.is_none());
    for piece in evidence {
        let at = format!("/cases/{}/evidence/{}/portrait", case.case, piece.id);
        assert_eq!(operator.get(&at).await.status, 404);
    }
}
