//! Convolutions on one core, wide instructions where the processor has them.
//!
//! Maps lie row by row, all channels of a place side by side, with a margin of zeros that the next layer
//! looks into: what a kernel sees of a row is one slice. General engines copy that out for every place and
//! multiply matrices, which costs more than the products where layers are as small as here.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp};

/// The most lanes that wide instructions have.
const LANES: usize = 16;
/// Places worked out together. With two vectors of channels each, their sums fill the sixteen registers that
/// most processors have; with one there must be more of them, because sums wait for each other.
const PLACES_OF_TWO: usize = 6;
const PLACES_OF_ONE: usize = 8;

/// Rows and columns.
pub(super) type Pair = (usize, usize);

/// How a layer looks at the map before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Channels of the map before it, and of its own.
    pub(super) channels: (usize, usize),
    pub(super) kernel: Pair,
    pub(super) stride: Pair,
    pub(super) padding: Pair,
    pub(super) dilation: Pair,
}

impl Shape {
    /// How many weights of the kernel each channel has.
    const fn depth(&self) -> usize {
        self.kernel.0 * self.kernel.1 * self.channels.0
    }

    /// How many numbers the layer has: weights, then a bias for each channel.
    pub(super) const fn numbers(&self) -> usize {
        (self.depth() + 1) * self.channels.1
    }

    /// Rows and columns of its own map. `None` when the one before it is smaller than the kernel.
    fn size_after(&self, (rows, columns): Pair) -> Option<Pair> {
        let after = |size: usize, padding: usize, dilation: usize, kernel: usize, stride: usize| {
            let room = (size + 2 * padding).checked_sub(dilation * (kernel - 1) + 1)?;
            Some(room / stride + 1)
        };
        Some((
            after(
                rows,
                self.padding.0,
                self.dilation.0,
                self.kernel.0,
                self.stride.0,
            )?,
            after(
                columns,
                self.padding.1,
                self.dilation.1,
                self.kernel.1,
                self.stride.1,
            )?,
        ))
    }
}

/// A layer with its weights.
pub(super) struct Layer {
    shape: Shape,
    /// Channels, filled up to whole vectors.
    width: usize,
    /// By row and column of the kernel, then by channel before: a list of `width` each.
    weights: Vec<f32>,
    biases: Vec<f32>,
    /// The least value it gives.
    least: f32,
}

impl Layer {
    /// By as many numbers as the shape says. What is below `least` is raised to it.
    pub(super) fn new(shape: Shape, numbers: &[f32], least: f32) -> Self {
        let width = shape.channels.1.next_multiple_of(LANES);
        let mut lists = numbers.chunks(shape.channels.1).map(|list| {
            let rest = core::iter::repeat_n(0.0, width - list.len());
            list.iter().copied().chain(rest)
        });
        let weights = lists.by_ref().take(shape.depth()).flatten().collect();
        let biases = lists.flatten().collect();
        Self {
            shape,
            width,
            weights,
            biases,
            least,
        }
    }

    /// The map that it makes of another, with a margin for the next layer.
    pub(super) fn run(&self, before: &Map, margin: Pair) -> Option<Map> {
        let size = self.shape.size_after(before.size)?;
        let mut after = Map::new(size, self.shape.channels.1, margin);
        Pass {
            layer: self,
            before,
            after: &mut after,
        }
        .dispatch();
        Some(after)
    }
}

/// Numbers for each place of a picture, with a margin of zeros around.
pub(super) struct Map {
    size: Pair,
    channels: usize,
    margin: Pair,
    values: Vec<f32>,
}

impl Map {
    fn new(size: Pair, channels: usize, margin: Pair) -> Self {
        let places = (size.0 + 2 * margin.0) * (size.1 + 2 * margin.1);
        Self {
            size,
            channels,
            margin,
            values: vec![0.0; places * channels],
        }
    }

    /// A picture of one channel. `None` when it is not filled.
    pub(super) fn of_picture(size: Pair, pixels: &[f32], margin: Pair) -> Option<Self> {
        if size.0.checked_mul(size.1) != Some(pixels.len()) || pixels.is_empty() {
            return None;
        }
        let mut map = Self::new(size, 1, margin);
        for (row, pixels) in pixels.chunks_exact(size.1).enumerate() {
            let at = map.index((row + margin.0, margin.1));
            map.values[at..at + size.1].copy_from_slice(pixels);
        }
        Some(map)
    }

    /// Where a place begins, counted from the corner of the margin.
    const fn index(&self, (row, column): Pair) -> usize {
        (row * (self.size.1 + 2 * self.margin.1) + column) * self.channels
    }

