//! Three corner squares that may belong to one code, the likeliest first.

use super::finder::Finder;
use super::geometry::{Point, index};

/// Three corners of a code, as they lie in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triple {
    /// Middles of the squares: at the right angle, to its right, below it.
    pub(super) corner: Point,
    pub(super) right: Point,
    pub(super) below: Point,
    /// Where the fourth corner's square would be, as the sizes of the three tell.
    pub(super) opposite: Point,
    /// Modules along a side as the distances tell: 21, 25, … 177.
    pub(super) side: usize,
    /// Whether ink is dark.
    pub(super) is_dark: bool,
    /// 0 for a square seen from the front; more the less likely.
    oddness: f32,
}

impl Triple {
    /// The same in a picture `factor` times larger.
    pub(super) fn scaled(&self, factor: f32) -> Self {
        Self {
            corner: self.corner * factor,
            right: self.right * factor,
            below: self.below * factor,
            opposite: self.opposite * factor,
            ..*self
        }
    }
}

/// So many times larger than another may a square be that is nearer.
const MOST_RECEDING: f32 = 2.5;
/// Share of the longest side that another must have to be taken for it.
const ABOUT_AS_LONG: f32 = 0.85;
/// Modules between the middles of two squares are 7 fewer than along a side.
const BETWEEN: f32 = 7.0;

/// The likeliest triples, at most `most`.
pub(super) fn likeliest(finders: &[Finder], most: usize) -> Vec<Triple> {
    let mut triples = Vec::new();
    for (i, a) in finders.iter().enumerate() {
        for (j, b) in finders.iter().enumerate().skip(i + 1) {
            if !are_alike(a, b) {
                continue;
            }
            for c in &finders[j + 1..] {
                if are_alike(a, c) && are_alike(b, c) {
                    triples.extend(right_angles([a, b, c]));
                }
            }
        }
    }
    triples.sort_by(|a, b| a.oddness.total_cmp(&b.oddness));
    triples.truncate(most);
    triples
}

fn are_alike(a: &Finder, b: &Finder) -> bool {
    let (a_module, b_module) = (a.module(), b.module());
    a.is_dark == b.is_dark && a_module.max(b_module) < a_module.min(b_module) * MOST_RECEDING
}

/// The right angle is across the longest side; of two that are about as long, across either, as perspective
/// would have it.
fn right_angles(three: [&Finder; 3]) -> impl Iterator<Item = Triple> {
    let away = |i: usize, j: usize| (three[i].middle - three[j].middle).length();
    let sides = [away(1, 2), away(0, 2), away(0, 1)];
    let longest = sides.into_iter().fold(0.0, f32::max);
    (0..3)
        .filter(move |&at| sides[at] > longest * ABOUT_AS_LONG)
        .filter_map(move |at| triple_of(three, at))
}

/// With the right angle at the `at`th.
fn triple_of(three: [&Finder; 3], at: usize) -> Option<Triple> {
    let (a, mut b, mut c) = (three[at], three[(at + 1) % 3], three[(at + 2) % 3]);
    if (b.middle - a.middle).cross(c.middle - a.middle) < 0.0 {
        core::mem::swap(&mut b, &mut c);
    }
    let (along, down) = (b.middle - a.middle, c.middle - a.middle);
    let cosine = along.dot(down) / (along.length() * down.length());
    let (wide, tall) = (modules_between(a, b), modules_between(a, c));
    let lengths = 9.0..200.0;
    if cosine.abs() > 0.75 || !lengths.contains(&wide) || !lengths.contains(&tall) {
        return None;
    }
    let ratio = (wide / tall).ln().abs();
    if ratio > 0.7 {
        return None;
    }
    let modules = [a.module(), b.module(), c.module()];
    let spread = modules.iter().fold(0.0, |most: f32, &m| most.max(m))
        / modules.iter().fold(f32::MAX, |least: f32, &m| least.min(m));
    let (g, h) = (recession(a, b), recession(a, c));
    let opposite = (b.middle * g + c.middle * h - a.middle) * (1.0 / (g + h - 1.0).max(0.2));
    let doubt: f32 = three.iter().map(|f| 0.15 / f32::from(f.hits)).sum();
    Some(Triple {
        corner: a.middle,
        right: b.middle,
        below: c.middle,
        opposite,
        side: side_of((wide + tall) * 0.5),
        is_dark: a.is_dark,
        oddness: cosine.abs() + ratio + (spread - 1.0) * 0.5 + doubt,
    })
}

/// A square's module the way another lies. Rows and columns cross a turned square at a slant: its
/// module then measures larger than it is.
fn module_towards(from: &Finder, other: &Finder) -> f32 {
    let way = other.middle - from.middle;
    let length = way.length().max(1.0);
    let (along, down) = ((way.x / length).powi(2), (way.y / length).powi(2));
    (from.wide * along + from.tall * down) * along.max(down).sqrt()
}

/// Modules between two middles. On a line in perspective the mean module is the geometric mean of
/// those at its ends, exactly.
fn modules_between(a: &Finder, b: &Finder) -> f32 {
    let module = (module_towards(a, b) * module_towards(b, a)).sqrt();
    (b.middle - a.middle).length() / module
}

/// How much farther away the second is than the first, as their modules tell.
fn recession(a: &Finder, b: &Finder) -> f32 {
    (module_towards(a, b) / module_towards(b, a)).sqrt()
}

/// The nearest side a code can have (ISO/IEC 18004, 6.3.1: 17 and 4 for each version).
fn side_of(between: f32) -> usize {
    let version = index(((between + BETWEEN - 17.0) / 4.0).round()).clamp(1, 40);
    17 + 4 * version
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder(x: f32, y: f32) -> Finder {
        Finder {
            middle: Point::new(x, y),
            wide: 4.0,
            tall: 4.0,
            is_dark: true,
            hits: 12,
        }
    }

    #[test]
    fn three_corners_are_put_in_order_whatever_order_they_come_in() {
        let (a, b, c) = (finder(50.0, 60.0), finder(122.0, 60.0), finder(50.0, 132.0));
        for finders in [[a, b, c], [c, a, b], [b, a, c]] {
            let triple = likeliest(&finders, 4)[0];
            assert_eq!((triple.corner, triple.right), (a.middle, b.middle));
            assert_eq!((triple.below, triple.side), (c.middle, 25));
        }
    }

    #[test]
    fn squares_on_a_line_or_of_two_sizes_are_no_code() {
        let line = [finder(0.0, 0.0), finder(80.0, 0.0), finder(160.0, 0.0)];
        assert!(likeliest(&line, 4).is_empty());
        let mut odd = [finder(0.0, 0.0), finder(80.0, 0.0), finder(0.0, 80.0)];
        (odd[2].wide, odd[2].tall) = (11.0, 11.0);
        assert!(likeliest(&odd, 4).is_empty());
    }
}
