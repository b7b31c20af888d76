//! The phone number and its SMS.

use crate::person::{PHONE, Person, consent, refusal};
use crate::scene::Scene;
use jiff::SignedDuration;
use sceau_domain::journey::StateName;
use sceau_service::account::Authenticated;
use sceau_service::case::{self, accept_terms, give_phone, prove_phone};
use sceau_service::failure::Refusal;
use sceau_service::letter;

#[tokio::test]
async fn terms_that_changed_meanwhile_are_asked_for_again() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let mut stale = consent("identité");
    stale.hash = "00".repeat(32);
    let refused = accept_terms(&scene.world, &person.ask().await, &stale).await;
    assert_eq!(refusal(refused), Refusal::TermsOutdated);
    let mut unticked = consent("identité");
    unticked.given = false;
    let refused = accept_terms(&scene.world, &person.ask().await, &unticked).await;
    assert_eq!(refusal(refused), Refusal::ConsentMissing);
    assert_eq!(person.look().await.view.at, StateName::Terms);
}

#[tokio::test]
async fn the_sms_fills_itself_in_by_its_last_line() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneCode).await;
    scene.round().await;
    let text = scene.texts().remove(0);
    let code = scene.texted_code().await;
    assert_eq!(
        text,
        format!(
            "Sceau : votre code est {code}. Valable 10 minutes. Ne le donnez à personne.\n\
             @sceau.example #{code}"
        )
    );
    assert_eq!(
        person.look().await.phone.unwrap().number_masked,
        "+33 6 •• •• •• 34"
    );
}

#[tokio::test]
async fn wrong_tries_are_counted_though_the_request_fails() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneCode).await;
    let code = scene.texted_code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for tries_left in (1..5).rev() {
        let refused = prove_phone(&scene.world, &person.ask().await, wrong).await;
        assert_eq!(refusal(refused), Refusal::CodeWrong { tries_left });
    }
    for typed in [wrong, &code] {
        let refused = prove_phone(&scene.world, &person.ask().await, typed).await;
        assert!(matches!(refusal(refused), Refusal::CodeExhausted { .. }));
    }
}

#[tokio::test]
async fn another_number_gives_no_new_sends_and_old_codes_do_not_prove_it() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneCode).await;
    let first = scene.texted_code().await;
    let at_once = give_phone(&scene.world, &person.ask().await, "06 39 98 56 78").await;
    assert!(matches!(refusal(at_once), Refusal::CodeTooSoon { .. }));
    for _ in 0..2 {
        scene.minutes(1);
        give_phone(&scene.world, &person.ask().await, "06 39 98 56 78")
            .await
            .unwrap();
    }
    let refused = prove_phone(&scene.world, &person.ask().await, &first).await;
    assert!(matches!(refusal(refused), Refusal::CodeWrong { .. }));
    scene.minutes(1);
    let fourth = give_phone(&scene.world, &person.ask().await, PHONE).await;
    let until = scene.now() + SignedDuration::from_mins(14);
    assert_eq!(refusal(fourth), Refusal::CodeTooSoon { until });
}

#[tokio::test]
async fn a_landline_is_said_to_be_one() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneNumber).await;
    let refused = give_phone(&scene.world, &person.ask().await, "01 23 45 67 89").await;
    assert!(matches!(refusal(refused), Refusal::Phone(_)));
}

#[tokio::test]
async fn a_number_moves_to_whoever_proved_it_last_without_a_word() {
    let scene = Scene::open().await;
    let first = Person::at(&scene, StateName::DocumentIntro).await;
    let second = Person::sign_in_without_device(&scene, "alex@exemple.fr").await;
    second.walk_to(StateName::DocumentIntro).await;
    let Authenticated { account, .. } = first.me().await;
    assert_eq!(account.phone, None);
    assert!(second.me().await.account.phone.is_some());
}

#[tokio::test]
async fn a_number_of_an_active_identity_stays_with_it() {
    let scene = Scene::open().await;
    let first = Person::at(&scene, StateName::Active).await;
    let second = Person::sign_in_without_device(&scene, "alex@exemple.fr").await;
    second.walk_to(StateName::DocumentIntro).await;
    assert!(first.me().await.account.phone.is_some());
    assert_eq!(
        second.me().await.account.phone,
        None,
        "and the journey went on"
    );
}

