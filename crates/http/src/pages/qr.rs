//! QR codes as pictures inside a page, or as a path for the app to draw.

use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::types::QrResult;
use qrcode::{Color, EcLevel};

/// A code on a page: its picture, the link it holds, and the app's own link.
pub(crate) struct ShownCode {
    pub(crate) picture: String,
    pub(crate) link: String,
    pub(crate) app_link: String,
}

/// The light frame around a code, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: u16 = 4;

const LEVEL: EcLevel = EcLevel::M;

/// Every reader takes every mask. Trying all eight, as the standard prefers, was most of what a code costs and
/// changes little: over random links this one has on average a sixteenth more of the standard's penalties than the best.
const MASK: MaskPattern = MaskPattern::Diamonds;

/// Draws a link, dark on white in both themes, with a quiet zone.
pub(crate) fn show(link: &str, app_link: String) -> Option<ShownCode> {
    let (path, side) = draw_modules(link)?;
    let whole = side + 2 * QUIET;
    let picture = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{QUIET} -{QUIET} {whole} {whole}" shape-rendering="crispEdges"><rect x="-{QUIET}" y="-{QUIET}" width="{whole}" height="{whole}" fill="#ffffff"/><path fill="#1c1b22" d="{path}"/></svg>"##
    );
    Some(ShownCode {
        picture,
        link: link.to_owned(),
        app_link,
    })
}

/// The dark modules as the path of an SVG, one unit each, and how many there are a side.
pub(crate) fn draw_modules(link: &str) -> Option<(String, u16)> {
    let (modules, side) = modules_of(link).ok()?;
    // Hundreds of runs: each number is written once, and copied into the path.
    let numbers: Vec<String> = (0..=side).map(|number| number.to_string()).collect();
    let mut path = String::new();
    for (row, y) in modules.chunks(usize::from(side)).zip(&numbers) {
        let mut x = 0;
        for run in row.chunk_by(Color::eq) {
            let length = &numbers[run.len()];
            if run.contains(&Color::Dark) {
                path.extend(["M", &numbers[x], " ", y, "h", length, "v1h-", length, "z"]);
            }
            x += run.len();
        }
    }
    Some((path, side))
}

/// Readable with a scratch on it, and as small as that allows; and how many modules there are a side.
fn modules_of(link: &str) -> QrResult<(Vec<Color>, u16)> {
    let bits = encode_auto(link.as_bytes(), LEVEL)?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, LEVEL)?;
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MASK);
    Ok((canvas.into_colors(), version.width().unsigned_abs()))
}

/// The app's own link for a token that a web link holds.
pub(crate) fn app_link(kind: &str, link: &str) -> String {
    format!("sceau://{kind}/{}", link.rsplit('/').next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Modules of the picture that a path draws, four pixels each, and a quiet zone.
    fn paint(path: &str, size: usize) -> Vec<u8> {
        let side = (size + 8) * 4;
        let mut picture = vec![255; side * side];
        for run in path.split_terminator('z') {
            let (x, rest) = run.strip_prefix('M').unwrap().split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let [x, y, length] = [x, y, length].map(|text| text.parse::<usize>().unwrap());
            for row in (y + 4) * 4..(y + 5) * 4 {
                let start = row * side + (x + 4) * 4;
                picture[start..start + length * 4].fill(0);
            }
        }
        picture
    }

    #[test]
    fn what_is_drawn_is_read_by_another_maker_as_the_same_link() {
        for length in [1, 16, 43, 200, 1_000] {
            let link = format!(
                "https://sceau.test/approuver/{}",
                "aZ09-_x".repeat(length).split_at(length).0
            );
            let (path, size) = draw_modules(&link).unwrap();
            let picture = paint(&path, usize::from(size));
            let side = (usize::from(size) + 8) * 4;
            let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
                picture[y * side + x]
            });
            let grids = seen.detect_grids();
            assert_eq!(grids.len(), 1, "{length}");
            assert_eq!(grids[0].decode().unwrap().1, link);
        }
    }

    #[test]
    fn the_picture_on_a_page_has_its_quiet_zone() {
        let shown = show("https://sceau.test/approuver/x", String::new()).unwrap();
        let (_, size) = draw_modules("https://sceau.test/approuver/x").unwrap();
        let whole = size + 8;
        let frame = format!("viewBox=\"-4 -4 {whole} {whole}\"");
        assert!(shown.picture.contains(&frame), "{}", shown.picture);
    }

    #[test]
    fn a_link_that_no_code_holds_is_not_drawn() {
        assert!(show(&"x".repeat(4_000), String::new()).is_none());
    }
}
