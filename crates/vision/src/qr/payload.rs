//! The text of a code, from its data (ISO/IEC 18004, 7.4): digits, letters, bytes, Kanji.

/// Parts two fields of a text for machines (GS1 General Specifications, 7.8).
const GROUP: u8 = 0x1D;

/// The data after correction, bit by bit.
struct Bits<'a> {
    data: &'a [u8],
    next: usize,
}

impl Bits<'_> {
    fn left(&self) -> usize {
        self.data.len() * 8 - self.next
    }

    /// The next `count` bits, at most 16, as a number; `None` when there are fewer.
    fn take(&mut self, count: usize) -> Option<usize> {
        if count > self.left() {
            return None;
        }
        let value = (self.next..self.next + count).fold(0, |value, at| {
            let bit = self.data[at / 8] >> (7 - at % 8) & 1;
            value << 1 | usize::from(bit)
        });
        self.next += count;
        Some(value)
    }
}

/// The words of a code of this version. Text that is no UTF-8 is kept as far as it goes. One part of several
/// (structured append) is empty: a code all the same, and never one of ours. `None` when it breaks off.
pub(super) fn words_of(data: &[u8], version: usize) -> Option<String> {
    let mut bits = Bits { data, next: 0 };
    let mut text = Vec::new();
    let mut is_for_machines = false;
    while bits.left() >= 4 {
        match bits.take(4)? {
            0 => break,
            1 => digits(&mut bits, version, &mut text)?,
            2 => {
                let from = text.len();
                letters(&mut bits, version, &mut text)?;
                if is_for_machines {
                    separate(&mut text, from);
                }
            }
            // FNC1, first place or second: what follows is for machines (7.4.8).
            5 => is_for_machines = true,
            9 => {
                bits.take(8)?;
                is_for_machines = true;
            }
            4 => bytes(&mut bits, version, &mut text)?,
            7 => alphabet(&mut bits)?,
            8 => kanji(&mut bits, version, &mut text)?,
            _ => return Some(String::new()),
        }
    }
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// The length of what follows: as many bits as the version has for this kind (ISO/IEC 18004, table 3).
fn length(bits: &mut Bits<'_>, version: usize, sizes: [usize; 3]) -> Option<usize> {
    let size = match version {
        ..10 => sizes[0],
        10..27 => sizes[1],
        _ => sizes[2],
    };
    bits.take(size)
}

fn digits(bits: &mut Bits<'_>, version: usize, text: &mut Vec<u8>) -> Option<()> {
    let mut left = length(bits, version, [10, 12, 14])?;
    while left > 0 {
        let count = left.min(3);
        let value = bits.take([0, 4, 7, 10][count])?;
        let places = [100, 10, 1];
        if value >= 10 * places[3 - count] {
            return None;
        }
        for place in &places[3 - count..] {
            text.push(b"0123456789"[value / place % 10]);
        }
        left -= count;
    }
    Some(())
}

/// In the order of their numbers (ISO/IEC 18004, table 5).
const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

fn letters(bits: &mut Bits<'_>, version: usize, text: &mut Vec<u8>) -> Option<()> {
    let mut left = length(bits, version, [9, 11, 13])?;
    while left > 1 {
        let value = bits.take(11)?;
        text.extend([*LETTERS.get(value / 45)?, LETTERS[value % 45]]);
        left -= 2;
    }
    if left > 0 {
        text.push(*LETTERS.get(bits.take(6)?)?);
    }
    Some(())
}

/// Among letters for machines a percent sign parts two fields, and two are one.
fn separate(text: &mut Vec<u8>, from: usize) {
    let letters = text.split_off(from);
    let mut rest = letters.as_slice();
    while let [first, more @ ..] = rest {
        let is_sign = *first == b'%';
        let is_double = is_sign && more.first() == Some(&b'%');
        text.push(if is_sign && !is_double { GROUP } else { *first });
        rest = if is_double { &more[1..] } else { more };
    }
}

fn bytes(bits: &mut Bits<'_>, version: usize, text: &mut Vec<u8>) -> Option<()> {
    for _ in 0..length(bits, version, [8, 16, 16])? {
        text.push(byte(bits.take(8)?));
    }
    Some(())
}

/// Kanji are kept as their two bytes of Shift JIS.
fn kanji(bits: &mut Bits<'_>, version: usize, text: &mut Vec<u8>) -> Option<()> {
    for _ in 0..length(bits, version, [8, 10, 12])? {
        let value = bits.take(13)?;
        let value = ((value / 0xC0) << 8) | (value % 0xC0);
        let value = value + if value < 0x1F00 { 0x8140 } else { 0xC140 };
        text.extend([byte(value >> 8), byte(value)]);
    }
    Some(())
}

/// The number of the alphabet that follows, one to three bytes long, is passed over.
fn alphabet(bits: &mut Bits<'_>) -> Option<()> {
    let more = match bits.take(8)? {
        0..0x80 => 0,
        0x80..0xC0 => 8,
        _ => 16,
    };
    bits.take(more).map(|_| ())
}

const fn byte(value: usize) -> u8 {
    value.to_le_bytes()[0]
}
