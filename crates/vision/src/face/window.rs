//! A square cut out of the picture, turned and scaled, as the networks want to see it.

use super::geometry::{Point, pixel};
use crate::jpeg::Rgb;

/// A square somewhere over the picture; it may reach over the edge, where everything is black.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    /// Its centre in pixels of the picture.
    pub(super) centre: Point,
    /// Length of a side in pixels of the picture.
    pub(super) side: f32,
    /// Turn in radians, clockwise as the picture is seen.
    pub(super) turn: f32,
}

impl Window {
    /// The smallest upright square around the whole picture.
    pub(super) fn around(picture: &Rgb) -> Self {
        let (width, height) = (f32::from(picture.width), f32::from(picture.height));
        Self {
            centre: Point::flat(width / 2.0, height / 2.0),
            side: width.max(height),
            turn: 0.0,
        }
    }

    /// The same square, turned by so many radians clockwise.
    pub(super) fn turned(self, turn: f32) -> Self {
        Self {
            turn: self.turn + turn,
            ..self
        }
    }

    /// The square that shows five points as near as shift, scale and turn bring them to their places on it.
    /// The places are in pixels of a square of this side.
    pub(super) fn fitted(seen: &[Point; 5], places: &[(f32, f32); 5], side: f32) -> Self {
        let places = places.map(|(x, y)| Point::flat(x, y));
        let (seen_middle, place_middle) = (mean_of(seen), mean_of(&places));
        let (mut along, mut across, mut size) = (0.0, 0.0, 0.0);
        for (seen, place) in seen.iter().zip(&places) {
            let (seen, place) = (*seen - seen_middle, *place - place_middle);
            along += place.x * seen.x + place.y * seen.y;
            across += place.x * seen.y - place.y * seen.x;
            size += place.x * place.x + place.y * place.y;
        }
        let turn = across.atan2(along);
        let scale = along.hypot(across) / size;
        let to_middle = (Point::flat(side / 2.0, side / 2.0) - place_middle) * scale;
        Self {
            centre: seen_middle + turned(to_middle, turn),
            side: scale * side,
            turn,
        }
    }

    /// Where a point of the picture lies on the square, in pixels of one of this side.
    pub(super) fn place(&self, point: Point, side: f32) -> Point {
        let way = turned(point - self.centre, -self.turn) * (side / self.side);
        Point::flat(way.x + side / 2.0, way.y + side / 2.0)
    }

    /// Where a place of the window, 0 to 1 along both sides, lies on the picture.
    pub(super) fn on_picture(&self, x: f32, y: f32) -> Point {
        let (sine, cosine) = self.turn.sin_cos();
        let (x, y) = ((x - 0.5) * self.side, (y - 0.5) * self.side);
        self.centre + Point::flat(x * cosine - y * sine, x * sine + y * cosine)
    }

    /// The window in `size × size` colours of 0 to 1, then `scale × colour + shift`: first all reds,
    /// then all greens, then all blues.
    pub(super) fn planes(&self, picture: &Rgb, size: usize, scale: f32, shift: f32) -> Vec<f32> {
        let mut planes = vec![shift; 3 * size * size];
        let (red, others) = planes.split_at_mut(size * size);
        let (green, blue) = others.split_at_mut(size * size);
        let scale = scale / 255.0;
        self.each(picture, size, |at, colour| {
            red[at] = colour[0].mul_add(scale, shift);
            green[at] = colour[1].mul_add(scale, shift);
            blue[at] = colour[2].mul_add(scale, shift);
        });
        planes
    }

    /// Gives every pixel of the window its colour, 0 to 255 each, row after row.
    pub(super) fn each(&self, picture: &Rgb, size: usize, take: impl FnMut(usize, [f32; 3])) {
        let grid = self.grid(size);
        // A grid along the picture's own rows and columns: where each lies is worked out once.
        if grid.taps > 1 && self.turn == 0.0 {
            grid.means_upright(picture, take);
        } else {
            grid.each(picture, |_| true, take);
        }
    }

    /// The same for some pixels: those whose number `wants` agrees to. Each costs.
    pub(super) fn some(
        &self,
        picture: &Rgb,
        size: usize,
        wants: impl Fn(usize) -> bool,
        take: impl FnMut(usize, [f32; 3]),
    ) {
        self.grid(size).each(picture, wants, take);
    }

    fn grid(&self, size: usize) -> Grid {
        let step = self.side / size as f32;
        let (sine, cosine) = self.turn.sin_cos();
        Grid {
            corner: self.on_picture(0.0, 0.0),
            right: Point::flat(cosine, sine) * step,
            down: Point::flat(-sine, cosine) * step,
            size,
            // A pixel that covers many of the picture's is the mean of some spread over it.
            taps: [1, 2, 3][[1.5, 4.0].iter().filter(|&&at| step > at).count()],
        }
    }
}

