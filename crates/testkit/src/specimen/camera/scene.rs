//! One table, one lamp, one hand: frames of the same moment belong together.

use image::RgbImage;

use super::super::num;
use super::super::random::Dice;
use super::Condition;
use super::blur::Film;
use super::finger::Finger;
use super::optics::{Optics, corners, glare, lamp};
use super::plane::{Perspective, Subject, sample};
use super::surface;

/// Margin around the document in which its shadow may fall, as a share of its height.
const SHADOW: f32 = 0.10;
/// Columns of pixels of the photographed computer screen: near the frame's own, hence moiré.
const SCREEN_COLUMNS: f32 = 1_180.0;

/// Background, light and noise, computed once for many frames.
pub struct Scene {
    seed: u64,
    size: (u32, u32),
    surface: Vec<[f32; 3]>,
    lamp: Vec<f32>,
    noise: Vec<f32>,
}

/// What is drawn over the surface in one frame.
struct View<'a> {
    picture: &'a RgbImage,
    perspective: Perspective,
    ratio: f32,
    corner: f32,
    optics: Optics,
    index: u32,
    screen: bool,
    finger: Option<Finger>,
    /// Pixels per document height.
    scale: f32,
}

impl Scene {
    /// The scene of this seed at this size in pixels.
    #[must_use]
    pub fn new(seed: u64, size: (u32, u32)) -> Self {
        let mut dice = Dice::new(seed, "noise");
        Self {
            seed,
            size,
            surface: surface::paint(seed, size.0, size.1),
            lamp: lamp(seed, size.0, size.1),
            noise: (0..65_536).map(|_| dice.normal()).collect(),
        }
    }

    /// The number everything here is drawn from.
    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// The lamp's light at a pixel, counted row by row.
    pub(super) fn light(&self, place: usize) -> f32 {
        self.lamp[place]
    }

    /// Prepares a document (edge to edge, corners still square).
    #[must_use]
    pub fn subject(&self, document: &RgbImage) -> Subject {
        Subject::new(document, 0.058)
    }

    /// Prepares what a computer screen shows.
    #[must_use]
    pub fn page(&self, page: &RgbImage) -> Subject {
        Subject::new(page, 0.012)
    }

    /// Prepares the same document opened in an image viewer, for [`Scene::screen_shot`].
    #[must_use]
    pub fn viewer(&self, document: &RgbImage) -> Subject {
        self.page(&super::qr::viewer(document))
    }

    /// One frame. [`Condition::Screen`] shows the document inside an image viewer.
    #[must_use]
    pub fn shot(&self, document: &Subject, condition: Condition, index: u32) -> RgbImage {
        match condition {
            Condition::None => {
                let mut film = self.empty();
                self.develop(&mut film, &Optics::of(condition, index), index)
            }
            Condition::Screen => {
                let viewer = self.viewer(document.level(10_000.0));
                self.photograph(&viewer, condition, index, true)
            }
            Condition::Good
            | Condition::Dark
            | Condition::Glare
            | Condition::Blur
            | Condition::Cut
            | Condition::Fingers
            | Condition::Far => self.photograph(document, condition, index, false),
        }
    }

    /// One frame of a computer screen that shows `page`.
    #[must_use]
    pub fn screen_shot(&self, page: &Subject, index: u32) -> RgbImage {
        self.photograph(page, Condition::Screen, index, true)
    }

    fn photograph(
        &self,
        what: &Subject,
        condition: Condition,
        index: u32,
        screen: bool,
    ) -> RgbImage {
        let optics = Optics::of(condition, index);
        let corners = corners(&optics, what.ratio, self.size, self.seed, index);
        let scale = corners[3].1 - corners[0].1;
        let view = View {
            picture: what.level(corners[1].0 - corners[0].0),
            perspective: Perspective::of_corners(corners),
            ratio: what.ratio,
            corner: what.corner,
            optics,
            index,
            screen,
            finger: (condition == Condition::Fingers).then(|| Finger::new(self.seed, index)),
            scale,
        };
        let mut film = self.empty();
        self.lay(&mut film, &view, corners);
        let unit = self.size.1 as f32 / 720.0;
        film.defocus(num::index(optics.defocus * unit + 0.5));
        film.shake(num::index(optics.motion * unit + 0.5));
        self.develop(&mut film, &optics, index)
    }

    /// The table under its light, without a document.
    pub(super) fn empty(&self) -> Film {
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        let lit = self.surface.iter().zip(&self.lamp);
        let pixels = lit
            .map(|(colour, light)| colour.map(|channel| channel * light))
            .collect();
        Film {
            width,
            height,
            pixels,
        }
    }

