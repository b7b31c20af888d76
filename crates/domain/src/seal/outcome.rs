//! What became of a seal's signature.

/// What is known of a signature after it was held against the list of certificates. None of these says
/// that the document is genuine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SealOutcome {
    /// The key of a listed certificate signed exactly these fields, while the certificate was valid.
    Verified,
    /// The listed key did not sign these fields: they were changed, or signed with another key.
    Wrong,
    /// The list has no such certificate: nothing was verified.
    NotListed,
    /// The listed key signed these fields, on a day on which its certificate was not valid.
    OutsideValidity,
    /// The listed key signed these fields; the seal does not say when.
    Undated,
    /// The seal bears no signature, or one that cannot be read.
    Unsigned,
    /// A code of another layout, such as the stamp of the identity card: nothing was verified.
    OtherLayout,
}

impl SealOutcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Verified,
        Self::Wrong,
        Self::NotListed,
        Self::OutsideValidity,
        Self::Undated,
        Self::Unsigned,
        Self::OtherLayout,
    ];

    /// Stable code, part of the contract and of stored rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Wrong => "wrong",
            Self::NotListed => "not_listed",
            Self::OutsideValidity => "outside_validity",
            Self::Undated => "undated",
            Self::Unsigned => "unsigned",
            Self::OtherLayout => "other_layout",
        }
    }

    /// Reads a code written by [`SealOutcome::as_str`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == code)
    }

    /// Whether a person has to look: everything but a verified signature.
    pub const fn wants_a_look(self) -> bool {
        !matches!(self, Self::Verified)
    }
}
