//! One hint at a time where nothing guides: from the light and the sharpness of one picture.

use sceau_capture::{Finding, Quality};
use sceau_wire::host::CameraPurpose;

/// Above this mean brightness, of 255, a picture is washed out.
const BRIGHT_ABOVE: f32 = 225.0;

/// `dark`, `bright`, `glare`, `blur`, `hold`, or `none` when there is nothing to say.
pub(super) fn hint_of(purpose: CameraPurpose, quality: &Quality) -> &'static str {
    let findings = quality.findings();
    let has = |finding| findings.contains(&finding);
    let is_document = matches!(
        purpose,
        CameraPurpose::DocumentFront | CameraPurpose::DocumentBack
    );
    if has(Finding::Dark) {
        "dark"
    } else if quality.brightness > BRIGHT_ABOVE {
        "bright"
    } else if is_document && has(Finding::Glare) {
        "glare"
    } else if has(Finding::Blur) {
        "blur"
    } else if is_document {
        "hold"
    } else {
        "none"
    }
}
