//! Why an operator asks for something again, or ends a case: a closed list.
//!
//! The codes are those of the console and the keys of the person's message. Reasons that would
//! teach a forger are folded into one neutral message (`product.md`, decisions taken).

/// A reason, chosen by an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each code says itself; docs/error-codes.md explains all of them"
)]
pub enum Reason {
    DocUnreadable,
    DocCut,
    DocGlare,
    DocSideMissing,
    DocNotOriginal,
    DocExpired,
    DocDamaged,
    DocKind,
    DataMismatch,
    FaceUnclear,
    FaceMulti,
    DigitsWrong,
    AudioMissing,
    TaskMissing,
    VideoCut,
    DocForged,
    FaceMismatch,
    AttackReplay,
    Coercion,
    DupIdentity,
    Other,
}

/// Whether the person may mend it, or the case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReasonKind {
    /// Only the failing part is asked for again.
    Retry,
    /// The case ends; an appeal is possible.
    Final,
}

/// What must be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RedoPart {
    /// Photographs of the document (the operator may name one side).
    Document,
    /// Another document: kind, data and photographs.
    OtherDocument,
    /// The declared data.
    Data,
    /// The face video, with new digits.
    Video,
}

impl Reason {
    /// Every reason, in the console's order.
    pub const ALL: [Self; 21] = [
        Self::DocUnreadable,
        Self::DocCut,
        Self::DocGlare,
        Self::DocSideMissing,
        Self::DocNotOriginal,
        Self::DocExpired,
        Self::DocDamaged,
        Self::DocKind,
        Self::DataMismatch,
        Self::FaceUnclear,
        Self::FaceMulti,
        Self::DigitsWrong,
        Self::AudioMissing,
        Self::TaskMissing,
        Self::VideoCut,
        Self::DocForged,
        Self::FaceMismatch,
        Self::AttackReplay,
        Self::Coercion,
        Self::DupIdentity,
        Self::Other,
    ];

    /// The stable code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DocUnreadable => "doc.unreadable",
            Self::DocCut => "doc.cut",
            Self::DocGlare => "doc.glare",
            Self::DocSideMissing => "doc.side_missing",
            Self::DocNotOriginal => "doc.not_original",
            Self::DocExpired => "doc.expired",
            Self::DocDamaged => "doc.damaged",
            Self::DocKind => "doc.kind",
            Self::DataMismatch => "data.mismatch",
            Self::FaceUnclear => "face.unclear",
            Self::FaceMulti => "face.multi",
            Self::DigitsWrong => "digits.wrong",
            Self::AudioMissing => "audio.missing",
            Self::TaskMissing => "task.missing",
            Self::VideoCut => "video.cut",
            Self::DocForged => "doc.forged",
            Self::FaceMismatch => "face.mismatch",
            Self::AttackReplay => "attack.replay",
            Self::Coercion => "coercion",
            Self::DupIdentity => "dup.identity",
            Self::Other => "other",
        }
    }

    /// Reads a stable code back.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == code)
    }

    /// Whether it may be mended. `Other` is mended: its text says how.
    pub const fn kind(self) -> ReasonKind {
        match self {
            Self::DocForged
            | Self::FaceMismatch
            | Self::AttackReplay
            | Self::Coercion
            | Self::DupIdentity => ReasonKind::Final,
            _ => ReasonKind::Retry,
        }
    }

    /// What the person does again; nothing for a final reason.
    pub const fn redo(self) -> Option<RedoPart> {
        match self {
            Self::DocUnreadable
            | Self::DocCut
            | Self::DocGlare
            | Self::DocSideMissing
            | Self::DocNotOriginal
            | Self::Other => Some(RedoPart::Document),
            Self::DocExpired | Self::DocDamaged | Self::DocKind => Some(RedoPart::OtherDocument),
            Self::DataMismatch => Some(RedoPart::Data),
            Self::FaceUnclear
            | Self::FaceMulti
            | Self::DigitsWrong
            | Self::AudioMissing
            | Self::TaskMissing
            | Self::VideoCut => Some(RedoPart::Video),
            Self::DocForged
            | Self::FaceMismatch
            | Self::AttackReplay
            | Self::Coercion
            | Self::DupIdentity => None,
        }
    }

    /// The code that the person is told: every final reason is one neutral text, except that a
    /// person under pressure is pointed to help by the same neutral text too.
    pub const fn told_as(self) -> &'static str {
        match self.kind() {
            ReasonKind::Final => "refused",
            ReasonKind::Retry => self.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_its_reason() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.as_str()), Some(reason));
        }
    }

    #[test]
    fn a_reason_can_be_mended_exactly_when_it_says_what_to_redo() {
        for reason in Reason::ALL {
            assert_eq!(reason.redo().is_some(), reason.kind() == ReasonKind::Retry);
        }
    }

    #[test]
    fn a_forger_learns_nothing_from_what_is_told() {
        let told: Vec<_> = Reason::ALL
            .into_iter()
            .filter(|reason| reason.kind() == ReasonKind::Final)
            .map(Reason::told_as)
            .collect();
        assert_eq!(told, ["refused"; 5]);
    }
}
