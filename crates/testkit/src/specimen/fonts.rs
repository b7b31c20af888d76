//! Fonts, read from the system when needed and never carried by the project.

use std::fs;
use std::path::{Path, PathBuf};

use tiny_skia::{Path as Outline, PathBuilder, Transform};
use ttf_parser::{Face, OutlineBuilder};

use super::SpecimenError;

/// Which letters to draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// DejaVu Sans.
    Sans,
    /// DejaVu Sans Bold.
    Bold,
    /// DejaVu Serif, for titles and signatures.
    Serif,
    /// OCR-B, for machine-readable zones.
    OcrB,
}

const FOLDERS: &[&str] = &[
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/opentype/ocr-b",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts",
];

/// The bytes of the four fonts.
pub struct Fonts {
    sans: Vec<u8>,
    bold: Vec<u8>,
    serif: Vec<u8>,
    ocr_b: Vec<u8>,
}

impl Fonts {
    /// Reads the fonts where Debian's packages put them.
    ///
    /// # Errors
    /// [`SpecimenError::FontMissing`] names the file and the package that brings it;
    /// [`SpecimenError::FontUnreadable`] when the file is no font.
    pub fn from_system() -> Result<Self, SpecimenError> {
        let folders: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).collect();
        Self::from_folders(&folders)
    }

    /// Reads the fonts from the first of `folders` that holds each.
    ///
    /// # Errors
    /// As [`Fonts::from_system`].
    pub fn from_folders(folders: &[PathBuf]) -> Result<Self, SpecimenError> {
        let dejavu = "fonts-dejavu-core";
        Ok(Self {
            sans: read(folders, "DejaVuSans.ttf", dejavu)?,
            bold: read(folders, "DejaVuSans-Bold.ttf", dejavu)?,
            serif: read(folders, "DejaVuSerif.ttf", dejavu)?,
            ocr_b: read(folders, "OCRB.otf", "fonts-ocr-b")?,
        })
    }

    /// The outline of `text` with its first baseline point at the origin, `size` high per em, and
    /// the width it takes. With `pitch`, every character advances by exactly that much.
    pub(super) fn outline(
        &self,
        style: Style,
        text: &str,
        size: f32,
        pitch: Option<f32>,
    ) -> (Option<Outline>, f32) {
        let Ok(face) = Face::parse(self.bytes(style), 0) else {
            return (None, 0.0);
        };
        let scale = size / f32::from(face.units_per_em());
        let mut pen = Pen {
            builder: PathBuilder::new(),
            scale,
            x: 0.0,
        };
        for character in text.chars() {
            let Some(glyph) = face.glyph_index(character) else {
                continue;
            };
            face.outline_glyph(glyph, &mut pen);
            let natural = f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
            pen.x += pitch.unwrap_or(natural);
        }
        (pen.builder.finish(), pen.x)
    }

    /// Em size at which one OCR-B character advances by `pitch`.
    pub(super) fn ocr_b_size(&self, pitch: f32) -> f32 {
        let (_, width) = self.outline(Style::OcrB, "0", 1.0, None);
        if width > 0.0 { pitch / width } else { pitch }
    }

    fn bytes(&self, style: Style) -> &[u8] {
        match style {
            Style::Sans => &self.sans,
            Style::Bold => &self.bold,
            Style::Serif => &self.serif,
            Style::OcrB => &self.ocr_b,
        }
    }
}

fn read(
    folders: &[PathBuf],
    file: &'static str,
    package: &'static str,
) -> Result<Vec<u8>, SpecimenError> {
    let found = folders
        .iter()
        .map(|folder| folder.join(file))
        .find(|path| Path::is_file(path));
    let path = found.ok_or(SpecimenError::FontMissing { file, package })?;
    let bytes = fs::read(path).map_err(|_| SpecimenError::FontUnreadable { file })?;
    match Face::parse(&bytes, 0) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(SpecimenError::FontUnreadable { file }),
    }
}

/// Turns font units (y up) into drawing units (y down) at the pen's place.
struct Pen {
    builder: PathBuilder,
    scale: f32,
    x: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, -y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, end) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder
            .cubic_to(first.0, first.1, second.0, second.1, end.0, end.1);
    }
    fn close(&mut self) {
        self.builder.close();
    }
}

/// Moves an outline to `x`, `y`.
pub(super) fn placed(outline: Outline, x: f32, y: f32) -> Option<Outline> {
    outline.transform(Transform::from_translate(x, y))
}
