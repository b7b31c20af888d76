//! A camera library that blocks, spins, dies or lies never takes a session along, and a camera that
//! went away comes back by itself.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::sync::atomic::Ordering;
use core::time::Duration;
use sceau_capture::guarded::{GuardedCamera, LeftBehind};
use sceau_capture::{
    CameraFinding, CaptureFault, CaptureSession, FrameSource, Monotonic, SessionSettings,
    SessionState, SourceFault, Unsigned,
};
use std::sync::Arc;
use support::cabinet::Cabinet;
use support::driver::{Act, Facts, FakeDriver, FastClock, Life, SMALL, WORKS};
use support::wait_for;

/// A session on a camera with these lives.
struct Stage {
    session: CaptureSession,
    facts: Arc<Facts>,
    left_behind: LeftBehind,
    clock: Arc<FastClock>,
}

impl Stage {
    fn new(lives: impl IntoIterator<Item = Life>) -> Self {
        Self::of(SessionSettings::FACE, lives)
    }

    fn of(settings: SessionSettings, lives: impl IntoIterator<Item = Life>) -> Self {
        let clock = FastClock::start();
        let driver = FakeDriver::new(clock.clone(), SMALL, lives);
        let facts = Arc::clone(&driver.facts);
        let left_behind = LeftBehind::default();
        let camera = GuardedCamera::new(driver, clock.clone(), left_behind.clone());
        let session = CaptureSession::start(Box::new(camera), None, clock.clone(), settings);
        Self {
            session,
            facts,
            left_behind,
            clock,
        }
    }

    fn state(&self) -> SessionState {
        self.session.status().state
    }

    fn reaches(&self, wanted: SessionState) {
        wait_for("the state", || (self.state() == wanted).then_some(()));
    }

    fn opened(&self) -> usize {
        self.facts.opened.load(Ordering::SeqCst)
    }

    fn films(&self, cabinet: &Cabinet) {
        let begun = self.session.start_recording(|| Ok(cabinet.file()));
        begun.unwrap();
    }

    /// Stops, and looks whether anything is left.
    fn ends_clean(&self) {
        let before = self.clock.elapsed();
        self.session.stop();
        assert!(
            self.clock.elapsed() - before < Duration::from_secs(8),
            "stopping is bounded"
        );
        assert_eq!(
            self.facts.open_now.load(Ordering::SeqCst),
            0,
            "the light is off"
        );
        assert_eq!(self.left_behind.count(), 0, "no thread is left");
    }
}

fn some_frames() -> Act {
    Act::Gives { fps: 30, count: 40 }
}

#[test]
fn a_camera_that_works_leaves_nothing_behind() {
    let stage = Stage::new([Ok(vec![WORKS])]);
    stage.reaches(SessionState::Live);
    stage.ends_clean();
    assert_eq!(stage.opened(), 1);
}

#[test]
fn an_unplugged_camera_that_is_plugged_in_again_goes_on_by_itself() {
    let stage = Stage::new([
        Ok(vec![some_frames(), Act::Dies(SourceFault::Unplugged)]),
        Err(SourceFault::NoCamera),
        Err(SourceFault::NoCamera),
        Ok(vec![WORKS]),
    ]);
    stage.reaches(SessionState::Reopening(SourceFault::Unplugged));
    assert_eq!(
        stage.session.preview().unwrap_err(),
        CaptureFault::NoFrameYet,
        "a picture of before is not one of now"
    );
    stage.reaches(SessionState::Live);
    assert_eq!(stage.opened(), 4);
    stage.ends_clean();
}

#[test]
fn one_that_stays_away_fails_with_its_first_reason_after_five_tries() {
    let stage = Stage::new([
        Ok(vec![some_frames(), Act::Dies(SourceFault::Unplugged)]),
        Err(SourceFault::NoCamera),
    ]);
    stage.reaches(SessionState::Failed(SourceFault::Unplugged));
    assert_eq!(stage.opened(), 6);
    stage.ends_clean();
}

