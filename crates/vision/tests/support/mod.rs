//! Pictures drawn for tests: codes, prints, light. Nothing real, nothing on disk.
#![expect(dead_code, reason = "each test file uses its part")]

use sceau_vision::Luma;

/// A seeded stream of numbers (SplitMix64): tests repeat exactly.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// A grey picture by a formula.
pub(crate) fn drawn(width: u32, height: u32, mut pixel: impl FnMut(u32, u32) -> u8) -> Luma {
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Luma::new(width, height, pixels.map(|(x, y)| pixel(x, y)).collect()).unwrap()
}

/// A sheet with a code in its middle, `module` pixels per module, ink and paper as given.
pub(crate) fn code_on_sheet(text: &str, size: (u32, u32), module: u32, ink: u8, paper: u8) -> Luma {
    sheet_with(
        &qrcode::QrCode::new(text).unwrap(),
        size,
        module,
        ink,
        paper,
    )
}

/// The same with any code.
pub(crate) fn sheet_with(
    code: &qrcode::QrCode,
    size: (u32, u32),
    module: u32,
    ink: u8,
    paper: u8,
) -> Luma {
    let side = u32::try_from(code.width()).unwrap();
    let colors = code.to_colors();
    let (left, top) = ((size.0 - side * module) / 2, (size.1 - side * module) / 2);
    drawn(size.0, size.1, |x, y| {
        let (Some(dx), Some(dy)) = (x.checked_sub(left), y.checked_sub(top)) else {
            return paper;
        };
        let (column, row) = (dx / module, dy / module);
        if column >= side || row >= side {
            return paper;
        }
        match colors[(row * side + column) as usize] {
            qrcode::Color::Dark => ink,
            qrcode::Color::Light => paper,
        }
    })
}

/// Lines of small print on paper, as a card shows them, with a little noise of the sensor.
pub(crate) fn print(width: u32, height: u32, ink: u8, paper: u8) -> Luma {
    let mut numbers = Numbers(7);
    let glyphs: Vec<bool> = (0..4096).map(|_| numbers.below(2) == 0).collect();
    drawn(width, height, |x, y| {
        let is_line = (y / 8) % 3 == 1;
        let is_ink = is_line && glyphs[((x / 3 + y / 24 * 97) % 4096) as usize];
        let noise = u8::try_from(numbers.below(5)).unwrap();
        if is_ink { ink + noise } else { paper - noise }
    })
}

/// The same picture moved by the hand: the mean over `reach` pixels to the right.
pub(crate) fn smeared(picture: &Luma, reach: usize) -> Luma {
    let view = picture.view();
    let pixels = view
        .rows()
        .flat_map(|row| {
            (0..row.len()).map(move |x| {
                let part = &row[x..(x + reach).min(row.len())];
                let sum: usize = part.iter().map(|&pixel| usize::from(pixel)).sum();
                u8::try_from(sum / part.len()).unwrap()
            })
        })
        .collect();
    Luma::new(view.width(), view.height(), pixels).unwrap()
}

/// The same picture with another light on it.
pub(crate) fn lit(picture: &Luma, light: impl Fn(u32, u32, u8) -> u8) -> Luma {
    let view = picture.view();
    drawn(view.width(), view.height(), |x, y| {
        light(x, y, view.pixels()[(y * view.width() + x) as usize])
    })
}
