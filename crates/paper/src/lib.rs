//! Words in, pages out: a paper of headings, texts and tables becomes one PDF that reads aloud, searches and
//! prints the same anywhere, for ever (PDF/UA-1: tagged, in a language, with a title and bookmarks, its fonts
//! inside). What this room deliberately does not know: what the words are about, and whose they are.

mod face;
mod layout;
mod lines;
mod mark;
mod table;
mod tree;
mod write;

use jiff::Timestamp;

/// What is to be written. Nothing here prints: the words may be personal.
pub struct Paper {
    /// The first heading, and the document's name.
    pub title: String,
    /// `fr`, `en`.
    pub language: &'static str,
    /// When it was made: the same words at the same moment give the same bytes.
    pub made_at: Timestamp,
    /// At the foot of every page.
    pub foot: String,
    /// Also there: the page's number and how many there are, in words.
    pub numbering: fn(usize, usize) -> String,
    /// What follows the title, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a paper.
pub enum Block {
    /// A heading; it is a bookmark too.
    Heading(Level, String),
    /// A text, one paragraph a line.
    Text(String),
    /// Names and what they stand for.
    Facts(Facts),
    /// Rows under named columns.
    Table(Table),
}

/// How deep a heading stands under the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Right under it.
    Section,
    /// In a section.
    Part,
}

/// Names and what they stand for.
pub struct Facts {
    /// In order.
    pub rows: Vec<(String, String)>,
    /// Whether they stand on the card with the cut corner: the one thing a paper is about.
    pub is_card: bool,
}

/// Rows under named columns.
pub struct Table {
    /// From the left.
    pub columns: Vec<Column>,
    /// Each with one cell a column, from the top.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its width, beside those of the others.
    pub share: f32,
}

/// What stands in a row under a column.
pub struct Cell {
    /// Its words.
    pub text: String,
    /// More, under it and smaller.
    pub detail: Option<String>,
}

/// Why a paper could not be written. Nothing of its words is told.
#[derive(Debug, thiserror::Error)]
pub enum PaperFault {
    /// A font of this room does not read.
    #[error("a font does not read")]
    Font,
    /// The pages do not hold what an accessible document needs.
    #[error("the document is refused: {0}")]
    Refused(String),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, detail: None }
    }
}

/// Writes a paper as PDF.
///
/// # Errors
/// [`PaperFault`]; none is known to come of any words.
pub fn write(paper: &Paper) -> Result<Vec<u8>, PaperFault> {
    let faces = face::Faces::read()?;
    let laid = layout::lay_out(paper, &faces);
    write::write(paper, &faces, laid)
}
