//! The pictures of the person in the case that gave an identity, for a case that recovers it.

use super::KeptFrameView;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The first case's pictures, as far as they are kept. Their bytes are at the addresses of the case that is held.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FirstPicturesView {
    /// When that case was accepted.
    #[ts(type = "string")]
    pub accepted_at: Timestamp,
    /// When its pictures were erased: none is shown then.
    #[ts(optional, type = "string")]
    pub erased_at: Option<Timestamp>,
    /// When they will be.
    #[ts(optional, type = "string")]
    pub kept_until: Option<Timestamp>,
    /// The document's portrait, at `…/portrait`.
    #[ts(optional)]
    pub portrait: Option<FirstPictureView>,
    /// What was kept of the film.
    #[ts(optional)]
    pub film: Option<FirstFilmView>,
}

/// A piece of the first case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FirstPictureView {
    /// Names it.
    pub evidence: String,
    /// Received when.
    #[ts(type = "string")]
    pub at: Timestamp,
}

/// The film of the first case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FirstFilmView {
    /// Names it.
    pub evidence: String,
    /// Received when.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// The best frame of each stretch, in the film's order, at `…/frames/{moment}`.
    pub kept: Vec<KeptFrameView>,
}
