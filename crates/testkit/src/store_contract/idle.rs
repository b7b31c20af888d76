//! Cases that were left.

use super::{read, write};
use crate::samples::records::{account, case, case_id};
use crate::samples::{at, event, state};
use sceau_domain::journey::{EventName, StateName, transition};
use sceau_service::ports::Store;
use sceau_service::records::Case;

/// The store's list and the journey's rule are the same, but for a case at its beginning.
pub async fn whoever_left_a_case_is_told_once_each_time(store: &dyn Store) {
    write(store, async |tx| tx.put_account(&account(1)).await)
        .await
        .expect("written");
    let mut expected = Vec::new();
    for (number, name) in (1..).zip(StateName::ALL) {
        let may_be_left = transition(state(*name), event(EventName::Abandoned)).is_ok();
        if may_be_left && *name != StateName::Terms {
            expected.push(case_id(number));
        }
        let written = case(number, state(*name));
        let written = write(store, async |tx| tx.put_case(&written).await).await;
        written.expect("written");
    }
    let mut left = read(store, async |tx| tx.cases_to_warn(at(100)).await)
        .await
        .expect("read");
    left.sort();
    assert_eq!(left, expected, "told before their last step only");
    let none = read(store, async |tx| tx.cases_to_warn(at(99)).await).await;
    assert_eq!(none.expect("read"), []);
    for id in expected {
        write(store, async |tx| {
            let found = tx.case(id).await.expect("read").expect("there");
            let told = Case {
                warned_at: Some(at(101)),
                ..found
            };
            tx.put_case(&told).await.expect("written");
        })
        .await;
    }
    let none = read(store, async |tx| tx.cases_to_warn(at(100)).await).await;
    assert_eq!(none.expect("read"), []);
}
