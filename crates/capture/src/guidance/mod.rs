//! The guidance loop: what the camera sees, in one word at a time, and when the picture may take itself.
//!
//! A [`Guide`] looks at one frame and gives an [`Advice`]. The session runs it on a thread of its own,
//! always on the newest frame: an analysis that takes long is followed by a newer frame, never by a
//! later one. How long a word stays on the screen is the screen's to say.
//!
//! What this room deliberately does not know: words, sounds, which step of the journey it is.

mod document;
mod face;
mod hint;
mod kind;
mod rest;
mod steadiness;
#[cfg(test)]
mod tests;
mod thread;

pub use hint::{Direction, Hint};
pub use sceau_vision::document::Looks;
pub(crate) use thread::spawn;

use crate::frame::{Frame, UnreadableFrame};
use core::time::Duration;
use document::DocumentGuide;
use face::FaceGuide;
use sceau_domain::document::{DocumentKind, Side};
pub use sceau_vision::face::FaceModels;
use sceau_vision::face::Side as HeadSide;
use std::sync::Arc;

/// A good frame is the best until a better one comes, for so long at most: an older one is no longer what the person
/// holds.
pub(crate) const BEST_LIFE: Duration = Duration::from_secs(1);

/// What the person is helped to show.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A side of a document of this kind.
    Document(DocumentKind, Side),
    /// A face.
    Face(Arc<FaceModels>),
}

/// What one frame says to the person.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Advice {
    /// The one thing to say.
    pub hint: Hint,
    /// Share of the steadiness that a picture by itself needs, 0 to 1. At 1 it may be taken.
    pub progress: f32,
    /// The document's corners in shares of the width and height of the upright frame, clockwise.
    pub outline: Option<[(f32, f32); 4]>,
    /// How much of the turn's arc is filled, 0 to 1, while a turn is asked for.
    pub arc: Option<f32>,
    /// How good the frame is to be kept, among good ones; `None` when something is wrong with it, or
    /// when it was not looked at closely because a better one was seen in the last second.
    pub score: Option<f32>,
}

/// Looks at frame after frame of one subject: what a guided session does with every frame.
pub struct Guide(Eyes);

enum Eyes {
    Document(Box<DocumentGuide>),
    Face(Box<FaceGuide>),
}

impl Guide {
    /// Has seen nothing yet.
    pub fn of(subject: Subject) -> Self {
        Self(match subject {
            Subject::Document(kind, side) => {
                Eyes::Document(Box::new(DocumentGuide::new(kind, side)))
            }
            Subject::Face(models) => Eyes::Face(Box::new(FaceGuide::new(models))),
        })
    }

    /// Looks at the next frame.
    ///
    /// # Errors
    /// [`UnreadableFrame`] when its picture is broken; the next may be whole.
    pub fn look(&mut self, frame: &Frame) -> Result<Advice, UnreadableFrame> {
        match &mut self.0 {
            Eyes::Document(guide) => guide.look(frame),
            Eyes::Face(guide) => guide.look(frame),
        }
    }

    /// How often a document was searched in the whole frame, and how often followed; `None` for a
    /// face.
    pub const fn looks(&self) -> Option<Looks> {
        match &self.0 {
            Eyes::Document(guide) => Some(guide.looks()),
            Eyes::Face(_) => None,
        }
    }

    /// A turn of the head is asked for from now on, or no longer.
    pub(crate) fn ask_turn(&mut self, side: Option<HeadSide>) {
        if let Eyes::Face(guide) = &mut self.0 {
            guide.ask_turn(side);
        }
    }
}
