//! Who may decide.

use crate::scene::{Scene, refusal};
use jiff::SignedDuration;
use sceau_domain::private::Secret;
use sceau_service::failure::Refusal;
use sceau_service::review::{
    add_operator, authenticate_operator, list_operators, list_queue, revoke_operator,
    sign_in_operator, sign_out_operator,
};

#[tokio::test]
async fn a_key_opens_the_console_until_it_is_revoked() {
    let scene = Scene::open().await;
    scene.queued(1).await;
    let added = add_operator(&scene.world, " Dominique ").await.unwrap();
    let padded = Secret::new(format!(" {}\n", added.key.reveal()));
    let signed_in = sign_in_operator(&scene.world, &padded).await.unwrap();
    assert_eq!(signed_in.operator.name, "Dominique");
    let by = authenticate_operator(&scene.world, signed_in.token.reveal())
        .await
        .unwrap();
    assert!(scene.next(&by).await.is_some());
    for _ in 0..2 {
        revoke_operator(&scene.world, added.id).await.unwrap();
    }
    let refused = authenticate_operator(&scene.world, signed_in.token.reveal()).await;
    assert_eq!(refusal(refused), Refusal::OperatorUnknown);
    let refused = sign_in_operator(&scene.world, &added.key).await;
    assert_eq!(refusal(refused), Refusal::OperatorUnknown);
    let other = scene.operator("Camille").await;
    assert!(
        scene.next(&other).await.is_some(),
        "what a revoked operator held is free at once"
    );
    assert_eq!(list_operators(&scene.world).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_session_ends_by_itself_and_by_leaving() {
    let scene = Scene::open().await;
    let added = add_operator(&scene.world, "Dominique").await.unwrap();
    let first = sign_in_operator(&scene.world, &added.key).await.unwrap();
    scene.test.advance(SignedDuration::from_hours(7));
    assert!(
        authenticate_operator(&scene.world, first.token.reveal())
            .await
            .is_ok()
    );
    scene.test.advance(SignedDuration::from_hours(7));
    let by = authenticate_operator(&scene.world, first.token.reveal())
        .await
        .unwrap();
    sign_out_operator(&scene.world, &by).await.unwrap();
    let refused = authenticate_operator(&scene.world, first.token.reveal()).await;
    assert_eq!(refusal(refused), Refusal::OperatorUnknown);
    let second = sign_in_operator(&scene.world, &added.key).await.unwrap();
    scene.test.advance(SignedDuration::from_hours(8));
    let refused = authenticate_operator(&scene.world, second.token.reveal()).await;
    assert_eq!(refusal(refused), Refusal::OperatorUnknown);
}

#[tokio::test]
async fn an_unknown_key_and_an_empty_name_are_refused() {
    let scene = Scene::open().await;
    let key = Secret::new("devine".to_owned());
    assert_eq!(
        refusal(sign_in_operator(&scene.world, &key).await),
        Refusal::OperatorUnknown
    );
    assert_eq!(
        refusal(add_operator(&scene.world, "  ").await),
        Refusal::Malformed
    );
    let by = scene.operator("Dominique").await;
    assert!(list_queue(&scene.world, &by).await.unwrap().is_empty());
    assert!(scene.next(&by).await.is_none());
}
