//! The device of an identity is lost: said on another one, stopped by the link of the mail.

use crate::app::{App, EMAIL};
use crate::browser::Browser;
use crate::console::Operator;
use crate::handover::{choose, claim, join, offer};
use crate::scene::{BASE, Scene};
use sceau_wire::StateName;
use sceau_wire::account::{DeviceView, SessionView};
use sceau_wire::error::ErrorCode;
use sceau_wire::handoff::HandoverView;
use sceau_wire::person::{RecoveryOutlookView, RecoveryView};
use serde_json::json;

/// Another device, signed in by mail, that may do nothing yet.
pub(crate) async fn elsewhere(scene: &Scene) -> App<'_> {
    scene.minutes(30);
    let app = App::without_device(scene, EMAIL, None).await;
    let barred = app.get("/api/v1/journey").await;
    assert_eq!(barred.problem().code, ErrorCode::DeviceNotTrusted);
    app.pocketed().meets(scene)
}

#[tokio::test]
async fn a_lost_device_is_said_elsewhere_and_the_journey_begins_again_there() {
    let scene = Scene::open().await;
    let old = App::active(&scene).await;
    let mut fresh = elsewhere(&scene).await;
    let seen = fresh.get("/api/v1/identity/recovery").await;
    let seen: RecoveryOutlookView = seen.json();
    assert!(!seen.is_elsewhere);
    let begun = fresh.post("/api/v1/identity/recovery", &json!({})).await;
    assert_eq!(begun.status, 200);
    let begun: RecoveryView = begun.json();
    let wait = begun.possible_from.duration_since(scene.test.now());
    assert_eq!(wait.as_hours(), 72);
    assert_eq!(seen.possible_from, begun.possible_from, "as was said");
    let bound: DeviceView = fresh.bind().await.json();
    fresh.device = bound.device;
    let begins = fresh.look().await;
    assert_eq!(begins.at.name(), StateName::Terms);
    let told = begins.recovery.unwrap();
    assert_eq!(told.possible_from, begun.possible_from);
    assert!(!told.is_possible);
    assert!(old.look().await.recovery.is_none());
    fresh.walk_to(StateName::Processing).await;
    assert_eq!(old.look().await.at.name(), StateName::Active);
    assert!(old.identity().await.blocked_at.is_some());
    let home = fresh.get("/api/v1/identity").await;
    assert_eq!(home.problem().code, ErrorCode::DeviceNotTrusted, "not yet");
    let mine = old.post("/api/v1/identity/recovery", &json!({})).await;
    assert_eq!(mine.problem().code, ErrorCode::RequestMalformed);

    for name in ["Basile", "Agathe"] {
        assert_eq!(fresh.look().await.at.name(), StateName::Processing);
        Operator::named(&scene, name).await.approves_next().await;
    }
    let early = fresh.send(&fresh.activation().await).await.problem();
    assert_eq!(early.code, ErrorCode::RecoveryTooEarly);
    assert_eq!(early.until, Some(begun.possible_from));
    scene.minutes(72 * 60);
    assert!(fresh.look().await.recovery.unwrap().is_possible);
    fresh.walk_to(StateName::Active).await;
    let home = fresh.identity().await;
    assert!(home.blocked_at.is_none());
    assert_eq!(home.devices.len(), 1);
    let gone = old.get("/api/v1/journey").await;
    assert_eq!(gone.problem().code, ErrorCode::SessionMissing);
}

#[tokio::test]
async fn the_link_of_the_mail_asks_first_then_stops_it() {
    let scene = Scene::open().await;
    let old = App::active(&scene).await;
    let fresh = elsewhere(&scene).await;
    fresh.post("/api/v1/identity/recovery", &json!({})).await;
    scene.test.run_jobs().await;
    let mail = scene.test.last_mail().unwrap();
    let text = mail.text.reveal();
    let link = text
        .lines()
        .find(|line| line.contains("/annuler/"))
        .unwrap();
    let path = link.replacen(BASE, "/", 1);
    let browser = Browser::of(&scene);
    for _ in 0..2 {
        let seen = browser.get(&path).await;
        assert_eq!(seen.status, 200);
        for said in ["Arrêter la demande", "ne pourra rien faire en votre nom"] {
            assert!(seen.text().contains(said), "{said}: {}", seen.text());
        }
    }
    assert_eq!(fresh.get("/api/v1/journey").await.status, 200, "a look");
    let stopped = browser.post(&path, &[]).await;
    assert!(stopped.text().contains("est arrêtée"), "{}", stopped.text());
    let gone = fresh.get("/api/v1/journey").await;
    assert_eq!(gone.problem().code, ErrorCode::SessionMissing);
    assert!(old.identity().await.blocked_at.is_some(), "still blocked");
    let again = Browser::speaking(&scene, "en").get(&path).await;
    assert_eq!(again.status, 404);
    for foreign in ["/annuler/0f0f", &format!("{path}0")] {
        assert_eq!(browser.post(foreign, &[]).await.status, 404, "{foreign}");
    }
}

#[tokio::test]
async fn a_recovering_computer_gives_its_place_to_one_phone_and_both_are_told() {
    let scene = Scene::open().await;
    App::active(&scene).await;
    let mut computer = elsewhere(&scene).await;
    let begun = computer.post("/api/v1/identity/recovery", &json!({})).await;
    let begun: RecoveryView = begun.json();
    computer.device = computer.bind().await.json::<DeviceView>().device;
    computer.walk_to(StateName::PhotoTips).await;

    let offered = offer(&computer).await;
    let claimed = claim(&scene, &offered).await;
    assert!(claimed.carries_account);
    let chosen = choose(&scene, &claimed, offered.number).await;
    assert_eq!(chosen.status, 204);
    let session: SessionView = join(&scene, &claimed).await.json();
    let twice = join(&scene, &claimed).await;
    assert_eq!(twice.code(), ErrorCode::HandoffExpired, "once");
    let mut phone = App::with_token(&scene, session.token.reveal());
    let early = phone.get("/api/v1/journey").await;
    assert_eq!(early.code(), ErrorCode::DeviceNotTrusted);
    phone.device = phone.bind().await.json::<DeviceView>().device;

    let goes_on = phone.look().await;
    assert_eq!(goes_on.at.name(), StateName::PhotoTips);
    let told = goes_on.recovery.unwrap();
    assert_eq!(told.possible_from, begun.possible_from, "no new delay");
    let stays = computer.get("/api/v1/journey").await;
    assert_eq!(stays.code(), ErrorCode::DeviceNotTrusted);
    let seen: HandoverView = computer.get("/api/v1/handover").await.json();
    assert!(seen.is_giver && seen.took_over && !seen.awaits_approval);
    assert_eq!(seen.newcomer.unwrap().device, phone.device);
    let again = computer.post("/api/v1/handover", &json!({})).await;
    assert_eq!(again.code(), ErrorCode::DeviceNotTrusted, "not twice");
}
