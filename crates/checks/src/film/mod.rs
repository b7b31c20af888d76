//! What a film shows and sounds like, looked at in a process of its own (ADR 18).
//!
//! The decoder is C++ and its input is a stranger's: it runs where there is nothing to take. The process gets
//! film and networks on its standard input, gives facts on its standard output, and its answer is read as a
//! stranger's too.

mod apart;
mod best;
mod frames;
mod here;
mod index;
mod inside;
mod look;
mod loud;
mod networks;
mod order;
mod pace;
mod shown;
mod sound;
mod task;

pub use apart::FilmsApart;
pub use here::FilmsHere;
pub use inside::look_at_film;
pub use networks::FaceNetworks;
pub(crate) use networks::name_of;
