//! The audit.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::records::{audit_entry, case_id};
use sceau_service::ports::Store;
use sceau_service::records::{AuditEntry, AuditRow, BrokenChain, ChainCheck};

async fn three_rows(store: &dyn Store) -> Vec<AuditRow> {
    let about_nothing = AuditEntry {
        case: None,
        operator: None,
        ..audit_entry("second")
    };
    for entry in [audit_entry("first"), about_nothing, audit_entry("third")] {
        write(store, async |tx| tx.append_audit(&entry).await)
            .await
            .expect("appended");
    }
    read(store, async |tx| tx.audit_after(0, u32::MAX).await)
        .await
        .expect("read")
}

pub async fn the_audit_is_one_chain_that_holds_together(store: &dyn Store) {
    let chain = three_rows(store).await;
    assert_eq!(
        chain.iter().map(|row| row.number).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(ChainCheck::default().follow(&chain), Ok(()));
    let of_case = read(store, async |tx| tx.audit_of_case(case_id(1)).await)
        .await
        .expect("read");
    assert_eq!(of_case, [chain[0].clone(), chain[2].clone()]);
    let before = read(store, async |tx| tx.audit_before_rows_of(case_id(1)).await)
        .await
        .expect("read");
    assert_eq!(before, [chain[1].end()], "nothing stands before the first");
    assert_eq!(
        (of_case[0].kind.as_str(), of_case[0].detail.as_str()),
        ("case.locked", "first")
    );

    let mut dropped = store.begin().await.expect("a transaction");
    dropped
        .append_audit(&audit_entry("never"))
        .await
        .expect("appended");
    drop(dropped);
    write(store, async |tx| {
        tx.append_audit(&audit_entry("fourth")).await
    })
    .await
    .expect("appended");
    let chain = read(store, async |tx| tx.audit_after(0, u32::MAX).await)
        .await
        .expect("read");
    assert_eq!(
        ChainCheck::default().follow(&chain),
        Ok(()),
        "a transaction that ended leaves no gap"
    );
    assert_eq!(chain.len(), 4);
}

pub async fn the_audit_is_read_in_pieces(store: &dyn Store) {
    let chain = three_rows(store).await;
    let piece = read(store, async |tx| tx.audit_after(1, 1).await)
        .await
        .expect("read");
    assert_eq!(piece, [chain[1].clone()]);
    let end = read(store, async |tx| tx.audit_after(3, 10).await)
        .await
        .expect("read");
    assert_eq!(end, []);
}

pub async fn a_changed_copy_of_the_audit_is_found_out(store: &dyn Store) {
    let mut chain = three_rows(store).await;
    chain[1].detail = "something else".to_owned();
    assert_eq!(
        ChainCheck::default().follow(&chain),
        Err(BrokenChain { number: 2 })
    );
}
