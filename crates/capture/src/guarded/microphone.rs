//! A sound library on a thread that may hang without taking anybody along.

use super::left_behind::LeftBehind;
use super::thread::LentThread;
use crate::clock::Monotonic;
use crate::source::{SoundChunk, SoundSource, SourceFault};
use core::any::Any;
use core::time::Duration;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};

/// What a microphone gives, or why it gives no more.
pub type Heard = Result<SoundChunk, SourceFault>;

/// Opens a microphone. Called on a thread of its own, where it may block.
pub trait SoundDriver: Send + Sync {
    /// Opens it; what it hears is posted, and lost where the queue is full. Dropping what is given ends it, on the
    /// same thread: a stream cannot move between threads on every system.
    ///
    /// # Errors
    /// The reason why there will be no sound.
    fn listen(&self, post: SyncSender<Heard>) -> Result<Box<dyn Any>, SourceFault>;
}

/// A microphone whose library may block or hang; the session never does.
pub struct GuardedMicrophone {
    driver: Arc<dyn SoundDriver>,
    clock: Arc<dyn Monotonic>,
    left_behind: LeftBehind,
    running: Option<Running>,
}

struct Running {
    heard: Receiver<Heard>,
    // Dropping it tells the thread that holds the stream to end.
    stop: SyncSender<()>,
    thread: LentThread,
}

/// Pieces that wait for the session: about two seconds; beyond, the newest are lost and the
/// recorder fills the hole with silence.
const QUEUE: usize = 200;

impl GuardedMicrophone {
    /// Guards a driver. Opens nothing yet.
    pub fn new(
        driver: Arc<dyn SoundDriver>,
        clock: Arc<dyn Monotonic>,
        left_behind: LeftBehind,
    ) -> Self {
        Self {
            driver,
            clock,
            left_behind,
            running: None,
        }
    }
}

impl SoundSource for GuardedMicrophone {
    fn open(&mut self) -> Result<(), SourceFault> {
        let (post, heard) = sync_channel(QUEUE);
        let (stop, stopped) = sync_channel::<()>(0);
        let driver = Arc::clone(&self.driver);
        let thread = LentThread::start("microphone", &self.left_behind, move || {
            match driver.listen(post.clone()) {
                Ok(stream) => {
                    // Ends when the session's side is dropped.
                    let _ = stopped.recv();
                    drop(stream);
                }
                Err(fault) => {
                    // Nobody waits any more: the session was stopped meanwhile.
                    let _ = post.try_send(Err(fault));
                }
            }
        })?;
        self.running = Some(Running {
            heard,
            stop,
            thread,
        });
        Ok(())
    }

    fn next_chunk(&mut self, patience: Duration) -> Result<Option<SoundChunk>, SourceFault> {
        let running = self.running.as_ref().ok_or(SourceFault::NoMicrophone)?;
        match running.heard.recv_timeout(patience) {
            Ok(heard) => heard.map(Some),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(SourceFault::Unplugged),
        }
    }

    fn close(&mut self) {
        let Some(running) = self.running.take() else {
            return;
        };
        drop((running.stop, running.heard));
        running.thread.let_go(self.clock.as_ref());
    }
}

impl Drop for GuardedMicrophone {
    fn drop(&mut self) {
        self.close();
    }
}
