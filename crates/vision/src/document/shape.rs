//! The sizes documents have, and where their zones are.

use sceau_domain::document::{DocumentKind, Side};

/// A size of document (ISO/IEC 7810, 2019, clause 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentShape {
    /// Bank-card size, 85.60 × 53.98 mm: the identity card since 2021 and the residence permit.
    Id1,
    /// 105 × 74 mm: the laminated identity card until 2021.
    Id2,
    /// 125 × 88 mm: the data page of a passport.
    Id3,
}

/// A part of a document in shares of its width and height, from its own top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left, 0 to 1.
    pub left: f32,
    /// Top, 0 to 1.
    pub top: f32,
    /// Right, 0 to 1.
    pub right: f32,
    /// Bottom, 0 to 1.
    pub bottom: f32,
}

impl Area {
    /// The same area of a document that lies upside down.
    pub fn turned(self) -> Self {
        Self {
            left: 1.0 - self.right,
            top: 1.0 - self.bottom,
            right: 1.0 - self.left,
            bottom: 1.0 - self.top,
        }
    }
}

impl DocumentShape {
    /// All shapes.
    pub const ALL: [Self; 3] = [Self::Id1, Self::Id2, Self::Id3];

    /// The shape of this kind of document.
    pub const fn of(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::IdentityCard | DocumentKind::ResidencePermit => Self::Id1,
            DocumentKind::OldIdentityCard => Self::Id2,
            DocumentKind::Passport => Self::Id3,
        }
    }

    /// Width and height in millimetres.
    pub const fn millimetres(self) -> (f32, f32) {
        match self {
            Self::Id1 => (85.60, 53.98),
            Self::Id2 => (105.0, 74.0),
            Self::Id3 => (125.0, 88.0),
        }
    }

    /// Width divided by height.
    pub const fn ratio(self) -> f32 {
        let (width, height) = self.millimetres();
        width / height
    }

    /// The side that carries the machine-readable zone.
    pub const fn zone_side(self) -> Side {
        match self {
            Self::Id1 => Side::Back,
            Self::Id2 | Self::Id3 => Side::Front,
        }
    }

    /// Lines in the machine-readable zone: three on ID-1 (ICAO Doc 9303-5), two on the others
    /// (Doc 9303-4; the laminated French card has two lines of its own).
    pub const fn zone_lines(self) -> usize {
        match self {
            Self::Id1 => 3,
            Self::Id2 | Self::Id3 => 2,
        }
    }

    /// Where the machine-readable zone of this side is, when it has one: 23.2 mm at the bottom with
    /// three lines or two (Doc 9303-3, 4.2), less the empty margin above.
    pub fn machine_zone(self, side: Side) -> Option<Area> {
        (side == self.zone_side()).then(|| {
            let tall = match self {
                Self::Id1 => 18.0,
                Self::Id2 | Self::Id3 => 15.0,
            };
            Area {
                left: 0.02,
                top: 1.0 - tall / self.millimetres().1,
                right: 0.98,
                bottom: 0.98,
            }
        })
    }

    /// Where the portrait of this side is, when it has one.
    pub const fn portrait_area(self, side: Side) -> Option<Area> {
        let area = match (self, side) {
            (_, Side::Back) => return None,
            (Self::Id1, Side::Front) => Area {
                left: 0.05,
                top: 0.23,
                right: 0.35,
                bottom: 0.85,
            },
            (Self::Id2, Side::Front) => Area {
                left: 0.05,
                top: 0.21,
                right: 0.33,
                bottom: 0.73,
            },
            (Self::Id3, Side::Front) => Area {
                left: 0.04,
                top: 0.20,
                right: 0.33,
                bottom: 0.72,
            },
        };
        Some(area)
    }
}
