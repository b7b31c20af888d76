//! A picture to keep: from a frame of the camera or from a file, with what is plainly wrong.

use crate::frame::{Frame, UnreadableFrame};
use core::time::Duration;
use sceau_domain::document::{DocumentKind, Side};
use sceau_vision::document::{
    COLOURLESS_BELOW, DocumentShape, Scratch, assess_document, colour_spread,
};
use sceau_vision::jpeg;
use sceau_vision::{CleanPicture, Finding, PictureFault, PictureLimits, Quality, clean_picture};

/// Where a still comes from; the operator is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StillOrigin {
    /// Taken with the camera now.
    Camera,
    /// A file the person chose.
    Imported,
}

/// A picture to show back, confirm and seal.
#[derive(Debug, Clone, PartialEq)]
pub struct Still {
    /// The upright JPEG without metadata, at most 2,400 pixels long.
    pub picture: CleanPicture,
    /// The measures behind the findings.
    pub quality: Quality,
    /// What is plainly wrong; the person may send it all the same.
    pub findings: Vec<Finding>,
    /// Camera or file.
    pub origin: StillOrigin,
    /// When it was taken, on the session's clock; zero for a file.
    pub at: Duration,
}

/// Makes a still of a file the person chose, or that a webview's own camera took.
///
/// # Errors
/// [`PictureFault`]: the file is hostile, broken, or of a kind that is not read.
pub fn still_of_file(bytes: &[u8], origin: StillOrigin) -> Result<Still, PictureFault> {
    let picture = clean_picture(bytes, PictureLimits::DOCUMENT)?;
    let luma = jpeg::luma(&picture.jpeg).map_err(|_| PictureFault::Damaged)?;
    Ok(still(
        picture,
        Quality::of(luma.view()),
        origin,
        Duration::ZERO,
    ))
}

/// Makes a still of a frame.
///
/// # Errors
/// [`UnreadableFrame`] when the camera gave a broken picture.
pub fn still_of_frame(frame: &Frame) -> Result<Still, UnreadableFrame> {
    let limits = PictureLimits::DOCUMENT;
    let colours = frame.upright_rgb(limits.long_side, limits.long_side)?;
    let jpeg = jpeg::encode(&colours, limits.quality)?;
    let picture = CleanPicture {
        jpeg,
        width: colours.width,
        height: colours.height,
    };
    // Measured on what the camera gave, so that our own encoding is not blamed on the person.
    let quality = Quality::of(frame.luma()?.view());
    Ok(still(picture, quality, StillOrigin::Camera, frame.at))
}

fn still(picture: CleanPicture, quality: Quality, origin: StillOrigin, at: Duration) -> Still {
    Still {
        picture,
        quality,
        findings: quality.findings(),
        origin,
        at,
    }
}

impl Still {
    /// Looks at it as a picture of this side of this kind of document. Where the document is found,
    /// what is measured on it counts instead of what was measured on the whole picture: a table has no
    /// print to be sharp. A copy in black and white is told as a screen is: one sentence asks for the document
    /// itself, and none says what gave a copy away.
    #[must_use]
    pub fn examined_as(mut self, kind: DocumentKind, side: Side) -> Self {
        let shape = DocumentShape::of(kind);
        let luma = jpeg::luma(&self.picture.jpeg);
        let facts = luma
            .ok()
            .and_then(|luma| assess_document(luma.view(), shape, side, &mut Scratch::default()));
        if let Some(facts) = facts {
            self.findings.retain(|finding| *finding == Finding::Small);
            self.findings.splice(0..0, facts.findings(side));
            let colours = jpeg::rgb(&self.picture.jpeg).ok();
            let spread = colours.and_then(|colours| colour_spread(&colours, &facts.quad, shape));
            let is_colourless = spread.is_some_and(|spread| spread < COLOURLESS_BELOW);
            if is_colourless && !self.findings.contains(&Finding::Screen) {
                self.findings.push(Finding::Screen);
            }
        }
        self
    }
}

/// The sharpest of several frames: a hand shakes, and the shutter is pressed with the hand that
/// holds the phone. `None` when no frame can be read.
pub(crate) fn sharpest(frames: impl IntoIterator<Item = Frame>) -> Option<Frame> {
    frames
        .into_iter()
        .filter_map(|frame| Some((Quality::of(frame.luma().ok()?.view()).sharpness, frame)))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, frame)| frame)
}
