//! QR codes as pictures inside a page, or as a path for the app to draw.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// A code on a page: its picture, the link it holds, and the app's own link.
pub(crate) struct ShownCode {
    pub(crate) picture: String,
    pub(crate) link: String,
    pub(crate) app_link: String,
}

/// The light frame around a code, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: u16 = 4;

/// Draws a link, dark on white in both themes, with a quiet zone.
pub(crate) fn show(link: &str, app_link: String) -> Option<ShownCode> {
    let (path, side) = draw_modules(link)?;
    let whole = side + 2 * QUIET;
    let picture = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{QUIET} -{QUIET} {whole} {whole}" shape-rendering="crispEdges"><path fill="#ffffff" d="M-{QUIET} -{QUIET}h{whole}v{whole}h-{whole}z"/><path fill="#1c1b22" d="{path}"/></svg>"##
    );
    Some(ShownCode {
        picture,
        link: link.to_owned(),
        app_link,
    })
}

/// The dark modules as the path of an SVG, one unit each, and how many there are a side.
pub(crate) fn draw_modules(link: &str) -> Option<(String, u16)> {
    let code = code_of(link)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    Some((path, u16::try_from(width).ok()?))
}

/// Readable with a scratch on it, and as small as that allows.
fn code_of(link: &str) -> Option<QrCode> {
    QrCode::with_error_correction_level(link, EcLevel::M).ok()
}

/// The app's own link for a token that a web link holds.
pub(crate) fn app_link(kind: &str, link: &str) -> String {
    format!("sceau://{kind}/{}", link.rsplit('/').next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_draws_exactly_the_dark_modules() {
        let link = "https://sceau.test/continuer/0123456789abcdef";
        let (path, size) = draw_modules(link).unwrap();
        let width = usize::from(size);
        let mut drawn = vec![Color::Light; width * width];
        for run in path.split_terminator('z') {
            let (x, rest) = run.strip_prefix('M').unwrap().split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let [x, y, length] = [x, y, length].map(|text| text.parse::<usize>().unwrap());
            drawn[y * width + x..y * width + x + length].fill(Color::Dark);
        }
        assert_eq!(drawn, code_of(link).unwrap().to_colors());
    }
}
