//! Drawing in millimetres (or any unit) on a picture.

use image::RgbImage;
use tiny_skia::{
    BlendMode, Color, FillRule, FilterQuality, GradientStop, LinearGradient, Paint,
    Path as Outline, PathBuilder, Pixmap, PixmapPaint, Point, RadialGradient, Rect, Shader,
    SpreadMode, Stroke, Transform,
};

use super::fonts::{Fonts, Style, placed};
use super::num;

/// A colour `0xRRGGBB`, opaque.
pub(super) fn ink(rgb: u32) -> Color {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color::from_rgba8(red, green, blue, 255)
}

/// The same colour at this opacity.
pub(super) fn alpha(colour: Color, opacity: f32) -> Color {
    let mut faded = colour;
    faded.apply_opacity(opacity);
    faded
}

/// Mix of two colours: `a` at 0, `b` at 1.
pub(super) fn blend(a: Color, b: Color, t: f32) -> Color {
    let part = |from: f32, to: f32| num::mix(from, to, t.clamp(0.0, 1.0)).clamp(0.0, 1.0);
    Color::from_rgba(
        part(a.red(), b.red()),
        part(a.green(), b.green()),
        part(a.blue(), b.blue()),
        part(a.alpha(), b.alpha()),
    )
    .unwrap_or(a)
}

/// How a word is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// Font.
    pub(super) style: Style,
    /// Em size in drawing units.
    pub(super) size: f32,
    /// Colour.
    pub(super) colour: Color,
}

/// A picture and the transform from drawing units to its pixels.
pub(super) struct Canvas {
    pub(super) pixmap: Pixmap,
    pub(super) to_pixels: Transform,
}

impl Canvas {
    /// A transparent picture of `width` × `height` units at `scale` pixels per unit.
    pub(super) fn new(width: f32, height: f32, scale: f32) -> Option<Self> {
        let (columns, rows) = ((width * scale).round(), (height * scale).round());
        let pixmap = Pixmap::new(num::pixels(columns), num::pixels(rows))?;
        Some(Self {
            pixmap,
            to_pixels: Transform::from_scale(scale, scale),
        })
    }

    /// Fills an outline.
    pub(super) fn fill(&mut self, outline: &Outline, colour: Color) {
        self.fill_with(outline, Shader::SolidColor(colour));
    }

    /// Fills an outline with a gradient or colour.
    pub(super) fn fill_with(&mut self, outline: &Outline, shader: Shader<'_>) {
        let paint = Paint {
            shader,
            anti_alias: true,
            ..Paint::default()
        };
        self.pixmap
            .fill_path(outline, &paint, FillRule::Winding, self.to_pixels, None);
    }

    /// Draws along an outline with round ends.
    pub(super) fn line(&mut self, outline: &Outline, width: f32, colour: Color) {
        let paint = Paint {
            shader: Shader::SolidColor(colour),
            anti_alias: true,
            ..Paint::default()
        };
        let stroke = Stroke {
            width,
            line_cap: tiny_skia::LineCap::Round,
            line_join: tiny_skia::LineJoin::Round,
            ..Stroke::default()
        };
        self.pixmap
            .stroke_path(outline, &paint, &stroke, self.to_pixels, None);
    }

    /// Fills a rectangle.
    pub(super) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Color) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.fill(&PathBuilder::from_rect(rect), colour);
        }
    }

    /// Writes one line with its baseline at `y`; gives its width.
    pub(super) fn text(&mut self, fonts: &Fonts, kind: Type, x: f32, y: f32, words: &str) -> f32 {
        let (outline, width) = fonts.outline(kind.style, words, kind.size, None);
        if let Some(outline) = outline.and_then(|path| placed(path, x, y)) {
            self.fill(&outline, kind.colour);
        }
        width
    }

    /// Writes one line, made smaller when it would be wider than `room`.
    pub(super) fn text_within(
        &mut self,
        fonts: &Fonts,
        kind: Type,
        place: (f32, f32),
        room: f32,
        words: &str,
    ) {
        let (_, width) = fonts.outline(kind.style, words, kind.size, None);
        let size = if width > room {
            kind.size * room / width
        } else {
            kind.size
        };
        self.text(fonts, Type { size, ..kind }, place.0, place.1, words);
    }

    /// Writes characters at a fixed pitch, as machine-readable zones need.
    pub(super) fn text_pitched(
        &mut self,
        fonts: &Fonts,
        kind: Type,
        place: (f32, f32),
        pitch: f32,
        words: &str,
    ) {
        let (outline, _) = fonts.outline(kind.style, words, kind.size, Some(pitch));
        if let Some(outline) = outline.and_then(|path| placed(path, place.0, place.1)) {
            self.fill(&outline, kind.colour);
        }
    }

    /// Writes one line centred on `x`, `y` and turned by `degrees`.
    pub(super) fn text_turned(
        &mut self,
        fonts: &Fonts,
        kind: Type,
        place: (f32, f32),
        degrees: f32,
        words: &str,
    ) {
        let (outline, width) = fonts.outline(kind.style, words, kind.size, None);
        let turn = Transform::from_translate(-width / 2.0, kind.size * 0.35)
            .post_concat(Transform::from_rotate(degrees))
            .post_translate(place.0, place.1);
        if let Some(outline) = outline.and_then(|path| path.transform(turn)) {
            self.fill(&outline, kind.colour);
        }
    }

    /// Lays another picture at `x`, `y` (units), scaled to `width` units, at this opacity.
    pub(super) fn picture(&mut self, other: &Pixmap, x: f32, y: f32, width: f32, opacity: f32) {
        let scale = width / other.width() as f32;
        let place = Transform::from_scale(scale, scale)
            .post_translate(x, y)
            .post_concat(self.to_pixels);
        let paint = PixmapPaint {
            opacity,
            blend_mode: BlendMode::SourceOver,
            quality: FilterQuality::Bicubic,
        };
        self.pixmap
            .draw_pixmap(0, 0, other.as_ref(), &paint, place, None);
    }

    /// The picture on white, without its alpha.
    pub(super) fn into_rgb(self) -> RgbImage {
        to_rgb(&self.pixmap)
    }
}

