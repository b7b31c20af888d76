//! Whether memory stays flat over a capture of ten minutes: 18,000 frames through guard, mailbox, guided
//! session and photographs, with a screen that looks on. The time runs thirty times as fast, in a process of its
//! own: what other parts leave behind is not weighed.

use crate::shutter::good_frames;
use crate::{Findings, Setting};
use core::time::Duration;
use sceau_benches::Row;
use sceau_capture::guarded::{Driver, GuardedCamera, Layout, LeftBehind, OpenDriver, RawPicture};
use sceau_capture::guidance::Subject;
use sceau_capture::{
    CaptureSession, Monotonic, Rotation, SessionSettings, SourceFault, SystemMonotonic,
};
use sceau_testkit::specimen::{Fonts, Kind};
use std::process::Command;
use std::sync::Arc;

/// The argument that makes the bench the process that is weighed.
pub(crate) const WEIGHED: &str = "--weighed";
/// Ten minutes, and what they are compared with: by then buffers have found their size.
const FRAMES: u64 = 18_000;
const WARM: u64 = 1_950;
/// A photograph with its clip is taken every half minute, two of them before the first weighing.
const PHOTOGRAPH_EVERY: u64 = 900;
const SPEED: u32 = 30;

/// Runs ten minutes in another process, which weighs itself near the beginning and at the end.
pub(crate) fn run(_: &Setting) -> Findings {
    let mut found = Findings::default();
    match weighed() {
        Some(weights) => {
            let rows = ["rss after 65 s", "rss after 10 min"]
                .into_iter()
                .zip(weights);
            found.rows.extend(rows.map(|(metric, value)| {
                Row::new("memory/ten_minutes", "sceau", metric, "MiB", value)
            }));
        }
        None => found
            .missing
            .push("sceau: memory/ten_minutes: the process that weighs itself did not".into()),
    }
    found
}

fn weighed() -> Option<[f64; 2]> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program).arg(WEIGHED).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut numbers = text.split_whitespace().map(|word| word.parse().ok());
    Some([numbers.next()??, numbers.next()??])
}

#[expect(clippy::print_stdout, reason = "the process that waits reads it")]
/// Captures for ten minutes and prints what this process weighs, in MiB, before and after.
pub(crate) fn weigh() {
    if let Some((before, after)) = captured() {
        println!("{before} {after}");
    }
}

fn captured() -> Option<(f64, f64)> {
    let clock = Arc::new(Fast(SystemMonotonic::start()));
    let (kind, side) = (Kind::IdentityCard, Kind::IdentityCard.mrz_side());
    let fonts = Fonts::from_system().ok()?;
    let driver = Arc::new(Webcam {
        clock: Arc::clone(&clock),
        pictures: good_frames(kind, side, &fonts).ok()?.into(),
    });
    let camera = GuardedCamera::new(driver, clock.clone(), LeftBehind::default());
    let settings = SessionSettings::DOCUMENT;
    let session = CaptureSession::start(Box::new(camera), None, clock.clone(), settings);
    session.guide(Subject::Document(kind, side));
    let mut photographed = 0;
    let mut watch_until = |frames: u64| {
        while session.status().frames < frames {
            core::hint::black_box(session.preview().ok());
            if session.status().frames > photographed + PHOTOGRAPH_EVERY {
                photographed = session.status().frames;
                core::hint::black_box(session.take_document(None, Some((kind, side))).ok());
            }
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
    pictures: Arc<[Arc<[u8]>]>,
}

struct Filming {
    clock: Arc<Fast>,
    pictures: Arc<[Arc<[u8]>]>,
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
