//! The device of an identity is lost: the person proves themselves anew on another one.

use crate::person::{EMAIL, PHONE, Person, refusal};
use crate::scene::Scene;
use crate::succession::signed_in;
use jiff::SignedDuration;
use sceau_domain::journey::StateName;
use sceau_service::account::{NewDevice, authenticate, bind_device, view_identity, watch_handover};
use sceau_service::case::{give_phone, view_journey};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::person::{begin_recovery, foresee_recovery, look_at_recovery, stop_recovery};
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
async fn when_the_new_device_will_be_usable_is_said_before_and_all_along() {
    let scene = Scene::open().await;
    let _old = Person::at(&scene, StateName::Active).await;
    scene.minutes(30);
    let third = Person::sign_in_without_device(&scene, EMAIL).await;
    let before = foresee_recovery(&scene.world, &third.me().await).await;
    let before = before.unwrap();
    assert!(!before.is_elsewhere);
    scene.minutes(1);
    let fresh = lost(&scene).await;
    let told = fresh.look().await.recovery.unwrap();
    let wait = told.possible_from.duration_since(before.possible_from);
    assert_eq!(wait.as_mins(), 31, "counted from the asking");
    assert!(!told.is_over);
    let mine = foresee_recovery(&scene.world, &fresh.me().await).await;
    let mine = mine.unwrap();
    assert_eq!(
        (mine.possible_from, mine.is_elsewhere),
        (told.possible_from, false)
    );
    let other = foresee_recovery(&scene.world, &third.me().await).await;
    assert!(other.unwrap().is_elsewhere);

    fresh.walk_to(StateName::Activation).await;
    scene.round().await;
    let mails = scene.mails();
    let accepted = mails
        .iter()
        .rfind(|mail| mail.subject.contains("dernière étape"));
    let accepted = accepted.unwrap().text.reveal();
    assert!(accepted.contains("possible à partir du"), "{accepted}");
    assert!(accepted.contains("/annuler/"), "{accepted}");
    let token = scene.stop_link().await;
    look_at_recovery(&scene.world, &token).await.unwrap();
    scene.days(3);
    assert!(fresh.look().await.recovery.unwrap().is_over);
    fresh.activate().await.unwrap();
    assert_eq!(fresh.look().await.recovery, None, "over");
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

/// The phone that the recovering computer hands over to, signed in; without a secret code yet.
async fn phone_of<'s>(scene: &'s Scene, computer: &Person<'_>) -> Person<'s> {
    let token = signed_in(scene, computer).await;
    Person::with_token(scene, token.reveal())
}

async fn chooses_a_code(phone: &Person<'_>) -> Result<(), Failure> {
    let device = NewDevice {
        name: "Téléphone de Camille".to_owned(),
        platform: "android".to_owned(),
        ..phone.new_device()
    };
    let bound = bind_device(&phone.scene.world, &phone.me().await, &device).await;
    bound.map(|_| ())
}

#[tokio::test]
async fn a_recovering_computer_hands_over_to_a_phone_which_alone_goes_on() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let computer = lost(&scene).await;
    computer.walk_to(StateName::PhotoTips).await;
    let asked_at = scene.identity_of(&old).await.recovery.unwrap().asked_at;
    scene.minutes(5);
    let phone = phone_of(&scene, &computer).await;
    let seen = view_journey(&scene.world, &phone.me().await).await;
    assert_eq!(refusal(seen), Refusal::DeviceNotTrusted, "no code yet");
    assert_eq!(computer.look().await.view.at, StateName::PhotoTips);
    let seen = watch_handover(&scene.world, &computer.me().await).await;
    let seen = seen.unwrap();
    assert!(seen.has_joined && !seen.awaits_approval && !seen.took_over);

    chooses_a_code(&phone).await.unwrap();
    assert_eq!(phone.look().await.view.at, StateName::PhotoTips, "there");
    let seen = view_journey(&scene.world, &computer.me().await).await;
    assert_eq!(refusal(seen), Refusal::DeviceNotTrusted, "one at a time");
    for side in [&computer, &phone] {
        let seen = watch_handover(&scene.world, &side.me().await).await;
        let seen = seen.unwrap();
        assert!(seen.took_over && !seen.awaits_approval);
    }
    let recovery = scene.identity_of(&old).await.recovery.unwrap();
    assert_eq!(recovery.asked_at, asked_at, "the delay goes on");
    scene.round().await;
    let told = scene.newest_mail();
    let words = told.text.reveal();
    assert!(words.contains("Téléphone de Camille"), "{words}");
    assert!(words.contains("/annuler/") && words.contains("Au plus tôt"));

    phone.walk_to(StateName::Activation).await;
    scene.days(3);
    phone.activate().await.unwrap();
    let identity = scene.identity_of(&phone).await;
    assert_eq!(identity.device, phone.me().await.device.unwrap().id);
    let gone = authenticate(&scene.world, &computer.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
}

#[tokio::test]
async fn stopping_a_recovery_that_was_handed_over_signs_out_both_devices() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let computer = lost(&scene).await;
    let token = scene.stop_link().await;
    let phone = phone_of(&scene, &computer).await;
    chooses_a_code(&phone).await.unwrap();
    stop_recovery(&scene.world, &token).await.unwrap();
    for side in [&computer, &phone] {
        let gone = authenticate(&scene.world, &side.token).await;
        assert_eq!(refusal(gone), Refusal::SessionMissing);
    }
    assert_eq!(old.look().await.view.at, StateName::Active, "untouched");
}

