//! Reading QR codes (ISO/IEC 18004) off a grey picture: a few looks one after the other, until a code
//! is read or the caller's time is spent.
//!
//! A look finds the corner squares in black and white at one size of the picture, lays a lattice over
//! them and reads one sample of each module: at that glance most codes are read. Where it fails, the lattice is
//! moved until the modules that every code shares show best in the greys, and the others are read between
//! the pixels. What they say is worked out here too ([`symbol`]). On 576 generated frames with a
//! code, `rxing` and `quircs` read none that this does not, and `rqrr`'s own search one: none of them
//! is worth its time. Of what was read with many words mended `rqrr` gives a second opinion ([`second`]).

mod engine;
mod finder;
mod fit;
mod geometry;
mod known;
mod lattice;
mod light;
mod payload;
mod pyramid;
mod reader;
mod sample;
mod second;
mod solomon;
mod symbol;
#[cfg(test)]
mod tests;
mod threshold;
mod triple;

pub use reader::{QrReader, read_qr};

use core::time::Duration;

/// How much time the caller still gives. Asked between two looks, never inside one: a single look can
/// take some milliseconds longer than is left, so the caller runs this on a thread it can abandon.
pub trait Budget {
    /// The time left; zero means stop.
    fn remaining(&self) -> Duration;
}

impl<F: Fn() -> Duration> Budget for F {
    fn remaining(&self) -> Duration {
        self()
    }
}

/// A budget without end: the work that a look may do is what bounds it.
pub const fn unhurried() -> Duration {
    Duration::MAX
}

/// The text of one code. It may carry a token: `Debug` prints its length only.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode {
    /// The text, at most 4,296 characters (version 40, alphanumeric).
    pub text: String,
    /// The corners in pixels of the given picture: top left, top right, bottom right, bottom left.
    pub corners: [(i32, i32); 4],
}

impl core::fmt::Debug for QrCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "QrCode({} bytes at {:?})", self.text.len(), self.corners)
    }
}

/// What was read off one picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QrReading {
    /// The codes of the first look that read any, at most four.
    pub codes: Vec<QrCode>,
    /// Whether the budget ended before every look was taken.
    pub is_cut_short: bool,
    /// How many looks broke off their search because the picture is noise to them.
    pub noisy_ways: u8,
}
