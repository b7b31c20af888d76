//! The two networks, as they ship inside the program.

use super::conv::{Layer, Map, Pair, Shape};

/// Written by `tools/mrz/pack.py`: a head of 32 bytes, then the numbers of the two networks' layers.
static WEIGHTS: &[u8] = include_bytes!("weights.bin");
/// The head begins with this.
const MAGIC: &[u8; 8] = b"SCEAUMRZ";
/// The layout of the head, of the layers and of the networks' answers.
const VERSION: u32 = 2;
const HEAD: usize = 32;

/// The layers of the two networks, as `tools/mrz/net.py` trains them.
const FINDER: [Shape; 7] = [
    square((1, 8), 2, 1),
    square((8, 16), 2, 1),
    square((16, 24), 2, 1),
    square((24, 24), 1, 1),
    square((24, 24), 1, 2),
    square((24, 24), 1, 4),
    answer((24, 9)),
];
const READER: [Shape; 6] = [
    Shape {
        kernel: (3, 5),
        padding: (1, 2),
        ..square((1, 16), 2, 1)
    },
    Shape {
        stride: (2, 1),
        ..square((16, 32), 1, 1)
    },
    Shape {
        stride: (2, 1),
        ..square((32, 48), 1, 1)
    },
    Shape {
        padding: (0, 1),
        ..square((48, 64), 1, 1)
    },
    Shape {
        kernel: (1, 5),
        padding: (0, 4),
        dilation: (1, 2),
        ..square((64, 64), 1, 1)
    },
    answer((64, 38)),
];

/// A kernel of 3 × 3 that keeps the size, but for its stride.
const fn square(channels: Pair, stride: usize, dilation: usize) -> Shape {
    Shape {
        channels,
        kernel: (3, 3),
        stride: (stride, stride),
        padding: (dilation, dilation),
        dilation: (dilation, dilation),
    }
}

/// A layer that looks at each place by itself.
const fn answer(channels: Pair) -> Shape {
    Shape {
        channels,
        kernel: (1, 1),
        stride: (1, 1),
        padding: (0, 0),
        dilation: (1, 1),
    }
}

/// Why no zone could be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ZoneFault {
    /// The weights are damaged, or of another version than this code.
    #[error("the weights of the zone reader are damaged or of another version")]
    Weights,
}

/// The two networks, on one thread: the app's other cores draw the preview and encode the film.
pub(super) struct Nets {
    pub(super) finder: Net,
    pub(super) reader: Net,
    /// The hash of both, as the head has it.
    hash: u64,
}

impl Nets {
    /// The networks shipped inside.
    pub(super) fn built_in() -> Result<Self, ZoneFault> {
        Self::unpack(WEIGHTS)
    }

    /// Head: magic, version, lengths of the two networks, four bytes unused, FNV-1a of the rest;
    /// numbers little-endian.
    fn unpack(bytes: &[u8]) -> Result<Self, ZoneFault> {
        let (head, body) = bytes.split_at_checked(HEAD).ok_or(ZoneFault::Weights)?;
        let number = |from: usize| {
            let four = head
                .get(from..from + 4)
                .and_then(|four| four.try_into().ok());
            four.map_or(0, u32::from_le_bytes)
        };
        let (one, other) = (number(12) as usize, number(16) as usize);
        let hash = fnv1a(body);
        let is_whole = head.starts_with(MAGIC)
            && number(8) == VERSION
            && one.checked_add(other) == Some(body.len())
            && head[24..] == hash.to_le_bytes();
        if !is_whole {
            return Err(ZoneFault::Weights);
        }
        let (finder, reader) = body.split_at(one);
        Ok(Self {
            finder: Net::of(&FINDER, finder)?,
            reader: Net::of(&READER, reader)?,
            hash,
        })
    }

    /// Version of the layout and hash of the weights: `2/` and sixteen digits.
    pub(super) fn version(&self) -> String {
        format!("{VERSION}/{:016x}", self.hash)
    }
}

/// FNV-1a of 64 bits: against damage, not against attackers, who would change the program itself.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A network of convolutions: pictures of any size in, a smaller map of numbers out.
pub(super) struct Net {
    layers: Vec<Layer>,
    /// Zeros around the map that each layer looks at.
    margins: Vec<Pair>,
    channels: usize,
}

/// What a network says: `channels` numbers for each place, row by row, one picture after the other.
pub(super) struct Answer {
    pub(super) channels: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: Vec<f32>,
}

impl Net {
    /// The layers of these shapes, from their numbers in little-endian bytes.
    fn of(shapes: &[Shape], bytes: &[u8]) -> Result<Self, ZoneFault> {
        let (numbers, rest) = bytes.as_chunks();
        let numbers: Vec<f32> = numbers.iter().copied().map(f32::from_le_bytes).collect();
        let (mut layers, mut left) = (Vec::new(), numbers.as_slice());
        for (at, shape) in shapes.iter().enumerate() {
            let (own, others) = left
                .split_at_checked(shape.numbers())
                .ok_or(ZoneFault::Weights)?;
            // All but the answer are cut off at zero.
            let least = if at + 1 < shapes.len() { 0.0 } else { f32::MIN };
            layers.push(Layer::new(*shape, own, least));
            left = others;
        }
        if !left.is_empty() || !rest.is_empty() {
            return Err(ZoneFault::Weights);
        }
        Ok(Self {
            layers,
            margins: shapes.iter().map(|shape| shape.padding).collect(),
            channels: shapes.last().map_or(0, |shape| shape.channels.1),
        })
    }

    /// Runs it on `count` pictures of `rows` × `columns`. `None` when they do not fill that size, or
    /// are too small for the network.
    pub(super) fn run(&self, count: usize, size: Pair, pixels: &[f32]) -> Option<Answer> {
        let mut answer = Answer {
            channels: self.channels,
            rows: 0,
            columns: 0,
            values: Vec::new(),
        };
        let pictures = pixels.chunks(pixels.len().checked_div(count)?.max(1));
        for pixels in pictures {
            let (size, values) = self.run_one(size, pixels)?.into_values();
            (answer.rows, answer.columns) = size;
            answer.values.extend(values);
        }
        Some(answer)
    }

    fn run_one(&self, size: Pair, pixels: &[f32]) -> Option<Map> {
        let mut margins = self.margins.iter().copied();
        let first = Map::of_picture(size, pixels, margins.next()?)?;
        let mut layers = self.layers.iter();
        layers.try_fold(first, |map, layer| {
            layer.run(&map, margins.next().unwrap_or((0, 0)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_shipped_inside_are_whole() {
        assert!(Nets::built_in().is_ok());
        assert!(WEIGHTS.len() < 500_000);
    }

    #[test]
    fn damaged_weights_are_refused() {
        for at in [0, 9, 13, 25, HEAD + 5, WEIGHTS.len() - 1] {
            let mut bytes = WEIGHTS.to_vec();
            bytes[at] ^= 1;
            assert_eq!(Nets::unpack(&bytes).err(), Some(ZoneFault::Weights), "{at}");
        }
        assert!(Nets::unpack(&[]).is_err());
    }
}
