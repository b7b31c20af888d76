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

/// Side of a block in pixels: within one, ink and paper are parted at the same grey.
const BLOCK: usize = 4;

/// Ink is what is darker than the mean around it: holds under a shadow or a gradient of light.
///
/// `window` is the side of the neighbourhood in pixels, about: it is made of whole blocks. `paper` hundredths of the
/// mean still count as paper: an even sheet stays paper. At the whole mean the faintest print would show, and so
/// would every grain.
pub(super) fn by_neighbourhood(view: LumaView<'_>, window: usize, paper: u32) -> Bitmap {
    let (width, height) = (view.width() as usize, view.height() as usize);
    // Within 255 pixels the sums below stay within 32 bits.
    let mut levels = Levels::of(view, window.min(255) / (2 * BLOCK), paper);
    let mut ink = vec![0; width * height];
    let strips = ink.chunks_mut(width * BLOCK);
    let rows = view.pixels().chunks(width * BLOCK);
    for (n, (strip, rows)) in strips.zip(rows).enumerate() {
        let levels = levels.of_strip(n);
        for (line, row) in strip.chunks_mut(width).zip(rows.chunks(width)) {
            for ((ink, &pixel), &level) in line.iter_mut().zip(row).zip(levels) {
                *ink = u8::from(pixel < level);
            }
        }
    }
    Bitmap { width, height, ink }
}

/// The grey that is just paper, for one row of blocks after the other.
struct Levels {
    height: usize,
    /// So many blocks to every side count.
    reach: usize,
    /// The sum of the pixels in all blocks above and left of each corner of a block, row by row.
    sums: Vec<u32>,
    /// Corners in a row.
    stride: usize,
    /// Columns of pixels around each block.
    columns: Vec<u32>,
    /// Sums of the rows around, up to each corner, those of the edges repeated as far as a neighbourhood reaches.
    around: Vec<u32>,
    levels: Vec<u8>,
    paper: u32,
}

impl Levels {
    fn of(view: LumaView<'_>, reach: usize, paper: u32) -> Self {
        let (width, reach) = (view.width() as usize, reach.max(1));
        let across = width.div_ceil(BLOCK);
        let columns = (0..across).map(|at| {
            let end = ((at + reach + 1) * BLOCK).min(width);
            u32::try_from(end - at.saturating_sub(reach) * BLOCK).unwrap_or(u32::MAX)
        });
        Self {
            height: view.height() as usize,
            reach,
            sums: sums_of(view),
            stride: across + 1,
            columns: columns.collect(),
            around: vec![0; across + 1 + 2 * reach],
            levels: vec![0; across * BLOCK],
            paper,
        }
    }

    /// For every pixel of the `n`th row of blocks.
    fn of_strip(&mut self, n: usize) -> &[u8] {
        let (reach, across) = (self.reach, self.stride - 1);
        let down = self.height.div_ceil(BLOCK);
        let (top, bottom) = (n.saturating_sub(reach), (n + reach + 1).min(down));
        let row = |at: usize| &self.sums[at * self.stride..(at + 1) * self.stride];
        let corners = self.around[reach..].iter_mut();
        for ((around, above), below) in corners.zip(row(top)).zip(row(bottom)) {
            *around = below.wrapping_sub(*above);
        }
        // Left of the first corner there is nothing: those stay 0.
        let whole = self.around[reach + across];
        self.around[reach + across..].fill(whole);
        let rows = (bottom * BLOCK).min(self.height) - top * BLOCK;
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        let ends = self.around.iter().zip(&self.around[2 * reach + 1..]);
        let (blocks, _) = self.levels.as_chunks_mut::<BLOCK>();
        for ((block, (left, right)), columns) in blocks.iter_mut().zip(ends).zip(&self.columns) {
            *block = [level_of(right.wrapping_sub(*left), columns * rows, self.paper); BLOCK];
        }
        &self.levels
    }
}

/// The sums of the blocks above and left of each corner of a block, row by row. They may go round: what is
/// between two of them does not.
fn sums_of(view: LumaView<'_>) -> Vec<u32> {
    let (width, height) = (view.width() as usize, view.height() as usize);
    let stride = width.div_ceil(BLOCK) + 1;
    let mut sums = vec![0_u32; stride * (height.div_ceil(BLOCK) + 1)];
    let mut columns = vec![0_u16; (stride - 1) * BLOCK];
    for (n, strip) in view.pixels().chunks(width * BLOCK).enumerate() {
        columns.fill(0);
        for row in strip.chunks_exact(width) {
            for (column, &pixel) in columns.iter_mut().zip(row) {
                *column += u16::from(pixel);
            }
        }
        let (above, below) = sums[n * stride..].split_at_mut(stride);
        let (mut sum, (blocks, _)) = (0_u32, columns.as_chunks::<BLOCK>());
        for ((block, above), below) in blocks.iter().zip(&above[1..]).zip(&mut below[1..]) {
            sum = sum.wrapping_add(block.iter().map(|&column| u32::from(column)).sum());
            *below = above.wrapping_add(sum);
        }
    }
    sums
}

/// The least grey that is paper where so many pixels have this sum: `paper` hundredths of their mean.
fn level_of(sum: u32, area: u32, paper: u32) -> u8 {
    // At most 255 × 255² × 100: within 32 bits.
    u8::try_from((sum * paper).div_ceil(area * 100)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::luma::Luma;

    fn by_the_book(view: LumaView<'_>, reach: usize) -> Vec<u8> {
        let (width, height) = (view.width() as usize, view.height() as usize);
        let around = |at: usize, length: usize| {
            let block = at / BLOCK;
            let end = ((block + reach + 1) * BLOCK).min(length);
            block.saturating_sub(reach) * BLOCK..end
        };
        let mut ink = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (mut sum, mut area) = (0_u64, 0_u64);
                for row in around(y, height) {
                    for column in around(x, width) {
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
        for (width, height, window, reach) in [
            (40, 30, 9, 1),
            (5, 50, 21, 2),
            (50, 3, 15, 1),
            (1, 1, 3, 1),
            (150, 140, 71, 8),
            (300, 280, 900, 31),
        ] {
            let pixels: Vec<u8> = (0..width * height)
                .map(|at: u32| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap())
                .collect();
            let picture = Luma::new(width, height, pixels).unwrap();
            let fast = by_neighbourhood(picture.view(), window, 95);
            assert_eq!(fast.ink, by_the_book(picture.view(), reach));
        }
    }
}
