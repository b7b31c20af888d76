//! What leaves as a paper: the words of each, in the language of who receives it.

mod blocks;
mod case;
mod export;
mod words;

pub(crate) use export::write_export;
