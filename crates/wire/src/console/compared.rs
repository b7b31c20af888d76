//! A field as read beside what was declared: to the operator, and to the person on their own device.

use crate::personal::Personal;
use sceau_domain::examination::FieldComparison;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field as read, and how it compares with the declaration.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ComparedView {
    /// `number`, `birth_name`, `given_names`, …
    pub field: String,
    /// As read; absent where it could not be.
    #[ts(optional)]
    pub read: Option<Personal>,
    /// `same`, `equivalent`, `truncated`, `missing_given_names`, `different`, `doubtful`, `impossible`,
    /// `unread`.
    pub likeness: String,
    /// Whether a person has to look.
    pub wants_a_look: bool,
}

impl From<&FieldComparison> for ComparedView {
    fn from(row: &FieldComparison) -> Self {
        Self {
            field: row.field.as_str().to_owned(),
            read: row.read.as_ref().map(|read| read.reveal().as_str().into()),
            likeness: row.likeness.as_str().to_owned(),
            wants_a_look: row.likeness.wants_a_look(),
        }
    }
}
