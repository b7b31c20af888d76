//! What the rehearsal can find: a closed list with stable codes.

use super::entry::ShapeFault;
use crate::birthplace::Caution;
use crate::document::Field;

/// How much a finding weighs. None of them stops the person: an operator looks at the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// As it is, the register could not find it.
    Stops,
    /// Usual when somebody is not found: to be compared with the document once more.
    Check,
    /// Right, and worth knowing.
    Note,
}

impl Weight {
    /// Every weight, heaviest first.
    pub const ALL: [Self; 3] = [Self::Stops, Self::Check, Self::Note];

    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Check => "check",
            Self::Note => "note",
        }
    }
}

/// One finding about the identity as the register receives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegisterFinding {
    /// A claim has not the published form.
    Shape(ShapeFault),
    /// The commune did not bear this code at the birth date: the date was changed after it.
    PlaceNotThen,
    /// « Ma commune n'apparaît pas »: nothing can be sent before an operator has found the code.
    PlaceWithoutCode,
    /// Usage name and birth name are one: the usage name may have been given as the birth name,
    /// which the register refuses.
    UsageNameIsBirthName,
    /// The birth name holds the usage name and more: two names may have been joined.
    UsageNameInBirthName,
    /// « épouse », « née », « veuve » stands in the birth name.
    SpouseWordInBirthName,
    /// One of the given names is the birth name: the fields may have been mistaken.
    BirthNameAmongGivenNames,
    /// A given name of one letter: the register wants whole names.
    InitialAmongGivenNames,
    /// The zone of the document shows another family name than was typed as birth name.
    BirthNameDiffersFromZone,
    /// The zone of the document shows more given names than were typed.
    FewerGivenNamesThanZone,
    /// The register may hold another code for this birth.
    Place(Caution),
    /// A single given name: right for whoever has one, and the usual reason not to be found.
    SingleGivenName,
    /// The register cannot hold a letter of this name: it is sent without its mark.
    LetterReplaced(Field),
    /// Day or month unknown: found only if the register holds the date in the same way.
    BirthDateIncomplete,
    /// Born abroad: the commune is sent empty, as the register wants it.
    BornAbroad,
    /// A code of the former Seine with the digits of a Paris postcode: 75018 was
    /// Charenton-le-Pont, not the 18th arrondissement.
    LooksLikeParisPostcode,
}

impl RegisterFinding {
    /// Stable code, part of the contract with the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shape(ShapeFault::FamilyName) => "register.family_name_shape",
            Self::Shape(ShapeFault::GivenName) => "register.given_name_shape",
            Self::Shape(ShapeFault::PreferredUsername) => "register.usage_name_shape",
            Self::Shape(ShapeFault::Birthdate) => "register.birthdate_shape",
            Self::Shape(ShapeFault::Gender) => "register.gender_shape",
            Self::Shape(ShapeFault::Birthplace) => "register.birthplace_shape",
            Self::Shape(ShapeFault::Birthcountry) => "register.birthcountry_shape",
            Self::PlaceNotThen => "register.place_not_then",
            Self::PlaceWithoutCode => "register.place_without_code",
            Self::UsageNameIsBirthName => "register.usage_name_is_birth_name",
            Self::UsageNameInBirthName => "register.usage_name_in_birth_name",
            Self::SpouseWordInBirthName => "register.spouse_word",
            Self::BirthNameAmongGivenNames => "register.birth_name_among_given",
            Self::InitialAmongGivenNames => "register.initial",
            Self::BirthNameDiffersFromZone => "register.birth_name_differs",
            Self::FewerGivenNamesThanZone => "register.fewer_given_names",
            Self::Place(caution) => caution.as_str(),
            Self::SingleGivenName => "register.single_given_name",
            Self::LetterReplaced(_) => "register.letter_replaced",
            Self::BirthDateIncomplete => "register.date_incomplete",
            Self::BornAbroad => "register.born_abroad",
            Self::LooksLikeParisPostcode => "register.paris_postcode",
        }
    }

    /// How much it weighs.
    pub const fn weight(self) -> Weight {
        match self {
            Self::Shape(_) | Self::PlaceNotThen | Self::PlaceWithoutCode => Weight::Stops,
            Self::UsageNameIsBirthName
            | Self::UsageNameInBirthName
            | Self::SpouseWordInBirthName
            | Self::BirthNameAmongGivenNames
            | Self::InitialAmongGivenNames
            | Self::BirthNameDiffersFromZone
            | Self::FewerGivenNamesThanZone => Weight::Check,
            // All of Paris, Lyon and Marseille: said, not warned of.
            Self::Place(Caution::NoDatedHistory) => Weight::Note,
            Self::Place(_) => Weight::Check,
            Self::SingleGivenName
            | Self::LetterReplaced(_)
            | Self::BirthDateIncomplete
            | Self::BornAbroad
            | Self::LooksLikeParisPostcode => Weight::Note,
        }
    }

    /// The other code to look for on the birth certificate, or the field concerned.
    pub const fn about(self) -> Option<&'static str> {
        match self {
            Self::Place(caution) => caution.other_code(),
            Self::LetterReplaced(field) => Some(field.as_str()),
            _ => None,
        }
    }
}
