//! Corners to a fraction of a pixel: each side is fitted again to the frame itself.

use super::geometry::{Point, Quad};
use crate::luma::LumaView;

/// Places looked at along a side.
const PLACES: usize = 32;
/// The part of a side next to a corner that is left out, in shares of the side.
const CURVE: f32 = 0.07;
/// A place agrees with a side when its jump is this near, in frame pixels.
const NEAR: f32 = 1.5;

/// A side after the fit.
#[derive(Clone, Copy)]
struct Side {
    /// Two points of it.
    from: Point,
    to: Point,
    /// Share of the places in the frame that agree with it, 0 to 1.
    support: f32,
}

/// A quadrilateral fitted to the frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refined {
    pub(super) quad: Quad,
    /// Share of places along each side that agree with it, 0 to 1; 0 for a cut side.
    pub(super) supports: [f32; 4],
}

/// Fits each side of `quad` (frame pixels) that is not cut to the strongest jump within `reach`
/// pixels.
pub(super) fn refine(view: LumaView<'_>, quad: &Quad, is_cut: [bool; 4], reach: f32) -> Refined {
    let sides: [Side; 4] = core::array::from_fn(|n| {
        let (from, to) = (quad.corners[n], quad.corners[(n + 1) % 4]);
        if is_cut[n] {
            Side {
                from,
                to,
                support: 0.0,
            }
        } else {
            fit(view, from, to, reach)
        }
    });
    let corners = core::array::from_fn(|n| {
        let met = meeting(&sides[(n + 3) % 4], &sides[n]);
        // A corner that jumps away is no better than the one before.
        met.filter(|met| met.distance(quad.corners[n]) < 3.0 * reach)
            .unwrap_or(quad.corners[n])
    });
    Refined {
        quad: Quad { corners },
        supports: sides.map(|side| side.support),
    }
}

fn meeting(a: &Side, b: &Side) -> Option<Point> {
    let (ax, ay) = (a.to.x - a.from.x, a.to.y - a.from.y);
    let (bx, by) = (b.to.x - b.from.x, b.to.y - b.from.y);
    let det = ax * by - ay * bx;
    if det.abs() < 1e-3 {
        return None;
    }
    let share = ((b.from.x - a.from.x) * by - (b.from.y - a.from.y) * bx) / det;
    Some(a.from.towards(a.to, share))
}

/// The jumps along one side: place along it and distance from it, in pixels.
fn fit(view: LumaView<'_>, from: Point, to: Point, reach: f32) -> Side {
    let length = from.distance(to).max(1.0);
    let way = ((to.x - from.x) / length, (to.y - from.y) / length);
    let inward = (-way.1, way.0);
    let mut jumps = [(0.0_f32, 0.0_f32, 0.0_f32); PLACES];
    let mut count = 0;
    for place in 0..PLACES {
        let share = CURVE + (1.0 - 2.0 * CURVE) * (place as f32 + 0.5) / PLACES as f32;
        let middle = from.towards(to, share);
        if let Some((away, strength)) = jump(view, middle, inward, way, reach) {
            jumps[count] = (share * length, away, strength);
            count += 1;
        }
    }
    let jumps = &jumps[..count];
    let (mut shift, mut lean) = (0.0, 0.0);
    for near in [reach, reach * 0.6, reach * 0.35, 2.0 * NEAR, NEAR] {
        if let Some(better) = line_through(jumps, shift, lean, near.max(NEAR)) {
            (shift, lean) = better;
        }
    }
    let agrees = |jump: &&(f32, f32, f32)| (jump.1 - shift - lean * jump.0).abs() <= NEAR;
    let agreeing = jumps.iter().filter(agrees).count();
    let moved = |along: f32| {
        let away = shift + lean * along;
        Point::new(
            from.x + way.0 * along + inward.0 * away,
            from.y + way.1 * along + inward.1 * away,
        )
    };
    Side {
        from: moved(0.0),
        to: moved(length),
        support: agreeing as f32 / (count.max(PLACES / 4)) as f32,
    }
}

