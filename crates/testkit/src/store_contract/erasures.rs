//! What must leave the vault.

use super::{read, write};
use sceau_domain::id::{CaseId, UploadId};
use sceau_service::ports::Store;
use sceau_service::records::{Erasure, MarkedErasure};

/// A mark that came later stays, even for the same thing and after an older number was taken away.
pub async fn what_was_marked_comes_back_oldest_first_until_its_own_mark_is_taken_away(
    store: &dyn Store,
) {
    let case = Erasure::Case(CaseId::from_bytes([1; 16]));
    let upload = Erasure::Upload(UploadId::from_bytes([2; 16]));
    for erasure in [case, upload, case] {
        mark(store, erasure).await;
    }
    let marks = marked(store).await;
    let found: Vec<_> = marks.iter().map(|mark| mark.erasure).collect();
    assert_eq!(found, [case, upload, case]);
    let given: Vec<_> = marks.iter().map(|mark| mark.number).collect();
    for number in &given {
        let done = write(store, async |tx| tx.unmark_erasure(*number).await).await;
        done.expect("written");
    }
    assert_eq!(marked(store).await, []);

    mark(store, case).await;
    let later = marked(store).await;
    assert_eq!(later.len(), 1);
    let is_given_twice = later.iter().any(|mark| given.contains(&mark.number));
    assert!(
        !is_given_twice,
        "whoever takes an old mark away takes this one"
    );
}

async fn mark(store: &dyn Store, erasure: Erasure) {
    let marked = write(store, async |tx| tx.mark_erasure(erasure).await).await;
    marked.expect("written");
}

async fn marked(store: &dyn Store) -> Vec<MarkedErasure> {
    let found = read(store, async |tx| tx.marked_erasures().await).await;
    found.expect("read")
}
