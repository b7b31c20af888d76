//! A case that would bring an identity to another device.

use crate::scene::{CARD, Scene, approval, refusal};
use sceau_domain::document::{Declaration, DocumentKind};
use sceau_domain::id::{CaseId, DeviceId, IdentityId};
use sceau_domain::journey::StateName;
use sceau_service::failure::Refusal;
use sceau_service::records::{Identity, Recovery};
use sceau_service::review::decide;
use sceau_testkit::samples;

/// Makes a case one of recovery of an identity with this declaration.
async fn recovers(scene: &Scene, case: CaseId, declaration: Declaration) {
    let mut tx = scene.world.store.begin().await.unwrap();
    let found = tx.case(case).await.unwrap().unwrap();
    tx.put_identity(&Identity {
        id: IdentityId::from_bytes([8; 16]),
        account: found.account,
        case: CaseId::from_bytes([9; 16]),
        declaration,
        birthplace: samples::birthplace(),
        device: DeviceId::from_bytes([8; 16]),
        active_since: found.created_at,
        blocked_at: Some(found.created_at),
        unblocked_at: None,
        recovery: Some(Recovery {
            asked_at: found.created_at,
            session: [8; 32],
            device: None,
        }),
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn two_operators_accept_a_recovery_whatever_the_sample_says() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    recovers(&scene, case, samples::declaration(DocumentKind::Passport)).await;
    let first = scene.operator("Dominique").await;
    let seen = scene.next(&first).await.unwrap();
    assert_eq!(seen.recovery, Some("recovery.same_person"));
    let second = scene.operator("Claude").await;
    let decided = scene.takes_and_decides(&first, &approval()).await;
    assert!(decided.awaits_second);
    assert_eq!(scene.state(case).await, StateName::Processing);
    let decided = scene.takes_and_decides(&second, &approval()).await;
    assert!(!decided.awaits_second);
    assert_eq!(scene.state(case).await, StateName::Activation);
}

#[tokio::test]
async fn nobody_accepts_a_recovery_for_another_person() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let other = samples::declaration_of(CARD, "Durand", "1990-07-13");
    recovers(&scene, case, other).await;
    let by = scene.operator("Dominique").await;
    let dossier = scene.next(&by).await.unwrap();
    assert_eq!(dossier.recovery, Some("recovery.other_person"));
    let refused = decide(&scene.world, &by, dossier.case, &approval()).await;
    assert_eq!(refusal(refused), Refusal::DecisionIncomplete);
}