    /// Its rows and columns, and its values: all channels of a place, place by place. It has no margin.
    pub(super) fn into_values(self) -> (Pair, Vec<f32>) {
        (self.size, self.values)
    }
}

/// One layer at work on one map.
struct Pass<'a> {
    layer: &'a Layer,
    before: &'a Map,
    after: &'a mut Map,
}

impl SimdOp for Pass<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(mut self, isa: I) {
        let lanes = isa.f32().len();
        let channels = self.after.channels;
        let mut first = 0;
        while first < channels {
            if channels - first > lanes {
                self.block::<I, 2, PLACES_OF_TWO>(isa, first);
                first += 2 * lanes;
            } else {
                self.block::<I, 1, PLACES_OF_ONE>(isa, first);
                first += lanes;
            }
        }
    }
}

impl Pass<'_> {
    /// So many vectors of channels from `first` on, for all places.
    #[inline(always)]
    fn block<I: Isa, const VECTORS: usize, const PLACES: usize>(&mut self, isa: I, first: usize) {
        let (rows, columns) = self.after.size;
        for row in 0..rows {
            let mut column = 0;
            while column < columns {
                // The last ones of a row are worked out with those before them, a second time.
                if columns >= PLACES {
                    let from = column.min(columns - PLACES);
                    self.tile::<I, VECTORS, PLACES>(isa, first, (row, from));
                    column += PLACES;
                } else {
                    self.tile::<I, VECTORS, 1>(isa, first, (row, column));
                    column += 1;
                }
            }
        }
    }

    /// So many vectors of channels from `first` on, for so many places beside each other.
    #[inline(always)]
    fn tile<I: Isa, const VECTORS: usize, const PLACES: usize>(
        &mut self,
        isa: I,
        first: usize,
        (row, column): Pair,
    ) {
        let ops = isa.f32();
        let wide = VECTORS * ops.len();
        let Shape {
            channels,
            kernel,
            stride,
            dilation,
            ..
        } = self.layer.shape;
        let width = self.layer.width;
        let biases = ops.load_many::<VECTORS>(&self.layer.biases[first..first + wide]);
        let mut sums = [biases; PLACES];
        // Columns of a kernel that lie side by side are one run.
        let (runs, length) = match dilation.1 {
            1 => (1, kernel.1 * channels.0),
            _ => (kernel.1, channels.0),
        };
        let mut lists = self.layer.weights.chunks_exact(width * length);
        for down in 0..kernel.0 {
            for run in 0..runs {
                let place = (
                    row * stride.0 + down * dilation.0,
                    column * stride.1 + run * dilation.1,
                );
                let from = self.before.index(place);
                let seen: [&[f32]; PLACES] = core::array::from_fn(|place| {
                    let from = from + place * stride.1 * channels.0;
                    &self.before.values[from..from + length]
                });
                let Some(lists) = lists.next() else { continue };
                for (at, list) in lists.chunks_exact(width).enumerate() {
                    let weights = ops.load_many::<VECTORS>(&list[first..first + wide]);
                    for (sums, seen) in sums.iter_mut().zip(&seen) {
                        let one = ops.splat(seen[at]);
                        for (sum, weight) in sums.iter_mut().zip(weights) {
                            *sum = ops.mul_add(one, weight, *sum);
                        }
                    }
                }
            }
        }
        self.keep(isa, first, (row, column), sums);
    }

    /// Writes the sums of places beside each other, cut off at the least value.
    #[inline(always)]
    fn keep<I: Isa, const VECTORS: usize, const PLACES: usize>(
        &mut self,
        isa: I,
        first: usize,
        (row, column): Pair,
        sums: [[I::F32; VECTORS]; PLACES],
    ) {
        let ops = isa.f32();
        let least = ops.splat(self.layer.least);
        let margin = self.after.margin;
        let count = (VECTORS * ops.len()).min(self.after.channels - first);
        for (place, sums) in sums.into_iter().enumerate() {
            let place = (row + margin.0, column + place + margin.1);
            let from = self.after.index(place) + first;
            let kept = &mut self.after.values[from..from + count];
            for (sum, kept) in sums.into_iter().zip(kept.chunks_mut(ops.len())) {
                let sum = ops.max(sum, least);
                if kept.len() == ops.len() {
                    ops.store(sum, kept);
                } else {
                    // Channels that fill no vector.
                    let mut values = [0.0; LANES];
                    ops.store(sum, &mut values);
                    kept.copy_from_slice(&values[..kept.len()]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
