//! From the app of someone signed in to another device: codes, number, one session, both sides.

use crate::person::{EMAIL, Person, refusal};
use crate::scene::Scene;
use futures_util::future::join_all;
use sceau_domain::journey::StateName;
use sceau_domain::private::Secret;
use sceau_service::account::{
    Authenticated, Handover, NewDevice, SignedIn, authenticate, bind_device, end_handover,
    join_handover, offer_handover, watch_handover,
};
use sceau_service::case::view_journey;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::login::{ClaimedHandoff, attach_handoff, claim_handoff, confirm_handoff};
use sceau_service::records::HandoffState;

async fn offer(person: &Person<'_>) -> Handover {
    offer_handover(&person.scene.world, &person.me().await, "local")
        .await
        .unwrap()
}

async fn watch(person: &Person<'_>) -> Handover {
    watch_handover(&person.scene.world, &person.me().await)
        .await
        .unwrap()
}

fn link(handover: &Handover) -> String {
    handover.page.link.as_ref().unwrap().reveal().clone()
}

/// The phone takes the code and chooses the right number.
async fn confirmed(scene: &Scene, handover: &Handover) -> ClaimedHandoff {
    let claimed = claim_handoff(&scene.world, &link(handover)).await.unwrap();
    let number = Some(handover.page.number);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, number)
        .await
        .unwrap();
    claimed
}

async fn join(scene: &Scene, claimed: &ClaimedHandoff) -> Result<SignedIn, Failure> {
    join_handover(&scene.world, claimed.id, &claimed.secret).await
}

async fn session(scene: &Scene, signed_in: &SignedIn) -> Authenticated {
    authenticate(&scene.world, signed_in.token.reveal())
        .await
        .unwrap()
}

/// The phone's own device: another key, another secret code.
fn phone(person: &Person<'_>, other: &Person<'_>) -> NewDevice {
    NewDevice {
        name: "Téléphone de Camille".to_owned(),
        platform: "android".to_owned(),
        unlock_proof: Secret::new(vec![7; 32]),
        public_key: other.new_device().public_key,
        ..person.new_device()
    }
}

#[tokio::test]
async fn a_phone_goes_on_where_the_computer_stopped() {
    let scene = Scene::open().await;
    let computer = Person::at(&scene, StateName::PhotoTips).await;
    let handover = offer(&computer).await;
    assert!(!handover.has_joined && !handover.is_other_here);

    let claimed = claim_handoff(&scene.world, &link(&handover)).await.unwrap();
    assert!(claimed.carries_account);
    assert_eq!(claimed.browser.name, "Sceau sur Linux");
    assert_eq!(claimed.browser.place, "local");
    assert!(claimed.numbers.contains(&handover.page.number));
    let number = Some(handover.page.number);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, number)
        .await
        .unwrap();
    let again = confirm_handoff(&scene.world, claimed.id, &claimed.secret, number).await;
    assert!(again.is_ok(), "the answer may have been lost on the way");
    let signed_in = join(&scene, &claimed).await.unwrap();
    assert!(!signed_in.needs_trusted_device);
    assert_eq!(signed_in.account.id, computer.me().await.account.id);

    let unbound = session(&scene, &signed_in).await;
    assert!(
        unbound.device.is_none(),
        "it chooses a secret code of its own"
    );
    let stranger = Person::sign_in_without_device(&scene, "ali.bensaid@exemple.fr").await;
    let bound = bind_device(&scene.world, &unbound, &phone(&computer, &stranger))
        .await
        .unwrap();
    let on_phone = session(&scene, &signed_in).await;
    assert_eq!(on_phone.device.as_ref().unwrap().id, bound.device);
    let standing = view_journey(&scene.world, &on_phone).await.unwrap();
    assert_eq!(standing.view.at, StateName::PhotoTips);

    let seen = watch(&computer).await;
    assert!(seen.has_joined && seen.is_other_here);
    assert!(seen.page.link.is_none() && seen.page.typed.is_none());
    let journey = seen.page.progress.journey.unwrap();
    assert_eq!(journey.at, StateName::PhotoTips);
    assert_eq!(computer.look().await.view.at, StateName::PhotoTips);
}

