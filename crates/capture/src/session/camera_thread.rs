//! The thread that owns the camera: opens it, pulls frames, notices silence, opens it again when it
//! went away, closes it.

use super::SessionSettings;
use super::looks::Looks;
use super::shared::{News, Shared};
use super::status::SessionState;
use crate::source::{FrameSource, SourceFault};
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

/// How long one pull may wait: a stop is noticed within this time.
const PATIENCE: Duration = Duration::from_millis(100);
/// A camera that gave nothing yet is called dead after this: some take seconds to wake.
const FIRST_FRAME: Duration = Duration::from_secs(12);
/// One that woke before is quicker.
const FIRST_FRAME_AGAIN: Duration = Duration::from_secs(4);
/// A camera that stayed for so long starts its tries anew the next time it goes away.
const STEADY: Duration = Duration::from_secs(10);

pub(crate) fn spawn(
    mut source: Box<dyn FrameSource>,
    shared: Arc<Shared>,
    settings: SessionSettings,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let end = match keep_pulling(source.as_mut(), &shared, settings) {
            Ok(()) => SessionState::Stopped,
            Err(fault) => {
                tracing::info!(code = fault.code(), "the camera ended");
                SessionState::Failed(fault)
            }
        };
        source.close();
        shared.ended(end);
    })
}

/// Pulls until the session stops, over as many openings as its settings allow.
fn keep_pulling(
    source: &mut dyn FrameSource,
    shared: &Shared,
    settings: SessionSettings,
) -> Result<(), SourceFault> {
    let mut pauses = settings.reopen_after.iter();
    // Why it went away; the tries to get it back fail for reasons of their own.
    let mut away: Option<SourceFault> = None;
    loop {
        let first_frame = if away.is_some() {
            FIRST_FRAME_AGAIN
        } else {
            FIRST_FRAME
        };
        let mut lived = Duration::ZERO;
        let silent_after = settings.silent_after.max(source.may_be_silent_for());
        let limits = (first_frame.max(silent_after), silent_after);
        let Err(fault) = pull(source, shared, limits, &mut lived) else {
            return Ok(());
        };
        if !lived.is_zero() {
            away = None;
        }
        if lived >= STEADY {
            pauses = settings.reopen_after.iter();
        }
        // One that never gave a frame is told at once: the person can do something about it.
        let may_come_back = away.is_some() || (!lived.is_zero() && is_passing(fault));
        let reason = *away.get_or_insert(fault);
        if fault == SourceFault::PermissionDenied {
            return Err(fault);
        }
        let Some(pause) = pauses.next().filter(|_| may_come_back) else {
            return Err(reason);
        };
        tracing::info!(
            code = fault.code(),
            "the camera went away; it is opened again"
        );
        source.close();
        shared.reopening(reason);
        if !wait(shared, *pause) {
            return Ok(());
        }
    }
}

/// Whether a camera that went away like this may come back by itself.
const fn is_passing(fault: SourceFault) -> bool {
    match fault {
        SourceFault::Unplugged
        | SourceFault::Silent
        | SourceFault::Busy
        | SourceFault::NoCamera => true,
        SourceFault::PermissionDenied | SourceFault::Format | SourceFault::NoMicrophone => false,
    }
}

/// Waits; false when the session was stopped meanwhile.
fn wait(shared: &Shared, pause: Duration) -> bool {
    let until = shared.clock.elapsed() + pause;
    while !shared.is_stopping() && shared.clock.elapsed() < until {
        let left = until.saturating_sub(shared.clock.elapsed());
        shared.clock.pause(left.min(PATIENCE));
    }
    !shared.is_stopping()
}

