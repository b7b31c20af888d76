//! Which faces wait to be compared, and which were.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::records::{account, case, case_id, evidence, examination};
use crate::samples::{at, evidence_id, state};
use sceau_domain::id::EvidenceId;
use sceau_domain::journey::{Part, StateName};
use sceau_service::ports::{Store, Transaction};
use sceau_service::records::{Evidence, Examination, FaceComparison, FacePair};

const FRONT: Part = Part::Front;
const VIDEO: Part = Part::Video;

fn comparison(portrait: EvidenceId, film: EvidenceId) -> FaceComparison {
    FaceComparison {
        pair: FacePair {
            case: case_id(1),
            portrait,
            film,
        },
        made_by: "sceau-checks 0.1.0, face_likeness 62dce23d".to_owned(),
        at: at(40),
    }
}

async fn examined(tx: &mut dyn Transaction, piece: &Evidence) {
    tx.put_evidence(piece).await.expect("written");
    let seen = Examination {
        evidence: piece.id,
        ..examination(piece.part)
    };
    tx.put_examination(&seen).await.expect("written");
}

async fn waiting(store: &dyn Store) -> Vec<FacePair> {
    let found = read(store, async |tx| tx.faces_to_compare(10).await).await;
    found.expect("read")
}

pub async fn faces_wait_once_both_pieces_were_examined_and_are_compared_once(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        let under_way = state(StateName::Processing);
        tx.put_case(&case(1, under_way)).await.expect("written");
        examined(tx, &evidence(FRONT)).await;
        tx.put_evidence(&evidence(VIDEO)).await.expect("written");
    })
    .await;
    assert_eq!(waiting(store).await, [], "the film was not looked at yet");
    write(store, async |tx| examined(tx, &evidence(VIDEO)).await).await;
    let first = comparison(evidence_id(FRONT), evidence_id(VIDEO));
    assert_eq!(waiting(store).await, [first.pair]);
    write(store, async |tx| {
        tx.put_face_comparison(&first).await.expect("written");
        tx.put_face_comparison(&first).await.expect("again");
    })
    .await;
    assert_eq!(waiting(store).await, []);

    let again = Evidence {
        id: EvidenceId::from_bytes([77; 16]),
        at: at(50),
        ..evidence(FRONT)
    };
    write(store, async |tx| {
        tx.put_evidence(&again).await.expect("written");
    })
    .await;
    assert_eq!(waiting(store).await, [], "replaced, and not examined yet");
    write(store, async |tx| examined(tx, &again).await).await;
    let second = comparison(again.id, evidence_id(VIDEO));
    assert_eq!(waiting(store).await, [second.pair], "the newer portrait");
    write(store, async |tx| {
        tx.put_face_comparison(&second).await.expect("written");
    })
    .await;
    let found = read(store, async |tx| tx.face_comparisons_of(case_id(1)).await).await;
    assert_eq!(found.expect("read"), [first, second]);

    write(store, async |tx| {
        tx.delete_case(case_id(1)).await.expect("deleted");
    })
    .await;
    let found = read(store, async |tx| tx.face_comparisons_of(case_id(1)).await).await;
    assert_eq!(found.expect("read"), []);
}

pub async fn no_faces_wait_of_a_case_that_ended_or_whose_pictures_are_gone(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        let under_way = state(StateName::Processing);
        tx.put_case(&case(1, under_way)).await.expect("written");
        examined(tx, &evidence(FRONT)).await;
        examined(tx, &evidence(VIDEO)).await;
    })
    .await;
    assert_eq!(waiting(store).await.len(), 1);
    let kept = read(store, async |tx| tx.case(case_id(1)).await).await;
    let mut kept = kept.expect("read").expect("a case");
    kept.retention.media_erased_at = Some(at(60));
    write(store, async |tx| {
        tx.put_case(&kept).await.expect("written");
    })
    .await;
    assert_eq!(waiting(store).await, []);
    let kept = read(store, async |tx| tx.case(case_id(1)).await).await;
    let mut kept = kept.expect("read").expect("a case");
    kept.retention.media_erased_at = None;
    kept.state = state(StateName::Active);
    write(store, async |tx| {
        tx.put_case(&kept).await.expect("written");
    })
    .await;
    assert_eq!(waiting(store).await, []);
}
