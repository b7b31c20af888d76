//! Any grey picture looked at for QR codes: the first byte is its width, the rest its pixels.
#![no_main]

use core::time::Duration;
use libfuzzer_sys::fuzz_target;
use sceau_vision::{Luma, read_qr};

fuzz_target!(|bytes: &[u8]| {
    let Some((&width, pixels)) = bytes.split_first() else {
        return;
    };
    let width = usize::from(width).max(1);
    let height = pixels.len() / width;
    let sides = (u32::try_from(width), u32::try_from(height));
    let (Ok(width), Ok(height)) = sides else {
        return;
    };
    let pixels = pixels[..(width * height) as usize].to_vec();
    let Ok(picture) = Luma::new(width, height, pixels) else {
        return;
    };
    let reading = read_qr(picture.view(), &|| Duration::from_secs(1));
    assert!(reading.codes.len() <= 4);
});
