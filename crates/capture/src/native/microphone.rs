//! The microphone through cpal. The stream lives and dies on the thread that opened it.

use crate::clock::Monotonic;
use crate::source::{SoundChunk, SoundSource, SourceFault};
use core::time::Duration;
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{Device, ErrorKind, FromSample, Sample, SampleFormat, SizedSample, StreamConfig};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};

type Heard = Result<SoundChunk, SourceFault>;

/// The microphone of one session.
pub(crate) struct NativeMicrophone {
    clock: Arc<dyn Monotonic>,
    running: Option<Running>,
}

struct Running {
    heard: Receiver<Heard>,
    // Dropping it tells the thread that holds the stream to end.
    stop: SyncSender<()>,
}

/// Pieces that wait for the session: about two seconds; beyond, the newest are lost and the
/// recorder fills the hole with silence.
const QUEUE: usize = 200;

impl NativeMicrophone {
    pub(crate) const fn new(clock: Arc<dyn Monotonic>) -> Self {
        Self {
            clock,
            running: None,
        }
    }
}

impl SoundSource for NativeMicrophone {
    fn open(&mut self) -> Result<(), SourceFault> {
        let (post, heard) = sync_channel(QUEUE);
        let (stop, stopped) = sync_channel::<()>(0);
        let (opened, answer) = sync_channel(1);
        let clock = Arc::clone(&self.clock);
        // A stream cannot move between threads on every system: one thread holds it.
        std::thread::Builder::new()
            .name("microphone".into())
            .spawn(move || match listen(clock, post) {
                Ok(stream) => {
                    if opened.send(Ok(())).is_ok() {
                        // Ends when the session's side is dropped.
                        let _ = stopped.recv();
                    }
                    drop(stream);
                }
                Err(fault) => {
                    // Nobody waits any more: the session was stopped meanwhile.
                    let _ = opened.send(Err(fault));
                }
            })
            .map_err(|_| SourceFault::Busy)?;
        let answer = answer.recv_timeout(Duration::from_secs(5));
        answer.unwrap_or(Err(SourceFault::Silent))?;
        self.running = Some(Running { heard, stop });
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
        if let Some(running) = self.running.take() {
            drop(running.stop);
        }
    }
}

fn listen(clock: Arc<dyn Monotonic>, post: SyncSender<Heard>) -> Result<cpal::Stream, SourceFault> {
    let device = cpal::default_host()
        .default_input_device()
        .ok_or(SourceFault::NoMicrophone)?;
    let wanted = device
        .default_input_config()
        .map_err(|fault| fault_of(&fault))?;
    let stream = match wanted.sample_format() {
        SampleFormat::I16 => stream::<i16>(&device, wanted.config(), clock, post),
        SampleFormat::U16 => stream::<u16>(&device, wanted.config(), clock, post),
        SampleFormat::I32 => stream::<i32>(&device, wanted.config(), clock, post),
        SampleFormat::F32 => stream::<f32>(&device, wanted.config(), clock, post),
        _ => return Err(SourceFault::Format),
    }?;
    stream.play().map_err(|fault| fault_of(&fault))?;
    Ok(stream)
}

fn stream<T>(
    device: &Device,
    config: StreamConfig,
    clock: Arc<dyn Monotonic>,
    post: SyncSender<Heard>,
) -> Result<cpal::Stream, SourceFault>
where
    T: SizedSample,
    i16: FromSample<T>,
{
    let (channels, rate) = (usize::from(config.channels).max(1), config.sample_rate);
    let complain = post.clone();
    let hear = move |all: &[T], _: &cpal::InputCallbackInfo| {
        let samples: Vec<i16> = all
            .chunks_exact(channels)
            .map(|one| i16::from_sample(one[0]))
            .collect();
        let length = Duration::from_secs_f64(samples.len() as f64 / f64::from(rate.max(1)));
        let at = clock.elapsed().saturating_sub(length);
        // A full queue means nobody listens: the sound thread of the system must not wait.
        let _ = post.try_send(Ok(SoundChunk { samples, rate, at }));
    };
    let fail = move |fault: cpal::Error| {
        if !matches!(
            fault.kind(),
            ErrorKind::DeviceChanged | ErrorKind::Xrun | ErrorKind::RealtimeDenied
        ) {
            let _ = complain.try_send(Err(fault_of(&fault)));
        }
    };
    device
        .build_input_stream(config, hear, fail, None)
        .map_err(|fault| fault_of(&fault))
}

fn fault_of(fault: &cpal::Error) -> SourceFault {
    match fault.kind() {
        ErrorKind::DeviceBusy => SourceFault::Busy,
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => SourceFault::NoMicrophone,
        ErrorKind::PermissionDenied => SourceFault::PermissionDenied,
        _ => SourceFault::Format,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemMonotonic;

    #[test]
    fn a_machine_without_microphone_says_so_and_does_not_hang() {
        if cpal::default_host().default_input_device().is_some() {
            return;
        }
        let clock = Arc::new(SystemMonotonic::start());
        let mut microphone = NativeMicrophone::new(clock.clone());
        assert_eq!(microphone.open(), Err(SourceFault::NoMicrophone));
        assert!(clock.elapsed() < Duration::from_secs(6));
    }
}
