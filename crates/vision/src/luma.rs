//! Grey pictures of 8 bits, owned or borrowed: what every measure of this room works on.

/// A borrowed grey picture: rows from the top, one byte per pixel, 0 black to 255 white, no padding.
#[derive(Clone, Copy)]
pub struct LumaView<'a> {
    width: u32,
    height: u32,
    pixels: &'a [u8],
}

/// An owned grey picture, laid out like [`LumaView`].
#[derive(Clone, PartialEq, Eq)]
pub struct Luma {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// The pixels do not fill `width × height`, or a side is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the pixels do not fill the announced size")]
pub struct WrongSize;

fn is_filled(width: u32, height: u32, length: usize) -> bool {
    width > 0
        && height > 0
        && u64::from(width) * u64::from(height) == u64::try_from(length).unwrap_or(u64::MAX)
}

impl<'a> LumaView<'a> {
    /// Borrows `width × height` bytes.
    ///
    /// # Errors
    /// [`WrongSize`] when the slice has another length or a side is 0.
    pub fn new(width: u32, height: u32, pixels: &'a [u8]) -> Result<Self, WrongSize> {
        if is_filled(width, height, pixels.len()) {
            Ok(Self {
                width,
                height,
                pixels,
            })
        } else {
            Err(WrongSize)
        }
    }

    /// Width in pixels, at least 1.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, at least 1.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// All pixels, row after row.
    pub const fn pixels(&self) -> &'a [u8] {
        self.pixels
    }

    /// The rows from the top.
    pub fn rows(&self) -> core::slice::ChunksExact<'a, u8> {
        self.pixels.chunks_exact(self.width as usize)
    }

    /// The longer side in pixels.
    pub fn long_side(&self) -> u32 {
        self.width.max(self.height)
    }

    /// The picture at half the size, each pixel the mean of four; an odd last row or column is
    /// dropped. A side of 1 stays 1.
    pub fn halved(&self) -> Luma {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let stride = self.width as usize;
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        for pair in self.pixels.chunks(stride * 2).take(height as usize) {
            let (upper, lower) = pair.split_at(stride);
            let lower = if lower.is_empty() { upper } else { lower };
            if stride == 1 {
                pixels.push(mean_of_four([upper[0], upper[0], lower[0], lower[0]]));
                continue;
            }
            let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
            pixels.extend(pairs.map(|(a, b)| mean_of_four([a[0], a[1], b[0], b[1]])));
        }
        Luma {
            width,
            height,
            pixels,
        }
    }

    /// A copy of the part from `left`, `top` on, at most `width × height`; what lies outside the
    /// picture is left out, and at least one pixel is given.
    pub fn cropped(&self, left: u32, top: u32, width: u32, height: u32) -> Luma {
        let (left, top) = (left.min(self.width - 1), top.min(self.height - 1));
        let width = width.clamp(1, self.width - left);
        let height = height.clamp(1, self.height - top);
        let columns = left as usize..(left + width) as usize;
        let rows = self.rows().skip(top as usize).take(height as usize);
        Luma {
            width,
            height,
            pixels: rows
                .flat_map(|row| &row[columns.clone()])
                .copied()
                .collect(),
        }
    }

    /// Halved until the longer side is at most `side` pixels (at least 1).
    pub fn fitted(&self, side: u32) -> Luma {
        let mut fitted = self.to_owned();
        while fitted.view().long_side() > side.max(1) {
            fitted = fitted.view().halved();
        }
        fitted
    }

    /// A copy that owns its pixels.
    pub fn to_owned(&self) -> Luma {
        Luma {
            width: self.width,
            height: self.height,
            pixels: self.pixels.to_vec(),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a quarter of four bytes fits a byte"
)]
const fn mean_of_four(four: [u8; 4]) -> u8 {
    ((four[0] as u16 + four[1] as u16 + four[2] as u16 + four[3] as u16 + 2) / 4) as u8
}

impl Luma {
    /// Takes `width × height` bytes.
    ///
    /// # Errors
    /// [`WrongSize`] when the vector has another length or a side is 0.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Result<Self, WrongSize> {
        if is_filled(width, height, pixels.len()) {
            Ok(Self {
                width,
                height,
                pixels,
            })
        } else {
            Err(WrongSize)
        }
    }

    /// Borrows it.
    pub fn view(&self) -> LumaView<'_> {
        LumaView {
            width: self.width,
            height: self.height,
            pixels: &self.pixels,
        }
    }

    /// The same picture with black and white exchanged.
    pub fn inverted(mut self) -> Self {
        for pixel in &mut self.pixels {
            *pixel = 255 - *pixel;
        }
        self
    }
}

// A frame may show a face or a document: only its size is ever printed.
impl core::fmt::Debug for Luma {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Luma({}×{})", self.width, self.height)
    }
}

impl core::fmt::Debug for LumaView<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "LumaView({}×{})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_that_do_not_fill_the_size_are_refused() {
        assert_eq!(Luma::new(3, 2, vec![0; 5]).unwrap_err(), WrongSize);
        assert!(LumaView::new(0, 2, &[]).is_err());
        assert!(LumaView::new(u32::MAX, u32::MAX, &[0; 4]).is_err());
    }

    #[test]
    fn halving_takes_the_mean_of_four_and_drops_the_odd_edge() {
        let picture = Luma::new(5, 2, vec![0, 100, 8, 8, 255, 100, 200, 8, 8, 255]).unwrap();
        let half = picture.view().halved();
        assert_eq!(
            (half.width, half.height, half.pixels.as_slice()),
            (2, 1, &[100, 8][..])
        );
    }

    #[test]
    fn a_line_of_one_pixel_can_be_halved_to_the_end() {
        let line = Luma::new(1, 9, (0..9).collect()).unwrap();
        assert_eq!(line.view().fitted(1).view().long_side(), 1);
    }

    #[test]
    fn printing_a_picture_shows_its_size_only() {
        let picture = Luma::new(2, 1, vec![7, 9]).unwrap();
        assert_eq!(
            format!("{picture:?} {:?}", picture.view()),
            "Luma(2×1) LumaView(2×1)"
        );
    }
}
