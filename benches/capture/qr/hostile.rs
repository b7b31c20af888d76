//! How long the thread that asks waits, and how long the reader works, on frames made to tire it.

use core::time::Duration;
use sceau_benches::{Row, Times, time};
use sceau_capture::{Frame, Monotonic, QrWorker, ScanOutcome, SystemMonotonic, Yuv420};
use sceau_testkit::specimen::camera::hostile_frame;
use sceau_vision::{LumaView, QrReader};
use std::sync::Arc;

/// Frames, all different.
const FRAMES: u32 = 10_000;
/// Of those, so many are read on this thread too, as the worker reads them, to time the reading.
const READ_HERE: u32 = 1_000;
/// A frame's time at 30 a second.
const FRAME: Duration = Duration::from_millis(33);

pub(crate) fn rows() -> Vec<Row> {
    let clock = Arc::new(SystemMonotonic::start());
    let mut worker = QrWorker::new(clock.clone());
    let mut reader = QrReader::new();
    let (mut answers, mut readings) = (Times::default(), Times::default());
    let (mut late, mut wrong, mut unanswered) = (0_u32, 0_u32, 0_u32);
    for index in 0..FRAMES {
        let picture = hostile_frame(index, 9);
        let (width, height) = picture.dimensions();
        if index < READ_HERE
            && let Ok(view) = LumaView::new(width, height, picture.as_raw())
        {
            let end = clock.elapsed() + QrWorker::READING_TIME;
            let remaining = || end.saturating_sub(clock.elapsed());
            readings.push(time(|| reader.read(view, &remaining)).1);
        }
        let frame = frame_of(picture.into_raw(), width, height);
        let look = || worker.scan(frame, u64::from(index) + 1, QrWorker::PATIENCE, |_| true);
        let (outcome, took) = time(look);
        wrong += u32::from(outcome != ScanOutcome::Nothing);
        late += u32::from(took > FRAME);
        unanswered += u32::from(took >= QrWorker::PATIENCE);
        answers.push(took);
    }
    const ANSWER: &str = "qr-hostile/answer";
    let counted = |what: &str, count: u32| Row::new(ANSWER, "sceau", what, "count", count.into());
    let mut rows = answers.rows(ANSWER, "sceau");
    rows.extend(readings.rows("qr-hostile/reading", "sceau"));
    rows.push(counted("over 33 ms", late));
    rows.push(counted("answered at the next look", unanswered));
    rows.push(counted("wrong", wrong));
    rows
}

fn frame_of(mut planes: Vec<u8>, width: u32, height: u32) -> Frame {
    planes.resize(planes.len() * 3 / 2, 128);
    let narrow = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let yuv = Yuv420 {
        width: narrow(width),
        height: narrow(height),
        planes,
    };
    Frame::of_yuv(Arc::new(yuv), Duration::ZERO)
}