#[tokio::test]
async fn starting_over_keeps_the_case_and_returns_to_the_terms() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterConsent).await;
    let before = person.look().await.case.id;
    let standing = case::start_over(&scene.world, &person.ask().await)
        .await
        .unwrap();
    assert_eq!(
        (standing.view.at, standing.case.id),
        (StateName::Terms, before)
    );
}

#[tokio::test]
async fn many_accounts_cannot_flood_one_number() {
    let scene = Scene::open().await;
    for attacker in 0..4 {
        let email = format!("attaque{attacker}@exemple.fr");
        let person = Person::sign_in_without_device(&scene, &email).await;
        person.walk_to(StateName::PhoneNumber).await;
        for send in 0..3 {
            let sent = give_phone(&scene.world, &person.ask().await, PHONE).await;
            if attacker * 3 + send < 10 {
                sent.unwrap();
            } else {
                let until = jiff::Timestamp::from_second(1_772_359_200).unwrap()
                    + SignedDuration::from_hours(24);
                assert_eq!(refusal(sent), Refusal::TooManyRequests { until });
            }
            scene.minutes(1);
        }
    }
    scene.round().await;
    assert_eq!(scene.texts().len(), 10);
    scene.days(1);
    let owner = Person::at(&scene, StateName::DocumentIntro).await;
    assert!(
        owner.me().await.account.phone.is_some(),
        "a day later its owner goes on"
    );
}

#[tokio::test]
async fn many_numbers_cost_the_host_no_more_codes_a_day_than_it_set() {
    let scene = Scene::with(|configuration| configuration.sms_codes_per_day = 3).await;
    for stranger in 0..5_i64 {
        let email = format!("attaque{stranger}@exemple.fr");
        let person = Person::sign_in_without_device(&scene, &email).await;
        person.walk_to(StateName::PhoneNumber).await;
        let number = format!("06 39 98 20 0{stranger}");
        let sent = give_phone(&scene.world, &person.ask().await, &number).await;
        if stranger < 3 {
            sent.unwrap();
        } else {
            let refused = refusal(sent);
            assert!(matches!(refused, Refusal::TooManyRequests { until } if until > scene.now()));
        }
        scene.minutes(1);
    }
    scene.round().await;
    assert_eq!(scene.texts().len(), 3, "and nothing was sent beyond");
    scene.days(1);
    let person = Person::sign_in_without_device(&scene, "apres@exemple.fr").await;
    person.walk_to(StateName::PhoneCode).await;
}

#[tokio::test]
async fn a_number_that_was_proved_gives_no_new_sends_to_whoever_starts_over() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneCode).await;
    for _ in 0..2 {
        scene.minutes(1);
        give_phone(&scene.world, &person.ask().await, PHONE)
            .await
            .unwrap();
    }
    person.walk_to(StateName::DocumentIntro).await;
    case::start_over(&scene.world, &person.ask().await)
        .await
        .unwrap();
    person.walk_to(StateName::PhoneNumber).await;
    scene.minutes(1);
    let fourth = give_phone(&scene.world, &person.ask().await, PHONE).await;
    assert!(matches!(refusal(fourth), Refusal::CodeTooSoon { .. }));
}

#[tokio::test]
async fn whoever_refuses_the_letter_and_begins_again_has_no_new_sends() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::LetterSent).await;
    scene.round().await;
    letter::refuse(&scene.world, &person.ask().await)
        .await
        .unwrap();
    case::start_over(&scene.world, &person.ask().await)
        .await
        .unwrap();
    person.walk_to(StateName::PhoneNumber).await;
    for _ in 0..2 {
        scene.minutes(1);
        give_phone(&scene.world, &person.ask().await, PHONE)
            .await
            .unwrap();
    }
    scene.minutes(1);
    let fourth = give_phone(&scene.world, &person.ask().await, PHONE).await;
    assert!(matches!(refusal(fourth), Refusal::CodeTooSoon { .. }));
}
