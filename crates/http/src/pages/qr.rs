//! QR codes as pictures inside the page.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// A code on a page: its picture, the link it holds, and the app's own link.
pub(crate) struct ShownCode {
    pub(crate) picture: String,
    pub(crate) link: String,
    pub(crate) app_link: String,
}

/// Draws a link, dark on white in both themes, with a quiet zone.
pub(crate) fn show(link: &str, app_link: String) -> Option<ShownCode> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M).ok()?;
    let picture = code
        .render::<svg::Color<'_>>()
        .dark_color(svg::Color("#1c1b22"))
        .light_color(svg::Color("#ffffff"))
        .min_dimensions(240, 240)
        .build();
    // The declaration of an XML document has no place inside a page.
    let picture = picture
        .split_once("?>")
        .map_or(picture.as_str(), |(_, svg)| svg)
        .to_owned();
    Some(ShownCode {
        picture,
        link: link.to_owned(),
        app_link,
    })
}

/// The app's own link for a token that a web link holds.
pub(crate) fn app_link(kind: &str, link: &str) -> String {
    format!("sceau://{kind}/{}", link.rsplit('/').next().unwrap_or(""))
}