#[tokio::test]
async fn each_side_learns_that_the_other_went_away_and_came_back() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let handover = offer(&computer).await;
    let claimed = confirmed(&scene, &handover).await;
    let signed_in = join(&scene, &claimed).await.unwrap();
    assert!(watch(&computer).await.is_other_here);

    scene.advance(jiff::SignedDuration::from_secs(21));
    assert!(!watch(&computer).await.is_other_here);
    let on_phone = session(&scene, &signed_in).await;
    let from_phone = watch_handover(&scene.world, &on_phone).await.unwrap();
    assert!(from_phone.is_other_here, "the computer just looked");
    assert!(from_phone.page.link.is_none());
    assert!(watch(&computer).await.is_other_here);
}

#[tokio::test]
async fn a_wrong_number_ends_both_sides_and_so_does_not_me() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    for is_wrong in [true, false] {
        let handover = offer(&computer).await;
        let claimed = claim_handoff(&scene.world, &link(&handover)).await.unwrap();
        let wrong = claimed
            .numbers
            .into_iter()
            .find(|n| *n != handover.page.number);
        let chosen = wrong.filter(|_| is_wrong);
        let answer = confirm_handoff(&scene.world, claimed.id, &claimed.secret, chosen).await;
        if is_wrong {
            assert_eq!(refusal(answer), Refusal::HandoffMismatch);
        } else {
            answer.unwrap();
        }
        assert_eq!(
            refusal(join(&scene, &claimed).await),
            Refusal::HandoffExpired
        );
        let seen = watch(&computer).await;
        assert_eq!(seen.page.progress.state, HandoffState::Ended);
        assert!(seen.page.link.is_none() && !seen.has_joined);
    }
}

#[tokio::test]
async fn nobody_is_signed_in_before_the_number_nor_after_the_hour() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let handover = offer(&computer).await;
    let claimed = claim_handoff(&scene.world, &link(&handover)).await.unwrap();
    assert_eq!(
        refusal(join(&scene, &claimed).await),
        Refusal::HandoffExpired
    );
    let number = Some(handover.page.number);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, number)
        .await
        .unwrap();
    let guess = Secret::new("devine".to_owned());
    let stolen = join_handover(&scene.world, claimed.id, &guess).await;
    assert_eq!(refusal(stolen), Refusal::HandoffForeign);
    scene.minutes(61);
    assert_eq!(
        refusal(join(&scene, &claimed).await),
        Refusal::HandoffExpired
    );
    assert!(watch(&computer).await.page.progress.is_over);
}

#[tokio::test]
async fn codes_are_renewed_each_minute_and_the_old_one_is_foreign() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let handover = offer(&computer).await;
    scene.advance(jiff::SignedDuration::from_secs(61));
    let old = claim_handoff(&scene.world, &link(&handover)).await;
    assert_eq!(refusal(old), Refusal::HandoffExpired);
    let renewed = watch(&computer).await;
    assert_ne!(link(&renewed), link(&handover));
    let old = claim_handoff(&scene.world, &link(&handover)).await;
    assert_eq!(refusal(old), Refusal::HandoffForeign);
    let typed = renewed.page.typed.unwrap();
    assert!(claim_handoff(&scene.world, typed.reveal()).await.is_ok());
}

#[tokio::test]
async fn of_fifty_phones_with_one_code_one_is_signed_in_and_once() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let handover = offer(&computer).await;
    let code = link(&handover);
    let claims = join_all((0..50).map(|_| claim_handoff(&scene.world, &code))).await;
    let mut won: Vec<_> = claims.into_iter().filter_map(Result::ok).collect();
    assert_eq!(won.len(), 1);
    let claimed = won.pop().unwrap();
    let number = Some(handover.page.number);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, number)
        .await
        .unwrap();
    let joined = join_all((0..50).map(|_| join(&scene, &claimed))).await;
    assert_eq!(joined.iter().filter(|answer| answer.is_ok()).count(), 1);
}

