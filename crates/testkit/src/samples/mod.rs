//! Samples of invented people: a declaration of each kind, every state and every event of the
//! journey, and a record of each sort. The journey's table tests, the diagram and the store's
//! contract use the same ones.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a sample that cannot be built is a test that fails"
)]

mod desk;
mod events;
mod passages;
mod person;
pub mod records;
mod states;
#[cfg(test)]
mod tests;
mod walk;

pub use events::{event, events};
pub use person::{birthplace, birthplaces, declaration, declaration_of, phone, today};
pub use states::{
    agreed, consent, declared, documented, eligible, evidence_id, gathered_all, gathered_documents,
    letter_id, lettered, locked, opened, prepared, reachable, state, states, submitted,
};
pub use walk::walked_states;

use jiff::Timestamp;

/// An instant some seconds after [`crate::world::BEGINNING`].
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(crate::world::BEGINNING.as_second() + second).expect("an instant")
}
