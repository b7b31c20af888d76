use super::{World, code};
use crate::command;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{Nothing, NumberArgs, Preferences};

#[tokio::test]
async fn a_session_is_kept_between_two_runs_and_its_token_never_shown() {
    let mut world = World::signed_in().await;
    world.kill_and_restart();
    let start = world.start().await;
    assert!(start.has_session && !start.has_secret_code);
    assert!(
        !serde_json::to_string(&start)
            .unwrap()
            .contains("token-of-nadia")
    );
    assert!(command::get_journey(&world.app, Nothing {}).await.is_ok());
}

#[tokio::test]
async fn a_wrong_code_says_how_many_tries_remain() {
    let world = World::new().await;
    assert_eq!(
        command::sign_in(&world.app, code("123456"))
            .await
            .unwrap_err()
            .code,
        ErrorCode::CodeUnknown,
    );
    world.sign_in().await;
    let email = sceau_wire::host::EmailArgs {
        email: "ali@example.org".into(),
        language: "fr".into(),
    };
    command::request_sign_in_code(&world.app, email)
        .await
        .unwrap();
    let refused = command::sign_in(&world.app, code("000000"))
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code, refused.tries_left),
        (ErrorCode::CodeWrong, Some(4))
    );
}

#[tokio::test]
async fn a_code_in_the_mailbox_can_be_typed_after_a_restart() {
    let mut world = World::new().await;
    assert!(world.start().await.sign_in.is_none());
    let email = || sceau_wire::host::EmailArgs {
        email: "nadia@example.org".into(),
        language: "fr".into(),
    };
    command::request_sign_in_code(&world.app, email())
        .await
        .unwrap();
    world.kill_and_restart();
    let awaited = world.start().await.sign_in.unwrap();
    assert_eq!(awaited.sent.email_masked, "n••••@example.org");
    assert_eq!(awaited.email.reveal(), "nadia@example.org");
    let kept = std::fs::read(world.folder.path().join("sign-in.sealed")).unwrap();
    assert!(!kept.windows(5).any(|bytes| bytes == b"nadia"));

    command::sign_in(&world.app, code("123456")).await.unwrap();
    world.kill_and_restart();
    assert!(world.start().await.sign_in.is_none(), "it was used");
}

#[tokio::test]
async fn an_address_whose_code_was_never_typed_is_forgotten_once_that_code_is_over() {
    for restarts in [false, true] {
        let mut world = World::new().await;
        world.ask_code("nadia@example.org").await;
        world.today.set("2030-01-01T00:00:00Z");
        assert!(
            world.start().await.sign_in.is_some(),
            "it may still be typed"
        );
        world.today.set("2030-01-01T00:00:01Z");
        if restarts {
            world.kill_and_restart();
        }
        assert!(world.start().await.sign_in.is_none());
        assert!(!world.folder.path().join("sign-in.sealed").exists());
        let late = command::sign_in(&world.app, code("123456")).await;
        assert_eq!(late.unwrap_err().code, ErrorCode::CodeUnknown);
    }
}

#[tokio::test]
async fn a_handoff_that_was_confirmed_travels_with_the_sign_in_and_its_secret_stays_here() {
    let world = World::new().await;
    let link = format!("{}continuer/abcdef_123456", world.server.address);
    let view = command::claim_handoff(&world.app, code(&link))
        .await
        .unwrap();
    assert_eq!(view.secret.reveal(), "");
    command::confirm_handoff(&world.app, NumberArgs { number: Some(34) })
        .await
        .unwrap();
    world.sign_in().await;
    let facts = world.server.facts();
    assert!(
        facts.bodies[0].contains("\"abcdef_123456\""),
        "only the token is sent"
    );
    let sign_in = facts.bodies.last().unwrap();
    assert!(sign_in.contains("secret-of-handoff"));
}

#[tokio::test]
async fn a_foreign_code_is_not_sent_anywhere() {
    let world = World::new().await;
    let refused = command::claim_handoff(&world.app, code("https://evil.test/continuer/abcdef"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::HandoffForeign);
    assert!(world.server.facts().bodies.is_empty());
}

#[tokio::test]
async fn a_session_that_the_server_ended_is_forgotten() {
    let world = World::signed_in().await;
    world.server.facts().session_ended = true;
    let refused = command::get_journey(&world.app, Nothing {})
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::SessionMissing);
    assert!(!world.start().await.has_session);
}

#[tokio::test]
async fn preferences_that_no_screen_offers_are_not_kept() {
    let world = World::new().await;
    let wanted = |text_percent| Preferences {
        language: Some("en".into()),
        theme: None,
        text_percent,
        high_contrast: Some(true),
        signals: Some(false),
        notices: None,
    };
    assert!(
        command::save_preferences(&world.app, wanted(900))
            .await
            .is_err()
    );
    command::save_preferences(&world.app, wanted(150))
        .await
        .unwrap();
    let kept = world.start().await.preferences;
    assert_eq!(kept.text_percent, 150);
    assert_eq!(
        (kept.high_contrast, kept.signals),
        (Some(true), Some(false))
    );
}

#[tokio::test]
async fn a_link_that_launched_the_app_is_told_once() {
    let world = World::new().await;
    assert!(!world.app.follow_link("https://evil.test/approuver/abcdef"));
    assert!(world.app.follow_link("sceau://login/abcdef_123"));
    assert_eq!(
        world.start().await.link_code.unwrap().code.reveal(),
        "abcdef_123"
    );
    assert!(world.start().await.link_code.is_none());
}
