//! The shutter that needs no hand, in real time: how long after the first good frame there is a picture,
//! and whether bad frames ever give one.

use crate::Findings;
use crate::Setting;
use core::time::Duration;
use sceau_benches::{Row, Times};
use sceau_capture::guidance::Subject;
use sceau_capture::{
    CaptureSession, Frame, FrameSource, Monotonic, Rotation, SessionSettings, SourceFault,
    SystemMonotonic,
};
use sceau_testkit::specimen::camera::{Condition, SIZE, Scene, Subject as SceneSubject};
use sceau_testkit::specimen::{Fonts, Kind, Side, card, person};
use sceau_vision::jpeg::{self, Rgb};
use std::sync::Arc;

const CASE: &str = "guidance/auto-shutter";
/// Of a usual camera.
const EVERY: Duration = Duration::from_millis(66);
/// The screen asks so often how it stands.
const ASKED_EVERY: Duration = Duration::from_millis(50);
/// Different frames of one condition; the camera repeats them.
const FRAMES: u32 = 6;
/// Bad frames come first for so long, twice what good ones need.
const BAD_FOR: Duration = Duration::from_millis(1_400);
/// A picture that has not come by then never comes.
const LONGEST: Duration = Duration::from_secs(6);

/// Bad and good frames of one side, as JPEG files.
struct Reel {
    bad: Vec<Arc<[u8]>>,
    good: Vec<Arc<[u8]>>,
}

/// A camera that shows the bad frames, then the good ones.
struct Camera {
    reel: Arc<Reel>,
    clock: Arc<SystemMonotonic>,
    opened: Duration,
    frames: usize,
}

impl FrameSource for Camera {
    fn open(&mut self) -> Result<(), SourceFault> {
        self.opened = self.clock.elapsed();
        Ok(())
    }

    fn next_frame(&mut self, _: Duration) -> Result<Option<Frame>, SourceFault> {
        self.clock.pause(EVERY);
        let at = self.clock.elapsed();
        let is_bad = at < self.opened + BAD_FOR;
        let reel = if is_bad {
            &self.reel.bad
        } else {
            &self.reel.good
        };
        self.frames += 1;
        let bytes = Arc::clone(&reel[self.frames % reel.len()]);
        let frame = Frame::of_jpeg(bytes, at, Rotation::None).map_err(|_| SourceFault::Format)?;
        Ok(Some(frame))
    }

    fn close(&mut self) {}
}

/// Measures it on every side of every document, after every bad condition in turn.
pub(crate) fn shutter(_: &Setting) -> Findings {
    let mut findings = Findings::default();
    if let Err(reason) = measure(&mut findings) {
        findings.missing.push(format!("auto-shutter: {reason}"));
    }
    findings
}

fn measure(findings: &mut Findings) -> Result<(), String> {
    let fonts = Fonts::from_system().map_err(|error| error.to_string())?;
    // A picture of a screen is a finding for the operator and stops no shutter.
    let bad = Condition::ALL
        .into_iter()
        .filter(|condition| ![Condition::Good, Condition::Screen].contains(condition));
    let (mut times, mut trials, mut too_early, mut missed) = (Times::default(), 0_u32, 0, 0);
    for (round, condition) in (0..).zip(bad) {
        for kind in Kind::ALL {
            for &side in kind.sides() {
                // Where there is no zone to read, a fingertip at the edge hides nothing.
                if condition == Condition::Fingers && side != kind.mrz_side() {
                    continue;
                }
                let reel = drawn(kind, side, condition, round, &fonts)?;
                trials += 1;
                let fault = match taken_after(reel, kind, side) {
                    Ok(after) => {
                        times.push(after);
                        continue;
                    }
                    Err(Fault::TooEarly) => {
                        too_early += 1;
                        "of a bad frame"
                    }
                    Err(Fault::Never(hint)) => {
                        missed += 1;
                        &format!("never, « {hint} »")
                    }
                };
                findings.notes.push(format!(
                    "Shutter: {} {} after {}: {fault}.",
                    kind.as_str(),
                    side.as_str(),
                    condition.slug()
                ));
            }
        }
    }
    findings.rows.extend(times.rows(CASE, "sceau"));
    let counts = [
        ("trials", trials),
        ("of bad frames", too_early),
        ("never", missed),
    ];
    let row = |(metric, count)| Row::new(CASE, "sceau", metric, "count", f64::from(count));
    findings.rows.extend(counts.map(row));
    Ok(())
}

/// What a shutter did wrong.
enum Fault {
    /// A picture took itself while frames were bad.
    TooEarly,
    /// None came; what was said last.
    Never(&'static str),
}

/// How long after the first good frame the picture was there.
fn taken_after(reel: Reel, kind: Kind, side: Side) -> Result<Duration, Fault> {
    let clock = Arc::new(SystemMonotonic::start());
    let camera = Camera {
        reel: Arc::new(reel),
        clock: Arc::clone(&clock),
        opened: Duration::ZERO,
        frames: 0,
    };
    let settings = SessionSettings::DOCUMENT;
    let shared: Arc<dyn Monotonic> = Arc::clone(&clock) as Arc<dyn Monotonic>;
    let session = CaptureSession::start(Box::new(camera), None, shared, settings);
    session.guide(Subject::Document(kind, side));
    let mut hint = "none";
    while clock.elapsed() < LONGEST {
        let advice = session.status().advice;
        hint = advice.map_or(hint, |advice| advice.hint.code());
        if advice.is_some_and(|advice| advice.progress >= 1.0) && session.take_still().is_ok() {
            let after = clock.elapsed().checked_sub(BAD_FOR);
            session.stop();
            return after.ok_or(Fault::TooEarly);
        }
        clock.pause(ASKED_EVERY);
    }
    session.stop();
    Err(Fault::Never(hint))
}

fn drawn(
    kind: Kind,
    side: Side,
    bad: Condition,
    round: u64,
    fonts: &Fonts,
) -> Result<Reel, String> {
    let held = Held::new(kind, side, round, fonts)?;
    Ok(Reel {
        bad: held.frames(bad)?,
        good: held.frames(Condition::Good)?,
    })
}

/// Good frames of one side, as JPEG files.
pub(crate) fn good_frames(kind: Kind, side: Side, fonts: &Fonts) -> Result<Vec<Arc<[u8]>>, String> {
    Held::new(kind, side, 0, fonts)?.frames(Condition::Good)
}

/// A side held before a camera.
struct Held {
    scene: Scene,
    subject: SceneSubject,
}

impl Held {
    fn new(kind: Kind, side: Side, round: u64, fonts: &Fonts) -> Result<Self, String> {
        let who = person(5 + round, jiff::civil::date(2026, 11, 2));
        let paper = card::render(&who, kind, side, fonts).map_err(|error| error.to_string())?;
        let scene = Scene::new(5 + round, SIZE);
        let subject = scene.subject(&paper);
        Ok(Self { scene, subject })
    }

    fn frames(&self, condition: Condition) -> Result<Vec<Arc<[u8]>>, String> {
        let frame = |index: u32| {
            let shot = self.scene.shot(&self.subject, condition, index);
            let bytes = jpeg::encode(&rgb(shot), 90).map_err(|error| error.to_string())?;
            Ok(bytes.into())
        };
        (0..FRAMES).map(frame).collect()
    }
}

/// A drawn picture as the encoder takes it.
pub(crate) fn rgb(picture: image::RgbImage) -> Rgb {
    let narrow = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    Rgb {
        width: narrow(picture.width()),
        height: narrow(picture.height()),
        pixels: picture.into_raw(),
    }
}
