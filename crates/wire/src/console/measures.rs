//! How good a picture is, in numbers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How good a picture of a document is: how far from a finding.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct PictureMeasuresView {
    /// Sharpness of the print, 0 (smeared) to 100; absent where nothing is printed.
    #[ts(optional)]
    pub sharpness: Option<u8>,
    /// Mean brightness, 0 (black) to 255 (white).
    pub brightness: u8,
    /// Dots per inch across the document.
    pub dpi: u16,
}