/// Weighted least squares over the jumps near a line.
fn line_through(jumps: &[(f32, f32, f32)], shift: f32, lean: f32, near: f32) -> Option<(f32, f32)> {
    let (mut n, mut t, mut r, mut tt, mut tr, mut used) = (0.0_f32, 0.0, 0.0, 0.0, 0.0, 0);
    for &(along, away, strength) in jumps {
        if (away - shift - lean * along).abs() > near {
            continue;
        }
        let weight = strength.min(20.0);
        n += weight;
        t += weight * along;
        r += weight * away;
        tt += weight * along * along;
        tr += weight * along * away;
        used += 1;
    }
    let spread = n * tt - t * t;
    if used < PLACES / 6 || spread < 1e-3 {
        return None;
    }
    let lean = (n * tr - t * r) / spread;
    Some(((r - lean * t) / n, lean))
}

/// The strongest jump across a side at one place, and its distance from the side; `None` outside
/// the frame.
fn jump(
    view: LumaView<'_>,
    middle: Point,
    inward: (f32, f32),
    way: (f32, f32),
    reach: f32,
) -> Option<(f32, f32)> {
    let steps = super::cast::index(reach) + 2;
    let mut levels = [0.0_f32; 64];
    let count = (2 * steps + 1).min(levels.len());
    let is_inside = is_inside(view, middle, steps as f32 + 1.5);
    for (step, level) in levels[..count].iter_mut().enumerate() {
        let away = step as f32 - steps as f32;
        let mut sum = 0.0;
        for along in [-1.5, 0.0, 1.5] {
            let x = middle.x + inward.0 * away + way.0 * along;
            let y = middle.y + inward.1 * away + way.1 * along;
            sum += if is_inside {
                between(view, x - 0.5, y - 0.5)
            } else {
                brightness(view, x, y)?
            };
        }
        *level = sum / 3.0;
    }
    let mut slopes = [0.0_f32; 64];
    for step in 2..count - 2 {
        // A wide difference: less noise, and blurred edges count.
        slopes[step] = (levels[step + 1] - levels[step - 1]
            + 0.5 * (levels[step + 2] - levels[step - 2]))
            .abs();
    }
    let mut best = (0, 0.0);
    for (step, slope) in slopes.iter().enumerate().take(count - 2).skip(2) {
        let away = (step as f32 - steps as f32) / (reach + 1.0);
        let value = slope * (1.0 - 0.4 * away * away);
        if value > best.1 {
            best = (step, value);
        }
    }
    let (step, strength) = best;
    if strength < 1.0 {
        return None;
    }
    let (before, at, after) = (slopes[step - 1], slopes[step], slopes[step + 1]);
    let curve = before + after - 2.0 * at;
    let part = if curve < -1e-3 {
        (0.5 * (before - after) / curve).clamp(-0.5, 0.5)
    } else {
        0.0
    };
    Some((step as f32 - steps as f32 + part, strength))
}

/// Whether everything this near to a place is in the frame, with a pixel to spare.
fn is_inside(view: LumaView<'_>, middle: Point, reach: f32) -> bool {
    let within = |place: f32, side: u32| place > reach + 2.0 && place + reach + 2.0 < side as f32;
    within(middle.x, view.width()) && within(middle.y, view.height())
}

/// Brightness between pixels; `None` outside the frame.
fn brightness(view: LumaView<'_>, x: f32, y: f32) -> Option<f32> {
    let (x, y) = (x - 0.5, y - 0.5);
    let (right, bottom) = (view.width() as usize, view.height() as usize);
    let is_outside = x < 0.0
        || y < 0.0
        || super::cast::index(x) + 1 >= right
        || super::cast::index(y) + 1 >= bottom;
    (!is_outside).then(|| between(view, x, y))
}

/// The same where it is known to be inside, counted from the middle of the first pixel.
fn between(view: LumaView<'_>, x: f32, y: f32) -> f32 {
    let (column, row) = (super::cast::index(x), super::cast::index(y));
    let (fx, fy) = (x - column as f32, y - row as f32);
    let width = view.width() as usize;
    let from = row * width + column;
    // One look at the length for all four.
    let Some(four) = view.pixels().get(from..from + width + 2) else {
        return 0.0;
    };
    let mix = |a: u8, b: u8| f32::from(a) + (f32::from(b) - f32::from(a)) * fx;
    let upper = mix(four[0], four[1]);
    let lower = mix(four[width], four[width + 1]);
    upper + (lower - upper) * fy
}
