//! Fingers that hold the document by its edges.

use super::super::super::num;
use super::super::super::random::Dice;
use super::super::blur::Film;
use super::pose::Pose;

const SKIN: [f32; 3] = [206.0, 160.0, 132.0];

/// Lays one to three fingers over one or two edges, each up to a fifth of the height inside.
pub(super) fn hold(film: &mut Film, pose: &Pose, dice: &mut Dice) {
    let first = dice.below(4);
    let fingers = 1 + dice.below(3);
    let tone = dice.range(0.45, 1.05);
    for finger in 0..fingers {
        let edge = if finger == 2 { (first + 2) % 4 } else { first };
        let (from, to) = (pose.corners[edge], pose.corners[(edge + 1) % 4]);
        let along = dice.range(0.15, 0.85);
        let foot = (num::mix(from.0, to.0, along), num::mix(from.1, to.1, along));
        let length = (to.0 - from.0).hypot(to.1 - from.1).max(1.0);
        // Clockwise corners on a screen: the inside is to the right of the way along the edge.
        let inward = (-(to.1 - from.1) / length, (to.0 - from.0) / length);
        let lean = dice.range(-0.35, 0.35);
        let way = (inward.0 - inward.1 * lean, inward.1 + inward.0 * lean);
        let reach = pose.scale * dice.range(0.08, 0.20);
        let tip = (foot.0 + way.0 * reach, foot.1 + way.1 * reach);
        let root = (foot.0 - way.0 * 900.0, foot.1 - way.1 * 900.0);
        let radius = pose.scale * dice.range(0.085, 0.125);
        finger_between(film, root, tip, radius, tone);
    }
}

fn finger_between(film: &mut Film, root: (f32, f32), tip: (f32, f32), radius: f32, tone: f32) {
    let axis = (tip.0 - root.0, tip.1 - root.1);
    let square = (axis.0.powi(2) + axis.1.powi(2)).max(1.0);
    for row in 0..film.height {
        for column in 0..film.width {
            let (x, y) = (column as f32 + 0.5 - root.0, row as f32 + 0.5 - root.1);
            let along = ((x * axis.0 + y * axis.1) / square).clamp(0.0, 1.0);
            let away = (x - axis.0 * along).hypot(y - axis.1 * along) / radius;
            if away > 1.25 {
                continue;
            }
            let place = &mut film.pixels[row * film.width + column];
            let shade = num::mix(0.7, 1.0, ((away - 1.0) / 0.25).clamp(0.0, 1.0));
            let cover = num::smoothstep(1.0 + 0.7 / radius, 1.0 - 0.7 / radius, away);
            let light = tone * (1.0 - 0.35 * away.min(1.0).powi(3));
            *place = std::array::from_fn(|k| num::mix(place[k] * shade, SKIN[k] * light, cover));
        }
    }
}
