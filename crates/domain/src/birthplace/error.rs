//! Why a birthplace was not accepted.

/// A closed list; each has a stable code and a sentence in the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum BirthplaceError {
    /// No commune on the list has this code (or this code with this name).
    #[error("no such commune")]
    UnknownCommune,
    /// The commune exists, but not under this code at the birth date.
    #[error("the commune did not have this code at the birth date")]
    CommuneNotValidAtBirth,
    /// Paris, Lyon and Marseille are registered by arrondissement.
    #[error("an arrondissement is needed")]
    ArrondissementNeeded,
    /// No country on the list has this code.
    #[error("no such country")]
    UnknownCountry,
    /// France was given where a foreign country is expected: a commune is needed.
    #[error("the country is France: a commune is needed")]
    CountryIsFrance,
    /// Not the form of a commune's code.
    #[error("not a code of a commune")]
    MalformedCode,
    /// The free text is empty.
    #[error("the place is empty")]
    PlaceEmpty,
    /// The free text is longer than [`UnlistedPlace::MAX_CHARS`](super::UnlistedPlace::MAX_CHARS).
    #[error("the place is too long")]
    PlaceTooLong,
    /// The free text holds control characters.
    #[error("the place holds characters that cannot be written")]
    PlaceUnwritable,
}

impl BirthplaceError {
    /// Every error, in order of declaration.
    pub const ALL: [Self; 9] = [
        Self::UnknownCommune,
        Self::CommuneNotValidAtBirth,
        Self::ArrondissementNeeded,
        Self::UnknownCountry,
        Self::CountryIsFrance,
        Self::MalformedCode,
        Self::PlaceEmpty,
        Self::PlaceTooLong,
        Self::PlaceUnwritable,
    ];

    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownCommune => "commune.unknown",
            Self::CommuneNotValidAtBirth => "commune.not_valid_at_birth",
            Self::ArrondissementNeeded => "commune.arrondissement_needed",
            Self::UnknownCountry => "country.unknown",
            Self::CountryIsFrance => "country.is_france",
            Self::MalformedCode => "commune.malformed",
            Self::PlaceEmpty => "place.empty",
            Self::PlaceTooLong => "place.too_long",
            Self::PlaceUnwritable => "place.unwritable",
        }
    }
}
