use super::World;
use crate::command;
use sceau_wire::error::ErrorCode;
use sceau_wire::host::DrawChallengeArgs;
use sceau_wire::journey::ConsentRequest;
use serde_json::{Value, json};

fn consent(given: bool) -> DrawChallengeArgs {
    DrawChallengeArgs {
        consent: ConsentRequest {
            version: "2026-11".into(),
            hash: "ab".repeat(32),
            given,
        },
    }
}

#[tokio::test]
async fn digits_are_asked_for_with_the_consent_and_kept_until_the_film_is_sent() {
    let world = World::signed_in().await;
    let drawn = command::draw_challenge(&world.app, consent(true))
        .await
        .unwrap();
    assert_eq!((drawn.challenge.as_str(), drawn.digits), ("c1", [4, 7, 1]));
    let facts = world.server.facts();
    let told: Value = serde_json::from_str(facts.bodies.last().unwrap()).unwrap();
    let expected = json!({"version": "2026-11", "hash": "ab".repeat(32), "given": true});
    assert_eq!(told["consent"], expected);
    drop(facts);
    let kept = world.app.memory().challenge.clone();
    assert_eq!(kept.unwrap().challenge, "c1");
}

#[tokio::test]
async fn without_consent_there_are_no_digits() {
    let world = World::signed_in().await;
    let refused = command::draw_challenge(&world.app, consent(false)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::ConsentMissing);
    assert!(world.app.memory().challenge.is_none());
}
