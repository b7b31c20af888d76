//! Transactions.
#![expect(missing_docs, reason = "each story's name is its description")]

use super::{read, write};
use crate::samples::at;
use crate::samples::records::{account, account_id, case, case_id};
use core::time::Duration;
use sceau_domain::journey::State;
use sceau_service::ports::Store;

pub async fn a_dropped_transaction_changes_nothing(store: &dyn Store) {
    let mut tx = store.begin().await.expect("a transaction");
    tx.put_account(&account(1)).await.expect("written");
    assert!(
        tx.account(account_id(1)).await.expect("read").is_some(),
        "it sees its own writes"
    );
    drop(tx);
    let found = read(store, async |tx| tx.account(account_id(1)).await).await;
    assert_eq!(found.expect("read"), None);
    write(store, async |tx| tx.put_account(&account(1)).await)
        .await
        .expect("the next one works");
}

pub async fn a_reader_sees_one_picture_while_a_writer_commits(store: &dyn Store) {
    let mut reader = store.read().await.expect("a reader");
    write(store, async |tx| tx.put_account(&account(1)).await)
        .await
        .expect("written");
    assert_eq!(reader.account(account_id(1)).await.expect("read"), None);
    drop(reader);
    let found = read(store, async |tx| tx.account(account_id(1)).await).await;
    assert_eq!(found.expect("read"), Some(account(1)));
}

/// Twenty writers read the same counter and add one each.
pub async fn writers_wait_for_each_other_and_lose_nothing(store: &dyn Store) {
    write(store, async |tx| {
        tx.put_account(&account(1)).await.expect("written");
        tx.put_case(&case(1, State::Terms)).await.expect("written");
    })
    .await;
    let add_one = async || {
        let mut tx = store.begin().await.expect("a turn");
        let mut case = tx.case(case_id(1)).await.expect("read").expect("the case");
        case.photos_taken += 1;
        tokio::time::sleep(Duration::from_millis(1)).await;
        tx.put_case(&case)
            .await
            .expect("no conflict: writers queue");
        tx.commit().await.expect("a commit");
    };
    let writers: Vec<_> = (0..20).map(|_| Box::pin(add_one())).collect();
    join(writers).await;
    let case = read(store, async |tx| tx.case(case_id(1)).await)
        .await
        .expect("read");
    let case = case.expect("the case");
    assert_eq!(
        (case.photos_taken, case.version, case.changed_at),
        (23, 21, at(100))
    );
}

/// Drives futures together on this task, so that a story may borrow its store.
pub(super) async fn join<F: Future + Unpin>(futures: Vec<F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures
        .into_iter()
        .map(|future| (Some(future), None))
        .collect();
    core::future::poll_fn(|context| {
        let mut is_ready = true;
        for (future, output) in &mut waiting {
            let Some(running) = future else { continue };
            match core::pin::Pin::new(running).poll(context) {
                core::task::Poll::Ready(done) => {
                    *output = Some(done);
                    *future = None;
                }
                core::task::Poll::Pending => is_ready = false,
            }
        }
        if is_ready {
            core::task::Poll::Ready(())
        } else {
            core::task::Poll::Pending
        }
    })
    .await;
    waiting
        .into_iter()
        .filter_map(|(_, output)| output)
        .collect()
}
