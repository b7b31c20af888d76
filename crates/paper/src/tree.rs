//! What a reader hears: headings, paragraphs and tables, apart from where they are drawn.

use core::num::NonZeroU16;
use krilla::tagging::{Identifier, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// A place in the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place(usize);

/// What stands at a place.
#[derive(Clone)]
pub(crate) enum Role {
    Heading(NonZeroU16, String),
    Text,
    Table,
    Head,
    Body,
    Row,
    ColumnName,
    RowName,
    Cell,
}

struct Node {
    role: Role,
    above: Option<Place>,
    drawn: Vec<Identifier>,
}

/// All places, in reading order: what stands above a place comes before it.
#[derive(Default)]
pub(crate) struct Tree(Vec<Node>);

impl Tree {
    /// A new place, the last under another or at the top.
    pub(crate) fn grow(&mut self, role: Role, above: Option<Place>) -> Place {
        self.0.push(Node {
            role,
            above,
            drawn: Vec::new(),
        });
        Place(self.0.len() - 1)
    }

    /// Notes that something drawn is read at a place.
    pub(crate) fn note(&mut self, place: Place, drawn: Identifier) {
        if let Some(node) = self.0.get_mut(place.0) {
            node.drawn.push(drawn);
        }
    }

    /// The tree as documents hold it, built from its end: each place is whole before it joins its own.
    pub(crate) fn into_tags(mut self, language: &str) -> TagTree {
        let mut under: Vec<Vec<TagGroup>> = Vec::new();
        under.resize_with(self.0.len(), Vec::new);
        let mut top = Vec::new();
        while let Some(node) = self.0.pop() {
            let mut group = TagGroup::new(node.role.tag());
            for drawn in node.drawn {
                group.push(drawn);
            }
            for child in under.pop().unwrap_or_default().into_iter().rev() {
                group.push(child);
            }
            let beside = node.above.and_then(|place| under.get_mut(place.0));
            beside.unwrap_or(&mut top).push(group);
        }
        let mut tags = TagTree::new().with_lang(Some(language.to_owned()));
        for group in top.into_iter().rev() {
            tags.push(group);
        }
        tags
    }
}

impl Role {
    fn tag(self) -> TagKind {
        match self {
            Self::Heading(level, title) => Tag::Hn(level, Some(title)).into(),
            Self::Text => Tag::P.into(),
            Self::Table => Tag::Table.into(),
            Self::Head => Tag::THead.into(),
            Self::Body => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowName => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
        }
    }
}
