//! What is written on a code is read back, as far as it can be mended and no further; beside the library
//! `rqrr`, on the same modules.

use super::payload::words_of;
use super::solomon::correct;
use super::symbol::said;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

const LEVELS: [EcLevel; 4] = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];

/// The side and the modules, `true` for ink.
fn modules_of(code: &QrCode) -> (usize, Vec<bool>) {
    let colours = code.to_colors().into_iter();
    let modules = colours.map(|colour| colour == Color::Dark).collect();
    (code.width(), modules)
}

fn written(text: &str, version: i16, level: EcLevel) -> (usize, Vec<bool>) {
    modules_of(&QrCode::with_version(text, Version::Normal(version), level).unwrap())
}

fn text_of(side: usize, modules: &[bool]) -> Option<String> {
    said(side, modules).map(|said| said.text)
}

fn by_rqrr(side: usize, modules: &[bool]) -> Option<String> {
    let grid = rqrr::SimpleGrid::from_func(side, |x, y| modules[y * side + x]);
    let mut bytes = Vec::new();
    rqrr::Grid::new(grid).decode_to(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Xorshift (Marsaglia, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn byte(&mut self) -> u8 {
        self.below(256).to_le_bytes()[0]
    }
}

#[test]
fn every_version_and_level_is_read_back_and_so_is_its_picture_in_a_mirror() {
    for version in 1..=40 {
        for level in LEVELS {
            let (side, modules) = written("a1é", version, level);
            let read = text_of(side, &modules);
            assert_eq!(read.as_deref(), Some("a1é"), "{version} {level:?}");
            let turned = (0..side * side).map(|at| modules[at % side * side + at / side]);
            let mirrored: Vec<bool> = turned.collect();
            assert_eq!(text_of(side, &mirrored), read, "{version} {level:?}");
        }
    }
}

#[test]
fn digits_letters_bytes_and_kanji_are_read_back_whatever_the_size_of_their_lengths() {
    for version in [5, 15, 30] {
        for length in [1, 2, 3, 4, 7] {
            let mut bits = Bits::new(Version::Normal(version));
            bits.push_eci_designator(26).unwrap();
            bits.push_numeric_data(&b"0192837"[..length]).unwrap();
            bits.push_alphanumeric_data(&b"AZ $%*:"[..length]).unwrap();
            bits.push_byte_data("né".as_bytes()).unwrap();
            bits.push_terminator(EcLevel::M).unwrap();
            let (side, modules) = modules_of(&QrCode::with_bits(bits, EcLevel::M).unwrap());
            let wanted = format!("{}{}né", &"0192837"[..length], &"AZ $%*:"[..length]);
            assert_eq!(text_of(side, &modules), Some(wanted));
        }
        // The two bytes of a Kanji in Shift JIS are no UTF-8: one sign each stands for them.
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_kanji_data(b"\x93\x5f\xe4\xaa").unwrap();
        bits.push_terminator(EcLevel::M).unwrap();
        let (side, modules) = modules_of(&QrCode::with_bits(bits, EcLevel::M).unwrap());
        let wanted = String::from_utf8_lossy(b"\x93\x5f\xe4\xaa").into_owned();
        assert_eq!(text_of(side, &modules), Some(wanted));
    }
}

#[test]
fn the_fields_of_a_code_for_machines_are_parted() {
    let mut bits = Bits::new(Version::Normal(4));
    bits.push_fnc1_first_position().unwrap();
    bits.push_alphanumeric_data(b"10A%%B%21C").unwrap();
    bits.push_terminator(EcLevel::M).unwrap();
    let (side, modules) = modules_of(&QrCode::with_bits(bits, EcLevel::M).unwrap());
    assert_eq!(text_of(side, &modules).unwrap(), "10A%B\u{1d}21C");
}

#[test]
fn one_part_of_several_codes_is_a_code_without_words() {
    assert_eq!(
        words_of(&[0x31, 0x23, 0x44, 0x02, 0x41, 0x42], 4).unwrap(),
        ""
    );
}

#[test]
fn a_text_that_breaks_off_or_has_numbers_that_are_none_is_no_text() {
    // Bytes: two, and then three of which one is missing.
    assert_eq!(words_of(&[0x40, 0x24, 0x14, 0x20], 4).unwrap(), "AB");
    assert_eq!(words_of(&[0x40, 0x34, 0x14, 0x20], 4), None);
    // Digits: 999, and then 1,000 in the place of three.
    assert_eq!(words_of(&[0x10, 0x0F, 0xE7, 0x00], 4).unwrap(), "999");
    assert_eq!(words_of(&[0x10, 0x0F, 0xE8, 0x00], 4), None);
    // Letters: the last pair, and then the one after it.
    assert_eq!(words_of(&[0x20, 0x17, 0xE8, 0x00], 4).unwrap(), "::");
    assert_eq!(words_of(&[0x20, 0x17, 0xE9, 0x00], 4), None);
}

#[test]
fn a_damaged_code_is_read_whenever_rqrr_reads_it_and_never_as_another() {
    let mut numbers = Numbers(7);
    let text = "https://app.sceau.example/relier?jeton=XRJEMVEFLC";
    let (mut read, mut refused) = (0, 0);
    for (version, level) in [
        (4, EcLevel::L),
        (5, EcLevel::M),
        (7, EcLevel::Q),
        (8, EcLevel::H),
        (14, EcLevel::M),
        (21, EcLevel::H),
    ] {
        let (side, whole) = written(text, version, level);
        for damage in 0..40 {
            let mut modules = whole.clone();
            for _ in 0..damage * side * side / 900 {
                // The corners' format is damaged elsewhere.
                let (x, y) = (9 + numbers.below(side - 9), 9 + numbers.below(side - 9));
                modules[y * side + x] ^= true;
            }
            let ours = text_of(side, &modules);
            assert!(ours.as_deref().is_none_or(|ours| ours == text));
            if let Some(theirs) = by_rqrr(side, &modules) {
                assert_eq!(ours, Some(theirs), "{version} {damage}");
            }
            *(if ours.is_some() {
                &mut read
            } else {
                &mut refused
            }) += 1;
        }
    }
    assert!(read > 60 && refused > 60, "{read} read, {refused} refused");
}

#[test]
fn what_was_read_with_more_than_half_of_what_can_be_mended_is_doubtful() {
    // Version 1, level H: 17 words were added, 8 can be mended.
    let (side, whole) = written("sceau", 1, EcLevel::H);
    let mut doubtful = Vec::new();
    for wrong in 0..=8 {
        let mut modules = whole.clone();
        // Words are two modules wide and four high, the first six from the right between the corner squares.
        for word in 0..wrong {
            let (x, y) = (side - 1 - 2 * (word / 3), side - 1 - 4 * (word % 3));
            modules[y * side + x] ^= true;
        }
        let said = said(side, &modules).unwrap();
        assert_eq!(said.text, "sceau");
        doubtful.push(said.is_doubtful);
    }
    assert_eq!(doubtful, [[false; 5].as_slice(), &[true; 4]].concat());
}

#[test]
fn a_format_damaged_in_one_place_is_told_by_the_other() {
    let (side, mut modules) = written("sceau", 2, EcLevel::H);
    // Four bits of the first: too many to be mended, and nearer to another format.
    for at in [0, 2, 4, 5] {
        modules[at * side + 8] ^= true;
    }
    assert_eq!(text_of(side, &modules).as_deref(), Some("sceau"));
    // Three of the second can be mended, four of both cannot.
    for at in [1, 2, 3] {
        modules[8 * side + side - at] ^= true;
    }
    assert_eq!(text_of(side, &modules).as_deref(), Some("sceau"));
    modules[8 * side + side - 4] ^= true;
    assert_eq!(text_of(side, &modules), None);
}

#[test]
fn noise_and_what_is_no_code_at_all_are_refused() {
    let mut numbers = Numbers(11);
    for side in [21, 25, 45, 177] {
        for _ in 0..200 {
            let modules: Vec<bool> = (0..side * side).map(|_| numbers.below(2) == 1).collect();
            assert_eq!(text_of(side, &modules), None);
        }
        let even = vec![true; side * side];
        assert_eq!(text_of(side, &even), None);
        assert_eq!(text_of(side, &even[1..]), None);
    }
    for side in [0, 17, 22, 181] {
        assert_eq!(text_of(side, &vec![false; side * side]), None);
    }
}

/// The words that are added to `data`: what is left of it after division by the generator, worked out bit
/// by bit.
fn with_added(data: &[u8], added: usize) -> Vec<u8> {
    let times = |a: u8, b: u8| {
        (0..8).rev().fold(0_u8, |sum, bit| {
            let doubled = (sum << 1) ^ ((sum >> 7) * 0x1D);
            doubled ^ if b >> bit & 1 == 1 { a } else { 0 }
        })
    };
    let mut generator = vec![1_u8];
    let mut root = 1;
    for _ in 0..added {
        generator.push(0);
        for at in (1..generator.len()).rev() {
            generator[at] ^= times(generator[at - 1], root);
        }
        root = times(root, 2);
    }
    let mut rest = [data, &vec![0; added]].concat();
    for at in 0..data.len() {
        let first = rest[at];
        for (to, from) in rest[at..].iter_mut().zip(&generator) {
            *to ^= times(first, *from);
        }
    }
    [data, &rest[data.len()..]].concat()
}

#[test]
fn a_block_is_mended_up_to_half_of_what_was_added_and_refused_beyond() {
    let mut numbers = Numbers(3);
    let mut refused = 0;
    for added in [7, 10, 13, 16, 22, 30] {
        for wrong in 0..=added / 2 + 3 {
            for _ in 0..40 {
                let data: Vec<u8> = (0..20 + numbers.below(100))
                    .map(|_| numbers.byte())
                    .collect();
                let whole = with_added(&data, added);
                let mut block = whole.clone();
                let mut places: Vec<usize> = (0..block.len()).collect();
                for _ in 0..wrong {
                    let place = places.swap_remove(numbers.below(places.len()));
                    block[place] ^= 1 + numbers.below(255).to_le_bytes()[0];
                }
                let damaged = block.clone();
                let is_mended = correct(&mut block, added).is_some();
                if wrong <= added / 2 {
                    assert!(is_mended && block == whole, "{wrong} of {added}");
                } else if is_mended {
                    // Nearer to another block by chance: that one is whole then.
                    let again = with_added(&block[..block.len() - added], added);
                    assert!(again == block, "{wrong} of {added}");
                } else {
                    assert!(block == damaged, "what is refused is left as it was");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 600, "{refused}");
}
