//! The journey's state as it is stored: its name in one column, its facts as JSON in another.
//!
//! Every stage has a row type of its own, taken apart and put together field by field: a fact that
//! the domain adds does not compile here until somebody decided how it is stored.

mod convert;
mod facts;
mod person;
mod stages;
mod state;

pub(crate) use facts::RequestRow;
pub(crate) use person::{BirthplaceRow, DeclarationRow};
pub(crate) use state::StateRow;

/// A stored fact that the domain does not take: which one does not matter, the column is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadFact;
