//! Hard scenes whose corners are known: what a document finder is measured on.
//!
//! Any turn, real perspective, crowded tables, fingers, shadows, documents as pale as what they lie
//! on. The same seed, case and number give the same picture.

mod clutter;
mod hand;
mod pose;
mod shot;

use super::super::fonts::Fonts;
use super::super::person::SpecimenPerson;
use super::super::random::Dice;
use super::super::{Kind, Side, SpecimenError, card};
use super::plane::Subject;
use image::RgbImage;

/// What makes a scene hard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HardCase {
    /// Turned by any angle on wood, cloth or a table.
    Turned,
    /// Seen from the side, up to 35°.
    Tilted,
    /// Among sheets of paper, books, pens, a keyboard.
    Cluttered,
    /// Hardly any light, hence noise.
    Dark,
    /// As bright as what it lies on, within a few levels.
    Pale,
    /// Fingers over one or two edges.
    Fingers,
    /// The edge of a shadow across it.
    Shadow,
    /// A lamp mirrored in it.
    Glare,
    /// A side or a corner slightly outside the frame.
    AtEdge,
    /// Moved or out of focus.
    Moved,
    /// Held far away.
    Small,
}

impl HardCase {
    /// All cases.
    pub const ALL: [Self; 11] = [
        Self::Turned,
        Self::Tilted,
        Self::Cluttered,
        Self::Dark,
        Self::Pale,
        Self::Fingers,
        Self::Shadow,
        Self::Glare,
        Self::AtEdge,
        Self::Moved,
        Self::Small,
    ];

    /// The name of this case in reports.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Turned => "turned",
            Self::Tilted => "tilted",
            Self::Cluttered => "cluttered",
            Self::Dark => "dark",
            Self::Pale => "pale",
            Self::Fingers => "fingers",
            Self::Shadow => "shadow",
            Self::Glare => "glare",
            Self::AtEdge => "at-edge",
            Self::Moved => "moved",
            Self::Small => "small",
        }
    }
}

/// A picture of 1280×720 pixels and where the document is in it.
pub struct HardScene {
    /// The frame.
    pub picture: RgbImage,
    /// The document's corners in pixels, from its own top left clockwise; a corner may lie outside
    /// the frame. Pixel `n` covers `n` to `n + 1`.
    pub corners: [(f32, f32); 4],
    /// Which document.
    pub kind: Kind,
    /// Which of its sides.
    pub side: Side,
}

/// The documents of one person, ready to be put into scenes.
pub struct HardScenes {
    papers: Vec<(Kind, Side, Subject)>,
}

impl HardScenes {
    /// Draws every side of every document of this person.
    ///
    /// # Errors
    /// As [`card::render`].
    pub fn new(person: &SpecimenPerson, fonts: &Fonts) -> Result<Self, SpecimenError> {
        let mut papers = Vec::new();
        for kind in Kind::ALL {
            for &side in kind.sides() {
                let picture = card::render(person, kind, side, fonts)?;
                papers.push((kind, side, Subject::new(&picture, 0.058)));
            }
        }
        Ok(Self { papers })
    }

    /// Scene number `index` of `case`; the documents take turns.
    #[must_use]
    pub fn scene(&self, case: HardCase, index: u32, seed: u64) -> HardScene {
        let mut dice = Dice::new(seed ^ u64::from(index) << 32, case.slug());
        let (kind, side, subject) = &self.papers[index as usize % self.papers.len()];
        let pose = pose::draw(case, subject.ratio, &mut dice);
        HardScene {
            picture: shot::take(subject, case, &pose, &mut dice),
            corners: pose.corners,
            kind: *kind,
            side: *side,
        }
    }
}
