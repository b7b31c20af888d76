//! The contract between the app and the backend: requests, views, error codes; and between the
//! app's screens and their host. Written once here, printed to TypeScript by `./dev gen`.
//!
//! What this room deliberately does not know: SQL, the HTTP framework, Tauri.
//!
//! Conventions: `…Request` comes in, `…View` goes out. Instants are RFC 3339 in UTC, dates are
//! `YYYY-MM-DD`, bytes are base64 (standard, padded) unless a field says hexadecimal.

pub mod account;
pub mod browser;
pub mod configuration;
pub mod console;
pub mod document;
pub mod error;
pub mod evidence;
pub mod export;
pub mod handoff;
pub mod host;
pub mod identity;
pub mod journey;
pub mod letter;
pub mod login;
mod mirror;
pub mod person;
mod personal;
pub mod typescript;

pub use mirror::{
    Actor, Chapter, DigitsWay, DocumentKind, EventName, Part, Sex, StateName, ThirdTask, ZoneField,
};
pub use personal::{Personal, Secret};
