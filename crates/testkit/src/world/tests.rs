//! The world stands up.

use super::*;
use bytes::Bytes;
use sceau_domain::id::AccountId;
use sceau_domain::id::UploadId;
use sceau_domain::private::Personal;
use sceau_service::records::Account;

#[tokio::test]
async fn a_world_keeps_accounts_uploads_and_mails_across_a_restart() {
    let story = TestWorld::new().await;
    let account = Account {
        id: AccountId::from_bytes([1; 16]),
        email: Personal::new("maelys@exemple.test".to_owned()),
        phone: None,
        language: "fr".to_owned(),
        created_at: story.now(),
    };
    let mut writing = story.world.store.begin().await.unwrap();
    writing.put_account(&account).await.unwrap();
    writing.commit().await.unwrap();
    let upload = UploadId::from_bytes([2; 16]);
    story
        .world
        .vault
        .append(upload, 0, Bytes::from_static(b"half"))
        .await
        .unwrap();

    let story = story.restarted().await;
    let mut reading = story.world.store.read().await.unwrap();
    let found = reading
        .account_by_email("maelys@exemple.test")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, account.id);
    assert_eq!(story.world.vault.uploaded(upload).await.unwrap(), 4);
    assert!(story.last_mail().is_none() && story.last_sms().is_none());
}

#[test]
fn the_world_begins_on_a_monday_morning_in_paris() {
    let paris = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
    assert_eq!(
        paris.to_datetime(BEGINNING).to_string(),
        "2026-11-23T10:00:00"
    );
}
