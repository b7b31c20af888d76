//! Stories of the identity provider, from a service's request to its claims, without HTTP.

mod approval;
mod handoff;
mod passage;
mod scene;
mod tokens;