/// The pixels of a window, as they lie on a picture.
struct Grid {
    corner: Point,
    /// From one pixel to the next of its row, and of its column.
    right: Point,
    down: Point,
    size: usize,
    /// So many of the picture's pixels along both sides make one.
    taps: u8,
}

impl Grid {
    fn each(
        &self,
        picture: &Rgb,
        wants: impl Fn(usize) -> bool,
        mut take: impl FnMut(usize, [f32; 3]),
    ) {
        let Self { right, down, .. } = *self;
        for row in 0..self.size {
            let line = self.corner + down * row as f32;
            for column in 0..self.size {
                let number = row * self.size + column;
                if !wants(number) {
                    continue;
                }
                let at = line + right * column as f32;
                let colour = if self.taps == 1 {
                    between(picture, at + (right + down) * 0.5)
                } else {
                    mean(picture, at, right, down, self.taps)
                };
                take(number, colour);
            }
        }
    }

    /// What [`Grid::each`] gives where nothing is turned, to the last bit.
    fn means_upright(&self, picture: &Rgb, mut take: impl FnMut(usize, [f32; 3])) {
        let (width, height) = (usize::from(picture.width), usize::from(picture.height));
        let share = 1.0 / f32::from(self.taps);
        // Outside the picture there is nothing to add: the places of each pixel that lie inside.
        let places = |corner: f32, step: f32, length: usize| -> Vec<Vec<usize>> {
            let tap = move |at: f32, tap: u8| at + step * ((f32::from(tap) + 0.5) * share);
            let of = |number: usize| {
                let at = corner + step * number as f32;
                let taps = (0..self.taps).filter_map(move |one| pixel(tap(at, one), length));
                taps.collect()
            };
            (0..self.size).map(of).collect()
        };
        let columns = places(self.corner.x, self.right.x, width);
        let rows = places(self.corner.y, self.down.y, height);
        let share = share * share;
        for (row, lines) in rows.iter().enumerate() {
            for (column, places) in columns.iter().enumerate() {
                let mut sum = [0.0_f32; 3];
                for line in lines {
                    let line = &picture.pixels[line * width * 3..(line + 1) * width * 3];
                    for place in places {
                        let colour = &line[place * 3..place * 3 + 3];
                        for (sum, part) in sum.iter_mut().zip(colour) {
                            *sum += share * f32::from(*part);
                        }
                    }
                }
                take(row * self.size + column, sum);
            }
        }
    }
}

fn mean_of(points: &[Point; 5]) -> Point {
    points
        .iter()
        .fold(Point::default(), |sum, &point| sum + point)
        * 0.2
}

fn turned(way: Point, by: f32) -> Point {
    let (sine, cosine) = by.sin_cos();
    Point::flat(way.x * cosine - way.y * sine, way.x * sine + way.y * cosine)
}

/// Mean of `taps × taps` pixels spread over a cell.
fn mean(picture: &Rgb, corner: Point, right: Point, down: Point, taps: u8) -> [f32; 3] {
    let mut sum = [0.0_f32; 3];
    let share = 1.0 / f32::from(taps);
    for tap_down in 0..taps {
        for tap_right in 0..taps {
            let across = right * ((f32::from(tap_right) + 0.5) * share);
            let at = corner + across + down * ((f32::from(tap_down) + 0.5) * share);
            add(&mut sum, picture, at.x, at.y, share * share);
        }
    }
    sum
}

/// The colour at a place between four pixels.
fn between(picture: &Rgb, at: Point) -> [f32; 3] {
    let (x, y) = (at.x - 0.5, at.y - 0.5);
    let (left, top) = (floor(x), floor(y));
    let (to_right, to_bottom) = (x - left, y - top);
    let shares = [
        (1.0 - to_right) * (1.0 - to_bottom),
        to_right * (1.0 - to_bottom),
        (1.0 - to_right) * to_bottom,
        to_right * to_bottom,
    ];
    if let Some([one, two, three, four]) = square(picture, left, top) {
        return core::array::from_fn(|colour| {
            f32::from(one[colour]) * shares[0]
                + f32::from(two[colour]) * shares[1]
                + f32::from(three[colour]) * shares[2]
                + f32::from(four[colour]) * shares[3]
        });
    }
    let mut sum = [0.0_f32; 3];
    let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
    for ((right, down), share) in corners.into_iter().zip(shares) {
        add(&mut sum, picture, left + right, top + down, share);
    }
    sum
}

