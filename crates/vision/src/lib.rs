//! Pixels in, facts out: QR codes, machine-readable zones, faces, quality of a picture, safe decoding of
//! pictures from outside.
//!
//! What this room deliberately does not know: cameras, files, the network, threads, the clock.
//! Work that may take long asks the caller, through a [`qr::Budget`], how much time is left.

pub mod decode;
pub mod document;
pub mod face;
pub mod jpeg;
mod light;
pub mod luma;
pub mod mrz;
pub mod qr;
pub mod quality;

pub use decode::{CleanPicture, OtherKind, PictureFault, PictureLimits, clean_picture};
pub use luma::{Luma, LumaView};
pub use qr::{Budget, QrCode, QrReader, QrReading, read_qr};
pub use quality::{DARK_BELOW, Finding, Quality};
