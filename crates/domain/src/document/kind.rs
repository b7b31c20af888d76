//! Which documents are accepted and what they look like from outside.

/// A kind of identity document issued by France. The two identity cards differ in fields, sides
/// and machine-readable zone, so they are told apart before the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// The identity card of bank-card size issued since 2021 (CNIe, ID-1).
    IdentityCard,
    /// The laminated blue identity card issued until 2021 (CNI, ID-2).
    OldIdentityCard,
    /// The passport, biometric booklet (ID-3).
    Passport,
    /// The residence permit, issued for five years or more.
    ResidencePermit,
}

impl DocumentKind {
    /// Every kind, in the order the interface offers them.
    pub const ALL: [Self; 4] = [
        Self::IdentityCard,
        Self::OldIdentityCard,
        Self::Passport,
        Self::ResidencePermit,
    ];

    /// Stable code, part of the contract and of stored rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdentityCard => "identity_card",
            Self::OldIdentityCard => "old_identity_card",
            Self::Passport => "passport",
            Self::ResidencePermit => "residence_permit",
        }
    }

    /// Reads a code written by [`DocumentKind::as_str`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// The sides to photograph: cards and permits have two, a passport its data page.
    pub const fn sides(self) -> &'static [Side] {
        match self {
            Self::Passport => &[Side::Front],
            Self::IdentityCard | Self::OldIdentityCard | Self::ResidencePermit => {
                &[Side::Front, Side::Back]
            }
        }
    }

    /// Width and height in hundredths of a millimetre (ISO/IEC 7810 ID-1 and ID-3; the laminated
    /// card is 105 × 74 mm).
    pub const fn size_hundredths_mm(self) -> (u32, u32) {
        match self {
            Self::IdentityCard | Self::ResidencePermit => (8560, 5398),
            Self::OldIdentityCard => (10500, 7400),
            Self::Passport => (12500, 8800),
        }
    }

    /// Width divided by height: 1.586 for ID-1, 1.419 for the laminated card, 1.420 for a
    /// passport's data page.
    pub fn aspect_ratio(self) -> f64 {
        let (width, height) = self.size_hundredths_mm();
        f64::from(width) / f64::from(height)
    }

    /// Which side carries the machine-readable zone. The laminated card has it on the front, the
    /// ID-1 documents on the back, the passport on its only page.
    pub const fn mrz_side(self) -> Side {
        match self {
            Self::OldIdentityCard | Self::Passport => Side::Front,
            Self::IdentityCard | Self::ResidencePermit => Side::Back,
        }
    }

    /// Whether only nationals of France hold it.
    pub const fn is_for_french_nationals(self) -> bool {
        !matches!(self, Self::ResidencePermit)
    }
}

/// A side of a document. A passport has only a front: its data page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The side with the portrait.
    Front,
    /// The other side.
    Back,
}

impl Side {
    /// Both sides.
    pub const ALL: [Self; 2] = [Self::Front, Self::Back];

    /// Stable code, part of the contract and of stored rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
        }
    }

    /// Reads a code written by [`Side::as_str`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_again_by_its_code() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.as_str()), Some(kind));
        }
        assert_eq!(DocumentKind::from_code("driving_licence"), None);
        assert_eq!(Side::from_code("back"), Some(Side::Back));
    }

    #[test]
    fn the_side_with_the_machine_readable_zone_is_a_side_to_photograph() {
        for kind in DocumentKind::ALL {
            assert!(kind.sides().contains(&kind.mrz_side()), "{kind:?}");
        }
        assert_eq!(DocumentKind::Passport.sides(), [Side::Front]);
    }

    #[test]
    fn overlays_have_the_proportions_of_the_paper() {
        assert!((DocumentKind::IdentityCard.aspect_ratio() - 1.586).abs() < 0.001);
        assert!((DocumentKind::OldIdentityCard.aspect_ratio() - 1.42).abs() < 0.005);
    }
}
