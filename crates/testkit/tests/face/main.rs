//! The drawn clip through the eyes of the app: scripted journeys are coached by what is read here.
//! Needs the networks in `target/models`; without them each test says that it was not run.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod hints;
mod quality;
mod stage;
mod turn;
