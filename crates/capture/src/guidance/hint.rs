//! The words' codes (capture-experience, 2 and 3).

use sceau_domain::document::DocumentKind;
use sceau_domain::examination::Paper;
use sceau_vision::face::{FaceFinding, TurnHint};

/// Where to move: a document in the picture, a face as the person feels it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// The one thing to say of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Hint {
    /// Nothing is found.
    #[default]
    None,
    /// Another document than the one that is asked for is shown, for certain.
    Kind(Paper),
    /// The other side is shown.
    Side,
    /// An edge lies outside the frame.
    Cut,
    /// Too far away.
    Closer,
    /// Too near.
    Farther,
    /// Away from the middle: move it there.
    Center(Direction),
    /// Seen too much from the side.
    Tilt,
    /// Too little light.
    Dark,
    /// Too much light.
    Bright,
    /// A reflection hides a part.
    Glare,
    /// Moved or out of focus.
    Blur,
    /// Fingers lie over the machine-readable zone.
    Fingers,
    /// All is well: keep still.
    Hold,
    /// The face is away from the middle: move it there.
    FaceOff(Direction),
    /// Something else about a face.
    Face(FaceFinding),
    /// Something about the turn of the head.
    Turn(TurnHint),
}

impl Hint {
    /// The stable code for the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Kind(Paper::Taken(DocumentKind::IdentityCard)) => "kind.identity_card",
            Self::Kind(Paper::Taken(DocumentKind::OldIdentityCard)) => "kind.old_identity_card",
            Self::Kind(Paper::Taken(DocumentKind::Passport)) => "kind.passport",
            Self::Kind(Paper::Taken(DocumentKind::ResidencePermit)) => "kind.residence_permit",
            Self::Kind(Paper::ForeignPassport) => "kind.foreign_passport",
            Self::Kind(Paper::ForeignCard) => "kind.foreign_card",
            Self::Kind(Paper::Visa) => "kind.visa",
            Self::Kind(Paper::Other) => "kind.other",
            Self::Side => "side",
            Self::Cut => "cut",
            Self::Closer => "closer",
            Self::Farther => "farther",
            Self::Center(Direction::Left) => "center.left",
            Self::Center(Direction::Right) => "center.right",
            Self::Center(Direction::Up) => "center.up",
            Self::Center(Direction::Down) => "center.down",
            Self::Tilt => "tilt",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Glare => "glare",
            Self::Blur => "blur",
            Self::Fingers => "fingers",
            Self::Hold => "hold",
            Self::FaceOff(Direction::Left) => "face.off.left",
            Self::FaceOff(Direction::Right) => "face.off.right",
            Self::FaceOff(Direction::Up) => "face.off.up",
            Self::FaceOff(Direction::Down) => "face.off.down",
            Self::Face(finding) => finding.code(),
            Self::Turn(hint) => hint.code(),
        }
    }
}
