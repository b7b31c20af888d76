//! A second opinion on what a code says, asked where many words were mended: `rqrr` works it out of the same modules on
//! its own. A text that two decoders read differently is nobody's, and nothing is done with it.

/// Sides of the codes that are asked about, in modules: up to version 5, whose 84 letters (level M) hold a link of ours
/// to a server with a name of up to 22. `rqrr` raises a generator to a power for every word and syndrome: on version 6
/// that takes longer than everything else.
const SIDES: core::ops::RangeInclusive<usize> = 21..=37;

/// Whether `rqrr` reads another text in these modules, `true` for ink, row by row. What it does not read – text for
/// machines, codes larger than [`SIDES`] – contradicts nothing.
pub(super) fn contradicts(text: &str, side: usize, bits: &[bool]) -> bool {
    if !SIDES.contains(&side) || bits.len() != side * side {
        return false;
    }
    let grid = rqrr::SimpleGrid::from_func(side, |x, y| bits[y * side + x]);
    let mut read = Vec::new();
    let outcome = rqrr::Grid::new(grid).decode_to(&mut read);
    outcome.is_ok() && String::from_utf8_lossy(&read) != text
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::{Color, QrCode};

    fn modules(text: &str) -> (usize, Vec<bool>) {
        let code = QrCode::new(text).unwrap();
        let ink = code.to_colors().into_iter().map(|it| it == Color::Dark);
        (code.width(), ink.collect())
    }

    #[test]
    fn a_text_that_is_not_in_the_modules_is_contradicted() {
        let (side, ink) = modules("https://sceau.example/l/ABCD-2345");
        assert!(!contradicts(
            "https://sceau.example/l/ABCD-2345",
            side,
            &ink
        ));
        assert!(contradicts("https://sceau.example/l/ABCD-2346", side, &ink));
    }

    #[test]
    fn what_cannot_be_read_a_second_time_contradicts_nothing() {
        assert!(!contradicts("whatever", 21, &[false; 21 * 21]));
        let (side, ink) = modules(&"A".repeat(1_000));
        assert!(side > 37 && !contradicts("whatever", side, &ink));
    }
}
