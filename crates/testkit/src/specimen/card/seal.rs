//! The visible electronic seal, printed.

use tiny_skia::{PathBuilder, Rect};

use super::super::canvas::{ink, rounded};
use super::super::{SpecimenError, seal};
use super::parts::Sheet;

/// Prints the seal of this document in a square of `side` millimetres whose top left is `place`, quiet
/// zone included, on white. Nothing where the specimen bears none.
pub(super) fn print(
    sheet: &mut Sheet<'_>,
    place: (f32, f32),
    side: f32,
) -> Result<(), SpecimenError> {
    let Some(content) = seal::content(sheet.person, sheet.kind) else {
        return Ok(());
    };
    let (modules, dark) = seal::symbol(&content)?;
    // Two modules on each side: the standard asks for one.
    let module = side / (modules as f32 + 4.0);
    if let Some(paper) = rounded(place.0, place.1, side, side, module) {
        sheet.canvas.fill(&paper, ink(0x00FD_FDFB));
    }
    let mut outline = PathBuilder::new();
    for (column, row) in dark {
        let left = place.0 + module * (column as f32 + 2.0);
        let top = place.1 + module * (row as f32 + 2.0);
        if let Some(square) = Rect::from_xywh(left, top, module, module) {
            outline.push_rect(square);
        }
    }
    if let Some(outline) = outline.finish() {
        sheet.canvas.fill(&outline, ink(0x0018_161C));
    }
    Ok(())
}
