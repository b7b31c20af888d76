//! First honest measures of a picture: light, sharpness, glare, size. They find what is plainly
//! wrong; they do not say that a document is readable, nor that it is genuine.

use crate::light::{burnt_share, mean};
use crate::luma::LumaView;

/// Measures of one grey picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// Mean brightness, 0 (black) to 255 (white).
    pub brightness: f32,
    /// Sharpness of the sharpest ninth of the picture: how much of its contrast lies between
    /// neighbouring pixels, in the worse of both directions, so that a hand that moved sideways is
    /// noticed although the lines stay sharp. 0 (flat or smeared) to about 6 (every pixel differs).
    pub sharpness: f32,
    /// Share of the picture covered by burnt-out patches, 0 to 1; 0 when more than a third is burnt
    /// out, which is a scan on white, and no reflection can be told there.
    pub glare_share: f32,
    /// Longer side in pixels.
    pub long_side: u32,
    /// Shorter side in pixels.
    pub short_side: u32,
}

/// Something plainly wrong with a picture. Codes are those of the hints shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finding {
    /// Too little light to read by.
    Dark,
    /// So much light on the document that its print is washed out.
    Bright,
    /// Moved or out of focus.
    Blur,
    /// A reflection hides a part.
    Glare,
    /// A reflection lies over the machine-readable zone.
    GlareZone,
    /// A reflection lies over the portrait.
    GlarePortrait,
    /// Fewer pixels than 300 dots per inch on a card.
    Small,
    /// No document is seen.
    NoDocument,
    /// An edge of the document lies outside the picture.
    Cut,
    /// The other side of the document is shown.
    Side,
    /// Fingers, or something else, lie over the machine-readable zone.
    Fingers,
    /// A screen is suspected rather than the document itself: for a human to judge.
    Screen,
    /// The document shows no colour of its own, as a photocopy in black and white: for a human to judge.
    Copy,
}

impl Finding {
    /// Every finding.
    pub const ALL: [Self; 13] = [
        Self::Dark,
        Self::Bright,
        Self::Blur,
        Self::Glare,
        Self::GlareZone,
        Self::GlarePortrait,
        Self::Small,
        Self::NoDocument,
        Self::Cut,
        Self::Side,
        Self::Fingers,
        Self::Screen,
        Self::Copy,
    ];

    /// The stable code: `dark`, `bright`, `blur`, `glare`, `glare.zone`, `glare.portrait`, `small`,
    /// `document.none`, `cut`, `side`, `fingers`, `screen` or `copy`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Blur => "blur",
            Self::Glare => "glare",
            Self::GlareZone => "glare.zone",
            Self::GlarePortrait => "glare.portrait",
            Self::Small => "small",
            Self::NoDocument => "document.none",
            Self::Cut => "cut",
            Self::Side => "side",
            Self::Fingers => "fingers",
            Self::Screen => "screen",
            Self::Copy => "copy",
        }
    }
}

/// Below this mean brightness a picture is dark.
pub const DARK_BELOW: f32 = 55.0;
/// Below this sharpness a picture is blurred.
pub const BLUR_BELOW: f32 = 0.1;
/// Above this share of burnt-out spots there is glare.
pub const GLARE_ABOVE: f32 = 0.008;
/// Below this longer side, in pixels, a picture is small: 85.6 mm at 300 dpi are 1,011 pixels.
pub const SMALL_BELOW: u32 = 1_000;

/// The side at which light and sharpness are measured, in pixels: the noise of a large sensor is
/// averaged away, and a measure costs the same for any camera.
const MEASURED_SIDE: u32 = 1_000;

impl Quality {
    /// Measures a picture.
    pub fn of(view: LumaView<'_>) -> Self {
        let fitted = view.fitted(MEASURED_SIDE);
        let small = fitted.view();
        Self {
            brightness: mean(small.pixels()),
            sharpness: sharpness(small),
            glare_share: glare_share(small),
            long_side: view.long_side(),
            short_side: view.width().min(view.height()),
        }
    }

    /// What is plainly wrong, in the order in which hints are given; empty when nothing is.
    pub fn findings(&self) -> Vec<Finding> {
        let is_dark = self.brightness < DARK_BELOW;
        [
            (Finding::Dark, is_dark),
            (Finding::Glare, self.glare_share > GLARE_ABOVE),
            // In the dark, noise and smear are told apart badly: light first.
            (Finding::Blur, !is_dark && self.sharpness < BLUR_BELOW),
            (Finding::Small, self.long_side < SMALL_BELOW),
        ]
        .into_iter()
        .filter_map(|(finding, is_found)| is_found.then_some(finding))
        .collect()
    }
}

/// The best of nine fields: a document rarely fills the frame, and an even table around it has no
/// edges to be sharp or not.
fn sharpness(view: LumaView<'_>) -> f32 {
    let (width, height) = (view.width() as usize, view.height() as usize);
    let mut best = 0.0_f32;
    for field in 0..9 {
        let (left, top) = (field % 3 * width / 3, field / 3 * height / 3);
        let (right, bottom) = ((field % 3 + 1) * width / 3, (field / 3 + 1) * height / 3);
        best = best.max(field_sharpness(
            view,
            (left.max(1), top.max(1)),
            (right, bottom),
        ));
    }
    best
}

fn field_sharpness(view: LumaView<'_>, from: (usize, usize), to: (usize, usize)) -> f32 {
    let (width, height) = (view.width() as usize, view.height() as usize);
    let (right, bottom) = (
        to.0.min(width.saturating_sub(1)),
        to.1.min(height.saturating_sub(1)),
    );
    let pixels = view.pixels();
    let (mut across, mut down, mut light) =
        (Spread::default(), Spread::default(), Spread::default());
    for y in from.1..bottom {
        for x in from.0..right {
            let at = y * width + x;
            let value = |index: usize| i32::from(pixels[index]);
            across.add(value(at - 1) + value(at + 1) - 2 * value(at));
            down.add(value(at - width) + value(at + width) - 2 * value(at));
            light.add(value(at));
        }
    }
    // Sensor noise alone (variance of a few levels) is no print to be sharp.
    let variance = light.variance();
    if variance < 60.0 {
        0.0
    } else {
        across.variance().min(down.variance()) / variance
    }
}

#[derive(Default)]
struct Spread {
    count: u32,
    sum: i64,
    squares: i64,
}

impl Spread {
    fn add(&mut self, value: i32) {
        self.count += 1;
        self.sum += i64::from(value);
        self.squares += i64::from(value) * i64::from(value);
    }

    fn variance(&self) -> f32 {
        if self.count == 0 {
            return 0.0;
        }
        let mean = self.sum as f64 / f64::from(self.count);
        let variance = self.squares as f64 / f64::from(self.count) - mean * mean;
        narrow(variance)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a measure needs no double precision"
)]
const fn narrow(value: f64) -> f32 {
    value as f32
}

fn glare_share(view: LumaView<'_>) -> f32 {
    let share = burnt_share(view, 0..view.width() as usize, 0..view.height() as usize);
    if share > WHITE_SHEET { 0.0 } else { share }
}

/// More burnt out than this is the white around a scan.
const WHITE_SHEET: f32 = 0.34;
