//! Where a zone lies: a line through its middle, which may bend, and how wide a character is along it.

use crate::document::Point;

/// A zone's place. Along the middle line runs `s`, across it, downwards as the text is read, `t`; both
/// in characters (pitches), from the middle of the zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// The middle, in pixels.
    pub(super) origin: Point,
    /// Unit vector in which the text runs there.
    pub(super) along: Point,
    /// Width of a character at the origin, in pixels.
    pub(super) pitch: f32,
    /// How that grows along the zone, as a share per character.
    pub(super) growth: f32,
    /// How the middle line bends: pixels across per square of a pixel along.
    pub(super) bend: f32,
    /// How far a column of characters leans, in characters along per character down.
    pub(super) lean: f32,
    /// How tall print looks for its width: below one when seen from above or below.
    pub(super) aspect: f32,
    /// How that grows along the zone, as a share per character: lines that fan out.
    pub(super) fan: f32,
    /// The zone's ends, in characters.
    pub(super) from: f32,
    /// Likewise.
    pub(super) to: f32,
}

impl Place {
    /// The pixel at `s` along and `t` across.
    pub(super) fn at(&self, s: f32, t: f32) -> Point {
        let s = s + self.lean * t;
        // The pitch grows with the way, so that the way is its integral: an exponential.
        let way = if self.growth.abs() < 1e-5 {
            self.pitch * s
        } else {
            self.pitch * (self.growth * s).clamp(-2.0, 2.0).exp_m1() / self.growth
        };
        let tall = self.pitch_at(s) * self.aspect * (1.0 + self.fan * s).clamp(0.5, 2.0);
        let slope = 2.0 * self.bend * way;
        let norm = slope.hypot(1.0);
        let (x, y) = (
            way - t * tall * slope / norm,
            self.bend * way * way + t * tall / norm,
        );
        Point::new(
            self.origin.x + x * self.along.x - y * self.along.y,
            self.origin.y + x * self.along.y + y * self.along.x,
        )
    }

    /// Width of a character at `s`, in pixels.
    pub(super) fn pitch_at(&self, s: f32) -> f32 {
        self.pitch * (self.growth * s).clamp(-2.0, 2.0).exp()
    }

    /// The same place with its middle moved along by `s` characters.
    pub(super) fn about(&self, s: f32) -> Self {
        let (before, after) = (self.at(s - 0.5, 0.0), self.at(s + 0.5, 0.0));
        let way = before.distance(after).max(1e-3);
        Self {
            origin: self.at(s, 0.0),
            along: Point::new((after.x - before.x) / way, (after.y - before.y) / way),
            pitch: self.pitch_at(s),
            from: self.from - s,
            to: self.to - s,
            ..*self
        }
    }

    /// The same place seen from where the text would run the other way.
    pub(super) fn turned(&self) -> Self {
        Self {
            along: Point::new(-self.along.x, -self.along.y),
            growth: -self.growth,
            fan: -self.fan,
            bend: -self.bend,
            from: -self.to,
            to: -self.from,
            ..*self
        }
    }

    /// The same place with its middle line moved across by `offset` characters, and turned so that it
    /// falls by `slope` characters per character.
    pub(super) fn shifted(&self, offset: f32, slope: f32) -> Self {
        let (sine, cosine) = slope.atan().sin_cos();
        let (x, y) = (self.along.x, self.along.y);
        Self {
            origin: self.at(0.0, offset),
            along: Point::new(x * cosine - y * sine, x * sine + y * cosine),
            ..*self
        }
    }

    /// In pixels of a picture `factor` times as large.
    pub(super) fn scaled(&self, factor: f32) -> Self {
        Self {
            origin: Point::new(self.origin.x * factor, self.origin.y * factor),
            pitch: self.pitch * factor,
            bend: self.bend / factor,
            ..*self
        }
    }
}
