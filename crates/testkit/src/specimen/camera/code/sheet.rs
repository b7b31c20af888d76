//! The flat code with its quiet zone, blots included.

use qrcode::{Color, EcLevel, QrCode};

use super::super::super::num;
use super::super::super::random::Dice;

/// Modules of paper around a code (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// A code as printed.
pub(super) struct Sheet {
    modules: Vec<bool>,
    side: usize,
    blots: Vec<Blot>,
}

/// A round stain, in modules; some are ink, some are paper scratched bare.
struct Blot {
    x: f32,
    y: f32,
    radius: f32,
    is_ink: bool,
}

impl Sheet {
    /// A link of a random length at a random level of correction, with its text.
    pub(super) fn link(dice: &mut Dice, damage: f32) -> Option<(Self, String)> {
        let length = 12 + dice.below(60);
        let text = format!(
            "https://app.sceau.example/relier?jeton={}",
            dice.letters(length)
        );
        let level = *dice.pick(&[EcLevel::L, EcLevel::M, EcLevel::M, EcLevel::Q]);
        let code = QrCode::with_error_correction_level(&text, level).ok()?;
        let side = code.width();
        let modules = code.to_colors().iter().map(|&c| c == Color::Dark).collect();
        let blots = blots(dice, side as f32, damage);
        let sheet = Self {
            modules,
            side,
            blots,
        };
        Some((sheet, text))
    }

    /// Modules along a side, quiet zone included.
    pub(super) fn side(&self) -> f32 {
        (self.side + 2 * QUIET) as f32
    }

    /// Whether there is ink at `u`, `v` (0..1 over the sheet).
    pub(super) fn is_ink(&self, u: f32, v: f32) -> bool {
        let (x, y) = (u * self.side(), v * self.side());
        let over = |blot: &&Blot| (blot.x - x).powi(2) + (blot.y - y).powi(2) < blot.radius.powi(2);
        if let Some(blot) = self.blots.iter().find(over) {
            return blot.is_ink;
        }
        let (column, row) = (num::index(x), num::index(y));
        let inside = QUIET..QUIET + self.side;
        inside.contains(&column)
            && inside.contains(&row)
            && self.modules[(row - QUIET) * self.side + column - QUIET]
    }
}

/// Blots until their area is the wanted share of the code.
fn blots(dice: &mut Dice, side: f32, damage: f32) -> Vec<Blot> {
    let mut blots = Vec::new();
    let mut left = damage * side * side;
    while left > 0.0 {
        let radius = dice.range(0.8, 2.6);
        blots.push(Blot {
            x: QUIET as f32 + dice.range(0.0, side),
            y: QUIET as f32 + dice.range(0.0, side),
            radius,
            is_ink: dice.chance(0.5),
        });
        left -= std::f32::consts::PI * radius * radius;
    }
    blots
}
