//! Any grey picture looked at for QR codes.
#![no_main]

mod grey;

use core::time::Duration;
use libfuzzer_sys::fuzz_target;
use sceau_vision::read_qr;

fuzz_target!(|bytes: &[u8]| {
    let Some(picture) = grey::grey(bytes, 1) else {
        return;
    };
    let reading = read_qr(picture.view(), &|| Duration::from_secs(1));
    assert!(reading.codes.len() <= 4);
});
