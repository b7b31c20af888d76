//! What is kept, for how long, and what is erased.

use crate::person::{EMAIL, PICTURE, Person, consent, refusal};
use crate::scene::Scene;
use jiff::SignedDuration;
use sceau_domain::journey::{Event, Part, StateName};
use sceau_service::account::sign_out;
use sceau_service::case::{accept_terms, appeal};
use sceau_service::failure::Refusal;
use sceau_service::jobs::run_due;
use sceau_service::person::erase_for;
use std::sync::Arc;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn an_unfinished_case_is_told_a_week_before_closed_after_thirty_days_and_said_for_a_week() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Review).await;
    let case = person.look().await.case;
    let until = person.look().await.deleted_on.unwrap();
    assert_eq!(until, case.changed_at + SignedDuration::from_hours(30 * 24));
    scene.days(22);
    assert_eq!(scene.round().await.cases_warned, 0);
    scene.days(1);
    assert_eq!(scene.round().await.cases_warned, 1);
    assert_eq!(scene.round().await.cases_warned, 0, "once");
    let subject = scene.newest_mail().subject;
    assert_eq!(subject, "Votre dossier sera effacé le 31 mars 2026");
    scene.days(6);
    assert_eq!(scene.round().await.cases_closed, 0);
    scene.days(1);
    let done = scene.round().await;
    assert_eq!((done.cases_closed, done.cases_erased), (1, 1));
    let closed = person.look().await;
    assert_eq!(
        (closed.view.at, closed.case.id),
        (StateName::Closed, case.id)
    );
    assert!(closed.case.retention.media_erased_at.is_some(), "at once");
    scene.days(7);
    scene.round().await;
    assert!(scene.read().await.case(case.id).await.unwrap().is_none());
    let kinds = scene.audit_of(&case).await;
    assert_eq!(kinds.last().unwrap(), "case.erased");
    assert_eq!(
        person.look().await.view.at,
        StateName::Terms,
        "a new case opens"
    );
}

#[tokio::test]
async fn whoever_goes_on_after_the_warning_is_told_again_when_they_leave_again() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Review).await;
    scene.days(23);
    assert_eq!(scene.round().await.cases_warned, 1);
    scene.minutes(1);
    person.walk_to(StateName::Method).await;
    scene.days(22);
    assert_eq!(scene.round().await.cases_warned, 0);
    scene.days(1);
    assert_eq!(scene.round().await.cases_warned, 1);
}

#[tokio::test]
async fn a_case_in_which_nothing_was_begun_goes_without_a_word() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let case = person.look().await.case;
    scene.days(30);
    let done = scene.round().await;
    assert_eq!((done.cases_warned, done.cases_closed), (0, 1));
    assert!(scene.read().await.case(case.id).await.unwrap().is_none());
}

#[tokio::test]
async fn media_of_an_active_identity_are_erased_after_ninety_days_and_the_identity_stays() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Active).await;
    scene.round().await;
    assert!(!scene.vault.sealed.lock().unwrap().is_empty());
    scene.days(89);
    person.me().await;
    assert_eq!(scene.round().await.cases_erased, 0);
    scene.days(1);
    assert_eq!(scene.round().await.cases_erased, 1);
    assert!(scene.vault.sealed.lock().unwrap().is_empty());
    assert_eq!(scene.round().await.cases_erased, 0, "once is enough");
    assert_eq!(person.look().await.view.at, StateName::Active);
}

#[tokio::test]
async fn an_identity_that_nobody_activates_is_erased_with_its_pictures() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Activation).await;
    let standing = person.look().await;
    assert_eq!(
        standing.until,
        Some(scene.now() + SignedDuration::from_hours(90 * 24))
    );
    scene.days(90);
    assert_eq!(scene.round().await.cases_erased, 1);
    assert!(
        scene
            .read()
            .await
            .case(standing.case.id)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn an_appeal_stops_the_deletion_and_the_second_refusal_starts_it_anew() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Processing).await;
    person.decided(Event::Refused).await;
    scene.days(29);
    appeal(&scene.world, &person.ask().await).await.unwrap();
    scene.days(20);
    assert_eq!(scene.round().await.cases_erased, 0);
    let refused = person.decided(Event::Refused).await;
    let case = refused.case;
    assert_eq!(
        refused.deleted_on,
        Some(scene.now() + SignedDuration::from_hours(30 * 24))
    );
    scene.days(30);
    assert_eq!(scene.round().await.cases_erased, 1);
    let mut tx = scene.read().await;
    assert!(tx.case(case.id).await.unwrap().is_none());
    assert!(tx.evidence_of(case.id).await.unwrap().is_empty());
    assert!(tx.consents_of(case.id).await.unwrap().is_empty());
    assert!(
        tx.letter_of(case.id).await.unwrap().is_some(),
        "proofs are kept at least a year"
    );
    drop(tx);
    assert!(scene.vault.sealed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn attached_and_forgotten_uploads_are_swept() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Photo).await;
    person.photograph(Part::Front).await.unwrap();
    assert_eq!(scene.vault.uploads.lock().unwrap().len(), 2);
    assert_eq!(
        scene.round().await.things_swept,
        2,
        "picture and clip live on as evidence"
    );
    person.upload(PICTURE, "image/jpeg").await;
    assert_eq!(scene.round().await.things_swept, 0);
    scene.days(1);
    assert_eq!(scene.round().await.things_swept, 1);
    assert!(scene.vault.uploads.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_case_that_moves_is_not_idle() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    person.look().await;
    scene.days(29);
    accept_terms(&scene.world, &person.ask().await, &consent("identité"))
        .await
        .unwrap();
    scene.days(29);
    assert_eq!(scene.round().await.cases_closed, 0);
}

