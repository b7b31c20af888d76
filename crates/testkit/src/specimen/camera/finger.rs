//! A fingertip that holds a document by its bottom edge, and hides what is printed there.

use super::super::num;
use super::super::random::Dice;

/// Half of a finger's width, in document heights: 16 mm on a card of 54.
const HALF_WIDTH: f32 = 0.15;
/// How far it reaches into the document, in document heights.
const REACH: f32 = 0.20;
/// Skin in the light, for three people.
const SKINS: [[f32; 3]; 3] = [
    [214.0, 172.0, 146.0],
    [168.0, 122.0, 92.0],
    [104.0, 70.0, 52.0],
];

/// A finger from below, its tip a half circle.
pub(super) struct Finger {
    /// The tip's centre, in document heights from the top left corner.
    tip: (f32, f32),
    skin: [f32; 3],
}

impl Finger {
    /// The finger of this seed; it moves a little from frame to frame.
    pub(super) fn new(seed: u64, index: u32) -> Self {
        let mut dice = Dice::new(seed, "finger");
        let along = dice.range(0.45, 1.1) + 0.004 * index as f32;
        let skin = SKINS[dice.below(SKINS.len())];
        Self {
            tip: (along, 1.0 - REACH + HALF_WIDTH),
            skin,
        }
    }

    /// The colour at a point of the document's plane, in document heights, where `below` would be seen without the
    /// finger. `scale` is a document height in pixels.
    pub(super) fn over(
        &self,
        below: [f32; 3],
        (x, y): (f32, f32),
        lamp: f32,
        scale: f32,
    ) -> [f32; 3] {
        let across = x - self.tip.0;
        let beyond = (self.tip.1 - y).max(0.0);
        let from_axis = (across.powi(2) + beyond.powi(2)).sqrt();
        let round = (from_axis / HALF_WIDTH).min(1.0);
        let shadow = num::smoothstep(HALF_WIDTH * 1.25, HALF_WIDTH * 0.9, from_axis);
        let shaded = below.map(|channel| channel * num::mix(1.0, 0.7, shadow));
        let cover = num::smoothstep(0.8, -0.8, (from_axis - HALF_WIDTH) * scale);
        let light = lamp * num::mix(1.0, 0.55, round.powi(3));
        std::array::from_fn(|k| num::mix(shaded[k], self.skin[k] * light, cover))
    }
}
