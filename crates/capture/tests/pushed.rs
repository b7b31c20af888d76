//! What a webview pushes is bounded, kept in order, and taken in both forms that platforms pass.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use base64::Engine;
use core::time::Duration;
use sceau_capture::{FrameSource, PushFault, Rotation, pushed};
use std::sync::Arc;
use support::{JumpingClock, PATIENCE, jpeg_sheet};

#[test]
fn what_a_webview_pushes_is_bounded_and_looked_at() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    let push = |bytes: &[u8]| pusher.push_jpeg(bytes, Rotation::None, None);
    let text = |text: &str| pusher.push_base64(text, Rotation::None, None);
    assert_eq!(push(&vec![0xFF; 6_000_001]), Err(PushFault::TooHeavy));
    assert_eq!(push(b"<svg/>"), Err(PushFault::NotAPicture));
    assert_eq!(text(&"A".repeat(8_000_004)), Err(PushFault::TooHeavy));
    assert_eq!(text("not base64!"), Err(PushFault::NotBase64));
    assert_eq!(text("PHN2Zy8+"), Err(PushFault::NotAPicture));
    drop(source);
    assert_eq!(push(&jpeg_sheet(96, 64, 0)), Err(PushFault::NobodyListens));
}

#[test]
fn raw_bytes_and_base64_give_the_same_frame() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    let jpeg = jpeg_sheet(96, 64, 3);
    let mut seen = || source.next_frame(PATIENCE).unwrap().unwrap();
    pusher.push_jpeg(&jpeg, Rotation::Left, None).unwrap();
    let raw = seen();
    let text = base64::engine::general_purpose::STANDARD.encode(&jpeg);
    pusher.push_base64(&text, Rotation::Left, None).unwrap();
    let decoded = seen();
    assert_eq!(raw.luma().unwrap(), decoded.luma().unwrap());
    assert_eq!(
        (raw.rotation, decoded.rotation),
        (Rotation::Left, Rotation::Left)
    );
}

#[test]
fn frames_that_overtake_each_other_keep_their_order_and_a_clock_may_jump() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    let jpeg = jpeg_sheet(32, 32, 0);
    let mut last = None;
    for (taken, expected) in [
        (1_000, Ok(())),
        (1_100, Ok(())),
        (1_050, Err(PushFault::Late)),
        (1_100, Err(PushFault::Late)),
        (9_000_000, Ok(())),
        // The page was loaded again: its clock began anew.
        (5, Ok(())),
        (105, Ok(())),
    ] {
        let taken = Duration::from_millis(taken);
        let answer = pusher.push_jpeg(&jpeg, Rotation::None, Some(taken));
        assert_eq!(answer, expected, "{taken:?}");
        if expected.is_ok() {
            let at = Some(source.next_frame(PATIENCE).unwrap().unwrap().at);
            assert!(at > last, "on our clock, each later than the one before");
            last = at;
        }
    }
}
