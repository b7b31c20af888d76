//! Grey frames of a QR code under every hardship a camera meets, and frames made to tire a reader.

mod hardship;
mod hostile;
mod sheet;
mod shot;

pub use hardship::Hardship;
pub use hostile::{HOSTILITIES, hostile_frame};

use image::GrayImage;

/// One frame, and what a reader should say of it.
pub struct CodeShot {
    /// The frame.
    pub picture: GrayImage,
    /// The text of the code in it, if there is one.
    pub text: Option<String>,
}
