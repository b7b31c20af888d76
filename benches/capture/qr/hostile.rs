//! How long the thread that asks waits, and how long the reader works, on frames made to tire it.

use core::time::Duration;
use sceau_benches::{Row, Times, time};
use sceau_capture::{Frame, QrWorker, ScanOutcome, SystemMonotonic, Yuv420};
use sceau_testkit::specimen::camera::hostile_frame;
use sceau_vision::{LumaView, QrReader};
use std::sync::Arc;

/// Frames, all different.
const FRAMES: u32 = 10_000;
/// Of those, so many are read on this thread too, one look each, to time the looks.
const LOOKS: u32 = 1_000;
/// What the asking thread is ready to wait.
const PATIENCE: Duration = Duration::from_millis(10);
/// A frame's time at 30 a second.
const FRAME: Duration = Duration::from_millis(33);

pub(crate) fn rows() -> Vec<Row> {
    let mut worker = QrWorker::new(Arc::new(SystemMonotonic::start()));
    let mut reader = QrReader::new();
    let (mut answers, mut looks) = (Times::default(), Times::default());
    let (mut late, mut wrong) = (0_u32, 0_u32);
    for index in 0..FRAMES {
        let picture = hostile_frame(index, 9);
        let (width, height) = picture.dimensions();
        if index < LOOKS
            && let Ok(view) = LumaView::new(width, height, picture.as_raw())
        {
            looks.push(time(|| reader.step(view)).1);
        }
        let frame = frame_of(picture.into_raw(), width, height);
        let (outcome, took) = time(|| worker.scan(frame, index.into(), PATIENCE, |_| true));
        wrong += u32::from(outcome != ScanOutcome::Nothing);
        late += u32::from(took > FRAME);
        answers.push(took);
    }
    let mut rows = answers.rows("qr-hostile/answer", "sceau");
    rows.extend(looks.rows("qr-hostile/one-look", "sceau"));
    rows.push(Row::new(
        "qr-hostile/answer",
        "sceau",
        "over 33 ms",
        "count",
        late.into(),
    ));
    rows.push(Row::new(
        "qr-hostile/answer",
        "sceau",
        "wrong",
        "count",
        wrong.into(),
    ));
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
