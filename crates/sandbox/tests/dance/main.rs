//! The whole login between a service, the broker, the register and an identity provider, over
//! real HTTP on 127.0.0.1. The provider is a small one made of `sceau-oidc`, which can misbehave.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails is a test that fails"
)]

mod browser;
mod faults;
mod happy;
mod provider;
mod stage;
