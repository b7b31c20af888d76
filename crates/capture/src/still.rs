//! A picture to keep: from a frame of the camera or from a file, with what is plainly wrong.

use crate::frame::{Frame, FrameImage, UnreadableFrame};
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
    /// print to be sharp. Where none is found, that comes first. A copy in black and white is told as a screen is: one
    /// sentence asks for the document itself, and none says what gave a copy away.
    #[must_use]
    pub fn examined_as(self, kind: DocumentKind, side: Side) -> Self {
        self.looked_at(kind, side).0
    }

    /// As [`Still::examined_as`], with whether the document was found.
    fn looked_at(mut self, kind: DocumentKind, side: Side) -> (Self, bool) {
        let shape = DocumentShape::of(kind);
        let luma = jpeg::luma(&self.picture.jpeg);
        let facts = luma
            .ok()
            .and_then(|luma| assess_document(luma.view(), shape, side, &mut Scratch::default()));
        let is_found = facts.is_some();
        if let Some(facts) = facts {
            self.findings.retain(|finding| *finding == Finding::Small);
            self.findings.splice(0..0, facts.findings(side));
            let colours = jpeg::rgb(&self.picture.jpeg).ok();
            let spread = colours.and_then(|colours| colour_spread(&colours, &facts.quad, shape));
            let is_colourless = spread.is_some_and(|spread| spread < COLOURLESS_BELOW);
            if is_colourless && !self.findings.contains(&Finding::Screen) {
                self.findings.push(Finding::Screen);
            }
        } else {
            self.findings.insert(0, Finding::NoDocument);
        }
        (self, is_found)
    }
}

/// Makes a still of the camera's picture at full size. `None` where it is cut off or cannot be read: a frame
/// would be shown half grey.
pub(crate) fn still_of_whole(whole: &Frame) -> Option<Still> {
    let FrameImage::Jpeg(bytes) = &whole.image else {
        return still_of_frame(whole).ok();
    };
    let still = still_of_file(bytes, StillOrigin::Camera).ok()?;
    Some(Still {
        at: whole.at,
        ..still
    })
}

/// The picture at full size, unless something went wrong with it since the frame: the hand moved, a reflection
/// came, the document was taken away. Both are looked at as a picture of what is `shown`, where that is known. One
/// that is hardly larger was only taken later: the frame was chosen among many.
pub(crate) fn better(whole: Still, frame: Still, shown: Option<(DocumentKind, Side)>) -> Still {
    let area = |still: &Still| u32::from(still.picture.width) * u32::from(still.picture.height);
    if area(&whole) * 4 <= area(&frame) * 5 {
        return frame;
    }
    let look = |still: Still| match shown {
        Some((kind, side)) => still.looked_at(kind, side),
        None => (still, false),
    };
    let ((whole, is_in_whole), (frame, is_in_frame)) = (look(whole), look(frame));
    let is_new = |finding: &Finding| !frame.findings.contains(finding);
    let is_gone = is_in_frame && !is_in_whole;
    if is_gone || whole.findings.iter().any(is_new) {
        frame
    } else {
        whole
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

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_testkit::specimen::camera::{Condition, Scene};
    use sceau_testkit::specimen::{Fonts, card, person};
    use sceau_vision::jpeg::Rgb;
    use std::sync::Arc;

    /// A still of this size, in squares as sharp as the picture allows, or of nothing but grey to grey.
    fn still_of(width: u16, height: u16, is_sharp: bool) -> Still {
        let luma: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| match is_sharp {
                true if (x / 4 + y / 4).is_multiple_of(2) => 60,
                true => 200,
                false => {
                    u8::try_from(usize::from(x + y) * 200 / usize::from(width + height)).unwrap()
                }
            })
            .collect();
        let planes = crate::yuv::of_grey(width, height, &luma).unwrap();
        let frame = Frame::of_yuv(Arc::new(planes), Duration::ZERO);
        still_of_frame(&frame).unwrap()
    }

    fn kept(whole: (u16, u16, bool), frame: (u16, u16, bool)) -> u16 {
        let of = |(width, height, is_sharp)| still_of(width, height, is_sharp);
        better(of(whole), of(frame), None).picture.height
    }

    #[test]
    fn the_whole_picture_is_kept_where_it_shows_more_than_the_frame() {
        let (whole, frame) = ((1080, 1920), (720, 1280));
        let sharp = |(width, height)| (width, height, true);
        let moved = |(width, height)| (width, height, false);
        assert_eq!(kept(sharp(whole), sharp(frame)), 1920);
        assert_eq!(kept(moved(whole), sharp(frame)), 1280, "the hand moved");
        assert_eq!(kept(moved(whole), moved(frame)), 1920);
        assert_eq!(kept((720, 1300, true), sharp(frame)), 1280, "hardly larger");
    }

    #[test]
    fn a_picture_of_the_press_that_shows_the_document_worse_than_a_frame_is_not_kept() {
        let (kind, side) = (DocumentKind::IdentityCard, Side::Front);
        let who = person(11, jiff::civil::date(2026, 11, 2));
        let card = card::render(&who, kind, side, &Fonts::from_system().unwrap()).unwrap();
        let held = |size, condition| {
            let scene = Scene::new(42, size);
            let shot = scene.shot(&scene.subject(&card), condition, 0);
            let rgb = Rgb {
                width: u16::try_from(shot.width()).unwrap(),
                height: u16::try_from(shot.height()).unwrap(),
                pixels: shot.into_raw(),
            };
            still_of_frame(&Frame::of_rgb(Arc::new(rgb), Duration::ZERO)).unwrap()
        };
        let kept = |whole, frame| {
            let (whole, frame) = (held((1920, 1080), whole), held((1280, 720), frame));
            better(whole, frame, Some((kind, side))).picture.height
        };
        assert_eq!(kept(Condition::Good, Condition::Good), 1080);
        assert_eq!(kept(Condition::Good, Condition::Glare), 1080);
        assert_eq!(kept(Condition::Blur, Condition::Blur), 1080);
        assert_eq!(kept(Condition::Glare, Condition::Good), 720, "a reflection");
        assert_eq!(kept(Condition::Cut, Condition::Good), 720, "half of it");
        assert_eq!(kept(Condition::None, Condition::Good), 720, "taken away");
    }
}
