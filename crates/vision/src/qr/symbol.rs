//! The words of a code, from its modules: format, mask, the way the words lie and the blocks they belong to
//! (ISO/IEC 18004, 7.3 to 7.9), each block corrected.

use super::payload::words_of;
use super::solomon::{MOST_ADDED, correct};

/// Sides that a code can have, in modules.
const SIDES: core::ops::RangeInclusive<usize> = 21..=177;
/// A format with more wrong bits than this could be another (ISO/IEC 18004, 7.9.1).
const MOST_WRONG: u32 = 3;

/// What a code says.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    pub(super) text: String,
    /// Whether a block had more than half as many wrong words as can be mended.
    pub(super) is_doubtful: bool,
}

/// What a code of `side` modules says, `true` for ink, row by row; also one that is seen in a mirror. `None` when
/// it is none, or has more wrong words than can be mended.
pub(super) fn said(side: usize, bits: &[bool]) -> Option<Said> {
    if !SIDES.contains(&side) || side % 4 != 1 || bits.len() != side * side {
        return None;
    }
    [false, true].into_iter().find_map(|is_mirrored| {
        let symbol = Symbol {
            side,
            bits,
            is_mirrored,
        };
        let (data, is_doubtful) = symbol.formats().find_map(|format| symbol.data(format))?;
        words_of(&data, symbol.version()).map(|text| Said { text, is_doubtful })
    })
}

/// The modules of a code.
struct Symbol<'a> {
    side: usize,
    bits: &'a [bool],
    is_mirrored: bool,
}

/// How a code was written.
#[derive(Clone, Copy, PartialEq)]
struct Format {
    /// The two bits of the level of correction: M, L, H, Q.
    level: usize,
    /// Which of the eight masks lies over it.
    mask: u8,
}

impl Symbol<'_> {
    fn version(&self) -> usize {
        (self.side - 17) / 4
    }

    /// Whether a module is ink.
    fn at(&self, x: usize, y: usize) -> bool {
        let (x, y) = if self.is_mirrored { (y, x) } else { (x, y) };
        self.bits[y * self.side + x]
    }

    /// What the two places say where the format is written, the clearer first. What is no code at all
    /// mostly ends here.
    fn formats(&self) -> impl Iterator<Item = Format> {
        let far = self.side - 1;
        let near = |n: usize| match n {
            0..6 => (8, n),
            6 | 7 => (8, n + 1),
            8 => (7, 8),
            _ => (14 - n, 8),
        };
        let beyond = |n: usize| {
            if n < 8 {
                (far - n, 8)
            } else {
                (8, far - 14 + n)
            }
        };
        let read = |place: &dyn Fn(usize) -> (usize, usize)| {
            (0..15).fold(0_u16, |word, n| {
                let (x, y) = place(n);
                word | (u16::from(self.at(x, y)) << n)
            })
        };
        let (one, other) = (nearest_format(read(&near)), nearest_format(read(&beyond)));
        let (first, second) = if one.1 <= other.1 {
            (one, other)
        } else {
            (other, one)
        };
        let is_other = second.0 != first.0;
        let both = [Some(first), is_other.then_some(second)];
        both.into_iter()
            .flatten()
            .filter(|(_, wrong)| *wrong <= MOST_WRONG)
            .map(|(format, _)| format)
    }

    /// The data, block after block, corrected, and whether it is doubtful.
    fn data(&self, format: Format) -> Option<(Vec<u8>, bool)> {
        let words = self.words(format.mask);
        let (added, blocks) = blocks(self.version(), format.level)?;
        // The last blocks are a word longer when the words do not divide evenly.
        let short = words.len() / blocks;
        let short_ones = blocks - words.len() % blocks;
        let own = short.checked_sub(added)?;
        let mut data = Vec::with_capacity(words.len());
        let (mut block, mut is_doubtful) = ([0; 256], false);
        for n in 0..blocks {
            let is_long = n >= short_ones;
            let (whole, kept) = (short + usize::from(is_long), own + usize::from(is_long));
            let block = block.get_mut(..whole)?;
            for (at, word) in block.iter_mut().enumerate() {
                *word = words[if at < own {
                    at * blocks + n
                } else if at < kept {
                    own * blocks + n - short_ones
                } else {
                    (at - kept + own) * blocks + blocks - short_ones + n
                }];
            }
            let wrong = correct(block, added)?;
            is_doubtful |= 4 * wrong > added;
            data.extend_from_slice(&block[..kept]);
        }
        Some((data, is_doubtful))
    }

    /// The words in the order they are written: two columns at a time, from the right, up and down in turn.
    fn words(&self, mask: u8) -> Vec<u8> {
        let side = self.side;
        let reserved = self.reserved();
        let mut words = Vec::with_capacity(side * side / 8);
        let (mut word, mut count) = (0_u8, 0);
        let columns = (1..side).rev().step_by(2);
        for (turn, right) in columns.enumerate() {
            // The column of the alternating modules is passed over.
            let right = if right <= 6 { right - 1 } else { right };
            for step in 0..side {
                let y = if turn % 2 == 0 { side - 1 - step } else { step };
                for x in [right, right - 1] {
                    if reserved[y * side + x] {
                        continue;
                    }
                    let bit = self.at(x, y) != is_masked(mask, x, y);
                    word = (word << 1) | u8::from(bit);
                    count += 1;
                    if count % 8 == 0 {
                        words.push(word);
                    }
                }
            }
        }
        words
    }

    /// The modules that hold no data.
    fn reserved(&self) -> Vec<bool> {
        let side = self.side;
        let mut reserved = vec![false; side * side];
        let mut take = |left: usize, top: usize, width: usize, height: usize| {
            for y in top..top + height {
                reserved[y * side + left..][..width].fill(true);
            }
        };
        // The corner squares with the format beside them, and the alternating modules.
        take(0, 0, 9, 9);
        take(side - 8, 0, 8, 9);
        take(0, side - 8, 9, 8);
        take(6, 0, 1, side);
        take(0, 6, side, 1);
        let places = places(self.version());
        let (first, last) = (6, side - 7);
        for &x in &places {
            for &y in &places {
                let is_corner = [(first, first), (first, last), (last, first)].contains(&(x, y));
                if !is_corner {
                    take(x - 2, y - 2, 5, 5);
                }
            }
        }
        if self.version() >= 7 {
            take(side - 11, 0, 3, 6);
            take(0, side - 11, 6, 3);
        }
        reserved
    }
}

