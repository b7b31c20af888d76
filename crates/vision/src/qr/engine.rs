//! One look, from a picture to codes: corner squares, a lattice fitted to the greys, modules read
//! between the pixels.

use super::QrCode;
use super::finder::search;
use super::fit::Fit;
use super::geometry::{Point, pixel};
use super::light::{Effort, Light};
use super::pyramid::Pyramid;
use super::sample::{AROUND, Greys, ONCE, Parting};
use super::second::contradicts;
use super::symbol::said;
use super::threshold::by_neighbourhood;
use super::triple::{Triple, likeliest};

/// Where and how to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Times the picture is halved before corners are looked for.
    pub(super) level: usize,
    /// The neighbourhood of the threshold is the picture's width divided by this.
    pub(super) window: usize,
    /// So many hundredths of the mean there are paper still.
    pub(super) paper: u32,
    /// Corners are looked for in every so many rows.
    pub(super) step: usize,
}

/// What one look found.
pub(super) struct Found {
    pub(super) codes: Vec<QrCode>,
    /// The picture is noise to this look.
    pub(super) is_noise: bool,
    /// Corners of what looks most like a code, read or not, in pixels of the given picture.
    pub(super) likely: Option<[Point; 4]>,
    /// That shows as clearly as print does: another way to look at the same picture finds no better.
    pub(super) is_clear: bool,
}

/// Triples that are tried, and lattices that are read.
const MOST_TRIPLES: usize = 6;
const MOST_FITS: usize = 2;
const MOST_CODES: usize = 4;
/// Samples a look at a frame may take. A curved code needs about half of them; all of them take some
/// milliseconds, and no look takes more.
pub(super) const MOST_SAMPLES: usize = 500_000;
/// Below so many pixels per module the next larger picture is sampled.
const FINE_MODULE: f32 = 3.0;
/// How well the known modules of a lattice must show: at all once laid, to be read, to be bent, to be read at a
/// glance, to be read as laid, and to look at no other size.
const LEAST_LAID: f32 = 0.2;
const LEAST: f32 = 0.3;
const LEAST_GLANCED: f32 = 0.5;
const LEAST_BENT: f32 = 0.5;
const CLEAR: f32 = 0.7;
const SURE: f32 = 0.9;
/// Sizes near the one that the distances tell, in modules.
const NEAR_SIDES: [isize; 5] = [0, 4, -4, 8, -8];
/// In this order: the second reads some that are out of focus, the third some that are far out of it.
pub(super) const PARTINGS: [Parting; 3] = [
    Parting::Around,
    Parting::Sharpened(0.4),
    Parting::Sharpened(1.0),
];
/// Steps of a lattice that settles, in modules; after each it is read.
const STEPS: [f32; 3] = [0.5, 0.25, 0.12];
/// Steps of a lattice that is bent, in modules; after each it is read again.
const BENDS: [f32; 3] = [0.8, 0.4, 0.2];

/// Looks once, as long as there is effort left: what is cheap is done anyway.
pub(super) fn look(pyramid: &Pyramid<'_>, look: Look, effort: &Effort) -> Found {
    let view = pyramid.at(look.level);
    let window = (view.width() as usize / look.window).max(15);
    let search = search(&by_neighbourhood(view, window, look.paper), look.step);
    let mut found = Found {
        codes: Vec::new(),
        is_noise: search.is_noise,
        likely: None,
        is_clear: false,
    };
    let mut finders = search.finders;
    // A code of someone else may lie beside ours: what is left is looked at again.
    while found.codes.len() < MOST_CODES {
        let triples = likeliest(&finders, MOST_TRIPLES);
        let glanced = glance(pyramid, effort, look.level, &triples);
        let Some(code) =
            glanced.or_else(|| study(pyramid, effort, look.level, &triples, &mut found))
        else {
            break;
        };
        let scale = 2_f32.powi(i32::try_from(look.level).unwrap_or(0));
        finders.retain(|finder| !code.is_around(finder.middle * scale));
        found.codes.push(code);
    }
    found
}

