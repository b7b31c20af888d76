//! A case that would bring an identity to another device.

use crate::scene::{CARD, Scene, approval, refusal};
use sceau_domain::document::{Declaration, DocumentKind};
use sceau_domain::id::{CaseId, DeviceId, IdentityId};
use sceau_domain::journey::{Event, Method, State, StateName};
use sceau_domain::private::Secret;
use sceau_service::failure::Refusal;
use sceau_service::records::{AuditEntry, Identity, Recovery};
use sceau_service::review::{decide, desk_decide, desk_view};
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

/// A recovery whose person chose the desk, and the code that their app shows.
async fn recovers_at_desk(scene: &Scene, declaration: Declaration) -> (CaseId, Secret<String>) {
    let case = scene.case_at(1, State::Method(samples::locked(CARD))).await;
    recovers(scene, case, declaration).await;
    scene
        .person_does(case, Event::MethodChosen(Method::InPerson))
        .await;
    (case, code_of(scene, case).await)
}

async fn code_of(scene: &Scene, case: CaseId) -> Secret<String> {
    let mut tx = scene.world.store.read().await.unwrap();
    tx.case(case).await.unwrap().unwrap().desk_code.unwrap()
}

#[tokio::test]
async fn at_the_desk_too_two_operators_accept_a_recovery() {
    let scene = Scene::open().await;
    let same = samples::declaration(DocumentKind::Passport);
    let (case, code) = recovers_at_desk(&scene, same).await;
    let first = scene.operator("Dominique").await;
    let second = scene.operator("Claude").await;
    let seen = desk_view(&scene.world, &first, &code).await.unwrap();
    assert_eq!(seen.recovery, Some("recovery.same_person"));
    let opinion = desk_decide(&scene.world, &first, &code).await.unwrap();
    assert!(opinion.awaits_second && !opinion.is_accepted);
    assert_eq!(scene.state(case).await, StateName::InPerson);
    let again = desk_decide(&scene.world, &first, &code).await;
    assert_eq!(
        refusal(again),
        Refusal::CaseNotAssigned,
        "nobody counts twice"
    );
    let looked = desk_view(&scene.world, &first, &code).await.unwrap();
    assert!(looked.awaits_second);
    let looked = desk_view(&scene.world, &second, &code).await.unwrap();
    assert!(!looked.awaits_second, "the second looks for themselves");
    let accepted = desk_decide(&scene.world, &second, &code).await.unwrap();
    assert!(accepted.is_accepted);
    assert_eq!(scene.state(case).await, StateName::Activation);
}

#[tokio::test]
async fn at_the_desk_nobody_accepts_a_recovery_for_another_person_nor_of_somebody_they_know() {
    let scene = Scene::open().await;
    let other = samples::declaration_of(CARD, "Durand", "1990-07-13");
    let (case, code) = recovers_at_desk(&scene, other).await;
    let by = scene.operator("Dominique").await;
    let refused = desk_decide(&scene.world, &by, &code).await;
    assert_eq!(refusal(refused), Refusal::DecisionIncomplete);
    let mut tx = scene.world.store.begin().await.unwrap();
    let recused = AuditEntry::new(scene.test.now(), "case.recused")
        .of_case(case)
        .by_operator(by.operator.id);
    tx.append_audit(&recused).await.unwrap();
    tx.commit().await.unwrap();
    let refused = desk_view(&scene.world, &by, &code).await;
    assert_eq!(refusal(refused), Refusal::CaseNotAssigned);
}

#[tokio::test]
async fn an_opinion_of_the_desk_counts_no_more_when_the_person_went_and_comes_again() {
    let scene = Scene::open().await;
    let same = samples::declaration(DocumentKind::Passport);
    let (case, code) = recovers_at_desk(&scene, same).await;
    let first = scene.operator("Dominique").await;
    desk_decide(&scene.world, &first, &code).await.unwrap();
    scene.minutes(1);
    scene.person_does(case, Event::WentBack).await;
    scene
        .person_does(case, Event::MethodChosen(Method::InPerson))
        .await;
    let code = code_of(&scene, case).await;
    let second = scene.operator("Claude").await;
    let opinion = desk_decide(&scene.world, &second, &code).await.unwrap();
    assert!(opinion.awaits_second, "what was looked at may have changed");
}

#[tokio::test]
async fn an_opinion_of_the_desk_counts_no_more_when_the_person_sends_a_film_instead() {
    let scene = Scene::open().await;
    let same = samples::declaration(DocumentKind::Passport);
    let (case, code) = recovers_at_desk(&scene, same).await;
    let first = scene.operator("Dominique").await;
    desk_decide(&scene.world, &first, &code).await.unwrap();
    scene.minutes(1);
    scene.person_does(case, Event::WentBack).await;
    scene.minutes(1);
    scene.sends_online(1).await;
    let second = scene.operator("Claude").await;
    let seen = scene.next(&second).await.unwrap();
    assert_eq!(seen.case, case);
    let decided = decide(&scene.world, &second, case, &approval()).await;
    let decided = decided.unwrap();
    assert!(
        decided.awaits_second,
        "nobody else looked at what is declared now"
    );
    assert_eq!(scene.state(case).await, StateName::Processing);
}
