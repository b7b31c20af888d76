//! The fonts, and which glyphs draw a piece of text.

use crate::PaperFault;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use ttf_parser::Face as Outlines;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const REGULAR: &[u8] = include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf");
const STRONG: &[u8] = include_bytes!("../fonts/AtkinsonHyperlegibleNext-SemiBold.ttf");
const SPARE: &[u8] = include_bytes!("../fonts/NotoSans-Regular-letters.ttf");

/// The narrow no-break space, which the interface's font lacks, beside its ordinary space.
const NARROW: f32 = 0.6;

/// Which font.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaceName {
    Regular,
    Strong,
    /// What the two others lack.
    Spare,
}

/// A font.
struct Face {
    outlines: Outlines<'static>,
    font: Font,
}

/// All of them.
pub(crate) struct Faces {
    regular: Face,
    strong: Face,
    spare: Face,
}

/// What a reader sees as one letter, drawn.
#[derive(Clone)]
pub(crate) struct Letter {
    pub(crate) face: FaceName,
    /// What is drawn, as text.
    pub(crate) text: String,
    /// Its glyphs, measured in ems; their places in the text count from the letter's beginning.
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// How far it reaches, in ems.
    pub(crate) advance: f32,
    /// What no font draws: its number is drawn instead, and a reader gets the letter itself.
    pub(crate) stands_for: Option<String>,
}

impl Face {
    fn read(data: &'static [u8]) -> Result<Self, PaperFault> {
        Ok(Self {
            outlines: Outlines::parse(data, 0).map_err(|_| PaperFault::Font)?,
            font: Font::new(data.into(), 0).ok_or(PaperFault::Font)?,
        })
    }

    fn glyph(&self, letter: char) -> Option<(u16, f32)> {
        let (drawn, width) = match letter {
            '\u{202f}' => (' ', NARROW),
            other => (other, 1.0),
        };
        let glyph = self.outlines.glyph_index(drawn)?;
        let advance = f32::from(self.outlines.glyph_hor_advance(glyph)?);
        let em = f32::from(self.outlines.units_per_em());
        Some((glyph.0, advance / em * width))
    }

    /// The glyphs of all of a text, or nothing.
    fn draw(&self, text: &str) -> Option<(Vec<KrillaGlyph>, f32)> {
        let mut reach = 0.0;
        let mut glyphs = Vec::new();
        for (start, letter) in text.char_indices() {
            let (glyph, advance) = self.glyph(letter)?;
            let place = start..start + letter.len_utf8();
            let id = GlyphId::new(u32::from(glyph));
            glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, place, None));
            reach += advance;
        }
        Some((glyphs, reach))
    }
}

impl Faces {
    /// Reads the fonts that the program carries.
    pub(crate) fn read() -> Result<Self, PaperFault> {
        Ok(Self {
            regular: Face::read(REGULAR)?,
            strong: Face::read(STRONG)?,
            spare: Face::read(SPARE)?,
        })
    }

    pub(crate) fn font(&self, name: FaceName) -> Font {
        self.face(name).font.clone()
    }

    const fn face(&self, name: FaceName) -> &Face {
        match name {
            FaceName::Regular => &self.regular,
            FaceName::Strong => &self.strong,
            FaceName::Spare => &self.spare,
        }
    }

    /// The letters of a text, each with its marks. Nothing of it vanishes.
    pub(crate) fn letters(&self, text: &str, wanted: FaceName) -> Vec<Letter> {
        let mut clusters: Vec<String> = Vec::new();
        for letter in text.nfc() {
            match clusters.last_mut() {
                Some(last) if is_combining_mark(letter) => last.push(letter),
                _ => clusters.push(letter.into()),
            }
        }
        clusters
            .into_iter()
            .map(|cluster| self.letter(cluster, wanted))
            .collect()
    }

    fn letter(&self, text: String, wanted: FaceName) -> Letter {
        for face in [wanted, FaceName::Spare] {
            if let Some((glyphs, advance)) = self.face(face).draw(&text) {
                return Letter {
                    face,
                    text,
                    glyphs,
                    advance,
                    stands_for: None,
                };
            }
        }
        let numbers: Vec<String> = text
            .chars()
            .map(|letter| format!("U+{:04X}", u32::from(letter)))
            .collect();
        let named = format!("[{}]", numbers.join(" "));
        let (glyphs, advance) = self.face(wanted).draw(&named).unwrap_or_default();
        Letter {
            face: wanted,
            text: named,
            glyphs,
            advance,
            stands_for: is_told(&text).then_some(text),
        }
    }
}

/// Whether a document may hold it as text: neither control characters nor what is no character.
fn is_told(text: &str) -> bool {
    text.chars().all(|letter| {
        !letter.is_control() && letter != '\u{feff}' && u32::from(letter) & 0xfffe != 0xfffe
    })
}
