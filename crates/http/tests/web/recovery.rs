//! The device of an identity is lost: said on another one, stopped by the link of the mail.

use crate::app::{App, EMAIL};
use crate::browser::Browser;
use crate::console::Operator;
use crate::scene::{BASE, Scene};
use sceau_wire::StateName;
use sceau_wire::account::DeviceView;
use sceau_wire::error::ErrorCode;
use sceau_wire::person::RecoveryView;
use serde_json::json;

/// Another device, signed in by mail, that may do nothing yet.
async fn elsewhere(scene: &Scene) -> App<'_> {
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
    let begun = fresh.post("/api/v1/identity/recovery", &json!({})).await;
    assert_eq!(begun.status, 200);
    let begun: RecoveryView = begun.json();
    let wait = begun.possible_from.duration_since(scene.test.now());
    assert_eq!(wait.as_hours(), 72);
    let bound: DeviceView = fresh.bind().await.json();
    fresh.device = bound.device;
    assert_eq!(fresh.look().await.at.name(), StateName::Terms);
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
        assert!(
            seen.text().contains("Arrêter la demande"),
            "{}",
            seen.text()
        );
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
