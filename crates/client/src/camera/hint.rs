//! One hint at a time, from what the preview shows.

use sceau_capture::{Finding, Preview, StillOrigin, still_of_file};
use sceau_wire::host::CameraPurpose;

/// Above this mean brightness, of 255, a picture is washed out.
const BRIGHT_ABOVE: f32 = 225.0;

/// `dark`, `bright`, `glare`, `blur`, `hold`, or `none` when there is nothing to say.
///
/// Measured on the preview, which is small: what it calls blurred is blurred for sure; the picture
/// that is kept is measured again at full size.
pub(super) fn hint_of(purpose: CameraPurpose, preview: &Preview) -> &'static str {
    let Ok(still) = still_of_file(&preview.jpeg, StillOrigin::Camera) else {
        return "none";
    };
    let has = |finding| still.findings.contains(&finding);
    let is_document = matches!(
        purpose,
        CameraPurpose::DocumentFront | CameraPurpose::DocumentBack
    );
    if has(Finding::Dark) {
        "dark"
    } else if still.quality.brightness > BRIGHT_ABOVE {
        "bright"
    } else if is_document && has(Finding::Glare) {
        "glare"
    } else if has(Finding::Blur) && purpose != CameraPurpose::QrCode {
        "blur"
    } else if is_document {
        "hold"
    } else {
        "none"
    }
}
