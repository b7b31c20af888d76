use super::server::{DEVICE, NEW_DEVICE, REQUEST, view};
use super::{World, code};
use crate::command;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sceau_domain::login::successor_statement;
use sceau_wire::error::ErrorCode;
use sceau_wire::handoff::HandoverState;
use sceau_wire::host::{AtStake, Nothing, NumberArgs};
use serde_json::json;

impl World {
    pub(super) async fn confirm(&self, number: Option<u8>) {
        command::claim_handoff(&self.app, code("ABCD-2345"))
            .await
            .unwrap();
        command::confirm_handoff(&self.app, NumberArgs { number })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_computer_offers_follows_and_ends_with_its_session() {
    let world = World::signed_in().await;
    let offered = command::offer_handover(&world.app, Nothing {})
        .await
        .unwrap();
    assert_eq!(offered.state, HandoverState::Offered);
    let seen = command::watch_handover(&world.app, Nothing {}).await;
    assert_eq!(seen.unwrap().number, 34);
    command::end_handover(&world.app, Nothing {}).await.unwrap();

    let nobody = World::new().await;
    let refused = command::offer_handover(&nobody.app, Nothing {}).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::SessionMissing);
}

#[tokio::test]
async fn a_phone_that_chose_the_number_is_signed_in_and_keeps_its_token_to_itself() {
    let mut world = World::new().await;
    world.confirm(Some(34)).await;
    let signed_in = command::join_handover(&world.app, Nothing {})
        .await
        .unwrap();
    assert!(!signed_in.needs_trusted_device);
    let body = world.server.facts().bodies.last().unwrap().clone();
    assert!(body.contains("secret-of-handoff"));
    world.kill_and_restart();
    let start = world.start().await;
    assert!(start.has_session && !start.has_secret_code);
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    assert!(command::get_journey(&world.app, Nothing {}).await.is_ok());
}

#[tokio::test]
async fn whoever_said_not_me_is_not_signed_in() {
    let world = World::new().await;
    let early = command::join_handover(&world.app, Nothing {}).await;
    assert_eq!(early.unwrap_err().code, ErrorCode::HandoffExpired);
    world.confirm(None).await;
    let late = command::join_handover(&world.app, Nothing {}).await;
    assert_eq!(late.unwrap_err().code, ErrorCode::HandoffExpired);
    assert!(!world.start().await.has_session);
}

#[tokio::test]
async fn joining_may_be_tried_again_when_it_failed_on_the_way() {
    let world = World::new().await;
    world.confirm(Some(34)).await;
    world.server.facts().joins_to_lose = true;
    assert!(
        command::join_handover(&world.app, Nothing {})
            .await
            .is_err()
    );
    assert!(command::join_handover(&world.app, Nothing {}).await.is_ok());
    let used = command::join_handover(&world.app, Nothing {}).await;
    assert_eq!(used.unwrap_err().code, ErrorCode::HandoffExpired);
}

#[tokio::test]
async fn the_device_key_signs_the_new_devices_key_and_a_wrong_code_signs_nothing() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    let refused = command::approve_handover(&world.app, code("482914")).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::SecretCodeWrong);
    world.server.facts().state = view(json!({"state": "active"}));
    command::get_journey(&world.app, Nothing {}).await.unwrap();
    assert_eq!(world.start().await.at_stake, AtStake::Identity);
    command::approve_handover(&world.app, code("482913"))
        .await
        .unwrap();
    let start = world.start().await;
    assert_eq!(start.at_stake, AtStake::Nothing, "it was given away");
    let facts = world.server.facts();
    let told: serde_json::Value = serde_json::from_str(facts.bodies.last().unwrap()).unwrap();
    let bytes = |text: &serde_json::Value| STANDARD.decode(text.as_str().unwrap()).unwrap();
    let statement = successor_statement(
        REQUEST.parse().unwrap(),
        DEVICE.parse().unwrap(),
        NEW_DEVICE.parse().unwrap(),
        &[4; 65],
    );
    let public = bytes(&facts.device.as_ref().unwrap()["public_key"]);
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public)
        .verify(&statement, &bytes(&told["signature"]))
        .unwrap();
}