/// The whole number below. Of one that is not negative, as nearly always, the part before the point: the
/// library's own way is a call on machines that have no instruction for it.
fn floor(value: f32) -> f32 {
    match pixel(value, 1 << 23) {
        Some(whole) => whole as f32,
        None => value.floor(),
    }
}

/// Four pixels around a place, where all of them are in the picture, as nearly always: looked up at
/// once they cost half of what four cost one by one.
fn square(picture: &Rgb, left: f32, top: f32) -> Option<[[u8; 3]; 4]> {
    let width = usize::from(picture.width);
    let (x, y) = (pixel(left, width)?, pixel(top, picture.height.into())?);
    if x + 1 >= width {
        return None;
    }
    let at = (y * width + x) * 3;
    let upper: &[u8; 6] = picture.pixels.get(at..)?.first_chunk()?;
    let lower: &[u8; 6] = picture.pixels.get(at + width * 3..)?.first_chunk()?;
    let [a, b, c, d, e, f] = *upper;
    let [g, h, i, j, k, l] = *lower;
    Some([[a, b, c], [d, e, f], [g, h, i], [j, k, l]])
}

/// Adds a share of the pixel at `x`, `y`; outside the picture there is nothing to add.
fn add(sum: &mut [f32; 3], picture: &Rgb, x: f32, y: f32, share: f32) {
    let (width, height) = (usize::from(picture.width), usize::from(picture.height));
    let (Some(x), Some(y)) = (pixel(x, width), pixel(y, height)) else {
        return;
    };
    let at = (y * width + x) * 3;
    if let Some(&[red, green, blue]) = picture.pixels.get(at..).and_then(<[u8]>::first_chunk) {
        sum[0] += share * f32::from(red);
        sum[1] += share * f32::from(green);
        sum[2] += share * f32::from(blue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 4 × 2 pixels, red rising to the right and green downwards.
    fn ramp() -> Rgb {
        let pixels = (0..2).flat_map(|y| (0..4).flat_map(move |x| [x * 10, y * 100, 7]));
        Rgb {
            width: 4,
            height: 2,
            pixels: pixels.collect(),
        }
    }

    #[test]
    fn a_window_of_the_picture_s_own_size_is_the_picture_in_planes() {
        let window = Window::around(&ramp());
        let planes = window.planes(&ramp(), 4, 255.0, 0.0);
        // One row above and one below lie outside the picture.
        assert_eq!(planes[..8], [0.0, 0.0, 0.0, 0.0, 0.0, 10.0, 20.0, 30.0]);
        assert_eq!(planes[16 + 8..16 + 12], [100.0; 4]);
    }

    #[test]
    fn a_quarter_turn_brings_the_right_side_to_the_top() {
        let turned = Window {
            turn: core::f32::consts::FRAC_PI_2,
            ..Window::around(&ramp())
        };
        let planes = turned.planes(&ramp(), 4, 255.0, 0.0);
        let column: Vec<f32> = (0..4).map(|row| planes[row * 4 + 1].round()).collect();
        assert_eq!(column, [30.0, 20.0, 10.0, 0.0]);
    }

    #[test]
    fn a_shrunk_window_holds_means() {
        let slope = Rgb {
            width: 8,
            height: 8,
            pixels: (0..64).flat_map(|at| [at % 8 * 10, 40, 80]).collect(),
        };
        let planes = Window::around(&slope).planes(&slope, 2, 255.0, 1.0);
        // 10 a pixel: right within half a pixel.
        assert!((planes[0] - 16.0).abs() < 6.0 && (planes[1] - 56.0).abs() < 6.0);
        assert!(planes[4..8].iter().all(|green| (green - 41.0).abs() < 0.01));
    }

    #[test]
    fn an_upright_window_is_shrunk_as_any_other_to_the_last_bit() {
        let picture = Rgb {
            width: 64,
            height: 36,
            pixels: (0..64 * 36 * 3_u32)
                .map(|at| (at * at % 251) as u8)
                .collect(),
        };
        for (x, side) in [(32.0, 64.0), (20.3, 36.7), (60.0, 40.0)] {
            let window = Window {
                centre: Point::flat(x, 18.0),
                side,
                turn: 0.0,
            };
            let grid = window.grid(9);
            assert!(grid.taps > 1);
            let (mut any, mut upright) = (Vec::new(), Vec::new());
            grid.each(&picture, |_| true, |at, colour| any.push((at, colour)));
            grid.means_upright(&picture, |at, colour| upright.push((at, colour)));
            assert_eq!(any, upright);
        }
    }
}
