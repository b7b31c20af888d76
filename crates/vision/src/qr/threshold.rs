//! Black or white: parting ink from paper by the light around each pixel.

use crate::luma::LumaView;

/// The byte of a pixel of ink; one of paper is 0.
pub(super) const INK: u8 = 1;

/// A picture of ink and paper, a byte each: [`INK`] or 0.
pub(super) struct Bitmap {
    pub(super) width: usize,
    pub(super) height: usize,
    ink: Vec<u8>,
}

impl Bitmap {
    pub(super) fn is_ink(&self, x: usize, y: usize) -> bool {
        self.ink[y * self.width + x] == INK
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        &self.ink[y * self.width..(y + 1) * self.width]
    }
}

/// Ink is what is darker than the mean around it: holds under a shadow or a gradient of light.
///
/// `window` is the side of the neighbourhood in pixels. 19 twentieths of the mean still count as
/// paper: an even sheet stays paper. At the whole mean the faintest print would show, and so would
/// every grain.
pub(super) fn by_neighbourhood(view: LumaView<'_>, window: usize) -> Bitmap {
    let (width, height) = (view.width() as usize, view.height() as usize);
    // Within 255 pixels the sums below stay within 32 bits.
    let reach = (window / 2).clamp(1, 127);
    let mut columns = vec![0_u32; width];
    let mut sums = vec![0_u32; width + 1];
    let mut ink = vec![0; width * height];
    let row_at = |y: usize| &view.pixels()[y * width..(y + 1) * width];
    for y in 0..reach.min(height) {
        add(&mut columns, row_at(y));
    }
    for (y, line) in ink.chunks_exact_mut(width).enumerate() {
        if y + reach < height {
            add(&mut columns, row_at(y + reach));
        }
        if y > reach {
            take(&mut columns, row_at(y - reach - 1));
        }
        let rows = (y + reach + 1).min(height) - y.saturating_sub(reach);
        let mut sum = 0;
        for (column, total) in columns.iter().zip(&mut sums[1..]) {
            sum += column;
            *total = sum;
        }
        part_line(line, row_at(y), &sums, reach, rows);
    }
    Bitmap { width, height, ink }
}

fn add(columns: &mut [u32], row: &[u8]) {
    for (column, &pixel) in columns.iter_mut().zip(row) {
        *column += u32::from(pixel);
    }
}

fn take(columns: &mut [u32], row: &[u8]) {
    for (column, &pixel) in columns.iter_mut().zip(row) {
        *column -= u32::from(pixel);
    }
}

/// `sums[x]` is the sum of everything left of `x` in the `rows` around this line.
fn part_line(line: &mut [u8], row: &[u8], sums: &[u32], reach: usize, rows: usize) {
    let width = row.len();
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    let is_ink = |x: usize| {
        let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
        let area = u32::try_from(right - left).unwrap_or(u32::MAX) * rows;
        is_darker(row[x], WHOLE * area, sums[right] - sums[left])
    };
    let inner = reach.min(width)..width.saturating_sub(reach).max(reach.min(width));
    for x in (0..inner.start).chain(inner.end..width) {
        line[x] = u8::from(is_ink(x));
    }
    if inner.is_empty() {
        return;
    }
    let whole = WHOLE * u32::try_from(2 * reach + 1).unwrap_or(u32::MAX) * rows;
    let rights = &sums[2 * reach + 1..];
    let pixels = line[inner.clone()].iter_mut().zip(&row[inner]);
    let places = pixels.zip(sums.iter().zip(rights));
    // Factors of 16 bits are multiplied eight at a time on any machine, those of 32 are not.
    match u16::try_from(whole) {
        Ok(whole) => {
            for ((ink, &pixel), (&left, &right)) in places {
                *ink = u8::from(is_darker(pixel, u32::from(whole), right - left));
            }
        }
        Err(_) => {
            for ((ink, &pixel), (&left, &right)) in places {
                *ink = u8::from(is_darker(pixel, whole, right - left));
            }
        }
    }
}

/// `PART` / `WHOLE` of the mean around a pixel still count as paper.
const PART: u32 = 19;
const WHOLE: u32 = 20;

/// `whole` is [`WHOLE`] times the area that the sum is of.
const fn is_darker(pixel: u8, whole: u32, sum: u32) -> bool {
    // At most 255 × 255² × 20: within 32 bits.
    (pixel as u32) * whole < sum * PART
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::luma::Luma;

    fn by_the_book(view: LumaView<'_>, reach: usize) -> Vec<u8> {
        let (width, height) = (view.width() as usize, view.height() as usize);
        let mut ink = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (mut sum, mut area) = (0_u64, 0_u64);
                for row in y.saturating_sub(reach)..(y + reach + 1).min(height) {
                    for column in x.saturating_sub(reach)..(x + reach + 1).min(width) {
                        sum += u64::from(view.pixels()[row * width + column]);
                        area += 1;
                    }
                }
                let pixel = u64::from(view.pixels()[y * width + x]);
                ink.push(u8::from(pixel * area * 100 < sum * 95));
            }
        }
        ink
    }

    #[test]
    fn the_running_sums_part_as_the_definition_does() {
        for (width, height, window) in [
            (40, 30, 9),
            (5, 50, 21),
            (50, 3, 15),
            (1, 1, 3),
            (150, 140, 71),
        ] {
            let pixels: Vec<u8> = (0..width * height)
                .map(|at: u32| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap())
                .collect();
            let picture = Luma::new(width, height, pixels).unwrap();
            let fast = by_neighbourhood(picture.view(), window);
            assert_eq!(fast.ink, by_the_book(picture.view(), window / 2));
        }
    }
}
