//! Frames made to tire a reader: noise at every size, and carpets of corner squares.

use image::GrayImage;

use super::super::super::random::Dice;

/// How many kinds of hostile frames there are: [`hostile_frame`] takes them in turn.
pub const HOSTILITIES: u32 = 8;

/// A frame of 1280 × 720 without a code, of the kind `index % HOSTILITIES`.
#[must_use]
pub fn hostile_frame(index: u32, seed: u64) -> GrayImage {
    let mut dice = Dice::new(seed ^ u64::from(index) << 20, "hostile");
    match index % HOSTILITIES {
        0 => noise(&mut dice, 1, false),
        1 => noise(&mut dice, 2, true),
        2 => noise(&mut dice, 3, false),
        3 => noise(&mut dice, 5, true),
        4 => carpet(&mut dice, 1.0),
        5 => carpet(&mut dice, 0.9),
        6 => codeish(&mut dice),
        _ => rings(&mut dice),
    }
}

fn drawn(mut grey: impl FnMut(u32, u32) -> u8) -> GrayImage {
    let (width, height) = super::super::SIZE;
    GrayImage::from_fn(width, height, |x, y| image::Luma([grey(x, y)]))
}

/// Blocks of random grey, or of black and white: enlarged noise holds blotches that look like
/// corners, at every size.
fn noise(dice: &mut Dice, block: u32, is_binary: bool) -> GrayImage {
    let columns = super::super::SIZE.0 / block + 1;
    let rows = super::super::SIZE.1 / block + 1;
    let cells: Vec<u8> = (0..columns * rows)
        .flat_map(|cell| match cell % 8 {
            0 => dice.bits().to_le_bytes().to_vec(),
            _ => Vec::new(),
        })
        .map(|byte| if is_binary { byte / 128 * 255 } else { byte })
        .collect();
    drawn(|x, y| cells[(y / block * columns + x / block) as usize])
}

/// Corner squares side by side, as many as fit; `order` below 1 leaves some out at random.
fn carpet(dice: &mut Dice, order: f32) -> GrayImage {
    let module = 1 + u32::try_from(dice.below(5)).unwrap_or(0);
    let pitch = (8 + u32::try_from(dice.below(3)).unwrap_or(0)) * module;
    let is_there: Vec<bool> = (0..4_096).map(|_| dice.chance(order)).collect();
    drawn(|x, y| {
        let tile = (x / pitch + y / pitch * 67) as usize % is_there.len();
        let (column, row) = (x % pitch / module, y % pitch / module);
        let ring = column.abs_diff(3).max(row.abs_diff(3));
        let is_ink = is_there[tile] && (ring <= 1 || ring == 3);
        if is_ink { 20 } else { 230 }
    })
}

/// Random modules with corner squares strewn among them: a code of any size anywhere.
fn codeish(dice: &mut Dice) -> GrayImage {
    let module = 2 + u32::try_from(dice.below(4)).unwrap_or(0);
    let columns = super::super::SIZE.0 / module + 1;
    let rows = super::super::SIZE.1 / module + 1;
    let mut cells: Vec<bool> = (0..columns * rows).map(|_| dice.chance(0.5)).collect();
    for _ in 0..400 {
        let left = u32::try_from(dice.below((columns - 9) as usize)).unwrap_or(0);
        let top = u32::try_from(dice.below((rows - 9) as usize)).unwrap_or(0);
        for cell in 0..81_u32 {
            let (column, row) = (cell % 9, cell / 9);
            let ring = column.abs_diff(4).max(row.abs_diff(4));
            let place = ((top + row) * columns + left + column) as usize;
            cells[place] = ring <= 1 || ring == 3;
        }
    }
    drawn(|x, y| {
        if cells[(y / module * columns + x / module) as usize] {
            30
        } else {
            220
        }
    })
}

/// Squares within squares: every row crosses many runs of equal length.
fn rings(dice: &mut Dice) -> GrayImage {
    let width = 1 + u32::try_from(dice.below(6)).unwrap_or(0);
    let pitch = 40 + u32::try_from(dice.below(200)).unwrap_or(0);
    drawn(|x, y| {
        let away = (x % pitch)
            .abs_diff(pitch / 2)
            .max((y % pitch).abs_diff(pitch / 2));
        if away / width % 2 == 0 { 25 } else { 235 }
    })
}
