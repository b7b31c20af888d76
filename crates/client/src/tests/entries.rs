use super::{World, code};
use crate::command;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::{EntriesArgs, Nothing};

pub(super) const TYPED: &str = r#"{"document":{"birthName":"Spécimen"}}"#;

pub(super) async fn keep(world: &World, text: &str) -> Result<Nothing, ErrorCode> {
    let args = EntriesArgs {
        entries: text.into(),
    };
    let kept = command::keep_entries(&world.app, args).await;
    kept.map_err(|problem| problem.code)
}

pub(super) async fn recall(world: &World) -> Result<Option<String>, ErrorCode> {
    let view = command::recall_entries(&world.app, Nothing {}).await;
    view.map(|view| view.entries.map(|text| text.reveal().to_owned()))
        .map_err(|problem| problem.code)
}

async fn with_secret_code() -> World {
    let world = World::signed_in().await;
    command::choose_secret_code(&world.app, code("482913"))
        .await
        .unwrap();
    world
}

#[tokio::test]
async fn what_was_typed_before_a_kill_is_there_again_once_unlocked() {
    let mut world = with_secret_code().await;
    keep(&world, TYPED).await.unwrap();
    world.kill_and_restart();
    assert_eq!(
        recall(&world).await,
        Err(ErrorCode::SessionMissing),
        "locked"
    );
    assert_eq!(
        keep(&world, "{}").await.unwrap_err(),
        ErrorCode::SessionMissing
    );
    command::unlock(&world.app, code("482913")).await.unwrap();
    assert_eq!(recall(&world).await, Ok(Some(TYPED.to_owned())));
}

#[tokio::test]
async fn signing_out_forgets_it() {
    let world = with_secret_code().await;
    keep(&world, TYPED).await.unwrap();
    command::sign_out(&world.app, Nothing {}).await.unwrap();
    assert!(!world.folder.path().join("entries.sealed").exists());
}

#[tokio::test]
async fn a_text_that_no_form_of_ours_fills_is_refused() {
    let world = with_secret_code().await;
    let refused = keep(&world, &"x".repeat(65_537)).await.unwrap_err();
    assert_eq!(refused, ErrorCode::RequestMalformed);
}
