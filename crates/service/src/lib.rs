//! What the backend does: one file per use case, named by its verb, over ports.
//!
//! Rooms: `account` (sign-in, sessions, devices, handover to another one), `case` (the journey's events), `otp` (codes),
//! `letter` (notice, link, acceptance, tracking), `proofing` (uploads, evidence, challenges),
//! `examination` (what a picture says beside the declaration), `review` (operators, queue, decisions), `login` (interactions, handoff, requests, tokens),
//! `person` (what the person governs once the identity is active), `jobs` (outbox, expiry, retention). What this room deliberately does not know: HTTP, SQL, wire
//! types, the clock and the system's randomness.

pub mod account;
mod browser_words;
pub mod case;
pub mod configuration;
pub mod crypto;
pub mod examination;
pub mod failure;
pub mod jobs;
pub mod language;
pub mod letter;
pub mod login;
pub mod mail;
mod otp;
pub mod person;
pub mod ports;
pub mod proofing;
pub mod records;
pub mod review;
pub mod sealed_file;
pub mod time;
