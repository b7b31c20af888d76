//! A sound library that hangs, dies or gives nothing never takes a session along, and is told.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot prepare its case fails there, and a library may panic"
)]
mod support;

use core::any::Any;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use sceau_capture::guarded::{GuardedCamera, GuardedMicrophone, Heard, LeftBehind, SoundDriver};
use sceau_capture::{
    CaptureSession, Monotonic, SessionSettings, SoundChunk, SoundSource, SourceFault,
};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use support::driver::{FakeDriver, FastClock, SMALL, WORKS};
use support::wait_for;

/// What a sound library does once it is asked.
#[derive(Clone)]
enum Way {
    /// Gives so many pieces, then nothing more.
    Gives(u64),
    /// Refuses.
    Refuses(SourceFault),
    /// Does not come back from opening until the gate is opened.
    Hangs(Arc<AtomicBool>),
    /// Panics.
    Panics,
}

impl SoundDriver for Way {
    fn listen(&self, post: SyncSender<Heard>) -> Result<Box<dyn Any>, SourceFault> {
        match self {
            Self::Gives(count) => {
                for n in 0..*count {
                    post.send(Ok(SoundChunk {
                        samples: vec![9; 480],
                        rate: 48_000,
                        at: Duration::from_millis(n * 10),
                    }))
                    .unwrap();
                }
            }
            Self::Refuses(fault) => return Err(*fault),
            Self::Hangs(gate) => wait_for("the gate", || gate.load(Ordering::SeqCst).then_some(())),
            Self::Panics => panic!("as a library may"),
        }
        Ok(Box::new(post))
    }
}

struct Stage {
    clock: Arc<FastClock>,
    left_behind: LeftBehind,
}

impl Stage {
    fn new() -> Self {
        Self {
            clock: FastClock::start(),
            left_behind: LeftBehind::default(),
        }
    }

    fn microphone(&self, way: Way) -> GuardedMicrophone {
        GuardedMicrophone::new(Arc::new(way), self.clock.clone(), self.left_behind.clone())
    }

    /// A session whose camera works.
    fn session(&self, way: Way) -> CaptureSession {
        let driver = FakeDriver::new(self.clock.clone(), SMALL, [Ok(vec![WORKS])]);
        let camera = GuardedCamera::new(driver, self.clock.clone(), self.left_behind.clone());
        let microphone: Box<dyn SoundSource> = Box::new(self.microphone(way));
        let settings = SessionSettings::FACE;
        CaptureSession::start(
            Box::new(camera),
            Some(microphone),
            self.clock.clone(),
            settings,
        )
    }

    /// Why there is no sound, and after what time it was told.
    fn told(&self, way: Way) -> (SourceFault, Duration) {
        let session = self.session(way);
        let fault = wait_for("the fault", || session.status().sound_fault);
        let told_at = self.clock.elapsed();
        session.stop();
        assert_eq!(self.left_behind.count(), 0, "no thread is left");
        (fault, told_at)
    }
}

#[test]
fn a_microphone_that_refuses_is_told_with_its_reason() {
    for fault in [SourceFault::Busy, SourceFault::PermissionDenied] {
        assert_eq!(Stage::new().told(Way::Refuses(fault)).0, fault);
    }
    let (gone, _) = Stage::new().told(Way::Panics);
    assert_eq!(gone, SourceFault::Unplugged);
}

#[test]
fn one_that_gives_nothing_is_silent_and_the_first_sound_may_take_longer() {
    let (fault, told_at) = Stage::new().told(Way::Gives(0));
    assert_eq!(fault, SourceFault::Silent);
    assert!(told_at >= Duration::from_secs(5), "{told_at:?}");
    let (fault, told_at) = Stage::new().told(Way::Gives(3));
    assert_eq!(fault, SourceFault::Silent);
    assert!(told_at >= Duration::from_secs(2), "{told_at:?}");
    assert!(told_at < Duration::from_secs(5), "{told_at:?}");
}

#[test]
fn an_opening_that_hangs_keeps_nobody_and_is_counted_until_it_ends() {
    let stage = Stage::new();
    let gate = Arc::new(AtomicBool::new(false));
    let session = stage.session(Way::Hangs(Arc::clone(&gate)));
    let fault = wait_for("the fault", || session.status().sound_fault);
    assert_eq!(fault, SourceFault::Silent);
    let before = stage.clock.elapsed();
    session.stop();
    assert!(stage.clock.elapsed() < before + Duration::from_secs(8));
    assert_eq!(stage.left_behind.count(), 1);
    gate.store(true, Ordering::SeqCst);
    wait_for("its end", || (stage.left_behind.count() == 0).then_some(()));
}

#[test]
fn with_too_many_hanging_another_is_not_even_tried() {
    let stage = Stage::new();
    let gate = Arc::new(AtomicBool::new(false));
    for _ in 0..4 {
        let mut microphone = stage.microphone(Way::Hangs(Arc::clone(&gate)));
        microphone.open().unwrap();
        microphone.close();
    }
    assert_eq!(stage.left_behind.count(), 4);
    let mut microphone = stage.microphone(Way::Gives(1));
    assert_eq!(microphone.open(), Err(SourceFault::Silent));
    gate.store(true, Ordering::SeqCst);
    wait_for("their end", || {
        (stage.left_behind.count() == 0).then_some(())
    });
}