#[tokio::test]
async fn a_phone_that_joined_a_recovery_stopped_meanwhile_is_signed_out() {
    let scene = Scene::open().await;
    let _old = Person::at(&scene, StateName::Active).await;
    let computer = lost(&scene).await;
    let token = scene.stop_link().await;
    let phone = phone_of(&scene, &computer).await;
    stop_recovery(&scene.world, &token).await.unwrap();
    let gone = authenticate(&scene.world, &phone.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
}

#[tokio::test]
async fn the_computer_whose_phone_is_lost_too_begins_anew_and_the_phone_ends() {
    let scene = Scene::open().await;
    let old = Person::at(&scene, StateName::Active).await;
    let computer = lost(&scene).await;
    let phone = phone_of(&scene, &computer).await;
    chooses_a_code(&phone).await.unwrap();
    scene.minutes(5);
    begin_recovery(&scene.world, &computer.me().await)
        .await
        .unwrap();
    let gone = authenticate(&scene.world, &phone.token).await;
    assert_eq!(refusal(gone), Refusal::SessionMissing);
    assert_eq!(computer.look().await.view.at, StateName::Terms, "anew");
    let recovery = scene.identity_of(&old).await.recovery.unwrap();
    assert_eq!(recovery.asked_at, scene.now(), "and the delay with it");
}

#[tokio::test]
async fn a_number_is_warned_three_times_a_day_and_no_code_silences_the_warning() {
    let scene = Scene::open().await;
    let _old = Person::at(&scene, StateName::Active).await;
    scene.days(1);
    for attacker in 0..4 {
        let email = format!("attaque{attacker}@exemple.fr");
        let other = Person::sign_in_without_device(&scene, &email).await;
        other.walk_to(StateName::PhoneNumber).await;
        for _ in 0..3 {
            drop(give_phone(&scene.world, &other.ask().await, PHONE).await);
            scene.minutes(1);
        }
    }
    scene.round().await;
    let before = scene.texts().len();
    for _ in 0..5 {
        let fresh = Person::sign_in_without_device(&scene, EMAIL).await;
        let by = fresh.me().await;
        begin_recovery(&scene.world, &by).await.unwrap();
        scene.minutes(30);
    }
    scene.round().await;
    let texts = scene.texts();
    let warnings = texts[before..]
        .iter()
        .filter(|text| text.contains("autre appareil"));
    assert_eq!(warnings.count(), 3);
    let mails = scene.subjects();
    let mails = mails
        .iter()
        .filter(|subject| subject.contains("déclaré perdu"));
    assert_eq!(mails.count(), 5, "the mail goes each time");
}
