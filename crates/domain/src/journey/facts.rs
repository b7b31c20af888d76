//! The small facts a journey carries.

use crate::document::{DocumentKind, Side};
use crate::id::EvidenceId;
use crate::phone::PhoneNumber;
use crate::reason::Reason;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A consent: which text, in which wording, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The text's version, as published.
    pub version: String,
    /// SHA-256 of the text shown.
    pub hash: [u8; 32],
    /// When it was given.
    pub at: Timestamp,
}

/// A phone number proved by a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedPhone {
    /// The number.
    pub number: PhoneNumber,
    /// When the code came back.
    pub at: Timestamp,
}

/// One thing the camera must give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The document's front.
    Front,
    /// The document's back.
    Back,
    /// The face video.
    Video,
}

impl Part {
    /// What a kind of document asks for: its sides, then the face video.
    pub fn needed_for(kind: DocumentKind) -> Vec<Self> {
        kind.sides()
            .iter()
            .map(|side| Self::from(*side))
            .chain([Self::Video])
            .collect()
    }

    /// Whether it is a picture of the document.
    pub const fn is_document(self) -> bool {
        matches!(self, Self::Front | Self::Back)
    }
}

impl From<Side> for Part {
    fn from(side: Side) -> Self {
        match side {
            Side::Front => Self::Front,
            Side::Back => Self::Back,
        }
    }
}

/// The evidence gathered so far, at most one piece for each part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gathered(BTreeMap<Part, EvidenceId>);

impl Gathered {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// With one more piece; a part taken again replaces the one before.
    #[must_use]
    pub fn with(mut self, part: Part, evidence: EvidenceId) -> Self {
        self.0.insert(part, evidence);
        self
    }

    /// Without some parts, so that they are asked for again.
    #[must_use]
    pub fn without(mut self, is_redone: impl Fn(Part) -> bool) -> Self {
        self.0.retain(|part, _| !is_redone(*part));
        self
    }

    /// The piece gathered for a part.
    pub fn get(&self, part: Part) -> Option<EvidenceId> {
        self.0.get(&part).copied()
    }

    /// All pieces, in the order of the parts.
    pub fn iter(&self) -> impl Iterator<Item = (Part, EvidenceId)> + '_ {
        self.0.iter().map(|(part, evidence)| (*part, *evidence))
    }

    /// The parts that a kind of document still asks for, in the order they are taken.
    pub fn missing(&self, kind: DocumentKind) -> Vec<Part> {
        Part::needed_for(kind)
            .into_iter()
            .filter(|part| !self.0.contains_key(part))
            .collect()
    }
}

/// What an operator asks for again: the reason, and the part where one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Why.
    pub reason: Reason,
    /// Which side, when the reason is about one side only.
    pub part: Option<Part>,
}
