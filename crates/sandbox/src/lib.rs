//! The world around Sceau, for demonstrations and journeys, in one process and with real
//! protocols: a **service** people log in to, a **broker** that behaves like FranceConnect+, a
//! **register simulator** and an **inbox** that shows what the server sent.
//!
//! Never shipped in a release. It knows the provider by its addresses only: nothing of the
//! server's is linked in, so that what works here works across a network. The project is an
//! independent demonstrator, without link to La Poste, AR24 or the State.

pub mod broker;
pub mod check;
pub mod config;
pub mod inbox;
pub mod outgoing;
pub mod register;
pub mod sandbox;
pub mod service;
pub mod text;
pub mod web;
pub mod world;
