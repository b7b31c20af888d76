//! What paper a machine-readable zone is printed on.

use crate::document::mrz::{MrzField, MrzFormat, MrzReading};
use crate::document::{DocumentKind, Nationality};

/// A paper, taken here or not, so that people hear what they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// Issued by France, and of a kind that is taken.
    Taken(DocumentKind),
    /// A passport of another state.
    ForeignPassport,
    /// A card of another state: an identity card, a permit.
    ForeignCard,
    /// A visa of any state.
    Visa,
    /// Issued by France, and of no kind that is taken.
    Other,
}

impl Paper {
    /// The paper that a zone belongs to, by format, code and issuing state: a permit and a card share the format,
    /// and all the world shares the code. `None` where one of them cannot be read or does not exist.
    pub fn of(zone: &MrzReading) -> Option<Self> {
        let code = zone.raw(MrzField::DocumentCode)?;
        if !zone.format().has_code(code) {
            return None;
        }
        let is_french = || Some(zone.issuer()? == Nationality::FRANCE);
        Some(match zone.format() {
            MrzFormat::MrvA | MrzFormat::MrvB => Self::Visa,
            // France alone issued it: another issuer is a letter misread.
            MrzFormat::OldCard => Self::Taken(DocumentKind::OldIdentityCard),
            MrzFormat::Td3 if is_french()? => Self::Taken(DocumentKind::Passport),
            MrzFormat::Td3 => Self::ForeignPassport,
            MrzFormat::Td1 | MrzFormat::Td2 if !is_french()? => Self::ForeignCard,
            MrzFormat::Td1 if code == "ID" => Self::Taken(DocumentKind::IdentityCard),
            MrzFormat::Td1 => Self::Taken(DocumentKind::ResidencePermit),
            MrzFormat::Td2 => Self::Other,
        })
    }

    /// The kind, where it is taken.
    pub const fn kind(self) -> Option<DocumentKind> {
        match self {
            Self::Taken(kind) => Some(kind),
            Self::ForeignPassport | Self::ForeignCard | Self::Visa | Self::Other => None,
        }
    }

    /// Stable code, part of the contract and of reports; that of its kind where it is taken.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken(kind) => kind.as_str(),
            Self::ForeignPassport => "foreign_passport",
            Self::ForeignCard => "foreign_card",
            Self::Visa => "visa",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::mrz::parse_zone;
    use DocumentKind::{IdentityCard, OldIdentityCard, Passport, ResidencePermit};

    fn paper(format: MrzFormat, first: &str) -> Option<Paper> {
        Paper::of(&parse_zone(format, &[first]))
    }

    #[test]
    fn the_issuing_state_tells_a_french_document_from_all_others_of_its_format() {
        for (format, first, expected) in [
            (
                MrzFormat::Td1,
                "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<",
                Paper::Taken(IdentityCard),
            ),
            (
                MrzFormat::Td1,
                "IDD<<X4RTBPFW46<<<<<<<<<<<<<<<",
                Paper::ForeignCard,
            ),
            (
                MrzFormat::Td1,
                "IRFRAX4RTBPFW46<<<<<<<<<<<<<<<",
                Paper::Taken(ResidencePermit),
            ),
            (
                MrzFormat::Td1,
                "IRITAX4RTBPFW46<<<<<<<<<<<<<<<",
                Paper::ForeignCard,
            ),
            (
                MrzFormat::Td3,
                "P<FRAMARTIN<<MAELYS<<<<<<<<<<<<<<<<<<<<<<<<<",
                Paper::Taken(Passport),
            ),
            (
                MrzFormat::Td3,
                "P<SENDIOP<<AWA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
                Paper::ForeignPassport,
            ),
            (
                MrzFormat::OldCard,
                "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
                Paper::Taken(OldIdentityCard),
            ),
            (
                MrzFormat::Td2,
                "IDROUPOPESCU<<ANA<<<<<<<<<<<<<<<<<<<",
                Paper::ForeignCard,
            ),
            (
                MrzFormat::Td2,
                "I<FRAMARTIN<<MAELYS<<<<<<<<<<<<<<<<<",
                Paper::Other,
            ),
            (
                MrzFormat::MrvA,
                "V<FRADIOP<<AWA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
                Paper::Visa,
            ),
        ] {
            assert_eq!(paper(format, first), Some(expected), "{first}");
        }
    }

    #[test]
    fn a_code_or_a_state_that_nobody_has_names_no_paper() {
        for first in [
            "TSFRAX4RTBPFW46<<<<<<<<<<<<<<<",
            "IDUTOX4RTBPFW46<<<<<<<<<<<<<<<",
            "ID",
            "",
        ] {
            assert_eq!(paper(MrzFormat::Td1, first), None, "{first}");
        }
    }
}