/// The format nearest to what was read, and how many bits it differs by.
fn nearest_format(read: u16) -> (Format, u32) {
    let formats = (0..32_u16).map(|data| {
        // The remainder by x¹⁰ + x⁸ + x⁵ + x⁴ + x² + x + 1 is added, and a mask (7.9.1).
        let rest = (0..10).fold(data, |rest, _| (rest << 1) ^ ((rest >> 9) * 0x537));
        let written = ((data << 10) | rest) ^ 0x5412;
        let [bits, _] = data.to_le_bytes();
        let format = Format {
            level: usize::from(bits >> 3),
            mask: bits & 7,
        };
        (format, (written ^ read).count_ones())
    });
    let none = Format { level: 0, mask: 0 };
    formats.fold(
        (none, u32::MAX),
        |best, next| {
            if next.1 < best.1 { next } else { best }
        },
    )
}

/// Whether the mask turns this module over (ISO/IEC 18004, table 10).
const fn is_masked(mask: u8, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (x / 3 + y / 2).is_multiple_of(2),
        5 => (x * y).is_multiple_of(6),
        6 => (x * y % 2 + x * y % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + x * y % 3).is_multiple_of(2),
    }
}

/// Where the middles of the alignment patterns are, along either side (ISO/IEC 18004, annex E).
fn places(version: usize) -> Vec<usize> {
    if version < 2 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let last = 4 * version + 10;
    // Evenly from the far end, by an even number; version 32 alone differs from the rule.
    let step = if version == 32 {
        26
    } else {
        (4 * version + 2 * count + 1) / (2 * count - 2) * 2
    };
    let from_far = (0..count - 1).rev().map(|n| last - n * step);
    core::iter::once(6).chain(from_far).collect()
}

/// Words added to each block, and blocks (ISO/IEC 18004, table 9).
fn blocks(version: usize, level: usize) -> Option<(usize, usize)> {
    let at = version.checked_sub(1)?;
    let added = usize::from(*ADDED.get(level)?.get(at)?);
    let count = usize::from(*BLOCKS.get(level)?.get(at)?);
    (added <= MOST_ADDED).then_some((added, count))
}

/// In the order of the format's two bits: M, L, H, Q.
const ADDED: [[u8; 40]; 4] = [
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30,
        30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30,
        30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Likewise.
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23,
        25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13,
        14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35,
        37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29,
        34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
];
