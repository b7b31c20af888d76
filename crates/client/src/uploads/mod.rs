//! Captures on their way: a queue that survives the end of the app, and the loop that carries it.

mod carry;
mod entry;
mod queue;

pub use carry::run_uploads;
pub(crate) use entry::Entry;
pub(crate) use queue::Queue;
