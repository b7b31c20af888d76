//! A process of its own for whatever a stranger sent (ADR 18, ADR 30): started for one thing, behind walls, and
//! believed nothing.
//!
//! What this room deliberately does not know: what is looked at, and what may be said of it.

mod framing;
mod process;
mod walls;

pub(crate) use framing::{
    odd, read_end, read_part, read_picture, read_text, send_picture, send_text,
};
pub use process::Apart;
pub(crate) use process::Broken;
pub(crate) use walls::{Limits, confine, give_way, is_known_as_walls};
