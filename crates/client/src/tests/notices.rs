use super::server::view;
use super::{World, code};
use crate::command;
use crate::notices::{Notice, Watch};
use sceau_wire::host::{Nothing, Preferences};
use serde_json::json;
use std::sync::atomic::Ordering;

async fn with_state(state: serde_json::Value) -> World {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world.server.facts().state = view(state);
    command::get_journey(&world.app, Nothing {}).await.unwrap();
    world
}

async fn with_identity() -> World {
    with_state(json!({"state": "active"})).await
}

fn come_and_look(world: &World, is_there: bool) {
    world.desk.is_looked_at.store(is_there, Ordering::SeqCst);
}

#[tokio::test]
async fn a_login_that_waits_is_told_once_while_nobody_looks() {
    let world = with_identity().await;
    let mut watch = Watch::default();
    assert_eq!(watch.look(&world.app).await, Some(Notice::Login));
    assert_eq!(watch.look(&world.app).await, None);
}

#[tokio::test]
async fn a_login_that_a_screen_showed_is_not_told_again() {
    let world = with_identity().await;
    let mut watch = Watch::default();
    come_and_look(&world, true);
    command::list_login_requests(&world.app, Nothing {})
        .await
        .unwrap();
    assert_eq!(watch.look(&world.app).await, None);
    come_and_look(&world, false);
    assert_eq!(watch.look(&world.app).await, None);
}

#[tokio::test]
async fn whoever_wants_no_notices_is_told_nothing() {
    let world = with_identity().await;
    let preferences = Preferences {
        language: Some("fr".into()),
        theme: None,
        text_percent: 100,
        high_contrast: None,
        signals: None,
        notices: Some(false),
    };
    command::save_preferences(&world.app, preferences)
        .await
        .unwrap();
    assert_eq!(Watch::default().look(&world.app).await, None);
}

#[tokio::test]
async fn news_of_a_case_in_other_hands_are_told_once() {
    let world = with_state(json!({"state": "in_person", "desk_code": "4821"})).await;
    let mut watch = Watch::default();
    come_and_look(&world, true);
    watch.look(&world.app).await;
    come_and_look(&world, false);
    let looks = async |watch: &mut Watch| {
        let mut told = Vec::new();
        for _ in 0..60 {
            told.extend(watch.look(&world.app).await);
        }
        told
    };
    assert_eq!(looks(&mut watch).await, []);
    world.server.facts().state = view(json!({"state": "identification"}));
    assert_eq!(looks(&mut watch).await, [Notice::Case]);
}

#[test]
fn a_notice_speaks_the_persons_language() {
    assert!(Notice::Login.text(Some("en")).contains("login request"));
    assert!(Notice::Login.text(None).contains("demande de connexion"));
    assert!(Notice::Case.text(Some("fr")).contains("dossier"));
}