/// One opening: pulls frames until there is a fault or the session stops. `lived` tells for how long
/// frames came, at least a nanosecond if any did. `limits`: until the first frame, and between two.
fn pull(
    source: &mut dyn FrameSource,
    shared: &Shared,
    limits: (Duration, Duration),
    lived: &mut Duration,
) -> Result<(), SourceFault> {
    source.open()?;
    let (mut heard_at, mut limit) = (shared.clock.elapsed(), limits.0);
    let (mut first_at, mut looks) = (None, Looks::default());
    let mut must_speak = source.starts_by_itself();
    while !shared.is_stopping() {
        while let Some(news) = shared.next_news_for_camera() {
            match news {
                News::RecordingBegins => source.recording_begins(),
                News::Asked(prompt) => source.prompted(prompt),
            }
        }
        match source.next_frame(PATIENCE)? {
            Some(frame) => {
                (heard_at, limit, must_speak) = (shared.clock.elapsed(), limits.1, true);
                let since = *first_at.get_or_insert(heard_at);
                *lived = heard_at.saturating_sub(since).max(Duration::from_nanos(1));
                let finding = looks.at(&frame, source.pictures_move());
                shared.frame_came(frame, finding);
            }
            None if must_speak && shared.clock.elapsed() > heard_at + limit => {
                return Err(SourceFault::Silent);
            }
            None => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Monotonic;
    use crate::frame::{Frame, FrameImage, Rotation};
    use core::sync::atomic::{AtomicU64, Ordering};

    #[derive(Default)]
    struct Seconds(AtomicU64);

    impl Monotonic for Seconds {
        fn elapsed(&self) -> Duration {
            Duration::from_secs(self.0.load(Ordering::SeqCst))
        }

        fn pause(&self, time: Duration) {
            self.0.fetch_add(time.as_secs(), Ordering::SeqCst);
        }
    }

    /// Gives a frame at these seconds and none else; the test ends it after a hundred.
    struct Rare {
        clock: Arc<Seconds>,
        shared: Arc<Shared>,
        speaks_at: &'static [u64],
        starts_by_itself: bool,
    }

    impl FrameSource for Rare {
        fn open(&mut self) -> Result<(), SourceFault> {
            Ok(())
        }

        fn next_frame(&mut self, _: Duration) -> Result<Option<Frame>, SourceFault> {
            self.clock.pause(Duration::from_secs(1));
            let at = self.clock.elapsed();
            if at.as_secs() >= 100 {
                self.shared.stop();
            }
            let image = FrameImage::Jpeg(Arc::new([]));
            let frame = Frame {
                image,
                width: 1,
                height: 1,
                at,
                rotation: Rotation::None,
            };
            Ok(self.speaks_at.contains(&at.as_secs()).then_some(frame))
        }

        fn starts_by_itself(&self) -> bool {
            self.starts_by_itself
        }

        fn close(&mut self) {}
    }

    /// The second at which the camera is called dead, or `None`.
    fn dead_at(speaks_at: &'static [u64], starts_by_itself: bool) -> Option<u64> {
        let clock = Arc::<Seconds>::default();
        let settings = SessionSettings {
            silent_after: Duration::from_secs(5),
            reopen_after: &[],
            ..SessionSettings::FACE
        };
        let shared = Arc::new(Shared::new(clock.clone(), settings, false));
        let mut source = Rare {
            clock: clock.clone(),
            shared: Arc::clone(&shared),
            speaks_at,
            starts_by_itself,
        };
        let end = keep_pulling(&mut source, &shared, settings);
        end.is_err().then(|| clock.elapsed().as_secs())
    }

    #[test]
    fn a_camera_that_never_speaks_is_dead_after_twelve_seconds() {
        assert_eq!(dead_at(&[], true), Some(13));
    }

    #[test]
    fn one_that_falls_silent_is_dead_after_five() {
        assert_eq!(dead_at(&[1, 2, 6, 11], true), Some(17));
        assert_eq!(dead_at(&[50], false), Some(56));
    }

    #[test]
    fn a_person_who_reads_the_question_for_long_is_waited_for() {
        assert_eq!(dead_at(&[], false), None);
    }
}