#[tokio::test]
async fn another_account_and_another_device_neither_follow_nor_end_it() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    offer(&computer).await;
    let stranger = Person::sign_in_without_device(&scene, "ali.bensaid@exemple.fr").await;
    stranger.bind_device().await.unwrap();
    scene.minutes(1);
    let elsewhere = Person::sign_in_without_device(&scene, EMAIL).await;
    for nosy in [&stranger, &elsewhere] {
        let me = nosy.me().await;
        let seen = watch_handover(&scene.world, &me).await;
        assert_eq!(refusal(seen), Refusal::NotFound);
        let ended = end_handover(&scene.world, &me).await;
        assert_eq!(refusal(ended), Refusal::NotFound);
    }
    // Nor does it serve to tie another account to it.
    let claimed = confirmed(&scene, &watch(&computer).await).await;
    let account = stranger.me().await.account.id;
    let tied = attach_handoff(&scene.world, account, claimed.id, &claimed.secret).await;
    assert_eq!(refusal(tied), Refusal::HandoffForeign);
}

#[tokio::test]
async fn a_session_without_a_device_has_nothing_to_give() {
    let scene = Scene::open().await;
    let person = Person::sign_in_without_device(&scene, EMAIL).await;
    let refused = offer_handover(&scene.world, &person.me().await, "local").await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
}

#[tokio::test]
async fn one_code_at_most_leads_into_an_account_and_ten_an_hour() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let first = offer(&computer).await;
    assert_eq!(offer(&computer).await.id, first.id, "the one that waits");
    let claimed = confirmed(&scene, &first).await;
    let second = offer(&computer).await;
    assert_ne!(second.id, first.id);
    assert_eq!(
        refusal(join(&scene, &claimed).await),
        Refusal::HandoffExpired,
        "the earlier one ended"
    );
    for _ in 2..=10 {
        let open = offer(&computer).await;
        confirmed(&scene, &open).await;
    }
    scene.minutes(1);
    let me = computer.me().await;
    let refused = refusal(offer_handover(&scene.world, &me, "local").await);
    assert!(matches!(refused, Refusal::TooManyRequests { .. }));
    scene.minutes(60);
    assert!(offer_handover(&scene.world, &me, "local").await.is_ok());
}

#[tokio::test]
async fn going_on_here_after_all_kills_the_code() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let handover = offer(&computer).await;
    let me = computer.me().await;
    for _ in 0..2 {
        end_handover(&scene.world, &me).await.unwrap();
    }
    let late = claim_handoff(&scene.world, &link(&handover)).await;
    assert_eq!(refusal(late), Refusal::HandoffExpired);

    let again = offer(&computer).await;
    let claimed = confirmed(&scene, &again).await;
    let signed_in = join(&scene, &claimed).await.unwrap();
    end_handover(&scene.world, &me).await.unwrap();
    let still = authenticate(&scene.world, signed_in.token.reveal()).await;
    assert!(still.is_ok(), "a phone that joined stays");
    assert!(watch(&computer).await.has_joined);
}

#[tokio::test]
async fn a_phone_is_no_way_around_the_device_that_holds_the_identity() {
    let scene = Scene::open().await;
    let holder = Person::at(&scene, StateName::Active).await;
    let handover = offer(&holder).await;
    let claimed = confirmed(&scene, &handover).await;
    let signed_in = join(&scene, &claimed).await.unwrap();
    assert!(signed_in.needs_trusted_device);
    let on_phone = session(&scene, &signed_in).await;
    let refused = view_journey(&scene.world, &on_phone).await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
    let refused = offer_handover(&scene.world, &on_phone, "local").await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
}

#[tokio::test]
async fn every_step_is_in_the_audit_of_the_account() {
    let scene = Scene::open().await;
    let computer = Person::sign_in(&scene).await;
    let handover = offer(&computer).await;
    let claimed = confirmed(&scene, &handover).await;
    join(&scene, &claimed).await.unwrap();
    let subject = format!("account={}", computer.me().await.account.id);
    let mut tx = scene.read().await;
    let chain = tx.audit_after(0, u32::MAX).await.unwrap();
    let steps: Vec<_> = chain
        .iter()
        .filter(|row| row.subject == subject && row.kind.starts_with("device.handover"))
        .map(|row| row.kind.as_str())
        .collect();
    assert_eq!(
        steps,
        [
            "device.handover_offered",
            "device.handover_claimed",
            "device.handover_confirmed",
            "device.handover_joined"
        ]
    );
}
