//! The thread that owns the camera: opens it, pulls frames, notices silence, closes it.

use super::shared::Shared;
use super::status::SessionState;
use crate::source::{FrameSource, SourceFault};
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

/// How long one pull may wait: a stop is noticed within this time.
const PATIENCE: Duration = Duration::from_millis(100);
/// A camera that gave nothing yet is called dead after this: some take seconds to wake.
const FIRST_FRAME: Duration = Duration::from_secs(12);

pub(crate) fn spawn(
    mut source: Box<dyn FrameSource>,
    shared: Arc<Shared>,
    silent_after: Duration,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let end = match pull(source.as_mut(), &shared, silent_after) {
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

fn pull(
    source: &mut dyn FrameSource,
    shared: &Shared,
    silent_after: Duration,
) -> Result<(), SourceFault> {
    source.open()?;
    let (mut heard_at, mut limit) = (shared.clock.elapsed(), FIRST_FRAME.max(silent_after));
    let mut must_speak = source.starts_by_itself();
    while !shared.is_stopping() {
        if shared.take_beginning() {
            source.recording_begins();
        }
        match source.next_frame(PATIENCE)? {
            Some(frame) => {
                (heard_at, limit, must_speak) = (shared.clock.elapsed(), silent_after, true);
                shared.frame_came(frame);
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
    use crate::session::SessionSettings;
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
        let shared = Arc::new(Shared::new(clock.clone(), SessionSettings::FACE, false));
        let mut source = Rare {
            clock: clock.clone(),
            shared: Arc::clone(&shared),
            speaks_at,
            starts_by_itself,
        };
        let end = pull(&mut source, &shared, Duration::from_secs(5));
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
