//! Somebody lost the device that holds their identity and turns to the team that runs the installation.

use crate::scene::{MAELYS, Scene, refusal};
use sceau_service::failure::Refusal;
use sceau_service::login::LoginState;
use sceau_service::person::{block_for, erase_for};
use sceau_service::records::KeyProtection;

#[tokio::test]
async fn the_team_stops_an_identity_and_the_person_is_told() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let page = scene.begin_with(MAELYS).await;
    let email = maelys.by.account.email.reveal();
    let written = format!("  {} ", email.to_uppercase());
    block_for(&scene.world, &written).await.unwrap();
    assert_eq!(scene.state(&page).await, LoginState::Expired);
    let mut tx = scene.world.store.read().await.unwrap();
    let identity = tx.identity_of(maelys.by.account.id).await.unwrap().unwrap();
    assert!(identity.blocked_at.is_some());
    drop(tx);
    assert!(scene.subject_of_last_mail().await.contains("bloquée"));
}

#[tokio::test]
async fn the_team_ends_an_identity_so_that_another_can_be_made() {
    let scene = Scene::open().await;
    let maelys = scene.maelys().await;
    let other = scene
        .person(2, "06 39 98 02 02", KeyProtection::Hardware)
        .await;
    let email = maelys.by.account.email.reveal();
    let written = format!(" {}\t", email.to_uppercase());
    erase_for(&scene.world, &written).await.unwrap();
    let mut tx = scene.world.store.read().await.unwrap();
    assert!(tx.account_by_email(email).await.unwrap().is_none());
    let theirs = tx.identity_of(other.by.account.id).await.unwrap();
    assert!(theirs.is_some(), "nobody else's");
    drop(tx);
    assert!(scene.subject_of_last_mail().await.contains("supprimée"));
    let again = erase_for(&scene.world, email).await;
    assert_eq!(refusal(again), Refusal::NotFound);
}