#[test]
fn a_camera_that_was_never_there_is_told_at_once() {
    for fault in [
        SourceFault::NoCamera,
        SourceFault::Busy,
        SourceFault::PermissionDenied,
        SourceFault::Format,
    ] {
        let stage = Stage::new([Err(fault)]);
        stage.reaches(SessionState::Failed(fault));
        assert_eq!(stage.opened(), 1, "{fault:?}");
        stage.ends_clean();
    }
}

#[test]
fn a_permission_withdrawn_meanwhile_is_not_asked_for_again_and_again() {
    let stage = Stage::new([
        Ok(vec![some_frames(), Act::Dies(SourceFault::Unplugged)]),
        Err(SourceFault::PermissionDenied),
    ]);
    stage.reaches(SessionState::Failed(SourceFault::PermissionDenied));
    assert_eq!(stage.opened(), 2);
}

#[test]
fn a_call_that_never_comes_back_is_left_behind_and_counted() {
    // The hanging thread holds the camera: the system says « busy », and means ourselves.
    let stage = Stage::new([Ok(vec![some_frames(), Act::Hangs]), Err(SourceFault::Busy)]);
    stage.reaches(SessionState::Failed(SourceFault::Silent));
    assert_eq!(stage.left_behind.count(), 1);
    stage.facts.open_gate();
    wait_for("the thread's end", || {
        (stage.left_behind.count() == 0).then_some(())
    });
    stage.ends_clean();
}

#[test]
fn stopping_does_not_wait_for_a_call_that_hangs() {
    let stage = Stage::new([Ok(vec![some_frames(), Act::Hangs])]);
    wait_for("the call", || {
        (stage.facts.hanging.load(Ordering::SeqCst) == 1).then_some(())
    });
    let before = stage.clock.elapsed();
    stage.session.stop();
    assert!(stage.clock.elapsed() - before < Duration::from_secs(8));
    assert_eq!(stage.left_behind.count(), 1);
    stage.facts.open_gate();
    wait_for("the thread's end", || {
        (stage.left_behind.count() == 0).then_some(())
    });
}

#[test]
fn hanging_threads_do_not_pile_up() {
    let clock = FastClock::start();
    let driver = FakeDriver::new(clock.clone(), SMALL, [Ok(vec![Act::Hangs])]);
    let (facts, left_behind) = (Arc::clone(&driver.facts), LeftBehind::default());
    let mut camera = GuardedCamera::new(driver, clock, left_behind.clone());
    for number in 1..=4 {
        camera.open().unwrap();
        wait_for("the call", || {
            (facts.hanging.load(Ordering::SeqCst) == number).then_some(())
        });
        camera.close();
    }
    assert_eq!(left_behind.count(), 4);
    assert_eq!(camera.open(), Err(SourceFault::Silent));
    facts.open_gate();
    wait_for("their end", || (left_behind.count() == 0).then_some(()));
    camera.open().unwrap();
    camera.close();
}

#[test]
fn a_library_that_spins_is_slowed_down_and_called_silent() {
    let stage = Stage::new([Ok(vec![some_frames(), Act::Spins])]);
    stage.reaches(SessionState::Reopening(SourceFault::Silent));
    let seconds = stage.clock.elapsed().as_secs_f64();
    let calls = stage.facts.calls.load(Ordering::SeqCst);
    assert!(
        (calls as f64) < seconds * 260.0,
        "{calls} calls in {seconds} s"
    );
    stage.ends_clean();
}

#[test]
fn bytes_that_are_no_pictures_are_an_unknown_format() {
    let stage = Stage::new([Ok(vec![some_frames(), Act::Rubbish])]);
    stage.reaches(SessionState::Failed(SourceFault::Format));
    stage.ends_clean();
}

#[test]
fn a_library_that_panics_is_an_unplugged_camera() {
    let stage = Stage::new([Ok(vec![some_frames(), Act::Panics]), Ok(vec![WORKS])]);
    wait_for("the second life", || (stage.opened() == 2).then_some(()));
    stage.reaches(SessionState::Live);
    stage.ends_clean();
}

