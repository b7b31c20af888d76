//! The thread that owns the camera: opens it, pulls frames, notices silence, closes it.

use super::shared::Shared;
use super::status::SessionState;
use crate::source::{FrameSource, SourceFault};
use core::time::Duration;
use std::sync::Arc;
use std::thread::JoinHandle;

/// How long one pull may wait: a stop is noticed within this time.
const PATIENCE: Duration = Duration::from_millis(100);

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
    let mut heard_at = shared.clock.elapsed();
    while !shared.is_stopping() {
        if shared.take_beginning() {
            source.recording_begins();
        }
        match source.next_frame(PATIENCE)? {
            Some(frame) => {
                heard_at = shared.clock.elapsed();
                shared.frame_came(frame);
            }
            None if shared.clock.elapsed() > heard_at + silent_after => {
                return Err(SourceFault::Silent);
            }
            None => {}
        }
    }
    Ok(())
}
