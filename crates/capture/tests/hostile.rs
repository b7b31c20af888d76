//! Frames made to tire a reader never hold the thread that asks.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]

use sceau_capture::{Frame, Monotonic, QrWorker, ScanOutcome, SystemMonotonic, Yuv420};
use sceau_testkit::specimen::camera::hostile_frame;
use std::sync::Arc;
use std::time::Duration;

/// A frame's time at 30 a second.
const FRAME: Duration = Duration::from_millis(33);

fn frame(index: u32) -> Frame {
    let picture = hostile_frame(index, 3);
    let (width, height) = picture.dimensions();
    let mut planes = picture.into_raw();
    planes.resize(planes.len() * 3 / 2, 128);
    let yuv = Yuv420 {
        width: u16::try_from(width).unwrap(),
        height: u16::try_from(height).unwrap(),
        planes,
    };
    Frame::of_yuv(Arc::new(yuv), Duration::ZERO)
}

#[test]
fn of_three_hundred_hostile_frames_none_holds_the_asking_thread_and_none_is_read() {
    let clock = Arc::new(SystemMonotonic::start());
    let mut worker = QrWorker::new(clock.clone());
    let mut late = Vec::new();
    for index in 0..300 {
        let frame = frame(index);
        let asked_at = clock.elapsed();
        let outcome = worker.scan(frame, u64::from(index) + 1, QrWorker::PATIENCE, |_| true);
        let took = clock.elapsed() - asked_at;
        assert_eq!(outcome, ScanOutcome::Nothing);
        if took > FRAME {
            late.push(took);
        }
    }
    // A shared machine may take the processor away from the test itself, though not often.
    assert!(late.len() <= 3, "{late:?}");
}