/// Reads a code that shows as it is laid, as most do.
fn glance(
    pyramid: &Pyramid<'_>,
    effort: &Effort,
    level: usize,
    triples: &[Triple],
) -> Option<QrCode> {
    triples.iter().find_map(|triple| {
        let laid = Laid::on(pyramid, effort, level, triple, Care::Glance)?;
        let light = Light::of(pyramid.at(laid.level), effort)?;
        (laid.fit.likeness > LEAST_GLANCED)
            .then(|| laid.glance(light))
            .flatten()
    })
}

/// Reads the likeliest lattices with all the work that may take.
fn study(
    pyramid: &Pyramid<'_>,
    effort: &Effort,
    level: usize,
    triples: &[Triple],
    found: &mut Found,
) -> Option<QrCode> {
    let mut laid = lay(pyramid, effort, level, triples);
    laid.sort_by(|a, b| b.fit.likeness.total_cmp(&a.fit.likeness));
    laid.truncate(MOST_FITS);
    found.likely = found.likely.or(laid.first().map(Laid::corners));
    found.is_clear = laid.first().is_some_and(|best| best.fit.likeness > CLEAR);
    laid.iter_mut().find_map(|laid| laid.read(pyramid, effort))
}

/// Lays a lattice over each triple, until one fits so well that others need no trial.
fn lay(pyramid: &Pyramid<'_>, effort: &Effort, level: usize, triples: &[Triple]) -> Vec<Laid> {
    let mut all: Vec<Laid> = Vec::new();
    for triple in triples {
        if all.last().is_some_and(|laid| laid.fit.likeness > CLEAR) {
            break;
        }
        all.extend(Laid::on(pyramid, effort, level, triple, Care::Study));
    }
    all
}

/// How well a lattice is laid.
#[derive(Clone, Copy, PartialEq)]
enum Care {
    /// As three corners tell, at the first size that shows clearly.
    Glance,
    /// The far corner is looked for, and all sizes are compared.
    Study,
}

/// The size that fits best; none when none is better than chance.
fn best_fit(light: Light<'_>, triple: &Triple, care: Care) -> Option<Fit> {
    let enough = if care == Care::Glance { CLEAR } else { SURE };
    let mut best: Option<Fit> = None;
    for off in NEAR_SIDES {
        let side = triple.side.checked_add_signed(off);
        let Some(side) = side.filter(|side| (21..=177).contains(side)) else {
            continue;
        };
        let mut fit = Fit::laid(light, triple, side)?;
        if fit.likeness < LEAST_LAID {
            // The corners alone make most of it: at the wrong size too they would show.
            if off == 0 {
                return None;
            }
            continue;
        }
        if care == Care::Study && fit.likeness < CLEAR {
            fit.reach_opposite(light);
        }
        let is_enough = fit.likeness > enough;
        if best.as_ref().is_none_or(|b| fit.likeness > b.likeness) {
            best = Some(fit);
        }
        if is_enough {
            break;
        }
    }
    best.filter(|fit| fit.likeness > LEAST)
}

/// A lattice laid on the picture of one level of the pyramid.
struct Laid {
    fit: Fit,
    level: usize,
    is_dark: bool,
}

impl Laid {
    /// Laid over a triple of this level, on the next larger picture where modules are few pixels wide.
    fn on(
        pyramid: &Pyramid<'_>,
        effort: &Effort,
        level: usize,
        triple: &Triple,
        care: Care,
    ) -> Option<Self> {
        let between = triple.side as f32 - 7.0;
        let mut module = (triple.right - triple.corner).length() / between;
        let (mut level, mut factor) = (level, 1.0);
        while module < FINE_MODULE && level > 0 {
            (level, module, factor) = (level - 1, module * 2.0, factor * 2.0);
        }
        let light = Light::of(pyramid.at(level), effort)?;
        Some(Self {
            fit: best_fit(light, &triple.scaled(factor), care)?,
            level,
            is_dark: triple.is_dark,
        })
    }

