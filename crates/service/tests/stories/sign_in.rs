//! Codes by mail: wrong, late, used, exhausted, and the limits of an address.

use crate::person::{EMAIL, Person, refusal};
use crate::scene::Scene;
use jiff::SignedDuration;
use sceau_domain::id::SignInId;
use sceau_service::account::{authenticate, request_sign_in_code, sign_in, sign_out};
use sceau_service::failure::Refusal;
use sceau_service::language::Language;

async fn ask(scene: &Scene) -> SignInId {
    request_sign_in_code(&scene.world, EMAIL, Language::French)
        .await
        .unwrap()
        .sign_in
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let scene = Scene::open().await;
    Person::sign_in(&scene).await;
    scene.minutes(1);
    let known = request_sign_in_code(&scene.world, EMAIL, Language::French)
        .await
        .unwrap();
    let unknown = request_sign_in_code(&scene.world, "Chantal@Exemple.fr", Language::French)
        .await
        .unwrap();
    assert_eq!(known.email_masked, unknown.email_masked);
    assert_eq!(
        (known.expires_at, known.resend_at),
        (unknown.expires_at, unknown.resend_at)
    );
}

#[tokio::test]
async fn a_code_used_twice_is_refused() {
    let scene = Scene::open().await;
    let id = ask(&scene).await;
    let code = scene.mailed_code().await;
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    assert!(
        !sign_in(&scene.world, id, &spaced)
            .await
            .unwrap()
            .needs_trusted_device
    );
    assert_eq!(
        refusal(sign_in(&scene.world, id, &code).await),
        Refusal::CodeUnknown
    );
}

#[tokio::test]
async fn a_code_is_late_after_ten_minutes() {
    let scene = Scene::open().await;
    let id = ask(&scene).await;
    let code = scene.mailed_code().await;
    scene.advance(SignedDuration::from_secs(601));
    assert_eq!(
        refusal(sign_in(&scene.world, id, &code).await),
        Refusal::CodeExpired
    );
}

#[tokio::test]
async fn five_wrong_codes_close_the_address_until_it_has_rested() {
    let scene = Scene::open().await;
    let id = ask(&scene).await;
    let code = scene.mailed_code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for tries_left in (1..5).rev() {
        let refused = refusal(sign_in(&scene.world, id, wrong).await);
        assert_eq!(refused, Refusal::CodeWrong { tries_left });
    }
    let until = scene.now() + SignedDuration::from_mins(15);
    for typed in [wrong, &code] {
        let refused = refusal(sign_in(&scene.world, id, typed).await);
        assert_eq!(refused, Refusal::CodeExhausted { until });
    }
    scene.minutes(5);
    let again = request_sign_in_code(&scene.world, EMAIL, Language::French).await;
    assert_eq!(refusal(again), Refusal::CodeExhausted { until });
    scene.minutes(10);
    let id = ask(&scene).await;
    let code = scene.mailed_code().await;
    assert!(sign_in(&scene.world, id, &code).await.is_ok());
}

#[tokio::test]
async fn a_letter_among_the_digits_is_wrong_without_spending_a_try() {
    let scene = Scene::open().await;
    let id = ask(&scene).await;
    for _ in 0..2 {
        let refused = refusal(sign_in(&scene.world, id, "12a456").await);
        assert_eq!(refused, Refusal::CodeWrong { tries_left: 5 });
    }
}

#[tokio::test]
async fn three_codes_leave_and_no_fourth() {
    let scene = Scene::open().await;
    let first = ask(&scene).await;
    let at_once = request_sign_in_code(&scene.world, EMAIL, Language::French).await;
    let until = scene.now() + SignedDuration::from_secs(30);
    assert_eq!(refusal(at_once), Refusal::CodeTooSoon { until });
    scene.minutes(1);
    assert_eq!(ask(&scene).await, first, "the limits belong to the address");
    scene.minutes(1);
    let last = request_sign_in_code(&scene.world, EMAIL, Language::French)
        .await
        .unwrap();
    assert_eq!(last.resend_at, None);
    scene.minutes(1);
    let fourth = request_sign_in_code(&scene.world, EMAIL, Language::French).await;
    assert!(matches!(refusal(fourth), Refusal::CodeTooSoon { .. }));
}

#[tokio::test]
async fn what_is_no_address_is_refused_before_anything_is_stored() {
    let scene = Scene::open().await;
    let refused = request_sign_in_code(&scene.world, "camille", Language::English).await;
    assert_eq!(refusal(refused), Refusal::EmailInvalid);
    assert_eq!(scene.round().await.messages_sent, 0);
}

#[tokio::test]
async fn a_session_lives_while_it_is_used_and_ends_when_signed_out() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    scene.days(60);
    let me = person.me().await;
    scene.days(60);
    person.me().await;
    sign_out(&scene.world, &me).await.unwrap();
    let refused = authenticate(&scene.world, &person.token).await;
    assert_eq!(refusal(refused), Refusal::SessionMissing);
}

#[tokio::test]
async fn a_forgotten_session_ends_by_itself() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    scene.days(91);
    let refused = authenticate(&scene.world, &person.token).await;
    assert_eq!(refusal(refused), Refusal::SessionMissing);
}

#[tokio::test]
async fn the_mail_speaks_the_language_asked_for() {
    let scene = Scene::open().await;
    request_sign_in_code(&scene.world, EMAIL, Language::English)
        .await
        .unwrap();
    scene.round().await;
    let mail = scene.newest_mail();
    assert_eq!(mail.subject, "Your code for Sceau");
    assert!(
        mail.html
            .reveal()
            .starts_with("<!DOCTYPE html>\n<html lang=\"en\">")
    );
    assert!(!format!("{mail:?}").contains("exemple.fr"));
}
