//! Specimen documents and camera pictures of invented people, made from a seed.
//!
//! Everything here is drawn by this code: layout in the manner of identity documents (portrait on
//! the left, fields, machine-readable zone), but the design, the emblem and the people are our
//! own, and every side says SPÉCIMEN. Nothing is read from outside but two free fonts, and nothing
//! depends on the clock: the same seed and the same `today` give the same bytes.

pub mod camera;
pub mod card;
pub mod face;
pub mod measure;
pub mod mrz;
pub mod portrait;
pub mod seal;
pub mod set;
pub mod voice;

mod canvas;
mod fonts;
mod names;
mod num;
mod paper;
mod person;
mod random;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub use fonts::{Fonts, Style};
pub use paper::{Paper, Papers, kind_folder, side_folder};
pub use person::{SpecimenPerson, ZonePrint, person};
pub use sceau_domain::document::{DocumentKind as Kind, Sex, Side};

use sceau_domain::document::mrz::MrzWriteError;

/// Why no specimen could be made.
#[derive(Debug, thiserror::Error)]
pub enum SpecimenError {
    /// A font is not on this machine.
    #[error("font {file} not found: run `sudo apt install {package}`")]
    FontMissing {
        /// File looked for.
        file: &'static str,
        /// Debian package that brings it.
        package: &'static str,
    },
    /// A font file is there but cannot be parsed.
    #[error("font {file} cannot be read as a font")]
    FontUnreadable {
        /// File that failed.
        file: &'static str,
    },
    /// A passport has no back.
    #[error("this document has no such side")]
    NoSuchSide,
    /// No state and no status has these letters.
    #[error("« {letters} » is no state of ICAO Doc 9303-3 section 5, such as FRA, BEL or DEU")]
    UnknownState {
        /// Letters asked for.
        letters: String,
    },
    /// A value of the person does not fit in the machine-readable zone.
    #[error(transparent)]
    Mrz(#[from] MrzWriteError),
    /// The text does not fit in a QR code.
    #[error("the text is too long for a QR code")]
    QrTooLong,
    /// What a document says does not fit in a visible electronic seal.
    #[error("the text is too long for a Data Matrix")]
    SealTooLong,
    /// `espeak-ng` was asked for and is missing or failed.
    #[error("espeak-ng did not speak: run `sudo apt install espeak-ng`, or use the built-in voice")]
    NoSpeech,
    /// The face script asks for something outside 0–9 or outside the clip.
    #[error("digit {digit} at {at} s does not fit: 0 to 9, inside the clip")]
    BadDigit {
        /// Digit asked for.
        digit: u8,
        /// Second it should be said at.
        at: f32,
    },
    /// A file could not be written.
    #[error("cannot write {path}")]
    Write {
        /// Where.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A picture could not be encoded.
    #[error("cannot encode a picture")]
    Encode,
}
