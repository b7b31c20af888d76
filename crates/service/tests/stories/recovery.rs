//! The device of an identity is lost: the person proves themselves anew on another one.

use crate::person::{EMAIL, Person, refusal};
use crate::scene::Scene;
use jiff::SignedDuration;
use sceau_domain::journey::StateName;
use sceau_service::account::{authenticate, view_identity};
use sceau_service::case::view_journey;
use sceau_service::failure::{Failure, Refusal};
use sceau_service::person::{begin_recovery, look_at_recovery, stop_recovery};
use sceau_service::records::{Account, Identity};

impl Scene {
    async fn identity_of(&self, person: &Person<'_>) -> Identity {
        let account = person.me().await.account.id;
        let mut tx = self.read().await;
        tx.identity_of(account).await.unwrap().unwrap()
    }

    /// Sends what waits and gives the token of the newest mail's link that stops a recovery.
    async fn stop_link(&self) -> String {
        self.round().await;
        let mails = self.mails();
        let mut lines = mails.iter().flat_map(|mail| mail.text.reveal().lines());
        let link = lines.rfind(|line| line.contains("/annuler/"));
        link.unwrap().rsplit('/').next().unwrap().to_owned()
    }
}

/// Somebody signs in by mail on a new device and says that the other one is lost.
async fn lost(scene: &Scene) -> Person<'_> {
    scene.minutes(30);
    let fresh = Person::sign_in_without_device(scene, EMAIL).await;
    let by = fresh.me().await;
    let seen = view_journey(&scene.world, &by).await;
    assert_eq!(refusal(seen), Refusal::DeviceNotTrusted);
    assert_eq!(
        refusal(fresh.bind_device().await),
        Refusal::DeviceNotTrusted
    );
    begin_recovery(&scene.world, &by).await.unwrap();
    fresh.bind_device().await.unwrap();
    fresh
}

#[tokio::test]
async fn whoever_lost_the_phone_proves_themselves_anew_and_has_the_same_identity() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let before = scene.identity_of(&old).await;
    let fresh = lost(&scene).await;
    let blocked = scene.identity_of(&old).await;
    assert!(blocked.blocked_at.is_some(), "at once");
    scene.round().await;
    let told = scene.subjects().pop().unwrap();
    assert!(told.contains("déclaré perdu"), "{told}");
    assert!(scene.texts().pop().unwrap().contains("autre appareil"));
    assert_eq!(
        fresh.look().await.view.at,
        StateName::Terms,
        "from the beginning"
    );
    assert_eq!(old.look().await.view.at, StateName::Active, "its own case");

    fresh.walk_to(StateName::Activation).await;
    let until = blocked.recovery.unwrap().asked_at;
    let until = until
        .saturating_add(SignedDuration::from_hours(72))
        .unwrap();
    let early = fresh.activate().await;
    assert_eq!(refusal(early), Refusal::RecoveryTooEarly { until });
    scene.days(3);
    fresh.activate().await.unwrap();

    let after = scene.identity_of(&fresh).await;
    assert_eq!(
        (after.id, after.active_since),
        (before.id, before.active_since)
    );
    assert_eq!(after.device, fresh.me().await.device.unwrap().id);
    assert_ne!(after.case, before.case);
    assert!(after.blocked_at.is_none() && after.recovery.is_none());
    let gone = authenticate(&scene.world, &old.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
    let home = view_identity(&scene.world, &fresh.me().await)
        .await
        .unwrap();
    assert_eq!(home.devices.len(), 1);
    scene.round().await;
    assert!(scene.subjects().pop().unwrap().contains("nouvel appareil"));
}

