//! Measures everything about the document of one frame.

use super::facts::{CutEdges, DocumentFacts, Glare};
use super::find::Found;
use super::geometry::{Point, Quad};
use super::homography::Homography;
use super::rectify::{effective_dpi, warp};
use super::shape::DocumentShape;
use super::side::Layout;
use super::{Scratch, cast, light, screen, sharpness};
use crate::luma::LumaView;
use sceau_domain::document::Side;

/// Width of the guide in shares of the frame (capture-experience, 2).
const GUIDE: f32 = 0.88;
/// Longest side of the rectified picture the measures are made on, in pixels.
const MEASURED_SIDE: f32 = 640.0;
/// Shortest, for a document far away.
const LEAST_SIDE: f32 = 240.0;
/// A corner this far outside is cut, in shares of the frame's long side: less is the fit's error.
const OUTSIDE: f32 = 0.004;

/// Finds the document of this shape and measures it; `side` says which zones to look at. `None`
/// when there is no document. Pure: the same frame gives the same facts, whatever `scratch` held.
pub fn assess_document(
    view: LumaView<'_>,
    shape: DocumentShape,
    side: Side,
    scratch: &mut Scratch,
) -> Option<DocumentFacts> {
    let found = scratch.finder.find(view, shape)?;
    measure(view, &found, (shape, side), None, scratch)
}

/// Measures a document that was found. `None` when its corners are no quadrilateral. The ripple is
/// measured unless it is given.
pub(super) fn measure(
    view: LumaView<'_>,
    found: &Found,
    (shape, side): (DocumentShape, Side),
    ripple: Option<f32>,
    scratch: &mut Scratch,
) -> Option<DocumentFacts> {
    let homography = Homography::of(&found.quad)?;
    let size = measured_size(&found.quad, shape);
    warp(view, &homography, size, &mut scratch.rectified);
    let flat = LumaView::new(size.0, size.1, &scratch.rectified).ok()?;
    let brightness = light::brightness(flat);
    let layout = Layout::of(flat, shape, brightness);
    let way_up = layout.is_turned(shape);
    // When nothing tells which way up it lies, people hold it upright.
    let [first, second, ..] = found.quad.corners;
    let is_turned = way_up.unwrap_or(second.x < first.x);
    let quad = found.quad.starting_at(if is_turned { 2 } else { 0 });
    let glare = glare(flat, shape, side, is_turned);
    let sharpness = sharpness::sharpness(flat, &mut scratch.sharpness);
    let centre = Point::new(view.width() as f32 / 2.0, view.height() as f32 / 2.0);
    let attitude = homography.attitude(centre, view.long_side() as f32);
    let guide = guide(view, shape);
    let middle = quad.centre();
    let top = (
        quad.corners[1].x - quad.corners[0].x,
        quad.corners[1].y - quad.corners[0].y,
    );
    let cut = cut_edges(found, view);
    Some(DocumentFacts {
        quad,
        confidence: found.confidence,
        coverage: quad.side(0).max(quad.side(2)) / guide.0,
        offset: (
            (middle.x - centre.x) / guide.0,
            (middle.y - centre.y) / guide.1,
        ),
        tilt: attitude.tilt,
        rotation: top.1.atan2(top.0).to_degrees(),
        is_way_up_known: way_up.is_some(),
        cut,
        effective_dpi: effective_dpi(&quad, shape),
        sharpness,
        brightness,
        glare,
        // Of a cut document the zones are not where they should be.
        seen_side: layout.side(shape).filter(|_| !cut.any()),
        hidden: shape
            .machine_zone(side)
            .and_then(|_| layout.hidden[usize::from(is_turned)])
            .filter(|_| !cut.any()),
        ripple: ripple.unwrap_or_else(|| screen::ripple(view, &quad, &mut scratch.screen)),
    })
}

/// No larger than what the camera gave: enlarged print is not sharp.
fn measured_size(quad: &Quad, shape: DocumentShape) -> (u32, u32) {
    let seen = (quad.side(0) + quad.side(2)) / 2.0;
    let wide = seen.clamp(LEAST_SIDE, MEASURED_SIDE);
    (cast::pixels(wide), cast::pixels(wide / shape.ratio()))
}

/// Width and height of the guide in this frame, in pixels.
fn guide(view: LumaView<'_>, shape: DocumentShape) -> (f32, f32) {
    let (width, height) = (view.width() as f32, view.height() as f32);
    let wide = GUIDE * width.min(height * shape.ratio());
    (wide, wide / shape.ratio())
}

fn glare(view: LumaView<'_>, shape: DocumentShape, side: Side, is_turned: bool) -> Glare {
    let within = |area: Option<super::shape::Area>| {
        let area = area.map(|area| if is_turned { area.turned() } else { area });
        area.map(|area| light::glare(view, Some(area)))
    };
    Glare {
        document: light::glare(view, None),
        machine_zone: within(shape.machine_zone(side)),
        portrait: within(shape.portrait_area(side)),
    }
}

fn cut_edges(found: &Found, view: LumaView<'_>) -> CutEdges {
    let beyond = OUTSIDE * view.long_side() as f32;
    let (right, bottom) = (view.width() as f32, view.height() as f32);
    let mut cut = CutEdges::default();
    for (n, corner) in found.quad.corners.iter().enumerate() {
        cut.left |= corner.x < -beyond;
        cut.top |= corner.y < -beyond;
        cut.right |= corner.x > right + beyond;
        cut.bottom |= corner.y > bottom + beyond;
        if found.is_cut[n] {
            let middle = corner.towards(found.quad.corners[(n + 1) % 4], 0.5);
            cut.left |= middle.x < beyond;
            cut.top |= middle.y < beyond;
            cut.right |= middle.x > right - beyond;
            cut.bottom |= middle.y > bottom - beyond;
        }
    }
    cut
}
