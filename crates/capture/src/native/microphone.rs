//! cpal behind the seam: the only file that calls it.

use crate::clock::Monotonic;
use crate::guarded::{Heard, SoundDriver};
use crate::source::{SoundChunk, SourceFault};
use core::any::Any;
use core::time::Duration;
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{Device, ErrorKind, FromSample, Sample, SampleFormat, SizedSample, StreamConfig};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// Opens this machine's microphone.
pub(super) struct CpalDriver {
    clock: Arc<dyn Monotonic>,
}

impl CpalDriver {
    pub(super) const fn new(clock: Arc<dyn Monotonic>) -> Self {
        Self { clock }
    }
}

impl SoundDriver for CpalDriver {
    fn listen(&self, post: SyncSender<Heard>) -> Result<Box<dyn Any>, SourceFault> {
        let stream = listen(Arc::clone(&self.clock), post)?;
        Ok(Box::new(stream))
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
    use crate::guarded::{GuardedMicrophone, LeftBehind};
    use crate::source::SoundSource;

    #[test]
    fn a_machine_without_microphone_says_so_and_does_not_hang() {
        if cpal::default_host().default_input_device().is_some() {
            return;
        }
        let clock = Arc::new(SystemMonotonic::start());
        let driver = super::super::sound_driver(clock.clone());
        let mut microphone = GuardedMicrophone::new(driver, clock.clone(), LeftBehind::default());
        microphone.open().unwrap();
        let answer = (0..40).find_map(|_| microphone.next_chunk(Duration::from_millis(100)).err());
        assert_eq!(answer, Some(SourceFault::NoMicrophone));
        microphone.close();
        assert!(clock.elapsed() < Duration::from_secs(6));
    }
}