/// A premultiplied picture on white, without its alpha.
pub(super) fn to_rgb(pixmap: &Pixmap) -> RgbImage {
    let mut picture = RgbImage::new(pixmap.width(), pixmap.height());
    for (target, source) in picture.pixels_mut().zip(pixmap.data().chunks_exact(4)) {
        let paper = 255 - source[3];
        target.0 = [
            source[0].saturating_add(paper),
            source[1].saturating_add(paper),
            source[2].saturating_add(paper),
        ];
    }
    picture
}

/// An ellipse by its centre and half-axes.
pub(super) fn ellipse(x: f32, y: f32, rx: f32, ry: f32) -> Option<Outline> {
    PathBuilder::from_oval(Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry)?)
}

/// A rectangle with round corners.
pub(super) fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Outline> {
    let (right, bottom, k) = (x + width, y + height, radius * 0.447_7);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - k, y, right, y + k, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - k, right - k, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + k, x + k, y, x + radius, y);
    path.close();
    path.finish()
}

/// A smooth closed curve through the points (Catmull–Rom).
pub(super) fn smooth(points: &[(f32, f32)], closed: bool) -> Option<Outline> {
    let count = points.len();
    let at = |index: usize, step: isize| {
        let last = isize::try_from(count).unwrap_or(1);
        let wanted = isize::try_from(index).unwrap_or(0) + step;
        let chosen = if closed {
            wanted.rem_euclid(last)
        } else {
            wanted.clamp(0, last - 1)
        };
        points[usize::try_from(chosen).unwrap_or(0)]
    };
    let mut path = PathBuilder::new();
    let start = points.first()?;
    path.move_to(start.0, start.1);
    let pieces = if closed { count } else { count - 1 };
    for index in 0..pieces {
        let (before, from, to, after) = (at(index, -1), at(index, 0), at(index, 1), at(index, 2));
        path.cubic_to(
            from.0 + (to.0 - before.0) / 6.0,
            from.1 + (to.1 - before.1) / 6.0,
            to.0 - (after.0 - from.0) / 6.0,
            to.1 - (after.1 - from.1) / 6.0,
            to.0,
            to.1,
        );
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A gradient along a line.
pub(super) fn linear(
    from: (f32, f32),
    to: (f32, f32),
    stops: &[(f32, Color)],
) -> Option<Shader<'static>> {
    LinearGradient::new(
        Point::from_xy(from.0, from.1),
        Point::from_xy(to.0, to.1),
        stops
            .iter()
            .map(|(place, colour)| GradientStop::new(*place, *colour))
            .collect(),
        SpreadMode::Pad,
        Transform::identity(),
    )
}

/// A gradient from the centre of an ellipse outwards.
pub(super) fn radial(
    centre: (f32, f32),
    axes: (f32, f32),
    stops: &[(f32, Color)],
) -> Option<Shader<'static>> {
    let place = Transform::from_scale(axes.0, axes.1).post_translate(centre.0, centre.1);
    RadialGradient::new(
        Point::zero(),
        0.0,
        Point::zero(),
        1.0,
        stops
            .iter()
            .map(|(at, colour)| GradientStop::new(*at, *colour))
            .collect(),
        SpreadMode::Pad,
        place,
    )
}