    /// Lays the picture and its shadow over the surface.
    fn lay(&self, film: &mut Film, view: &View<'_>, corners: [(f32, f32); 4]) {
        let around = if view.finger.is_some() {
            1.0
        } else {
            SHADOW * 1.5
        };
        let margin = view.scale * around + 2.0;
        let span = |values: [f32; 4], limit: usize| {
            let low = values.iter().copied().fold(f32::MAX, f32::min) - margin;
            let high = values.iter().copied().fold(f32::MIN, f32::max) + margin;
            num::index(low)..num::index(high).min(limit)
        };
        let rows = span(corners.map(|corner| corner.1), film.height);
        let columns = span(corners.map(|corner| corner.0), film.width);
        for row in rows {
            for column in columns.clone() {
                let place = row * film.width + column;
                let (x, y) = (column as f32 + 0.5, row as f32 + 0.5);
                let (u, v) = view.perspective.back(x, y);
                let shade = view.shadow(u, v);
                let below = film.pixels[place].map(|channel| channel * shade);
                let cover = num::smoothstep(0.6, -0.6, view.outside(u, v) * view.scale);
                let mut seen = below;
                if cover > 0.0 {
                    let above = self.lit(view, u, v, self.lamp[place]);
                    seen = std::array::from_fn(|k| num::mix(below[k], above[k], cover));
                }
                if let Some(finger) = &view.finger {
                    seen = finger.over(seen, (u * view.ratio, v), self.lamp[place], view.scale);
                }
                film.pixels[place] = seen;
            }
        }
    }

    /// The picture's colour at `u`, `v` under the lamp, or by its own light when it is a screen.
    fn lit(&self, view: &View<'_>, u: f32, v: f32, lamp: f32) -> [f32; 3] {
        let colour = sample(view.picture, u, v);
        if view.screen {
            let reflection = 9.0 * lamp;
            let row = (v * SCREEN_COLUMNS / view.ratio * std::f32::consts::TAU).sin();
            return std::array::from_fn(|k| {
                let phase = k as f32 / 3.0;
                let grid = ((u * SCREEN_COLUMNS + phase) * std::f32::consts::TAU).sin();
                let tint = [0.88, 0.93, 0.97][k];
                colour[k] * tint * (0.93 + 0.055 * grid + 0.04 * row) + reflection
            });
        }
        let mirrored = match view.optics.glare {
            strength if strength > 0.0 => glare(strength, self.seed, view.index, u, v),
            _ => 0.0,
        };
        colour.map(|channel| channel * lamp * 0.99 + mirrored)
    }

    /// Exposure, warm tint of weak light, noise; then whole numbers.
    pub(super) fn develop(&self, film: &mut Film, optics: &Optics, index: u32) -> RgbImage {
        let mut dice = Dice::new(self.seed ^ u64::from(index) << 24, "grain");
        let warm = if optics.exposure < 0.5 {
            [1.08, 1.0, 0.84]
        } else {
            [1.0, 1.0, 1.0]
        };
        let mut picture = RgbImage::new(self.size.0, self.size.1);
        let bytes = picture.as_mut().chunks_exact_mut(film.width * 3);
        for (row, line) in bytes.zip(film.pixels.chunks_exact(film.width)) {
            let mut cursor = dice.below(65_536);
            for (target, colour) in row.chunks_exact_mut(3).zip(line) {
                for (k, channel) in target.iter_mut().enumerate() {
                    cursor = (cursor + 1) & 0xFFFF;
                    let clean = colour[k] * optics.exposure * warm[k];
                    *channel = num::channel(clean + self.noise[cursor] * optics.noise);
                }
            }
        }
        picture
    }
}

impl View<'_> {
    /// Distance outside the rounded rectangle, in document heights; negative inside.
    fn outside(&self, u: f32, v: f32) -> f32 {
        let x = ((u - 0.5) * self.ratio).abs() - self.ratio * 0.5 + self.corner;
        let y = (v - 0.5).abs() - 0.5 + self.corner;
        (x.max(0.0).powi(2) + y.max(0.0).powi(2)).sqrt() + x.max(y).min(0.0) - self.corner
    }

    fn shadow(&self, u: f32, v: f32) -> f32 {
        let wide = num::smoothstep(-0.02, SHADOW, self.outside(u - 0.012, v - 0.03));
        let tight = num::smoothstep(-0.005, 0.02, self.outside(u, v));
        num::mix(0.62, 1.0, wide) * num::mix(0.75, 1.0, tight)
    }
}
