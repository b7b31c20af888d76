//! Light on a rectified document: brightness and burnt-out patches, as a whole and in its zones.

use super::cast;
use super::shape::Area;
use crate::light::{burnt_share, mean};
use crate::luma::LumaView;

/// The document less its edge, where the table may show.
const INNER: Area = Area {
    left: 0.03,
    top: 0.04,
    right: 0.97,
    bottom: 0.96,
};

/// Mean brightness of the document, 0 to 255.
pub(super) fn brightness(view: LumaView<'_>) -> f32 {
    let [left, top, right, bottom] = pixels_of(view, INNER);
    let rows = view.rows().take(bottom).skip(top).step_by(2);
    let means = rows.map(|row| mean(&row[left..right.max(left + 1)]));
    let (count, sum) = means.fold((0, 0.0), |(count, sum), mean| (count + 1, sum + mean));
    sum / (count.max(1)) as f32
}

/// Share of an area that is burnt out, 0 to 1.
pub(super) fn glare(view: LumaView<'_>, area: Option<Area>) -> f32 {
    let [left, top, right, bottom] = pixels_of(view, area.unwrap_or(INNER));
    burnt_share(view, left..right, top..bottom)
}

/// Left, top, right and bottom of an area in pixels, inside the picture.
pub(super) fn pixels_of(view: LumaView<'_>, area: Area) -> [usize; 4] {
    let (width, height) = (view.width(), view.height());
    let place = |share: f32, side: u32| cast::index(share * side as f32).min(side as usize);
    [
        place(area.left, width),
        place(area.top, height),
        place(area.right, width),
        place(area.bottom, height),
    ]
}
