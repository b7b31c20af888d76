//! A new phone, approved by the one that holds the identity.

use crate::person::{EMAIL, Person, refusal};
use crate::scene::Scene;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::EcdsaKeyPair;
use sceau_domain::journey::StateName;
use sceau_domain::login::successor_statement;
use sceau_domain::private::Secret;
use sceau_service::account::{
    Authenticated, Handover, NewDevice, approve_handover, authenticate, bind_device, end_handover,
    join_handover, offer_handover, view_identity, watch_handover,
};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::login::{claim_handoff, confirm_handoff};

/// The new phone, signed in and with a secret code of its own.
struct Newcomer {
    token: Secret<String>,
}

impl Newcomer {
    async fn come(scene: &Scene, holder: &Person<'_>) -> Self {
        let token = signed_in(scene, holder).await;
        let newcomer = Self { token };
        let other = Person::sign_in_without_device(scene, "ali.bensaid@exemple.fr").await;
        let device = NewDevice {
            name: "Téléphone de Camille".to_owned(),
            platform: "android".to_owned(),
            ..other.new_device()
        };
        bind_device(&scene.world, &newcomer.me(scene).await, &device)
            .await
            .unwrap();
        newcomer
    }

    async fn me(&self, scene: &Scene) -> Authenticated {
        authenticate(&scene.world, self.token.reveal())
            .await
            .unwrap()
    }
}

pub(crate) async fn signed_in(scene: &Scene, holder: &Person<'_>) -> Secret<String> {
    let offered = offer_handover(&scene.world, &holder.me().await, "local")
        .await
        .unwrap();
    let link = offered.page.link.unwrap();
    let claimed = claim_handoff(&scene.world, link.reveal()).await.unwrap();
    let number = Some(offered.page.number);
    confirm_handoff(&scene.world, claimed.id, &claimed.secret, number)
        .await
        .unwrap();
    let joined = join_handover(&scene.world, claimed.id, &claimed.secret).await;
    joined.unwrap().token
}

async fn watch(scene: &Scene, by: &Authenticated) -> Handover {
    watch_handover(&scene.world, by).await.unwrap()
}

async fn approve(scene: &Scene, holder: &Person<'_>, key: &EcdsaKeyPair) -> Result<(), Failure> {
    let me = holder.me().await;
    let seen = watch(scene, &me).await;
    let new = seen.newcomer.unwrap();
    let old = me.device.as_ref().unwrap().id;
    let statement = successor_statement(seen.id, old, new.id, &new.public_key);
    let signature = key.sign(&SystemRandom::new(), &statement).unwrap();
    approve_handover(&scene.world, &me, signature.as_ref()).await
}

#[tokio::test]
async fn the_old_phone_approves_the_new_one_and_may_not_act_any_more() {
    let scene = Scene::open().await;
    let holder = Person::at(&scene, StateName::Active).await;
    let newcomer = Newcomer::come(&scene, &holder).await;
    let seen = watch(&scene, &newcomer.me(&scene).await).await;
    assert!(seen.awaits_approval && seen.newcomer.is_none());
    let refused = view_identity(&scene.world, &newcomer.me(&scene).await).await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted, "not yet");
    let seen = watch(&scene, &holder.me().await).await;
    assert_eq!(seen.newcomer.unwrap().name, "Téléphone de Camille");

    approve(&scene, &holder, &holder.key).await.unwrap();
    let me = newcomer.me(&scene).await;
    assert!(!watch(&scene, &me).await.awaits_approval);
    let standing = view_identity(&scene.world, &me).await.unwrap();
    assert_eq!(standing.identity.device, me.device.unwrap().id);
    assert_eq!(standing.devices.len(), 2);
    let refused = view_identity(&scene.world, &holder.me().await).await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);
    let again = offer_handover(&scene.world, &holder.me().await, "local").await;
    assert_eq!(refusal(again), Refusal::DeviceNotTrusted);

    scene.round().await;
    let mail = scene.newest_mail();
    assert_eq!(mail.to.reveal(), EMAIL);
    assert_eq!(mail.subject, "Votre identité a changé d’appareil");
    assert!(mail.text.reveal().contains("Téléphone de Camille"));
    let chain = scene.read().await.audit_after(0, u32::MAX).await.unwrap();
    assert!(
        chain
            .iter()
            .any(|row| row.kind == "device.handover_approved")
    );
}

