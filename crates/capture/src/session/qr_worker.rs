//! Reading codes beside the thread that must answer: a reader that takes too long is left behind.

use crate::clock::Monotonic;
use crate::frame::Frame;
use core::time::Duration;
use sceau_vision::{Budget, QrReader};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};

/// What one look for a code found. The text may carry a token: `Debug` does not print it.
#[derive(Clone, PartialEq, Eq)]
pub enum ScanOutcome {
    /// One of our codes.
    Ours(String),
    /// A code, but not ours: the person is told so.
    Foreign,
    /// No code, or none in time.
    Nothing,
}

impl core::fmt::Debug for ScanOutcome {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Ours(_) => "Ours(…)",
            Self::Foreign => "Foreign",
            Self::Nothing => "Nothing",
        })
    }
}

/// A reader that has not answered after this is left behind.
const OVERDUE: Duration = Duration::from_millis(800);
/// Readers left behind at most: beyond, scanning pauses until one comes back.
const MOST_LOST: usize = 2;

struct Reader {
    frames: SyncSender<Frame>,
    texts: Receiver<Vec<String>>,
}

/// Reads the texts off a frame within a budget it may overrun; it remembers where codes were.
type Read = fn(&mut QrReader, &Frame, &dyn Budget) -> Vec<String>;

/// Looks for codes in the frames of one camera. The thread that asks waits as long as it said and no
/// longer, whatever is in the frame.
pub struct QrWorker {
    clock: Arc<dyn Monotonic>,
    read: Read,
    reader: Option<Reader>,
    busy_since: Option<Duration>,
    lost: Vec<Receiver<Vec<String>>>,
    last_sequence: u64,
}

impl QrWorker {
    /// What the thread that asks waits for an answer: a third of a frame's time at 30 a second. What the reader
    /// finds later is told at the next look.
    pub const PATIENCE: Duration = Duration::from_millis(10);
    /// No look is begun after this; one begun just before may run over. What a frame had no time for is
    /// done on the next.
    pub const READING_TIME: Duration = Duration::from_millis(60);

    /// A worker without a thread: the first look starts one.
    pub const fn new(clock: Arc<dyn Monotonic>) -> Self {
        Self::with_reader(clock, texts_of)
    }

    const fn with_reader(clock: Arc<dyn Monotonic>, read: Read) -> Self {
        Self {
            clock,
            read,
            reader: None,
            busy_since: None,
            lost: Vec::new(),
            last_sequence: 0,
        }
    }

    /// Looks for a code in a frame, for at most `patience`. A frame with the number of the one before
    /// is not read again; while a reader is at work on an earlier frame, this one is left out.
    pub fn scan(
        &mut self,
        frame: Frame,
        sequence: u64,
        patience: Duration,
        is_ours: impl Fn(&str) -> bool,
    ) -> ScanOutcome {
        if self.busy_since.is_none() {
            if sequence == self.last_sequence || !self.has_reader() {
                self.clock.pause(patience.min(Duration::from_millis(20)));
                return ScanOutcome::Nothing;
            }
            self.last_sequence = sequence;
            let is_sent = self
                .reader
                .as_ref()
                .is_some_and(|reader| reader.frames.send(frame).is_ok());
            self.busy_since = is_sent.then(|| self.clock.elapsed());
        }
        // A reader still at work on an earlier frame gets this look's time too.
        self.wait(patience, is_ours)
    }

    /// Lets the reader end. A scan after that starts another.
    pub fn stop(&mut self) {
        // The reader ends when its channel closes; one at work ends when it is done, and counts as
        // lost until then, however often this worker is stopped and begun.
        if self.busy_since.is_some() {
            self.leave_behind();
        }
        self.reader = None;
    }

    fn has_reader(&mut self) -> bool {
        if self.reader.is_some() {
            return true;
        }
        self.lost
            .retain(|late| matches!(late.try_recv(), Err(TryRecvError::Empty)));
        if self.lost.len() >= MOST_LOST {
            return false;
        }
        self.reader = Some(spawn_reader(Arc::clone(&self.clock), self.read));
        true
    }

    fn wait(&mut self, patience: Duration, is_ours: impl Fn(&str) -> bool) -> ScanOutcome {
        let Some(reader) = &self.reader else {
            return ScanOutcome::Nothing;
        };
        match reader.texts.recv_timeout(patience) {
            Ok(texts) => {
                self.busy_since = None;
                outcome_of(texts, is_ours)
            }
            Err(RecvTimeoutError::Timeout) => {
                let is_overdue = |since: Duration| self.clock.elapsed() > since + OVERDUE;
                if self.busy_since.is_none_or(is_overdue) {
                    self.leave_behind();
                }
                ScanOutcome::Nothing
            }
            Err(RecvTimeoutError::Disconnected) => {
                self.reader = None;
                self.busy_since = None;
                ScanOutcome::Nothing
            }
        }
    }