#[test]
fn one_frame_a_second_is_slow_and_not_silent() {
    let slow = Act::Gives {
        fps: 1,
        count: usize::MAX,
    };
    let stage = Stage::new([Ok(vec![slow])]);
    wait_for("eight frames", || {
        (stage.session.status().frames >= 8).then_some(())
    });
    let status = stage.session.status();
    assert_eq!(status.state, SessionState::Live);
    assert!(status.fps < 2.0, "{}", status.fps);
    assert_eq!(stage.opened(), 1);
    stage.ends_clean();
}

#[test]
fn a_frozen_and_a_black_picture_are_found_and_pass() {
    for (act, finding) in [
        (Act::Repeats, CameraFinding::Frozen),
        (Act::Black, CameraFinding::Black),
    ] {
        let stage = Stage::new([Ok(vec![some_frames(), act])]);
        let found = wait_for("the finding", || stage.session.status().finding);
        assert_eq!(found, finding);
        assert_eq!(stage.state(), SessionState::Live, "a finding ends nothing");
        stage.ends_clean();
    }
}

#[test]
fn a_film_knows_that_its_pictures_stood_still() {
    let stage = Stage::new([Ok(vec![some_frames(), Act::Repeats])]);
    stage.reaches(SessionState::Live);
    let cabinet = Cabinet::new();
    stage.films(&cabinet);
    wait_for("the finding", || stage.session.status().finding);
    let film = stage.session.stop_recording(&Unsigned).unwrap();
    assert_eq!(film.finding, Some(CameraFinding::Frozen));
    stage.ends_clean();
}

#[test]
fn a_picture_taken_just_before_the_camera_goes_away_is_kept() {
    let few = Act::Gives { fps: 30, count: 12 };
    let lives = [
        Ok(vec![few, Act::Dies(SourceFault::Unplugged)]),
        Err(SourceFault::NoCamera),
    ];
    let stage = Stage::of(SessionSettings::DOCUMENT, lives);
    stage.reaches(SessionState::Live);
    // Two seconds of clip are waited for, and never come.
    let shot = stage.session.take_document(None, None).unwrap();
    assert_eq!(
        stage.state(),
        SessionState::Reopening(SourceFault::Unplugged)
    );
    assert!(!shot.clip.mp4.is_empty());
    stage.ends_clean();
}

#[test]
fn stopping_while_it_is_opened_again_is_quick() {
    let stage = Stage::new([
        Ok(vec![some_frames(), Act::Dies(SourceFault::Unplugged)]),
        Err(SourceFault::NoCamera),
    ]);
    stage.reaches(SessionState::Reopening(SourceFault::Unplugged));
    stage.ends_clean();
    assert_eq!(stage.state(), SessionState::Stopped);
}

#[test]
fn a_film_with_a_hole_is_no_film_and_the_next_one_is() {
    let stage = Stage::new([
        Ok(vec![
            Act::Gives { fps: 30, count: 60 },
            Act::Dies(SourceFault::Unplugged),
        ]),
        Ok(vec![WORKS]),
    ]);
    stage.reaches(SessionState::Live);
    let cabinet = Cabinet::new();
    stage.films(&cabinet);
    wait_for("the second life", || (stage.opened() == 2).then_some(()));
    stage.reaches(SessionState::Live);
    let told = stage.session.status().film_fault;
    assert_eq!(told, Some(SourceFault::Unplugged), "while it goes on");
    let unplugged = CaptureFault::Source(SourceFault::Unplugged);
    assert_eq!(
        stage.session.stop_recording(&Unsigned).unwrap_err(),
        unplugged
    );
    stage.films(&cabinet);
    let seen = stage.session.status().frames;
    wait_for("some frames", || {
        (stage.session.status().frames > seen + 20).then_some(())
    });
    let film = stage.session.stop_recording(&Unsigned).unwrap();
    assert!(film.measured.frames > 0);
    stage.ends_clean();
}
