//! What the camera reads of a document, to fill the form and to say beside a photo: cards of invented people, as a
//! webview pushes them.

use super::server::view;
use super::{World, to_open};
use crate::command;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use sceau_domain::document::mrz::{MrzFormat, MrzReading, parse_zone};
use sceau_domain::document::{DocumentKind, Sex};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene};
use sceau_testkit::specimen::{Fonts, SpecimenPerson, card, mrz, person};
use sceau_wire::Part;
use sceau_wire::document::DocumentDraft;
use sceau_wire::host::{
    CameraPurpose, PhotoView, PushFrameArgs, ReadZoneArgs, ReadingAdvice, TakePhotoArgs, ZoneView,
};
use serde_json::json;

const TODAY: &str = "2026-11-02";
const CARD: DocumentKind = DocumentKind::IdentityCard;

fn holder() -> SpecimenPerson {
    person(11, TODAY.parse().unwrap())
}

/// What the zone of their card says.
fn zone() -> MrzReading {
    let lines = mrz::lines(&holder(), CARD).unwrap();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    parse_zone(MrzFormat::of(CARD), &lines)
}

/// Some frames of the side with the zone of this kind of document, or of a table without one.
fn frames(kind: DocumentKind, condition: Condition) -> Vec<Vec<u8>> {
    let fonts = Fonts::from_system().unwrap();
    let sheet = card::render(&holder(), kind, kind.mrz_side(), &fonts).unwrap();
    let scene = Scene::new(42, SIZE);
    let subject = scene.subject(&sheet);
    // Out of focus are the even ones.
    let frame = |index: u32| {
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 88)
            .encode_image(&scene.shot(&subject, condition, index * 2))
            .unwrap();
        jpeg
    };
    (0..6).map(frame).collect()
}

async fn opened(world: &World) -> String {
    let args = to_open(CameraPurpose::DocumentBack);
    command::open_camera(&world.app, args)
        .await
        .unwrap()
        .session
}

async fn push(world: &World, session: &str, jpeg: &[u8]) {
    static PUSHED: AtomicU32 = AtomicU32::new(0);
    let args = PushFrameArgs {
        session: session.to_owned(),
        jpeg: STANDARD.encode(jpeg),
        at_ms: PUSHED.fetch_add(1, Ordering::Relaxed),
    };
    command::push_frame(&world.app, args).await.unwrap();
}

/// Holds these frames before the camera, some times over, until the form is filled.
async fn scanned(frames: &[Vec<u8>]) -> Vec<ZoneView> {
    let world = World::new().await;
    let session = opened(&world).await;
    let mut looks = Vec::new();
    for frame in frames.iter().cycle().take(12) {
        push(&world, &session, frame).await;
        tokio::time::sleep(Duration::from_millis(90)).await;
        let args = ReadZoneArgs {
            session: session.clone(),
            today: TODAY.to_owned(),
        };
        let look = command::read_zone(&world.app, args).await.unwrap();
        let is_filled = look.document.is_some();
        looks.push(look);
        if is_filled {
            break;
        }
    }
    looks
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_is_held_fills_the_form_once_two_pictures_agree() {
    let looks = scanned(&frames(CARD, Condition::Good)).await;
    let (last, before) = looks.split_last().unwrap();
    assert!(before.iter().any(|look| look.is_seen), "one is not enough");
    let filled = last.document.clone().unwrap();
    let (zone, text) = (zone(), |text: &str| Some(text.to_owned()));
    assert_eq!(filled.kind.map(DocumentKind::from), Some(CARD));
    let told = |field: Option<sceau_wire::Personal>| field.map(|told| told.reveal().to_owned());
    assert_eq!(told(filled.number), zone.number().and_then(text));
    assert_eq!(told(filled.zone_birth_name), zone.surname().and_then(text));
    assert_eq!(
        told(filled.zone_given_names),
        zone.given_names().and_then(text)
    );
    assert_eq!(told(filled.birth_date), text(&holder().born.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blurred_card_and_an_empty_table_fill_nothing() {
    for condition in [Condition::Blur, Condition::None] {
        let looks = scanned(&frames(CARD, condition)).await;
        assert!(looks.iter().all(|look| look.document.is_none()));
    }
}

/// What the holder declared, as the journey says it back while the card is photographed.
fn declared(change: impl FnOnce(&mut serde_json::Value)) -> serde_json::Value {
    let draft = holder().declaration(CARD);
    let sex = match holder().sex {
        Sex::Female => "female",
        Sex::Male => "male",
    };
    let mut declared = json!({
        "kind": CARD.as_str(),
        "number": draft.number,
        "sex": sex,
        "given_names": draft.given_names,
        "birth_name": draft.birth_name,
        "birth_date": draft.birth_date,
        "nationality": draft.nationality,
        "issue_date": draft.issue_date,
        "expiry_date": draft.expiry_date,
    });
    change(&mut declared);
    // It is what the app takes.
    serde_json::from_value::<DocumentDraft>(declared.clone()).unwrap();
    declared
}

/// The photo that is taken of these frames, where this was declared.
async fn taken(declared: serde_json::Value, frames: &[Vec<u8>]) -> PhotoView {
    let world = World::new().await;
    let at = view(json!({
        "state": "photo", "kind": CARD.as_str(), "received": [], "photos_left": 18,
        "declared": declared, "checked_on": TODAY,
    }));
    world.app.memory().journey = Some(serde_json::from_value(at).unwrap());
    let session = opened(&world).await;
    for frame in frames.iter().cycle().take(26) {
        push(&world, &session, frame).await;
        tokio::time::sleep(Duration::from_millis(90)).await;
    }
    let args = TakePhotoArgs {
        session,
        part: Part::Back,
        whole: None,
    };
    command::take_photo(&world.app, args).await.unwrap()
}

fn advice(photo: &PhotoView) -> (ReadingAdvice, Option<&str>) {
    let reading = photo.reading.as_ref().unwrap();
    (reading.advice, reading.about.as_deref())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_the_card_that_was_declared_is_read_back_and_goes_on() {
    let photo = taken(declared(|_| {}), &frames(CARD, Condition::Good)).await;
    assert_eq!(photo.findings, [""; 0]);
    assert_eq!(advice(&photo), (ReadingAdvice::GoOn, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_plain_to_see_and_was_typed_otherwise_is_to_be_corrected() {
    let other = declared(|draft| draft["birth_name"] = "Legoff".into());
    let photo = taken(other, &frames(CARD, Condition::Good)).await;
    assert_eq!(advice(&photo), (ReadingAdvice::Correct, Some("birth_name")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passport_photographed_in_place_of_the_card_is_told_as_another_document() {
    let passport = frames(DocumentKind::Passport, Condition::Good);
    let photo = taken(declared(|_| {}), &passport).await;
    assert_eq!(advice(&photo).0, ReadingAdvice::OtherDocument);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blurred_photo_is_taken_again_and_corrects_nobody() {
    let other = declared(|draft| draft["birth_name"] = "Legoff".into());
    let photo = taken(other, &frames(CARD, Condition::Blur)).await;
    assert!(photo.findings.contains(&"blur".to_owned()), "{photo:?}");
    assert_eq!(advice(&photo).0, ReadingAdvice::Redo);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_the_table_says_that_no_document_was_found() {
    let photo = taken(declared(|_| {}), &frames(CARD, Condition::None)).await;
    assert_eq!(photo.findings.first().unwrap(), "document.none");
    assert_eq!(advice(&photo), (ReadingAdvice::Redo, None));
}
