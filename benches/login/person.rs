//! What server and load agree on: people by number, one client, one key for every app.

/// The client of both providers.
pub(crate) const CLIENT: &str = "bench";
pub(crate) const SECRET: &str = "a-secret-that-protects-a-bench-only-0123456789";
pub(crate) const CALLBACK: &str = "https://bench.test/retour";
pub(crate) const SCOPE: &str = "openid profile email";

/// A French mobile number.
pub(crate) fn phone(number: u32) -> String {
    format!("06{number:08}")
}

/// The bearer token of a person's app.
pub(crate) fn session(number: u32) -> String {
    format!("session-of-{number}")
}