    /// Reads with as little work as it takes: as laid, then settled, then bent.
    fn read(&mut self, pyramid: &Pyramid<'_>, effort: &Effort) -> Option<QrCode> {
        let light = Light::of(pyramid.at(self.level), effort)?;
        if self.fit.likeness > CLEAR {
            self.fit.reach_opposite(light);
            if let Some(code) = self.glance(light) {
                return Some(code);
            }
        }
        let settled = STEPS.iter().find_map(|&step| {
            self.fit.settle(light, step);
            self.glance(light)
        });
        if let Some(code) = settled.or_else(|| self.decode(light)) {
            return Some(code);
        }
        if self.fit.likeness < LEAST_BENT {
            return None;
        }
        BENDS.iter().find_map(|&step| {
            self.fit.bend(light, step);
            self.decode(light)
        })
    }

    /// Reads one sample of each module.
    fn glance(&self, light: Light<'_>) -> Option<QrCode> {
        self.decoded(light, ONCE, &PARTINGS[..1])
    }

    fn decode(&self, light: Light<'_>) -> Option<QrCode> {
        self.decoded(light, AROUND, &PARTINGS)
    }

    fn decoded(
        &self,
        light: Light<'_>,
        spots: &[(f32, f32)],
        partings: &[Parting],
    ) -> Option<QrCode> {
        let side = self.fit.lattice.side;
        if light.effort.is_spent() {
            return None;
        }
        let greys = Greys::of(light, &self.fit.lattice, spots);
        partings.iter().find_map(|&parting| {
            let bits = greys.bits(parting, self.is_dark);
            let said = said(side, &bits)?;
            if said.is_doubtful && contradicts(&said.text, side, &bits) {
                return None;
            }
            let whole = |corner: Point| (pixel(corner.x), pixel(corner.y));
            Some(QrCode {
                text: said.text,
                corners: self.corners().map(whole),
            })
        })
    }

    /// In pixels of the given picture.
    fn corners(&self) -> [Point; 4] {
        let factor = 2_f32.powi(i32::try_from(self.level).unwrap_or(0));
        self.fit.lattice.corners().map(|corner| corner * factor)
    }
}

impl QrCode {
    /// Whether a place, in pixels of the given picture, is within the upright box about the code.
    fn is_around(&self, place: Point) -> bool {
        let (x, y) = (pixel(place.x), pixel(place.y));
        let within = |value: i32, of: fn(&(i32, i32)) -> i32| {
            let low = self.corners.iter().map(of).min();
            let high = self.corners.iter().map(of).max();
            low.is_some_and(|low| low <= value) && high.is_some_and(|high| value <= high)
        };
        within(x, |corner| corner.0) && within(y, |corner| corner.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::luma::Luma;

    #[test]
    fn a_code_that_shows_plainly_costs_one_sample_of_each_module_and_the_laying() {
        let code = qrcode::QrCode::new("https://sceau.example/l/ABCD-2345").unwrap();
        let (side, colours) = (code.width(), code.to_colors());
        let length = (side + 8) * 4;
        let pixel = |at: usize| {
            let module = |at: usize| (at / 4).checked_sub(4).filter(|&at| at < side);
            let (x, y) = (module(at % length), module(at / length));
            let place = x.zip(y).map(|(x, y)| y * side + x);
            let is_ink = place.is_some_and(|place| colours[place] == qrcode::Color::Dark);
            if is_ink { 30 } else { 220 }
        };
        let pixels = (0..length * length).map(pixel).collect();
        let length = u32::try_from(length).unwrap();
        let picture = Luma::new(length, length, pixels).unwrap();
        let way = Look {
            level: 0,
            window: 8,
            paper: 95,
            step: 1,
        };
        // Laid as three corners tell, and as their sizes tell.
        let effort = Effort::new(side * side + 2 * 700);
        let found = look(&Pyramid::new(picture.view()), way, &effort);
        assert_eq!(found.codes[0].text, "https://sceau.example/l/ABCD-2345");
        assert!(!effort.is_spent());
    }
}
