//! What is drawn on a page, and the measures of all papers, in points. The colours are the interface's, in
//! the light.

use crate::lines::Run;
use crate::tree::Place;
use krilla::color::rgb;

/// A4.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// Beside the words.
pub(crate) const MARGIN: f32 = 56.0;
/// How wide words may be.
pub(crate) const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Where words begin.
pub(crate) const TOP: f32 = 60.0;
/// Where they end.
pub(crate) const BOTTOM: f32 = PAGE.1 - 76.0;
/// Where the foot stands.
pub(crate) const FOOT: f32 = PAGE.1 - 40.0;
/// The corner that is cut off a card.
pub(crate) const CUT: f32 = 16.0;

/// A role of a colour.
#[derive(Clone, Copy)]
pub(crate) enum Ink {
    Text,
    Quiet,
    Brand,
    BrandSoft,
    Hairline,
}

impl Ink {
    pub(crate) fn color(self) -> rgb::Color {
        let (red, green, blue) = match self {
            Self::Text => (0x1c, 0x1b, 0x22),
            Self::Quiet => (0x55, 0x52, 0x5f),
            Self::Brand => (0x4b, 0x3f, 0xa7),
            Self::BrandSoft => (0xec, 0xea, 0xfb),
            Self::Hairline => (0xda, 0xd6, 0xce),
        };
        rgb::Color::new(red, green, blue)
    }
}

/// Something drawn.
pub(crate) enum Mark {
    /// Words whose line stands at a height.
    Words {
        run: Run,
        at: (f32, f32),
        size: f32,
        ink: Ink,
        /// Where it is read; nowhere: it is only seen.
        place: Option<Place>,
    },
    /// A surface, its right upper corner cut where asked; only seen.
    Surface {
        from: (f32, f32),
        to: (f32, f32),
        ink: Ink,
        is_cut: bool,
    },
}

/// What is drawn on a page, in reading order.
pub(crate) type Page = Vec<Mark>;
