//! A case as one sealed file.

use crate::scene::{Scene, approval, because, refusal};
use sceau_domain::reason::Reason;
use sceau_oidc::jws::sign_typed;
use sceau_oidc::keys::Jwks;
use sceau_service::crypto::Keys;
use sceau_service::failure::Refusal;
use sceau_service::records::Verdict;
use sceau_service::review::{
    RecordFault, SealedRecord, decide, record_case, record_held_case, verify_record,
};
use sceau_service::sealed_file::SealedFileFault;

fn bytes(record: &SealedRecord) -> Vec<u8> {
    serde_json::to_vec(record).unwrap()
}

#[tokio::test]
async fn a_decided_case_is_told_whole_and_verified_without_the_installation() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let by = scene.operator("Dominique").await;
    scene.takes_and_decides(&by, &approval()).await;
    let record = record_case(&scene.world, case).await.unwrap();

    let ours = Jwks::of([scene.world.keys.seal_public()]);
    let said = verify_record(&bytes(&record), &ours).unwrap();
    assert_eq!(said.declared["birth_name"], "Martin");
    assert_eq!(
        (said.state.as_str(), said.evidence.len()),
        ("activation", 3)
    );
    let decision = &said.decisions[0];
    assert_eq!(
        (
            decision.operator_name.as_str(),
            decision.verdict.as_str(),
            decision.checklist.len(),
            decision.took_effect
        ),
        ("Dominique", "approve", 11, true)
    );
    assert_eq!(said.history.last().unwrap().kind, "case.recorded");
    let kinds = scene.kinds(case).await;
    assert_eq!(kinds.last().unwrap(), "case.recorded", "and in the journal");
    let printed = format!("{said:?} {:?}", said.decisions);
    assert!(!printed.contains("Martin"), "{printed}");
}

#[tokio::test]
async fn a_record_that_was_touched_is_not_believed() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let by = scene.operator("Dominique").await;
    scene.takes_and_decides(&by, &approval()).await;
    let record = record_case(&scene.world, case).await.unwrap();
    let ours = Jwks::of([scene.world.keys.seal_public()]);
    let changed = |change: fn(&mut SealedRecord)| {
        let mut changed = record.clone();
        change(&mut changed);
        verify_record(&bytes(&changed), &ours).unwrap_err()
    };
    let verdict = changed(|file| file.said.decisions[0].verdict = "refuse".into());
    assert_eq!(verdict, SealedFileFault::Changed.into());
    let stranger = changed(|file| file.key = Keys::derive(&[9; 32]).unwrap().seal_public());
    assert_eq!(stranger, SealedFileFault::OtherKey.into());
    assert_eq!(
        verify_record(b"{}", &ours),
        Err(SealedFileFault::SomethingElse.into())
    );

    // Whoever holds the key today cannot tell another past: each line follows from the one before.
    let resealed = |change: fn(&mut SealedRecord)| {
        let mut file = record.clone();
        change(&mut file);
        let key = scene.world.keys.seal();
        file.seal = sign_typed(&file.said, "sceau-case-record+jwt", key).unwrap();
        verify_record(&bytes(&file), &ours).map(drop)
    };
    assert_eq!(resealed(|_| ()), Ok(()));
    let moved = resealed(|file| file.said.history[1].kind = "case.released".into());
    assert!(matches!(moved, Err(RecordFault::Row { .. })), "{moved:?}");
    let turned = resealed(|file| file.said.history.reverse());
    assert!(matches!(turned, Err(RecordFault::Row { .. })), "{turned:?}");
    let other = resealed(|file| file.said.version = 2);
    assert_eq!(other, Err(RecordFault::NotARecord));
}

#[tokio::test]
async fn whoever_holds_the_case_has_its_record_without_the_first_opinion() {
    let scene = Scene::open().await;
    let case = scene.queued(1).await;
    let (one, two) = (
        scene.operator("Dominique").await,
        scene.operator("Camille").await,
    );
    let refused = record_held_case(&scene.world, &one, case).await;
    assert_eq!(refusal(refused), Refusal::CaseNotAssigned);
    let no = because(Verdict::Refuse, Reason::DocForged, None);
    assert!(scene.takes_and_decides(&one, &no).await.awaits_second);

    scene.next(&two).await.unwrap();
    let record = record_held_case(&scene.world, &two, case).await.unwrap();
    assert!(record.said.decisions.is_empty(), "blind to the first");
    let told = String::from_utf8(bytes(&record)).unwrap();
    assert!(!told.contains("decision.opinion") && !told.contains("doc.forged"));
    let ours = Jwks::of([scene.world.keys.seal_public()]);
    assert!(verify_record(&bytes(&record), &ours).is_ok());

    let whole = record_case(&scene.world, case).await.unwrap().said;
    assert!(!whole.decisions[0].took_effect);
    assert_eq!(whole.decisions[0].reasons[0].code, "doc.forged");
    decide(&scene.world, &two, case, &no).await.unwrap();
    let after = record_held_case(&scene.world, &two, case).await;
    assert_eq!(refusal(after), Refusal::CaseDecided);
}