#[tokio::test]
async fn the_link_of_the_mail_stops_it_and_erases_what_was_sent() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let fresh = lost(&scene).await;
    fresh.walk_to(StateName::Processing).await;
    let case = fresh.look().await.case;
    let token = scene.stop_link().await;
    look_at_recovery(&scene.world, &token).await.unwrap();
    assert_eq!(fresh.look().await.view.at, StateName::Processing, "looking");
    stop_recovery(&scene.world, &token).await.unwrap();

    let gone = authenticate(&scene.world, &fresh.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
    let mut tx = scene.read().await;
    assert!(tx.case(case.id).await.unwrap().is_none());
    assert!(tx.queue_entry(case.id).await.unwrap().is_none());
    drop(tx);
    let identity = scene.identity_of(&old).await;
    assert!(identity.blocked_at.is_some() && identity.recovery.is_none());
    assert_eq!(old.look().await.view.at, StateName::Active);
    let again = stop_recovery(&scene.world, &token).await;
    assert_eq!(refusal(again), Refusal::NotFound);
}

#[tokio::test]
async fn a_second_one_begins_anew_and_the_first_ends() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let first = lost(&scene).await;
    let first_link = scene.stop_link().await;
    first.walk_to(StateName::DocumentData).await;
    let again = begin_recovery(&scene.world, &first.me().await).await;
    let second = lost(&scene).await;
    let began = scene.identity_of(&old).await.recovery.unwrap().asked_at;
    assert!(
        again.unwrap().possible_from
            < began
                .saturating_add(SignedDuration::from_hours(72))
                .unwrap()
    );
    let gone = authenticate(&scene.world, &first.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
    assert_eq!(second.look().await.view.at, StateName::Terms);
    let old_link = stop_recovery(&scene.world, &first_link).await;
    assert_eq!(refusal(old_link), Refusal::NotFound);
}

#[tokio::test]
async fn nobody_else_goes_on_with_it_and_the_device_that_is_there_needs_none_of_it() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let refused = begin_recovery(&scene.world, &old.me().await).await;
    assert_eq!(refusal(refused), Refusal::Malformed);
    let _fresh = lost(&scene).await;
    scene.minutes(30);
    let third = Person::sign_in_without_device(&scene, EMAIL).await;
    let seen = view_journey(&scene.world, &third.me().await).await;
    assert_eq!(refusal(seen), Refusal::DeviceNotTrusted);
    let newcomer = Person::sign_in_without_device(&scene, "ali.bensaid@exemple.fr").await;
    let none = begin_recovery(&scene.world, &newcomer.me().await).await;
    assert_eq!(refusal(none), Refusal::NotFound);
}

#[tokio::test]
async fn a_number_proved_on_the_way_changes_nothing_before_the_end() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let account = old.me().await.account;
    let mut tx = scene.write().await;
    let without = Account {
        phone: None,
        ..account
    };
    tx.put_account(&without).await.unwrap();
    tx.commit().await.unwrap();
    let fresh = lost(&scene).await;
    fresh.walk_to(StateName::Activation).await;
    assert_eq!(fresh.me().await.account.phone, None);
    scene.days(3);
    fresh.activate().await.unwrap();
    assert!(fresh.me().await.account.phone.is_some());
}

#[tokio::test]
async fn an_identity_never_goes_to_another_person() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let fresh = lost(&scene).await;
    let identity = scene.identity_of(&old).await;
    let mut tx = scene.write().await;
    let declaration = sceau_testkit::samples::declaration(identity.declaration.kind());
    tx.put_identity(&Identity {
        declaration,
        ..identity
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
    // As if an operator could have accepted it.
    fresh.walk_to(StateName::Activation).await;
    scene.days(3);
    let refused = fresh.activate().await;
    assert!(matches!(refused, Err(Failure::Inconsistent(_))));
    assert!(scene.identity_of(&old).await.blocked_at.is_some());
}

#[tokio::test]
async fn one_that_nobody_goes_on_with_ends_by_itself() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let fresh = lost(&scene).await;
    scene.days(29);
    scene.round().await;
    fresh.walk_to(StateName::DocumentData).await;
    scene.days(31);
    scene.round().await;
    let identity = scene.identity_of(&old).await;
    assert!(identity.recovery.is_none() && identity.blocked_at.is_some());
    let gone = authenticate(&scene.world, &fresh.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
    assert_eq!(old.look().await.view.at, StateName::Active);
}
