//! What a picture shows, and what of it may be kept: looked at in a process of its own for each (ADR 30).
//!
//! The decoders are Rust and their input is a stranger's; what is looked for in the pixels takes time and memory by
//! what they are. The process gets the picture on its standard input and gives facts and pixels on its standard
//! output. Its answer is read as a stranger's too. What a seal's signature is worth is never its to say.

mod inside;
mod inspector;
mod look;
mod order;
mod side;

pub use inside::look_at_picture;
pub use inspector::{FileInspector, FileLimits};
pub use side::PictureExaminer;
