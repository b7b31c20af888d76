//! What must leave the vault, remembered until it has.

use super::StoreFailure;
use crate::records::{Erasure, MarkedErasure};
use async_trait::async_trait;

type Stored<T> = Result<T, StoreFailure>;

/// What was marked to be erased. A restart finds it again.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Erasures {
    async fn mark_erasure(&mut self, erasure: Erasure) -> Stored<()>;
    /// Oldest first.
    async fn marked_erasures(&mut self) -> Stored<Vec<MarkedErasure>>;
    async fn unmark_erasure(&mut self, number: u64) -> Stored<()>;
}
