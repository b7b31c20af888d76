//! Two people, one computer.

use super::entries::{TYPED, keep, recall};
use super::server::{TOKEN, TOKEN_OF_ALI, view};
use super::uploads::{carry, sealed_files, submit, take, until, uploads};
use super::{World, code, picture};
use crate::command;
use core::time::Duration;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{AtStake, Nothing, SignedInView, UploadState};
use serde_json::json;

/// Nadia's picture waits, and her session has ended at the server.
async fn nadia_left() -> World {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    let capture = take(&world, picture(1200, 760)).await;
    world.server.facts().session_ended = true;
    submit(&world, &capture).await;
    let worker = carry(&world);
    let waiting = until(&world, UploadState::Waiting).await;
    worker.abort();
    let _ = worker.await;
    let why = waiting.problem.map(|problem| problem.code);
    assert_eq!(why, Some(ErrorCode::SessionMissing), "not « no network »");
    assert!(!world.start().await.has_session, "the app leads to sign-in");
    world
}

#[tokio::test]
async fn what_one_person_left_on_its_way_neither_goes_out_under_the_next_nor_stays() {
    for restarts in [false, true] {
        let mut world = nadia_left().await;
        if restarts {
            world.kill_and_restart();
        }
        let worker = carry(&world);
        world.sign_in_as("ali@example.org").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        worker.abort();
        let sent = {
            let facts = world.server.facts();
            (facts.uploads.len(), facts.events.len(), facts.pieces)
        };
        assert_eq!(sent, (0, 0, 0), "uploads, events, pieces");
        assert!(uploads(&world).await.is_empty());
        assert_eq!(sealed_files(&world), 0);
        let start = world.start().await;
        assert!(!start.has_secret_code, "her key opens nothing of his");
    }
}

#[tokio::test]
async fn what_waited_for_the_same_person_goes_on_once_they_are_back() {
    let mut world = nadia_left().await;
    world.kill_and_restart();
    let worker = carry(&world);
    world.sign_in().await;
    until(&world, UploadState::Done).await;
    worker.abort();
    assert_eq!(world.server.facts().uploads.len(), 1);
    let start = world.start().await;
    assert!(
        start.has_secret_code && start.is_locked,
        "the same secret code opens the key that is here"
    );
}

#[tokio::test]
async fn what_one_person_was_typing_comes_back_to_them_and_to_nobody_else() {
    for (email, is_another) in [("nadia@example.org", false), ("ali@example.org", true)] {
        let mut world = World::signed_in().await;
        command::choose_secret_code(&world.app, code("482913"))
            .await
            .unwrap();
        keep(&world, TYPED).await.unwrap();
        world.server.facts().session_ended = true;
        command::get_journey(&world.app, Nothing {})
            .await
            .unwrap_err();
        world.kill_and_restart();
        let signed_in = world.sign_in_as(email).await;
        assert_eq!(signed_in.is_another_person, is_another, "{email}");
        if is_another {
            command::choose_secret_code(&world.app, code("482913"))
                .await
                .unwrap();
        } else {
            command::unlock(&world.app, code("482913")).await.unwrap();
        }
        let kept = (!is_another).then(|| TYPED.to_owned());
        assert_eq!(recall(&world).await, Ok(kept), "{email}");
    }
}

#[tokio::test]
async fn whoever_is_first_at_a_device_takes_nobodys_place() {
    let world = World::new().await;
    let signed_in = world.sign_in_as("nadia@example.org").await;
    assert!(!signed_in.is_another_person);
}

#[tokio::test]
async fn an_upload_under_way_ends_with_the_session_it_began_with() {
    let world = World::signed_in().await;
    let capture = take(&world, picture(1200, 760)).await;
    submit(&world, &capture).await;
    // As if it had been left there by a run that was killed while somebody else signed in.
    world.app.memory().holder.account = Some("a2".into());
    let worker = carry(&world);
    tokio::time::sleep(Duration::from_millis(100)).await;
    worker.abort();
    assert!(world.server.facts().uploads.is_empty());
    assert!(uploads(&world).await.is_empty());
    assert_eq!(sealed_files(&world), 0);
}

#[tokio::test]
async fn the_device_knows_without_a_network_that_an_identity_hangs_on_its_key() {
    let mut world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    command::get_journey(&world.app, Nothing {}).await.unwrap();
    assert_eq!(world.start().await.at_stake, AtStake::Nothing);
    world.server.facts().state = view(json!({"state": "active"}));
    command::get_journey(&world.app, Nothing {}).await.unwrap();

    world.kill_and_restart();
    world.server.stop().await;
    assert_eq!(world.start().await.at_stake, AtStake::Identity);
    command::sign_out(&world.app, Nothing {}).await.unwrap();
    assert_eq!(world.start().await.at_stake, AtStake::Nothing);
}

