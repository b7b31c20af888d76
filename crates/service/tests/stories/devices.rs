//! Devices: bound, unlocked, blocked; the one that holds the identity.

use crate::person::{EMAIL, Person, refusal};
use crate::scene::Scene;
use jiff::SignedDuration;
use sceau_domain::journey::StateName;
use sceau_domain::private::Secret;
use sceau_service::account::{Authenticated, authenticate, bind_device, unlock_device};
use sceau_service::case::view_journey;
use sceau_service::failure::{Failure, Refusal};

async fn unlock(person: &Person<'_>, me: &Authenticated, byte: u8) -> Result<Vec<u8>, Failure> {
    let proof = Secret::new(vec![byte; 32]);
    let mut tx = person.scene.read().await;
    let device = tx.devices_of(me.account.id).await.unwrap()[0].id;
    drop(tx);
    let share = unlock_device(&person.scene.world, me, device, &proof).await?;
    Ok(share.reveal().clone())
}

#[tokio::test]
async fn binding_again_after_a_lost_answer_gives_the_same_device() {
    let scene = Scene::open().await;
    let person = Person::sign_in_without_device(&scene, EMAIL).await;
    let first = person.bind_device().await.unwrap();
    let second = person.bind_device().await.unwrap();
    assert_eq!(first.device, second.device);
    assert_eq!(first.unlock_share.reveal(), second.unlock_share.reveal());
    assert_eq!(first.unlock_share.reveal().len(), 32);
}

#[tokio::test]
async fn another_key_after_a_lost_answer_takes_the_place_of_the_first() {
    let scene = Scene::open().await;
    let lost = Person::sign_in_without_device(&scene, EMAIL).await;
    let first = lost.bind_device().await.unwrap();
    scene.minutes(1);
    // The app never heard of it and made another key, under another secret code.
    let person = Person::with_token(&scene, &lost.token);
    let mut chosen_anew = person.new_device();
    chosen_anew.unlock_proof = Secret::new(vec![6; 32]);
    let me = person.me().await;
    let second = bind_device(&scene.world, &me, &chosen_anew).await.unwrap();
    assert_ne!(second.device, first.device);

    let me = person.me().await;
    assert_eq!(me.device.as_ref().unwrap().id, second.device);
    let mut tx = scene.read().await;
    let devices = tx.devices_of(me.account.id).await.unwrap();
    let in_use: Vec<_> = (devices.iter())
        .filter(|device| device.revoked_at.is_none())
        .map(|device| device.id)
        .collect();
    assert_eq!(in_use, [second.device], "no ghost in the list of devices");
}

#[tokio::test]
async fn a_device_of_another_session_stays_when_one_is_bound() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let first = person.me().await.device.unwrap();
    scene.minutes(1);
    let elsewhere = Person::sign_in_without_device(&scene, EMAIL).await;
    elsewhere.bind_device().await.unwrap();
    let still = person.me().await.device.unwrap();
    assert_eq!((still.id, still.revoked_at), (first.id, None));
}

#[tokio::test]
async fn binding_is_no_way_to_guess_the_secret_code_uncounted() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let mut guessed = person.new_device();
    guessed.unlock_proof = Secret::new(vec![9; 32]);
    for _ in 0..4 {
        let refused = bind_device(&scene.world, &person.me().await, &guessed).await;
        assert!(matches!(refusal(refused), Refusal::SecretCodeWrong { .. }));
    }
    let refused = bind_device(&scene.world, &person.me().await, &guessed).await;
    assert!(matches!(refusal(refused), Refusal::DeviceBlocked { .. }));
    let me = person.me().await;
    assert!(matches!(
        refusal(unlock(&person, &me, 5).await),
        Refusal::DeviceBlocked { .. }
    ));
}

#[tokio::test]
async fn a_key_that_is_no_point_of_the_curve_is_refused() {
    let scene = Scene::open().await;
    let person = Person::sign_in_without_device(&scene, EMAIL).await;
    let mut device = person.new_device();
    device.public_key = [&[4_u8][..], &[1; 64]].concat();
    let refused = bind_device(&scene.world, &person.me().await, &device).await;
    assert_eq!(refusal(refused), Refusal::Malformed);
}

#[tokio::test]
async fn five_wrong_secret_codes_block_the_device_longer_each_time() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let me = person.me().await;
    for tries_left in (1..5).rev() {
        let refused = refusal(unlock(&person, &me, 9).await);
        assert_eq!(refused, Refusal::SecretCodeWrong { tries_left });
    }
    let until = scene.now() + SignedDuration::from_mins(15);
    assert_eq!(
        refusal(unlock(&person, &me, 9).await),
        Refusal::DeviceBlocked { until }
    );
    assert_eq!(
        refusal(unlock(&person, &me, 5).await),
        Refusal::DeviceBlocked { until }
    );
    scene.minutes(15);
    for _ in 0..4 {
        let refused = refusal(unlock(&person, &me, 9).await);
        assert!(matches!(refused, Refusal::SecretCodeWrong { .. }));
    }
    let until = scene.now() + SignedDuration::from_mins(30);
    assert_eq!(
        refusal(unlock(&person, &me, 9).await),
        Refusal::DeviceBlocked { until }
    );
    scene.minutes(30);
    assert_eq!(unlock(&person, &me, 5).await.unwrap().len(), 32);
}

#[tokio::test]
async fn an_active_identity_does_not_follow_the_mailbox_to_another_device() {
    let scene = Scene::open().await;
    Person::at(&scene, StateName::Active).await;
    scene.minutes(1);
    let stranger = Person::sign_in_without_device(&scene, EMAIL).await;
    assert_eq!(
        refusal(stranger.bind_device().await),
        Refusal::DeviceNotTrusted
    );
    let me = authenticate(&scene.world, &stranger.token).await.unwrap();
    assert_eq!(
        refusal(view_journey(&scene.world, &me).await),
        Refusal::DeviceNotTrusted
    );
    // The device itself proves its secret code and is let in again.
    unlock(&stranger, &me, 5).await.unwrap();
    assert_eq!(stranger.look().await.view.at, StateName::Active);
}
