//! Messages that leave slowly, or too late.

use crate::person::{PHONE, Person};
use crate::scene::Scene;
use async_trait::async_trait;
use jiff::SignedDuration;
use sceau_domain::journey::StateName;
use sceau_service::account::request_sign_in_code;
use sceau_service::case::give_phone;
use sceau_service::jobs::send_due_messages;
use sceau_service::language::Language;
use sceau_service::ports::{Mail, Mailer, NotifyFailure};
use sceau_service::records::Carrier;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Barrier;
use tokio::time::timeout;

/// A mail server that answers once as many mails as that wait for it.
struct Slow(Barrier);

#[async_trait]
impl Mailer for Slow {
    async fn send(&self, _: &Mail) -> Result<(), NotifyFailure> {
        self.0.wait().await;
        Ok(())
    }
}

async fn asks_for_a_code(scene: &Scene, email: &str) {
    request_sign_in_code(&scene.world, email, Language::French)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_mail_waits_for_no_slow_one_before_it_and_an_sms_for_no_mail() {
    let mut scene = Scene::open().await;
    let person = Person::at(&scene, StateName::PhoneNumber).await;
    give_phone(&scene.world, &person.ask().await, PHONE)
        .await
        .unwrap();
    drop(person);
    for number in 0..4 {
        asks_for_a_code(&scene, &format!("personne{number}@exemple.fr")).await;
    }
    scene.world.mailer = Arc::new(Slow(Barrier::new(4)));
    let texts = send_due_messages(&scene.world, Carrier::Sms).await.unwrap();
    assert_eq!(texts, 1);
    let mails = send_due_messages(&scene.world, Carrier::Mail);
    let mails = timeout(Duration::from_secs(20), mails).await;
    assert_eq!(mails.expect("all four at once").unwrap(), 4);
}

#[tokio::test]
async fn a_code_past_its_life_is_dropped_and_told_to_nobody() {
    let scene = Scene::open().await;
    scene.fail_mails(Some(NotifyFailure::Passing));
    asks_for_a_code(&scene, "personne@exemple.fr").await;
    scene.round().await;
    scene.advance(SignedDuration::from_mins(11));
    scene.fail_mails(None);
    assert_eq!(scene.round().await.messages_sent, 0);
    assert!(scene.mails().is_empty());
    let mut tx = scene.read().await;
    let due = tx.messages_due(Carrier::Mail, scene.now(), 9).await;
    assert!(due.unwrap().is_empty(), "nothing waits any more");
    let told = tx.audit_after(0, u32::MAX).await.unwrap();
    assert!(told.iter().any(|row| row.kind == "message.late"));
}
