//! Whether memory stays flat over a capture of ten minutes: 18,000 frames through guard, mailbox and
//! session, with a screen that looks on. The time runs thirty times as fast.

use crate::frame_path::scene;
use crate::{Findings, Setting};
use core::time::Duration;
use sceau_benches::Row;
use sceau_capture::guarded::{Driver, GuardedCamera, Layout, LeftBehind, OpenDriver, RawPicture};
use sceau_capture::{
    CaptureSession, Monotonic, Rotation, SessionSettings, SourceFault, SystemMonotonic,
};
use sceau_vision::jpeg;
use std::sync::Arc;

const FRAMES: u64 = 18_000;
/// Buffers have found their size after this many.
const WARM: u64 = 300;
const SPEED: u32 = 30;

/// Runs ten minutes and weighs the process before and after.
pub(crate) fn run(_: &Setting) -> Findings {
    let mut found = Findings::default();
    match weighed() {
        Some((before, after)) => {
            for (metric, value) in [("rss after 10 s", before), ("rss after 10 min", after)] {
                let row = Row::new("memory/ten_minutes", "sceau", metric, "MiB", value);
                found.rows.push(row);
            }
        }
        None => found.missing.push(
            "sceau: memory/ten_minutes: this system does not tell the size of a process".into(),
        ),
    }
    found
}

fn weighed() -> Option<(f64, f64)> {
    resident()?;
    let clock = Arc::new(Fast(SystemMonotonic::start()));
    let pictures = (0..30).map(|seed| jpeg::encode(&scene(seed * 7 + 1), 80).unwrap_or_default());
    let driver = Arc::new(Webcam {
        clock: Arc::clone(&clock),
        pictures: pictures.collect(),
    });
    let camera = GuardedCamera::new(driver, clock.clone(), LeftBehind::default());
    let settings = SessionSettings::DOCUMENT;
    let session = CaptureSession::start(Box::new(camera), None, clock.clone(), settings);
    let watch_until = |frames: u64| {
        while session.status().frames < frames {
            core::hint::black_box(session.preview().ok());
            clock.pause(Duration::from_millis(250));
        }
    };
    watch_until(WARM);
    let before = resident()?;
    watch_until(FRAMES);
    let after = resident()?;
    session.stop();
    Some((before, after))
}

/// The memory this process holds, in MiB (proc(5), `VmRSS` of `status`).
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1_024.0)
}

struct Fast(SystemMonotonic);

impl Monotonic for Fast {
    fn elapsed(&self) -> Duration {
        self.0.elapsed() * SPEED
    }

    fn pause(&self, time: Duration) {
        self.0.pause(time / SPEED);
    }
}

/// Thirty pictures a second, over and over.
struct Webcam {
    clock: Arc<Fast>,
    pictures: Arc<[Vec<u8>]>,
}

struct Filming {
    clock: Arc<Fast>,
    pictures: Arc<[Vec<u8>]>,
    next: usize,
}

impl Driver for Webcam {
    fn open(&self, _: &dyn Fn() -> bool) -> Result<Box<dyn OpenDriver>, SourceFault> {
        Ok(Box::new(Filming {
            clock: Arc::clone(&self.clock),
            pictures: Arc::clone(&self.pictures),
            next: 0,
        }))
    }
}

impl OpenDriver for Filming {
    fn next(&mut self) -> Result<RawPicture<'_>, SourceFault> {
        self.clock.pause(Duration::from_secs(1) / 30);
        self.next = (self.next + 1) % self.pictures.len();
        Ok(RawPicture {
            bytes: &self.pictures[self.next],
            layout: Layout::Jpeg,
            width: 0,
            height: 0,
            rotation: Rotation::None,
        })
    }
}