#[tokio::test]
async fn an_address_that_signed_in_and_went_no_further_is_forgotten_after_thirty_days() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    let account = person.me().await.account.id;
    scene.days(29);
    assert_eq!(scene.round().await.accounts_erased, 0);
    scene.days(1);
    assert_eq!(scene.round().await.accounts_erased, 1);
    let mut tx = scene.read().await;
    assert!(tx.account(account).await.unwrap().is_none());
    assert!(tx.devices_of(account).await.unwrap().is_empty());
}

#[tokio::test]
async fn whoever_signs_out_has_thirty_days_to_come_back() {
    let scene = Scene::open().await;
    let person = Person::sign_in(&scene).await;
    scene.days(40);
    let me = person.me().await;
    sign_out(&scene.world, &me).await.unwrap();
    assert_eq!(
        scene.round().await.accounts_erased,
        0,
        "not on the same day"
    );
    scene.days(29);
    assert_eq!(scene.round().await.accounts_erased, 0);
    scene.days(1);
    assert_eq!(scene.round().await.accounts_erased, 1);
}

#[tokio::test]
async fn the_team_erases_an_account_that_never_had_an_identity() {
    let scene = Scene::open().await;
    let person = Person::at(&scene, StateName::Review).await;
    let account = person.me().await.account.id;
    erase_for(&scene.world, EMAIL).await.unwrap();
    assert!(scene.read().await.account(account).await.unwrap().is_none());
    scene.round().await;
    assert_eq!(
        scene.subjects().pop().unwrap(),
        "Votre compte a été supprimé"
    );
    let again = erase_for(&scene.world, EMAIL).await;
    assert_eq!(refusal(again), Refusal::NotFound);
}

/// A case with a picture, and an upload that no case took.
async fn someone_with_pictures(scene: &Scene) {
    let person = Person::at(scene, StateName::Photo).await;
    person.photograph(Part::Front).await.unwrap();
    person.upload(PICTURE, "image/jpeg").await;
    assert!(!scene.vault.sealed.lock().unwrap().is_empty());
}

fn is_empty(scene: &Scene) -> bool {
    scene.vault.sealed.lock().unwrap().is_empty() && scene.vault.uploads.lock().unwrap().is_empty()
}

#[tokio::test]
async fn others_write_while_the_vault_loses_what_was_erased() {
    let scene = Scene::open().await;
    someone_with_pictures(&scene).await;
    let others = Arc::clone(&scene.world.store);
    assert!(scene.vault.others.set(others).is_ok());
    erase_for(&scene.world, EMAIL).await.unwrap();
    assert!(is_empty(&scene), "at once");

    let person = Person::at(&scene, StateName::Processing).await;
    person.decided(Event::Refused).await;
    scene.days(30);
    assert_eq!(scene.round().await.cases_erased, 1);
    assert!(scene.vault.sealed.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_a_stuck_disk_did_not_lose_is_erased_after_a_restart() {
    let scene = Scene::open().await;
    someone_with_pictures(&scene).await;
    scene.vault.is_stuck.store(true, Ordering::Relaxed);
    erase_for(&scene.world, EMAIL).await.unwrap();
    assert!(run_due(&scene.world).await.is_err(), "the host is told");
    assert!(!is_empty(&scene));

    let mut scene = scene.restarted().await;
    scene.world.vault = scene.vault.clone();
    scene.vault.is_stuck.store(false, Ordering::Relaxed);
    run_due(&scene.world).await.unwrap();
    assert!(is_empty(&scene), "no picture survives its case");
    let marked = scene.read().await.marked_erasures().await.unwrap();
    assert_eq!(marked, []);
}
