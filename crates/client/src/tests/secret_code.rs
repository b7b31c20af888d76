use super::server::{DEVICE, view};
use super::{World, code};
use crate::command;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::activation_statement;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::Nothing;
use serde_json::json;

#[tokio::test]
async fn after_a_restart_only_the_secret_code_unlocks() {
    let mut world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    assert!(!world.start().await.is_locked);

    world.kill_and_restart();
    assert!(world.start().await.is_locked);
    let wrong = command::unlock(&world.app, code("482914"))
        .await
        .unwrap_err();
    assert_eq!(
        (wrong.code, wrong.tries_left),
        (ErrorCode::SecretCodeWrong, Some(4))
    );
    assert!(world.start().await.is_locked);
    command::unlock(&world.app, code("482 913")).await.unwrap();
    assert!(!world.start().await.is_locked);
}

#[tokio::test]
async fn the_secret_code_never_leaves_the_device_nor_touches_its_disk() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    command::unlock(&world.app, code("482913")).await.unwrap();
    assert!(
        world
            .server
            .facts()
            .bodies
            .iter()
            .all(|body| !body.contains("482913"))
    );
    for file in std::fs::read_dir(world.folder.path().join("secrets")).unwrap() {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!content.windows(6).any(|bytes| bytes == b"482913"));
    }
}

#[tokio::test]
async fn codes_that_anyone_would_try_are_refused_before_anything_is_sent() {
    let world = World::signed_in().await;
    for (typed, expected) in [
        ("123456", ErrorCode::SecretCodeSimple),
        ("12345", ErrorCode::SecretCodeShape),
    ] {
        let refused = command::choose_secret_code(&world.app, code(typed))
            .await
            .unwrap_err();
        assert_eq!(refused.code, expected);
    }
    assert!(world.server.facts().device.is_none());
}

#[tokio::test]
async fn a_device_that_the_server_no_longer_knows_must_choose_again() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world.server.facts().device = None;
    let refused = command::unlock(&world.app, code("482913"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::DeviceEmpty);
    assert!(!world.start().await.has_secret_code);
}

#[tokio::test]
async fn a_proxy_that_knows_the_way_no_more_costs_nobody_their_key() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world.server.facts().is_misrouted = true;
    let refused = command::unlock(&world.app, code("482913"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Unavailable);
    world.server.facts().is_misrouted = false;
    command::unlock(&world.app, code("482913")).await.unwrap();
}

#[tokio::test]
async fn the_activation_is_signed_by_the_key_that_was_bound() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world.server.facts().state = view(json!({"state": "activation", "nonce": "feed"}));
    command::activate(&world.app, code("482913")).await.unwrap();
    let facts = world.server.facts();
    let (_, event) = &facts.events[0];
    let bytes = |text: &serde_json::Value| STANDARD.decode(text.as_str().unwrap()).unwrap();
    let public = bytes(&facts.device.as_ref().unwrap()["public_key"]);
    let statement = activation_statement("feed", DEVICE.parse().unwrap());
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
        .verify(&statement, &bytes(&event["signature"]))
        .unwrap();
}

#[tokio::test]
async fn a_lost_answer_leaves_no_second_device_on_the_account() {
    let world = World::signed_in().await;
    let offered = || world.server.facts().device.clone().unwrap();
    world.server.facts().bindings_to_lose = true;
    let lost = command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap_err();
    assert_eq!(lost.code, ErrorCode::Unavailable);
    let first = offered();
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    assert_eq!(offered(), first, "the same key, the same proof");
    command::unlock(&world.app, code("482913")).await.unwrap();
}

#[tokio::test]
async fn another_code_after_a_lost_answer_takes_another_key() {
    let world = World::signed_in().await;
    let offered = || world.server.facts().device.clone().unwrap();
    world.server.facts().bindings_to_lose = true;
    let lost = command::choose_secret_code(&world.app, code("482913")).await;
    assert!(lost.is_err());
    let first = offered();
    command::choose_secret_code(&world.app, code("713942"))
        .await
        .unwrap();
    assert_ne!(offered()["public_key"], first["public_key"]);
    command::unlock(&world.app, code("713942")).await.unwrap();
}

#[tokio::test]
async fn there_is_nothing_to_activate_elsewhere() {
    let world = World::signed_in().await;
    let refused = command::activate(&world.app, code("482913"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotPossibleHere);
}

#[tokio::test]
async fn signing_out_leaves_nothing_of_the_person() {
    let mut world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    command::sign_out(&world.app, Nothing {}).await.unwrap();
    world.kill_and_restart();
    let start = world.start().await;
    assert!(!start.has_session && !start.has_secret_code && !start.is_locked);
}
