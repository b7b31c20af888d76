//! What a service of the strict profile was given: renewed, ended, looked at.

use crate::scene::Scene;
use crate::strict::{code_form, posted, refresh_form};
use sceau_oidc::access::BearerError;
use sceau_oidc::dpop::DpopFault;
use sceau_oidc::parameters::pairs;
use sceau_oidc::token_error::TokenError;
use sceau_service::login::{introspect_token, revoke_token};

#[tokio::test]
async fn a_refresh_token_changes_at_each_use_and_a_lost_answer_is_forgiven_once() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let first = scene.logged_in(&maelys, &key).await.refresh_token.unwrap();
    scene.minutes(60);
    let lost = scene.refresh(&first, &key).await.unwrap();
    let again = scene.refresh(&first, &key).await.unwrap();
    assert_ne!(lost.refresh_token, again.refresh_token);
    assert!(scene.claims(&again.access_token, &key).await.is_ok());
    let next = again.refresh_token.unwrap();
    let third = scene.refresh(&next, &key).await.unwrap();
    let copied = scene.refresh(&first, &key).await;
    assert_eq!(copied.err(), Some(TokenError::CopiedRefreshToken));
    let ended = scene.refresh(&third.refresh_token.unwrap(), &key).await;
    assert_eq!(
        ended.err(),
        Some(TokenError::UnknownRefreshToken),
        "a copy ends them all"
    );
    let claims = scene.claims(&third.access_token, &key).await;
    assert_eq!(claims, Err(BearerError::Invalid));
    assert!(scene.kinds().await.contains(&"refresh.copied".to_owned()));
}

#[tokio::test]
async fn a_refresh_token_is_bound_to_its_key_its_client_and_its_month() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let token = scene.logged_in(&maelys, &key).await.refresh_token.unwrap();
    let thief = scene.refresh(&token, &scene.new_key()).await;
    assert_eq!(thief.err(), Some(TokenError::BadProof(DpopFault::OtherKey)));
    let wider = [
        refresh_form(&token),
        pairs([("scope", "openid identite_pivot")]),
    ]
    .concat();
    let wider = scene.tokens(wider, Some(&key)).await;
    assert_eq!(wider.err(), Some(TokenError::WiderScope));
    let narrow = [refresh_form(&token), pairs([("scope", "openid")])].concat();
    let narrow = scene.tokens(narrow, Some(&key)).await.unwrap();
    assert_eq!(narrow.scope.as_deref(), Some("openid"));
    scene.minutes(30 * 24 * 60 + 1);
    let late = scene.refresh(&narrow.refresh_token.unwrap(), &key).await;
    assert_eq!(late.err(), Some(TokenError::UnknownRefreshToken));
    let invented = scene.refresh("devine.devine", &key).await;
    assert_eq!(invented.err(), Some(TokenError::UnknownRefreshToken));
}

#[tokio::test]
async fn a_code_shown_twice_ends_what_it_gave() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let code = scene.strict_code(&maelys).await;
    let tokens = scene.tokens(code_form(&code), Some(&key)).await.unwrap();
    assert!(scene.is_active(&tokens.access_token).await);
    let again = scene.tokens(code_form(&code), Some(&key)).await;
    assert_eq!(again.err(), Some(TokenError::UnknownCode));
    assert!(!scene.is_active(&tokens.access_token).await);
    let refresh = scene.refresh(&tokens.refresh_token.unwrap(), &key).await;
    assert_eq!(refresh.err(), Some(TokenError::UnknownRefreshToken));
}

#[tokio::test]
async fn a_token_given_back_is_worth_nothing_and_a_stranger_learns_nothing() {
    let scene = Scene::open().await;
    let (maelys, key) = (scene.maelys().await, scene.new_key());
    let tokens = scene.logged_in(&maelys, &key).await;
    let refresh = tokens.refresh_token.unwrap();
    assert!(scene.is_active(&tokens.access_token).await && scene.is_active(&refresh).await);
    scene.revoke("devine").await;
    scene.revoke(&tokens.access_token).await;
    assert!(!scene.is_active(&tokens.access_token).await);
    assert!(scene.is_active(&refresh).await, "the access token alone");
    let renewed = scene.refresh(&refresh, &key).await.unwrap();
    scene.revoke(&renewed.refresh_token.clone().unwrap()).await;
    assert!(!scene.is_active(&renewed.access_token).await);
    assert!(!scene.is_active(&renewed.refresh_token.unwrap()).await);

    let other = scene.logged_in(&maelys, &key).await.access_token;
    let demo = pairs([
        ("client_id", sceau_testkit::world::DEMO_CLIENT),
        ("client_secret", sceau_testkit::world::DEMO_CLIENT_SECRET),
        ("token", &other),
    ]);
    let worth = introspect_token(&scene.world, &posted(&demo, &[])).await;
    assert!(!worth.unwrap().active);
    revoke_token(&scene.world, &posted(&demo, &[]))
        .await
        .unwrap();
    assert!(scene.is_active(&other).await, "not theirs to end");
}
