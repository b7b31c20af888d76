//! Documents in a frame: where they are, and how they look to whoever has to read them.
//!
//! [`assess_document`] gives measures of one frame, [`DocumentFollower`] of frame after frame;
//! [`DocumentFacts`] says from where on each is a reason for a hint; which hint is shown, and for how
//! long, is decided in `capture`. Nothing here reads a document or says that it is genuine.

mod assess;
mod candidates;
pub(crate) mod cast;
mod colour;
mod edges;
mod facts;
mod find;
mod follow;
mod geometry;
mod homography;
mod light;
mod lines;
mod rectify;
mod refine;
mod screen;
mod shape;
mod sharpness;
mod side;

pub use assess::assess_document;
pub use colour::{COLOURLESS_BELOW, colour_spread};
pub use facts::{
    BLUR_BELOW, BRIGHT_ABOVE, CutEdges, DARK_BELOW, DocumentFacts, FAR_BELOW, GLARE_ABOVE, Glare,
    HIDDEN_ABOVE, NEAR_ABOVE, OFF_CENTRE_ABOVE, RIPPLE_ABOVE, TILTED_ABOVE, ZONE_GLARE_ABOVE,
};
pub use find::{FOUND_ABOVE, Found};
pub use follow::{DocumentFollower, Looks, Sighting};
pub use geometry::{Point, Quad};
pub use rectify::{READING_DPI, Rectified, rectify, rectify_rgb};
pub use shape::{Area, DocumentShape};
pub use side::PORTRAIT_ABOVE;

use crate::luma::LumaView;

/// Memory of the measures, used again for every frame; one for each camera.
#[derive(Default)]
pub struct Scratch {
    finder: find::Finder,
    rectified: Vec<u8>,
    sharpness: sharpness::SharpnessScratch,
    screen: screen::ScreenScratch,
}

/// Where the document of this shape is, if one is to be seen.
pub fn find_document(
    view: LumaView<'_>,
    shape: DocumentShape,
    scratch: &mut Scratch,
) -> Option<Found> {
    scratch.finder.find(view, shape)
}