#[tokio::test]
async fn a_recovery_under_way_hangs_on_it_too() {
    let world = World::signed_in().await;
    world.server.facts().state = recovering();
    command::get_journey(&world.app, Nothing {}).await.unwrap();
    assert_eq!(world.start().await.at_stake, AtStake::Recovery);
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Mail,
    Computer,
}

/// What hangs on this device's key is somebody's, whose session ended by itself; then another account comes that way.
async fn another_comes(
    way: Way,
    state: serde_json::Value,
) -> (World, Result<SignedInView, ErrorCode>) {
    // The computer of the tests gives Nadia's account.
    let (here, comes) = match way {
        Way::Mail => ("nadia@example.org", "ali@example.org"),
        Way::Computer => ("ali@example.org", "nadia@example.org"),
    };
    let world = World::new().await;
    world.sign_in_as(here).await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world.server.facts().state = state;
    command::get_journey(&world.app, Nothing {}).await.unwrap();
    keep(&world, TYPED).await.unwrap();
    world.server.facts().session_ended = true;
    command::get_journey(&world.app, Nothing {})
        .await
        .unwrap_err();
    let answer = match way {
        Way::Mail => {
            world.ask_code(comes).await;
            command::sign_in(&world.app, code("123456")).await
        }
        Way::Computer => {
            world.confirm(Some(34)).await;
            command::join_handover(&world.app, Nothing {}).await
        }
    };
    (world, answer.map_err(|problem| problem.code))
}

fn recovering() -> serde_json::Value {
    let mut recovering = view(json!({"state": "terms"}));
    recovering["recovery"] = json!({
        "asked_at": "2030-01-01T00:00:00Z", "possible_from": "2030-01-04T00:00:00Z", "is_possible": false,
    });
    recovering
}

#[tokio::test]
async fn an_identity_or_a_recovery_goes_for_another_account_only_after_a_yes() {
    for way in [Way::Mail, Way::Computer] {
        for state in [view(json!({"state": "active"})), recovering()] {
            let (world, answer) = another_comes(way, state).await;
            assert_eq!(answer.unwrap_err(), ErrorCode::AccountAnother, "{way:?}");
            let start = world.start().await;
            assert!(!start.has_session && start.has_secret_code, "{way:?}");
            assert_ne!(start.at_stake, AtStake::Nothing, "{way:?}");

            let signed_in = command::replace_account(&world.app, Nothing {})
                .await
                .unwrap();
            assert!(signed_in.is_another_person && !signed_in.has_secret_code);
            let start = world.start().await;
            assert!(start.has_session && !start.has_secret_code, "{way:?}");
            assert_eq!(start.at_stake, AtStake::Nothing, "{way:?}");
            let again = command::replace_account(&world.app, Nothing {}).await;
            assert_eq!(again.unwrap_err().code, ErrorCode::SessionMissing);
        }
    }
}

#[tokio::test]
async fn a_no_leaves_the_device_as_it_was_and_ends_the_session_that_was_opened() {
    for (way, opened) in [(Way::Mail, TOKEN_OF_ALI), (Way::Computer, TOKEN)] {
        let (mut world, _) = another_comes(way, view(json!({"state": "active"}))).await;
        command::decline_account(&world.app, Nothing {})
            .await
            .unwrap();
        assert_eq!(world.server.facts().signed_out, [opened]);
        let late = command::replace_account(&world.app, Nothing {}).await;
        assert_eq!(late.unwrap_err().code, ErrorCode::SessionMissing);

        world.kill_and_restart();
        let start = world.start().await;
        assert_eq!(start.at_stake, AtStake::Identity);
        let owner = match way {
            Way::Mail => "nadia@example.org",
            Way::Computer => "ali@example.org",
        };
        let back = world.sign_in_as(owner).await;
        assert!(back.has_secret_code && !back.is_another_person);
        command::unlock(&world.app, code("482913")).await.unwrap();
        assert_eq!(recall(&world).await, Ok(Some(TYPED.to_owned())));
    }
}

#[tokio::test]
async fn a_phone_linked_to_a_computer_of_its_own_account_is_asked_nothing_and_keeps_its_key() {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world.server.facts().state = view(json!({"state": "active"}));
    command::get_journey(&world.app, Nothing {}).await.unwrap();
    world.confirm(Some(34)).await;
    let joined = command::join_handover(&world.app, Nothing {})
        .await
        .unwrap();
    assert!(joined.has_secret_code && !joined.is_another_person);
    assert_eq!(world.start().await.at_stake, AtStake::Identity);
}
