//! Any bytes as a film: refused, or a film; never a panic, and never more memory than the bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sceau_checks::FileInspector;
use sceau_service::ports::MediaInspector;

fuzz_target!(|bytes: &[u8]| {
    let _ = FileInspector::default().check_video(bytes);
});