    fn leave_behind(&mut self) {
        self.busy_since = None;
        self.lost
            .extend(self.reader.take().map(|reader| reader.texts));
    }
}

fn outcome_of(texts: Vec<String>, is_ours: impl Fn(&str) -> bool) -> ScanOutcome {
    let saw_any = !texts.is_empty();
    texts.into_iter().find(|text| is_ours(text)).map_or(
        if saw_any {
            ScanOutcome::Foreign
        } else {
            ScanOutcome::Nothing
        },
        ScanOutcome::Ours,
    )
}

fn texts_of(reader: &mut QrReader, frame: &Frame, budget: &dyn Budget) -> Vec<String> {
    let codes = frame
        .luma()
        .map(|luma| reader.read(luma.view(), budget).codes)
        .unwrap_or_default();
    codes.into_iter().map(|code| code.text).collect()
}

fn spawn_reader(clock: Arc<dyn Monotonic>, read: Read) -> Reader {
    let (frames, inbox) = sync_channel::<Frame>(1);
    let (outbox, texts) = sync_channel(1);
    std::thread::spawn(move || {
        let mut reader = QrReader::new();
        while let Ok(frame) = inbox.recv() {
            let end = clock.elapsed() + QrWorker::READING_TIME;
            let remaining = || end.saturating_sub(clock.elapsed());
            if outbox.send(read(&mut reader, &frame, &remaining)).is_err() {
                return;
            }
        }
    });
    Reader { frames, texts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemMonotonic;
    use crate::frame::{FrameImage, Rotation};

    const LOOK: Duration = Duration::from_millis(50);

    fn frame() -> Frame {
        let image = FrameImage::Jpeg(Arc::new([]));
        Frame {
            image,
            width: 1,
            height: 1,
            at: Duration::ZERO,
            rotation: Rotation::None,
        }
    }

    fn hung(_: &mut QrReader, _: &Frame, _: &dyn Budget) -> Vec<String> {
        std::thread::sleep(Duration::from_secs(3));
        vec!["late".into()]
    }

    #[test]
    fn a_reader_that_hangs_is_left_behind_and_the_caller_always_answers() {
        let clock = Arc::new(SystemMonotonic::start());
        let mut worker = QrWorker::with_reader(clock.clone(), hung);
        let mut longest = Duration::ZERO;
        for sequence in 1..45 {
            let asked_at = clock.elapsed();
            assert_eq!(
                worker.scan(frame(), sequence, LOOK, |_| true),
                ScanOutcome::Nothing
            );
            longest = longest.max(clock.elapsed() - asked_at);
        }
        assert!(longest < Duration::from_millis(500), "{longest:?}");
        assert_eq!(worker.lost.len(), MOST_LOST, "no more threads than that");
        worker.stop();
    }

    #[test]
    fn stopping_and_beginning_again_does_not_pile_up_readers() {
        let clock = Arc::new(SystemMonotonic::start());
        let mut worker = QrWorker::with_reader(clock, hung);
        for sequence in 1..9 {
            worker.scan(frame(), sequence, Duration::from_millis(1), |_| true);
            worker.stop();
        }
        assert_eq!(worker.lost.len(), MOST_LOST);
        assert!(worker.reader.is_none());
    }

    #[test]
    fn a_reader_that_panics_is_replaced() {
        let clock = Arc::new(SystemMonotonic::start());
        let mut worker = QrWorker::with_reader(clock, |_, _, _| Vec::from([String::new()]));
        worker.reader = Some(spawn_reader(Arc::clone(&worker.clock), |_, _, _| {
            panic!("on purpose")
        }));
        let patience = Duration::from_secs(5);
        assert_eq!(
            worker.scan(frame(), 1, patience, |_| true),
            ScanOutcome::Nothing
        );
        assert_eq!(
            worker.scan(frame(), 2, patience, |_| false),
            ScanOutcome::Foreign
        );
    }

    #[test]
    fn the_same_frame_is_not_read_twice() {
        let clock = Arc::new(SystemMonotonic::start());
        let mut worker = QrWorker::with_reader(clock, |_, _, _| vec!["code".into()]);
        let patience = Duration::from_secs(5);
        assert_eq!(
            worker.scan(frame(), 7, patience, |_| true),
            ScanOutcome::Ours("code".into())
        );
        assert_eq!(
            worker.scan(frame(), 7, patience, |_| true),
            ScanOutcome::Nothing
        );
    }
}
