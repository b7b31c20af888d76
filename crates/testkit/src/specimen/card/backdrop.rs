//! Backgrounds: soft colours under fine interlaced curves, and our own emblem, a seal.

use tiny_skia::{Color, PathBuilder, Rect};

use super::super::canvas::{alpha, ellipse, ink, linear, smooth};
use super::super::paper::millimetres;
use super::super::random::Dice;
use super::parts::Sheet;

/// The colours of one design.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// Three background colours from the left to the right.
    pub(super) wash: [u32; 3],
    /// Two colours of the fine curves.
    pub(super) lines: [u32; 2],
    /// Titles, emblem, labels.
    pub(super) accent: u32,
}

/// Washes the whole sheet and covers it with curves; `label` makes each side its own pattern.
pub(super) fn paint(sheet: &mut Sheet<'_>, palette: Palette, label: &str) {
    let (width, height) = millimetres(sheet.kind);
    let wash = linear(
        (0.0, 0.0),
        (width, height * 0.6),
        &[
            (0.0, ink(palette.wash[0])),
            (0.5, ink(palette.wash[1])),
            (1.0, ink(palette.wash[2])),
        ],
    );
    if let (Some(all), Some(wash)) = (Rect::from_xywh(0.0, 0.0, width, height), wash) {
        sheet.canvas.fill_with(&PathBuilder::from_rect(all), wash);
    }
    // The design is of the kind, not of the person: no seed here.
    let mut dice = Dice::new(7, label);
    for colour in palette.lines {
        weave(sheet, &mut dice, alpha(ink(colour), 0.30));
    }
    rosette(
        sheet,
        (width * 0.72, height * 0.44),
        height * 0.34,
        alpha(ink(palette.lines[0]), 0.26),
    );
}

/// A family of waves, each slightly ahead of the last.
fn weave(sheet: &mut Sheet<'_>, dice: &mut Dice, colour: Color) {
    let (width, height) = millimetres(sheet.kind);
    let (swing, period) = (dice.range(2.2, 4.2), dice.range(0.07, 0.12));
    let (drift, phase) = (dice.range(0.11, 0.2), dice.range(0.0, 6.0));
    let count = 46_u16;
    for index in 0..count {
        let rank = f32::from(index);
        let base = -6.0 + (height + 12.0) * rank / f32::from(count - 1);
        let mut points = Vec::new();
        let mut x = -1.0;
        while x < width + 4.0 {
            let wave = (x * period + rank * drift + phase).sin();
            let slow = (x * period * 0.31 - rank * drift * 0.5).cos();
            points.push((x, base + swing * wave + 2.4 * slow));
            x += 3.0;
        }
        if let Some(curve) = smooth(&points, false) {
            sheet.canvas.line(&curve, 0.11, colour);
        }
    }
}

/// A flower of turned ellipses.
fn rosette(sheet: &mut Sheet<'_>, centre: (f32, f32), radius: f32, colour: Color) {
    for index in 0..30_u8 {
        let turn = f32::from(index) / 30.0 * std::f32::consts::TAU;
        let points: Vec<(f32, f32)> = (0..24_u8)
            .map(|step| {
                let angle = f32::from(step) / 24.0 * std::f32::consts::TAU;
                let (along, across) = (radius * 0.62 * angle.cos(), radius * 0.2 * angle.sin());
                let (x, y) = (along + radius * 0.38, across);
                (
                    centre.0 + x * turn.cos() - y * turn.sin(),
                    centre.1 + x * turn.sin() + y * turn.cos(),
                )
            })
            .collect();
        if let Some(petal) = smooth(&points, true) {
            sheet.canvas.line(&petal, 0.10, colour);
        }
    }
}

/// Our emblem: a wax seal with a keyhole. No State has it.
pub(super) fn emblem(sheet: &mut Sheet<'_>, centre: (f32, f32), radius: f32, colour: Color) {
    let rim: Vec<(f32, f32)> = (0..32_u8)
        .map(|step| {
            let angle = f32::from(step) / 32.0 * std::f32::consts::TAU;
            let reach = radius * if step % 2 == 0 { 1.0 } else { 0.9 };
            (
                centre.0 + reach * angle.cos(),
                centre.1 + reach * angle.sin(),
            )
        })
        .collect();
    let paper = ink(0x00FF_FFFF);
    if let Some(rim) = smooth(&rim, true) {
        sheet.canvas.fill(&rim, colour);
    }
    if let Some(ring) = ellipse(centre.0, centre.1, radius * 0.72, radius * 0.72) {
        sheet.canvas.line(&ring, radius * 0.07, alpha(paper, 0.85));
    }
    if let Some(hole) = ellipse(
        centre.0,
        centre.1 - radius * 0.15,
        radius * 0.2,
        radius * 0.2,
    ) {
        sheet.canvas.fill(&hole, paper);
    }
    let mut slot = PathBuilder::new();
    slot.move_to(centre.0 - radius * 0.1, centre.1 - radius * 0.1);
    slot.line_to(centre.0 + radius * 0.1, centre.1 - radius * 0.1);
    slot.line_to(centre.0 + radius * 0.18, centre.1 + radius * 0.42);
    slot.line_to(centre.0 - radius * 0.18, centre.1 + radius * 0.42);
    slot.close();
    if let Some(slot) = slot.finish() {
        sheet.canvas.fill(&slot, paper);
    }
}
