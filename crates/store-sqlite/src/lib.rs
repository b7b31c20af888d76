//! The service's store on SQLite: the default of an installation on one machine.
//!
//! One writer at a time, queued, each transaction begun with `BEGIN IMMEDIATE`, so that a writer
//! never learns at its commit that it lost; readers have connections of their own and see the
//! last commit (write-ahead log). A commit is on the disk when it returns (`synchronous=FULL`),
//! together with those of the writers who stood in line ([`writer`]), and what is deleted is
//! overwritten (`secure_delete`).
//!
//! Rows are read column by column through [`row::StoredRow`], which names table, column and row
//! when something stored cannot be. What this room deliberately does not know: HTTP, wire types,
//! the clock, and what a use case does between two calls.

mod accounts;
mod audits;
mod cases;
mod connection;
mod erasures;
mod evidences;
mod examinations;
mod faces;
mod failure;
mod handoffs;
mod idempotency;
mod identities;
mod interactions;
mod journey;
mod letters;
mod logins;
mod logouts;
mod look;
mod migrations;
mod operators;
mod outbox;
mod person;
#[cfg(test)]
mod plans;
mod readers;
mod row;
mod statement;
mod store;
mod text;
mod tokens;
mod uploads;
mod words;
mod writer;

pub use look::{LookFailure, SqliteLook};
pub use store::SqliteStore;
