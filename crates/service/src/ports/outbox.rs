//! Messages that wait to leave.

use super::StoreFailure;
use crate::records::{Carrier, OutboxMessage};
use async_trait::async_trait;
use jiff::Timestamp;
use sceau_domain::id::MessageId;

type Stored<T> = Result<T, StoreFailure>;

/// Messages written in the transaction that causes them, sent after it.
#[async_trait]
#[expect(
    missing_docs,
    reason = "one line each: stores or finds the record named; every error is StoreFailure"
)]
pub trait Outbox {
    async fn put_message(&mut self, message: &OutboxMessage) -> Stored<()>;
    /// What a carrier has to carry by now, longest due first.
    async fn messages_due(
        &mut self,
        carrier: Carrier,
        now: Timestamp,
        limit: u32,
    ) -> Stored<Vec<OutboxMessage>>;
    /// Puts a message off; nothing when it is gone, as after its account was erased.
    async fn put_off_message(&mut self, id: MessageId, tries: u32, due_at: Timestamp)
    -> Stored<()>;
    async fn delete_message(&mut self, id: MessageId) -> Stored<()>;
    /// Remembers, for seven days, that a code left for a phone number, named by a keyed hash only.
    async fn put_text_sent(&mut self, number_hash: &[u8; 32], at: Timestamp) -> Stored<()>;
    /// When codes left for a phone number since an instant, over all accounts, oldest first.
    async fn texts_sent_since(
        &mut self,
        number_hash: &[u8; 32],
        since: Timestamp,
    ) -> Stored<Vec<Timestamp>>;
}