#[tokio::test]
async fn another_key_approves_nothing() {
    let scene = Scene::open().await;
    let holder = Person::at(&scene, StateName::Active).await;
    Newcomer::come(&scene, &holder).await;
    let thief = Person::sign_in_without_device(&scene, "vol@exemple.fr").await;
    let refused = approve(&scene, &holder, &thief.key).await;
    assert_eq!(refusal(refused), Refusal::SignatureInvalid);
    assert!(watch(&scene, &holder.me().await).await.awaits_approval);
}

#[tokio::test]
async fn a_signature_for_one_device_does_not_serve_another() {
    let scene = Scene::open().await;
    let holder = Person::at(&scene, StateName::Active).await;
    Newcomer::come(&scene, &holder).await;
    let me = holder.me().await;
    let seen = watch(&scene, &me).await;
    let (old, new) = (me.device.as_ref().unwrap().id, seen.newcomer.unwrap());
    let other_key = [&[4_u8][..], &[9; 64]].concat();
    let statement = successor_statement(seen.id, old, new.id, &other_key);
    let signature = holder.key.sign(&SystemRandom::new(), &statement).unwrap();
    let refused = approve_handover(&scene.world, &me, signature.as_ref()).await;
    assert_eq!(refusal(refused), Refusal::SignatureInvalid);
}

#[tokio::test]
async fn a_new_phone_that_is_turned_away_is_signed_out_for_good() {
    let scene = Scene::open().await;
    let holder = Person::at(&scene, StateName::Active).await;
    let newcomer = Newcomer::come(&scene, &holder).await;
    let device = newcomer.me(&scene).await.device.unwrap().id;
    for _ in 0..2 {
        end_handover(&scene.world, &holder.me().await)
            .await
            .unwrap();
    }
    let late = authenticate(&scene.world, newcomer.token.reveal()).await;
    assert_eq!(refusal(late), Refusal::SessionMissing);
    let device = scene.read().await.device(device).await.unwrap().unwrap();
    assert!(device.revoked_at.is_some());
    let seen = watch(&scene, &holder.me().await).await;
    assert!(seen.newcomer.is_none());
}

#[tokio::test]
async fn after_the_hour_nothing_is_approved_and_no_device_is_bound() {
    let scene = Scene::open().await;
    let holder = Person::at(&scene, StateName::Active).await;
    let token = signed_in(&scene, &holder).await;
    scene.minutes(61);
    let late = Newcomer { token };
    let me = late.me(&scene).await;
    let other = Person::sign_in_without_device(&scene, "ali.bensaid@exemple.fr").await;
    let refused = bind_device(&scene.world, &me, &other.new_device()).await;
    assert_eq!(refusal(refused), Refusal::DeviceNotTrusted);

    Newcomer::come(&scene, &holder).await;
    scene.minutes(61);
    let refused = approve(&scene, &holder, &holder.key).await;
    assert_eq!(refusal(refused), Refusal::HandoffExpired);
}

#[tokio::test]
async fn a_device_that_came_by_a_handover_is_told_by_mail() {
    let scene = Scene::open().await;
    let holder = Person::sign_in(&scene).await;
    Newcomer::come(&scene, &holder).await;
    scene.round().await;
    let mail = scene.newest_mail();
    assert_eq!(mail.subject, "Un appareil a été connecté à votre compte");
    assert_eq!(mail.to.reveal(), EMAIL);
}
