//! Black or white: two ways to part ink from paper, and the count that tells noise from a code.

use crate::luma::LumaView;

/// A picture of ink (true) and paper.
pub(crate) struct Bitmap {
    pub(crate) width: usize,
    pub(crate) height: usize,
    ink: Vec<bool>,
}

impl Bitmap {
    pub(crate) fn is_ink(&self, x: usize, y: usize) -> bool {
        self.ink[y * self.width + x]
    }

    pub(crate) fn inverted(mut self) -> Self {
        for ink in &mut self.ink {
            *ink = !*ink;
        }
        self
    }
}

/// Ink is what is darker than the mean around it: holds under a shadow or a gradient of light.
/// `window` is the side of the neighbourhood in pixels.
pub(crate) fn by_neighbourhood(view: LumaView<'_>, window: usize) -> Bitmap {
    let (width, height) = (view.width() as usize, view.height() as usize);
    let sums = integral(view);
    let stride = width + 1;
    let reach = (window / 2).max(1);
    let mut ink = Vec::with_capacity(width * height);
    for (y, row) in view.rows().enumerate() {
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
        for (x, &pixel) in row.iter().enumerate() {
            let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
            let sum = sums[bottom * stride + right] + sums[top * stride + left]
                - sums[top * stride + right]
                - sums[bottom * stride + left];
            let area = ((bottom - top) * (right - left)) as u64;
            // Five per cent darker than the mean: an even area of paper stays paper.
            ink.push(u64::from(pixel) * area * 100 < sum * 95);
        }
    }
    Bitmap { width, height, ink }
}

/// Ink is what is darker than the one threshold that parts the histogram best (Otsu 1979): better
/// than the neighbourhood where the code is blurred and its modules are large.
pub(crate) fn by_histogram(view: LumaView<'_>) -> Bitmap {
    let threshold = best_parting(view);
    let ink = view
        .pixels()
        .iter()
        .map(|&pixel| pixel <= threshold)
        .collect();
    Bitmap {
        width: view.width() as usize,
        height: view.height() as usize,
        ink,
    }
}

fn integral(view: LumaView<'_>) -> Vec<u64> {
    let stride = view.width() as usize + 1;
    let mut sums = vec![0_u64; stride * (view.height() as usize + 1)];
    for (y, row) in view.rows().enumerate() {
        let mut line = 0_u64;
        for (x, &pixel) in row.iter().enumerate() {
            line += u64::from(pixel);
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + line;
        }
    }
    sums
}

fn best_parting(view: LumaView<'_>) -> u8 {
    let mut histogram = [0_u64; 256];
    for &pixel in view.pixels() {
        histogram[usize::from(pixel)] += 1;
    }
    let total: u64 = histogram.iter().sum();
    let total_sum: u64 = (0..)
        .zip(histogram)
        .map(|(level, count): (u64, u64)| level * count)
        .sum();
    let (mut below, mut below_sum, mut best, mut best_spread) = (0_u64, 0_u64, 0_u8, 0.0_f64);
    for (level, count) in (0_u8..=255).zip(histogram) {
        below += count;
        below_sum += u64::from(level) * count;
        let above = total - below;
        if below == 0 || above == 0 {
            continue;
        }
        let gap = below_sum as f64 / below as f64 - (total_sum - below_sum) as f64 / above as f64;
        let spread = below as f64 * above as f64 * gap * gap;
        if spread > best_spread {
            (best, best_spread) = (level, spread);
        }
    }
    best
}

/// How many places look like the corner square of a QR code (ink and paper as 1:1:3:1:1, ISO/IEC
/// 18004, 6.3.3), in rows and columns, counted up to `enough`.
///
/// A reader's work grows with the cube of this count: noise is told from a code here, cheaply.
pub(crate) fn corner_like_places(bitmap: &Bitmap, enough: usize) -> usize {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for y in 0..bitmap.height {
        let mut runs = Runs::default();
        for x in 0..=bitmap.width {
            let ink = x < bitmap.width && bitmap.is_ink(x, y);
            let Some((middle, unit)) = runs.push(ink, x) else {
                continue;
            };
            if !has_column_pattern(bitmap, middle, y, unit) {
                continue;
            }
            let is_near = |&(px, py): &(usize, usize)| {
                px.abs_diff(middle) <= unit * 3 && py.abs_diff(y) <= unit * 3
            };
            if !places.iter().any(is_near) {
                places.push((middle, y));
            }
            if places.len() >= enough {
                return places.len();
            }
        }
    }
    places.len()
}

/// The last five runs of one line, newest last.
#[derive(Default)]
struct Runs {
    lengths: [usize; 5],
    start: usize,
    is_ink: bool,
}

impl Runs {
    /// Takes the colour at `x`; when a run of ink ended there and closed the pattern, gives the
    /// middle of the pattern and its module in pixels.
    fn push(&mut self, ink: bool, x: usize) -> Option<(usize, usize)> {
        if ink == self.is_ink {
            return None;
        }
        let was_ink = self.is_ink;
        self.lengths.rotate_left(1);
        self.lengths[4] = x - self.start;
        (self.start, self.is_ink) = (x, ink);
        let total: usize = self.lengths.iter().sum();
        (was_ink && is_pattern(self.lengths)).then(|| {
            let middle = x - self.lengths[4] - self.lengths[3] - self.lengths[2] / 2 - 1;
            (middle, (total / 7).max(1))
        })
    }
}

fn is_pattern(lengths: [usize; 5]) -> bool {
    let total: usize = lengths.iter().sum();
    if total < 7 || lengths.contains(&0) {
        return false;
    }
    // Each run within three quarters of a module of its share, times 28 to stay in integers.
    lengths
        .iter()
        .zip([1, 1, 3, 1, 1])
        .all(|(&length, share)| (length * 28).abs_diff(total * 4 * share) <= total * 3)
}

fn has_column_pattern(bitmap: &Bitmap, x: usize, y: usize, unit: usize) -> bool {
    let mut runs = Runs::default();
    let reach = unit * 6;
    let (top, bottom) = (y.saturating_sub(reach), (y + reach).min(bitmap.height));
    runs.start = top;
    (top..=bottom).any(|line| {
        let ink = line < bottom && bitmap.is_ink(x.min(bitmap.width - 1), line);
        runs.push(ink, line)
            .is_some_and(|(middle, _)| middle.abs_diff(y) <= unit * 3)
    })
}
