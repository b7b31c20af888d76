//! Any bytes as a picture: refused, or a picture of our own encoder within the limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sceau_vision::decode::{PictureLimits, clean_picture};
use sceau_vision::jpeg;

const LIMITS: PictureLimits = PictureLimits {
    bytes: 100_000,
    pixels: 250_000,
    long_side: 300,
    quality: 85,
};

fuzz_target!(|bytes: &[u8]| {
    let _ = jpeg::luma(bytes);
    let Ok(picture) = clean_picture(bytes, LIMITS) else {
        return;
    };
    assert!(picture.width.max(picture.height) <= LIMITS.long_side);
    assert_eq!(
        jpeg::size(&picture.jpeg).ok(),
        Some((picture.width, picture.height))
    );
    assert!(jpeg::luma(&picture.jpeg).is_ok());
});
