//! The server assigns; a hold ends by itself; every look is recorded.

use crate::scene::{Scene, approval, piece, refusal};
use futures_util::StreamExt as _;
use sceau_domain::id::EvidenceId;
use sceau_domain::journey::Part;
use sceau_service::failure::Refusal;
use sceau_service::review::{
    AuthenticatedOperator, EvidenceFile, Release, assign_next, count_decisions, decide, list_queue,
    open_evidence, release_case, view_case,
};

#[tokio::test]
async fn two_operators_never_hold_the_same_case() {
    let scene = Scene::open().await;
    scene.queued(1).await;
    scene.queued(2).await;
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    let first = scene.next(&one).await.unwrap();
    let second = scene.next(&two).await.unwrap();
    assert_ne!(first.case, second.case);
    assert_eq!(
        scene.next(&one).await.unwrap().case,
        first.case,
        "asking again gives no other"
    );
    let mine = list_queue(&scene.world, &one).await.unwrap();
    assert_eq!((mine.len(), mine[0].case), (1, first.case));
    assert!(mine[0].mine_until.is_some() && !mine[0].is_test);
    let third = scene.operator("Sacha").await;
    assert!(scene.next(&third).await.is_none());
}

#[tokio::test]
async fn the_case_is_drawn_among_the_oldest_and_not_always_the_first() {
    let scene = Scene::open().await;
    for name in 1..=8 {
        scene.queued(name).await;
        scene.minutes(1);
    }
    let mut drawn = Vec::new();
    for round in 0..12 {
        let by = scene.operator(&format!("Agent {round}")).await;
        let dossier = scene.next(&by).await.unwrap();
        release_case(&scene.world, &by, dossier.case, Release::Later)
            .await
            .unwrap();
        drawn.push(dossier.case.as_bytes()[0]);
    }
    assert!(drawn.iter().all(|name| *name <= 5), "{drawn:?}");
    assert!(drawn.iter().any(|name| *name != drawn[0]), "{drawn:?}");
}

#[tokio::test]
async fn giving_a_case_back_is_no_way_to_choose_another() {
    let scene = Scene::open().await;
    for name in 1..=5 {
        scene.queued(name).await;
    }
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    let drawn = scene.next(&one).await.unwrap().case;
    for _ in 0..10 {
        release_case(&scene.world, &one, drawn, Release::Later)
            .await
            .unwrap();
        let again = scene.next(&one).await.unwrap().case;
        assert_eq!(again, drawn, "given back");
        scene.minutes(11);
        let again = scene.next(&one).await.unwrap().case;
        assert_eq!(again, drawn, "left to run out");
    }
    release_case(&scene.world, &one, drawn, Release::Later)
        .await
        .unwrap();
    while scene.next(&two).await.unwrap().case != drawn {
        let other = scene.next(&two).await.unwrap().case;
        release_case(&scene.world, &two, other, Release::KnowsPerson)
            .await
            .unwrap();
    }
    let another = scene.next(&one).await.unwrap().case;
    assert_ne!(another, drawn, "somebody else took it");
}

#[tokio::test]
async fn a_hold_lasts_ten_minutes_and_every_act_renews_it() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    scene.next(&one).await.unwrap();
    scene.minutes(9);
    view_case(&scene.world, &one, case).await.unwrap();
    scene.minutes(9);
    assert!(scene.next(&two).await.is_none());
    scene.minutes(2);
    let late = decide(&scene.world, &one, case, &approval()).await;
    assert_eq!(refusal(late), Refusal::CaseNotAssigned);
    assert_eq!(scene.next(&two).await.unwrap().case, case);
    let lost = view_case(&scene.world, &one, case).await;
    assert_eq!(refusal(lost), Refusal::CaseNotAssigned);
}

#[tokio::test]
async fn whoever_knows_the_person_never_sees_the_case_again() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    scene.next(&one).await.unwrap();
    release_case(&scene.world, &one, case, Release::KnowsPerson)
        .await
        .unwrap();
    assert!(scene.next(&one).await.is_none());
    assert!(list_queue(&scene.world, &one).await.unwrap().is_empty());
    assert!(scene.next(&two).await.is_some());
}

#[tokio::test]
async fn evidence_opens_for_the_holder_alone_and_every_look_is_recorded() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    scene.next(&one).await.unwrap();
    let front = piece(1, Part::Front);
    let other = open_evidence(&scene.world, &two, case, front, EvidenceFile::Main, None).await;
    assert_eq!(refusal(other), Refusal::CaseNotAssigned);
    for _ in 0..2 {
        let opened = open_evidence(&scene.world, &one, case, front, EvidenceFile::Main, None)
            .await
            .unwrap();
        assert_eq!(opened.media_type, "image/jpeg");
        let pieces: Vec<_> = opened.bytes.collect().await;
        let bytes: Vec<u8> = pieces
            .into_iter()
            .flat_map(|piece| piece.unwrap())
            .collect();
        assert_eq!(bytes, b"une image");
    }
    for (evidence, file) in [
        (front, EvidenceFile::Clip),
        (piece(2, Part::Front), EvidenceFile::Main),
        (EvidenceId::from_bytes([0; 16]), EvidenceFile::Main),
    ] {
        let refused = open_evidence(&scene.world, &one, case, evidence, file, None).await;
        assert_eq!(refusal(refused), Refusal::NotFound);
    }
    let looks = scene
        .kinds(case)
        .await
        .iter()
        .filter(|kind| *kind == "evidence.viewed")
        .count();
    assert_eq!(looks, 2);
}

#[tokio::test]
async fn the_dossier_says_what_to_look_at_and_what_nobody_checked() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let by = scene.operator("Dominique").await;
    let dossier = assign_next(&scene.world, &by).await.unwrap().unwrap();
    assert_eq!(
        (dossier.case, dossier.attempt, dossier.appeal),
        (case, 1, false)
    );
    assert_eq!(dossier.evidence.len(), 3);
    assert!(dossier.evidence.iter().all(|item| item.is_current));
    assert_eq!(dossier.video.unwrap().challenge.digits, [4, 7, 1]);
    assert!(dossier.not_checked.contains(&"face.attack"));
    assert!(dossier.earlier.is_empty());
    let line = dossier.history.last().unwrap();
    let who = line.operator.as_deref();
    assert_eq!(
        (line.kind.as_str(), who),
        ("case.assigned", Some("Dominique"))
    );
}

#[tokio::test]
async fn each_operator_is_counted_for_an_hour_and_whoever_decided_nothing_is_not_named() {
    let scene = Scene::open().await;
    for name in 1..=3 {
        scene.queued(name).await;
    }
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    scene.takes_and_decides(&one, &approval()).await;
    scene.minutes(40);
    scene.takes_and_decides(&one, &approval()).await;
    scene.takes_and_decides(&two, &approval()).await;
    let count = async |by: &AuthenticatedOperator| {
        let counts = count_decisions(&scene.world).await.unwrap();
        let mine = counts.iter().find(|one| one.operator == by.operator.id);
        mine.map(|one| one.count)
    };
    assert_eq!((count(&one).await, count(&two).await), (Some(2), Some(1)));
    scene.minutes(30);
    assert_eq!(count(&one).await, Some(1));
    scene.minutes(31);
    assert_eq!((count(&one).await, count(&two).await), (None, None));
}
