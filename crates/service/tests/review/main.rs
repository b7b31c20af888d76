//! Stories of the operators' room, without HTTP.

mod decisions;
mod desk;
mod operators;
mod queue;
mod scene;
