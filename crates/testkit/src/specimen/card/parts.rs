//! Pieces every document has: fields, portrait, machine-readable zone, the word SPÉCIMEN.

use jiff::civil::Date;
use tiny_skia::{Pixmap, PixmapPaint, Transform};

use super::super::Kind;
use super::super::canvas::{Canvas, Type, alpha, blend, ink, rounded, smooth};
use super::super::fonts::{Fonts, Style};
use super::super::mrz::{LINE as MRZ_LINE, PITCH as MRZ_PITCH};
use super::super::paper::millimetres;
use super::super::person::SpecimenPerson;
use super::super::random::Dice;

const INK: u32 = 0x0021_2028;

/// A document being drawn, in millimetres.
pub(super) struct Sheet<'a> {
    pub(super) canvas: Canvas,
    pub(super) fonts: &'a Fonts,
    pub(super) person: &'a SpecimenPerson,
    pub(super) photo: Pixmap,
    pub(super) kind: Kind,
    /// Lines of the machine-readable zone.
    pub(super) zone: Vec<String>,
}

impl Sheet<'_> {
    /// A title and, under it, its English line.
    pub(super) fn title(&mut self, place: (f32, f32), size: f32, accent: u32, words: [&str; 2]) {
        let main = Type {
            style: Style::Bold,
            size,
            colour: ink(accent),
        };
        self.canvas
            .text(self.fonts, main, place.0, place.1, words[0]);
        let small = Type {
            style: Style::Sans,
            size: size * 0.56,
            colour: ink(accent),
        };
        self.canvas
            .text(self.fonts, small, place.0, place.1 + size * 0.85, words[1]);
    }

    /// A small label and, under it, its value; the value shrinks to `room` millimetres.
    pub(super) fn field(&mut self, place: (f32, f32), room: f32, label: &str, value: &str) {
        let small = Type {
            style: Style::Sans,
            size: 1.55,
            colour: blend(ink(INK), ink(0x0080_80A0), 0.45),
        };
        self.canvas
            .text_within(self.fonts, small, place, room, label);
        let big = Type {
            style: Style::Bold,
            size: 2.75,
            colour: ink(INK),
        };
        self.canvas
            .text_within(self.fonts, big, (place.0, place.1 + 3.1), room, value);
    }

    /// One line of plain small print.
    pub(super) fn small(&mut self, place: (f32, f32), size: f32, words: &str) {
        let kind = Type {
            style: Style::Sans,
            size,
            colour: ink(INK),
        };
        self.canvas.text(self.fonts, kind, place.0, place.1, words);
    }

    /// The document number as large figures.
    pub(super) fn number(&mut self, place: (f32, f32), size: f32, words: &str) {
        let kind = Type {
            style: Style::Bold,
            size,
            colour: ink(0x009C_2B2B),
        };
        self.canvas.text(self.fonts, kind, place.0, place.1, words);
    }

    /// The portrait, `width` wide, with round corners and a thin frame.
    pub(super) fn portrait(&mut self, place: (f32, f32), width: f32) {
        let soft = softened(&self.photo);
        self.canvas.picture(&soft, place.0, place.1, width, 1.0);
        let frame = rounded(place.0, place.1, width, width * 45.0 / 35.0, 0.6);
        if let Some(frame) = frame {
            self.canvas.line(&frame, 0.25, alpha(ink(INK), 0.35));
        }
    }

    /// The small pale second portrait.
    pub(super) fn ghost(&mut self, place: (f32, f32), width: f32) {
        let mut pale = self.photo.clone();
        for pixel in pale.data_mut().chunks_exact_mut(4) {
            let sum = u16::from(pixel[0]) + u16::from(pixel[1]) * 2 + u16::from(pixel[2]);
            let grey = u8::try_from(sum / 4).unwrap_or(255);
            pixel[..3].fill(grey);
        }
        self.canvas.picture(&pale, place.0, place.1, width, 0.34);
    }

    /// A signature: the first given name's initial and the name, as a running hand would.
    pub(super) fn signature(&mut self, place: (f32, f32), width: f32) {
        let mut dice = Dice::new(self.person.seed, "signature");
        let mut points = Vec::new();
        let steps = 15_u8;
        for step in 0..steps {
            let along = f32::from(step) / f32::from(steps - 1);
            let tall = if step == 0 || step == 5 { 2.8 } else { 1.1 };
            let up = if step % 2 == 0 { -1.0 } else { 0.55 };
            let x = place.0 + width * along + dice.range(-0.9, 0.9);
            points.push((x, place.1 + up * dice.range(0.5, 1.0) * tall - along));
        }
        if let Some(stroke) = smooth(&points, false) {
            self.canvas.line(&stroke, 0.32, ink(0x0023_2A5E));
        }
        let under = [
            (place.0 + width * 0.15, place.1 + 1.8),
            (place.0 + width * 0.6, place.1 + 1.2),
            (place.0 + width * 1.05, place.1 + 0.5),
        ];
        if let Some(under) = smooth(&under, false) {
            self.canvas.line(&under, 0.26, ink(0x0023_2A5E));
        }
    }

    /// The machine-readable zone at the bottom, on a paler band.
    pub(super) fn zone(&mut self) {
        let (width, height) = millimetres(self.kind);
        let lines = &self.zone;
        let rows = lines.len() as f32;
        let top = height - 3.2 - rows * MRZ_LINE;
        self.canvas.rect(
            0.0,
            top - 1.2,
            width,
            height - top + 1.2,
            alpha(ink(0x00FF_FFFF), 0.62),
        );
        let size = self.fonts.ocr_b_size(MRZ_PITCH);
        let kind = Type {
            style: Style::OcrB,
            size,
            colour: ink(0x0012_1114),
        };
        for (row, line) in lines.iter().enumerate() {
            let length = line.chars().count() as f32 * MRZ_PITCH;
            let place = ((width - length) / 2.0, top + (row as f32 + 0.72) * MRZ_LINE);
            self.canvas
                .text_pitched(self.fonts, kind, place, MRZ_PITCH, line);
        }
    }

    /// The mark no one can overlook, across the sheet, and the sentence that says why.
    pub(super) fn mark(&mut self, place: (f32, f32), size: f32, degrees: f32) {
        let kind = Type {
            style: Style::Bold,
            size,
            colour: alpha(ink(0x00B3_261E), 0.27),
        };
        self.canvas
            .text_turned(self.fonts, kind, place, degrees, "SPÉCIMEN");
    }
}

/// A date as documents print it: day, month, year.
pub(super) fn printed(day: Date) -> String {
    format!("{:02} {:02} {:04}", day.day(), day.month(), day.year())
}

/// The photograph with its corners rounded off.
fn softened(photo: &Pixmap) -> Pixmap {
    let (width, height) = (photo.width() as f32, photo.height() as f32);
    let mut soft = Pixmap::new(photo.width(), photo.height()).unwrap_or_else(|| photo.clone());
    soft.draw_pixmap(
        0,
        0,
        photo.as_ref(),
        &PixmapPaint::default(),
        Transform::identity(),
        None,
    );
    let corner = rounded(0.0, 0.0, width, height, width * 0.03);
    let mask = corner.and_then(|corner| {
        let mut mask = tiny_skia::Mask::new(photo.width(), photo.height())?;
        mask.fill_path(
            &corner,
            tiny_skia::FillRule::Winding,
            true,
            Transform::identity(),
        );
        Some(mask)
    });
    if let Some(mask) = mask {
        soft.apply_mask(&mask);
    }
    soft
}
