//! Black or white: parting ink from paper by the light around each pixel.

use crate::luma::LumaView;

/// A picture of ink (true) and paper.
pub(super) struct Bitmap {
    pub(super) width: usize,
    pub(super) height: usize,
    ink: Vec<bool>,
}

impl Bitmap {
    pub(super) fn is_ink(&self, x: usize, y: usize) -> bool {
        self.ink[y * self.width + x]
    }

    pub(super) fn row(&self, y: usize) -> &[bool] {
        &self.ink[y * self.width..(y + 1) * self.width]
    }
}

/// Ink is what is darker than the mean around it: holds under a shadow or a gradient of light.
///
/// `window` is the side of the neighbourhood in pixels, `share` how many percent of the mean still
/// count as paper: at 95 an even sheet stays paper, at 100 the faintest print shows, and so does
/// every grain.
pub(super) fn by_neighbourhood(view: LumaView<'_>, window: usize, share: u32) -> Bitmap {
    let (width, height) = (view.width() as usize, view.height() as usize);
    // Within 255 pixels the sums below stay within 32 bits.
    let reach = (window / 2).clamp(1, 127);
    let mut columns = vec![0_u32; width];
    let mut sums = vec![0_u32; width + 1];
    let mut ink = vec![false; width * height];
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
        part_line(line, row_at(y), &sums, reach, rows, share);
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
fn part_line(line: &mut [bool], row: &[u8], sums: &[u32], reach: usize, rows: usize, share: u32) {
    let width = row.len();
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    let is_ink = |x: usize| {
        let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
        let area = u32::try_from(right - left).unwrap_or(u32::MAX) * rows;
        is_darker(row[x], area, sums[right] - sums[left], share)
    };
    let inner = reach.min(width)..width.saturating_sub(reach).max(reach.min(width));
    for x in (0..inner.start).chain(inner.end..width) {
        line[x] = is_ink(x);
    }
    if inner.is_empty() {
        return;
    }
    let area = u32::try_from(2 * reach + 1).unwrap_or(u32::MAX) * rows;
    let rights = &sums[2 * reach + 1..];
    let pixels = line[inner.clone()].iter_mut().zip(&row[inner]);
    for ((ink, &pixel), (&left, &right)) in pixels.zip(sums.iter().zip(rights)) {
        *ink = is_darker(pixel, area, right - left, share);
    }
}

const fn is_darker(pixel: u8, area: u32, sum: u32, share: u32) -> bool {
    // At most 255 × 255² × 100: within 32 bits.
    (pixel as u32) * area * 100 < sum * share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::luma::Luma;

    fn by_the_book(view: LumaView<'_>, reach: usize, share: u64) -> Vec<bool> {
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
                ink.push(u64::from(view.pixels()[y * width + x]) * area * 100 < sum * share);
            }
        }
        ink
    }

    #[test]
    fn the_running_sums_part_as_the_definition_does() {
        for (width, height, window) in [(40, 30, 9), (5, 50, 21), (50, 3, 15), (1, 1, 3)] {
            let pixels: Vec<u8> = (0..width * height)
                .map(|at: u32| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap())
                .collect();
            let picture = Luma::new(width, height, pixels).unwrap();
            let fast = by_neighbourhood(picture.view(), window, 95);
            assert_eq!(fast.ink, by_the_book(picture.view(), window / 2, 95));
        }
    }
}
