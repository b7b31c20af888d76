//! What leaves as a paper: the words of each, in the language of who receives it.

mod export;
mod words;

pub(crate) use export::write_export;
