//! A machine-readable zone, for an operator.

use super::ComparedView;
use crate::personal::Personal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A machine-readable zone beside the declaration.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExaminedZoneView {
    /// Its lines, as recognised.
    pub lines: Vec<Personal>,
    /// Its corners, clockwise from where reading begins, as shares of the picture's width and height.
    pub corners: [[f32; 2]; 4],
    /// What is wrong within it.
    pub findings: Vec<ZoneFindingView>,
    /// Characters read as their look-alike, by their column alone.
    pub repairs: Vec<ZoneRepairView>,
    /// Field by field, in the order of the form.
    pub compared: Vec<ComparedView>,
}

/// Something wrong within a zone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ZoneFindingView {
    /// `mrz.check_digit`, `mrz.line_length`, …
    pub code: String,
    /// Line, from 0.
    pub line: u8,
    /// Column, from 0.
    pub column: u8,
}

/// A character read as its look-alike.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ZoneRepairView {
    /// Line, from 0.
    pub line: u8,
    /// Column, from 0.
    pub column: u8,
    /// As recognised.
    pub from: Personal,
    /// What it was taken for.
    pub to: Personal,
    /// What its column can hold: `digits_only`, `letters_only`.
    pub why: String,
}
