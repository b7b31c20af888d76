//! How near the faces of a document's portrait and of a film lie.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the faces were compared, and what came of it. A fact beside others: nothing is decided, sorted or
/// refused by it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExaminedFacesView {
    /// `compared`; `not_installed`, `waiting`, `no_portrait`; or why there is no score: `not_agreed`,
    /// `portrait_unseen`, `portrait_small`, `portrait_blurred`, `film_unseen`, `failed`.
    pub outcome: String,
    /// How near they lie, where they could be compared.
    #[ts(optional)]
    pub score: Option<FacesScoreView>,
    /// What made it, with versions, where something did.
    #[ts(optional)]
    pub made_by: Option<String>,
    /// When.
    #[ts(type = "string", optional)]
    pub at: Option<Timestamp>,
}

/// How near the faces lie: the score in the middle of those of the film's straight frames.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FacesScoreView {
    /// -1 to 1; 1 is the same picture.
    pub value: f32,
    /// `near`, `between`, `far`.
    pub band: String,
    /// From here on faces are said to be near.
    pub near_from: f32,
    /// Under this they are said to be far apart.
    pub far_below: f32,
    /// The piece that the portrait was cut out of.
    pub portrait: String,
    /// The film.
    pub film: String,
    /// Whose score it is: the stretch of a kept frame.
    pub moment: String,
    /// Frame by frame, in the film's order.
    pub frames: Vec<FrameScoreView>,
}

/// A kept frame and how near its face lies to the portrait's.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FrameScoreView {
    /// The stretch that it is of.
    pub moment: String,
    /// -1 to 1.
    pub value: f32,
}
