//! The pieces that papers are made of.

use sceau_paper::{Block, Cell, Column, Facts, Level, Table};
use sceau_wire::Personal;

pub(super) fn table<const N: usize>(
    columns: [(String, f32); N],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Block {
    let columns = columns.into_iter();
    Block::Table(Table {
        columns: columns
            .map(|(name, share)| Column { name, share })
            .collect(),
        rows: rows.collect(),
    })
}

pub(super) const fn plain(rows: Vec<(String, String)>) -> Facts {
    Facts {
        rows,
        is_card: false,
    }
}

pub(super) const fn section(title: String) -> Block {
    Block::Heading(Level::Section, title)
}

pub(super) const fn part(title: String) -> Block {
    Block::Heading(Level::Part, title)
}

pub(super) const fn with_detail(text: String, detail: String) -> Cell {
    Cell {
        text,
        detail: Some(detail),
    }
}

pub(super) fn told(words: &Personal) -> String {
    words.reveal().to_owned()
}
