//! What the specimens promise to the tests that use them.

mod clip;
mod documents;
mod folder;
mod frames;
mod seals;

use jiff::civil::{Date, date};

use super::Fonts;

const TODAY: Date = date(2026, 3, 2);

fn fonts() -> Fonts {
    Fonts::from_system().expect("fonts-ocr-b and fonts-dejavu-core are installed")
}
