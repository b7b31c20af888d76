//! The sound of a film: kept as it came, compressed to Opus (RFC 6716) for the film.

use super::RecorderFault;
use super::wav;
use crate::source::SoundChunk;
use core::time::Duration;
use opus_pure::{Application, MAX_PACKET_BYTES, OpusEncoder};

/// The sound beside a film: one channel, uncompressed, from the film's first frame on.
#[derive(Clone, PartialEq, Eq)]
pub struct SoundTrack {
    /// Samples per second, as the microphone gives them.
    pub rate: u32,
    /// The samples.
    pub samples: Vec<i16>,
}

impl core::fmt::Debug for SoundTrack {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SoundTrack({:?} at {} Hz)", self.duration(), self.rate)
    }
}

/// The one rate Opus is muxed at, and 20 ms of it.
pub(super) const OPUS_RATE: u32 = 48_000;
pub(super) const OPUS_FRAME: usize = 960;
/// Good speech; a digit must be understood, not enjoyed.
const OPUS_BITS: i32 = 32_000;

impl SoundTrack {
    /// How long it is.
    pub fn duration(&self) -> Duration {
        Duration::from_secs_f64(self.samples.len() as f64 / f64::from(self.rate.max(1)))
    }

    /// Whether anything louder than the noise of a quiet room (−50 dB under full scale) is heard.
    pub fn is_silent(&self) -> bool {
        self.samples
            .iter()
            .all(|sample| sample.unsigned_abs() < 104)
    }

    /// The sound as a WAV file: what is kept for the human who listens to the digits.
    pub fn wav(&self) -> Vec<u8> {
        wav::encode(self.rate, &self.samples)
    }

    /// Packets of 20 ms each.
    pub(super) fn opus_packets(&self) -> Result<Vec<Vec<u8>>, RecorderFault> {
        let mut samples = resampled(&self.samples, self.rate);
        let mut encoder =
            OpusEncoder::new(48_000, 1, Application::Voip).map_err(|_| RecorderFault::Encoder)?;
        encoder.bitrate_bps = OPUS_BITS;
        // The encoder runs behind by its look-ahead: that much silence brings the end out.
        let length = (samples.len() + encoder.lookahead()).next_multiple_of(OPUS_FRAME);
        samples.resize(length, 0);
        let mut packet = vec![0; MAX_PACKET_BYTES];
        samples
            .chunks_exact(OPUS_FRAME)
            .map(|frame| {
                let length = encoder
                    .encode_s16(frame, OPUS_FRAME, &mut packet)
                    .map_err(|_| RecorderFault::Encoder)?;
                Ok(packet[..length].to_vec())
            })
            .collect()
    }
}

/// Straight lines between samples: enough for a voice, and the uncompressed sound is kept anyway.
fn resampled(samples: &[i16], rate: u32) -> Vec<i16> {
    if rate == OPUS_RATE || samples.is_empty() || rate == 0 {
        return samples.to_vec();
    }
    let length = samples.len() as u64 * u64::from(OPUS_RATE) / u64::from(rate);
    (0..length)
        .map(|index| {
            let position = index * u64::from(rate);
            let whole = usize::try_from(position / u64::from(OPUS_RATE)).unwrap_or(usize::MAX);
            let part = i64::try_from(position % u64::from(OPUS_RATE)).unwrap_or(0);
            let last = samples.len() - 1;
            let from = i64::from(samples[whole.min(last)]);
            let to = i64::from(samples[(whole + 1).min(last)]);
            let value = from + (to - from) * part / i64::from(OPUS_RATE);
            i16::try_from(value).unwrap_or(i16::MAX)
        })
        .collect()
}

/// Sound as it comes, on the session's clock.
pub(super) struct SoundBuffer {
    longest: Duration,
    rate: u32,
    starts_at: Duration,
    samples: Vec<i16>,
}

/// A hole longer than this is a loss and is filled with silence; shorter ones are jitter.
const HOLE: Duration = Duration::from_millis(80);

impl SoundBuffer {
    pub(super) const fn new(longest: Duration) -> Self {
        Self {
            longest,
            rate: 0,
            starts_at: Duration::ZERO,
            samples: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, chunk: SoundChunk) {
        if self.rate == 0 && chunk.rate > 0 {
            (self.rate, self.starts_at) = (chunk.rate, chunk.at);
        }
        // Five seconds more than the film: sound may start before its first frame.
        let is_over = self.length() > self.longest + Duration::from_secs(5);
        if chunk.rate != self.rate || is_over {
            return;
        }
        let end = self.starts_at + self.length();
        let hole = chunk.at.saturating_sub(end);
        if hole > HOLE && hole < self.longest {
            self.samples
                .resize(self.samples.len() + self.count(hole), 0);
        }
        self.samples.extend(chunk.samples);
    }

    /// The part that belongs to a film: silence in front when the sound came later, its head cut
    /// off when it came earlier. `None` when there was no sound at all.
    pub(super) fn cut(mut self, from: Duration, length: Duration) -> Option<SoundTrack> {
        if self.samples.is_empty() {
            return None;
        }
        let late = self
            .count(self.starts_at.saturating_sub(from))
            .min(self.count(length));
        let early = self
            .count(from.saturating_sub(self.starts_at))
            .min(self.samples.len());
        self.samples.drain(..early);
        self.samples.splice(..0, core::iter::repeat_n(0, late));
        self.samples.truncate(self.count(length));
        Some(SoundTrack {
            rate: self.rate,
            samples: self.samples,
        })
    }

    fn length(&self) -> Duration {
        Duration::from_secs_f64(self.samples.len() as f64 / f64::from(self.rate.max(1)))
    }

    fn count(&self, time: Duration) -> usize {
        let count = time.as_micros() * u128::from(self.rate) / 1_000_000;
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn millis(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    fn chunk(at: u64, samples: usize) -> SoundChunk {
        SoundChunk {
            samples: vec![1000; samples],
            rate: 8_000,
            at: millis(at),
        }
    }

    #[test]
    fn sound_that_starts_late_is_led_in_by_silence() {
        let mut buffer = SoundBuffer::new(millis(10_000));
        buffer.push(chunk(500, 800));
        let track = buffer.cut(millis(400), millis(1_000)).unwrap();
        assert_eq!(
            track
                .samples
                .iter()
                .take_while(|sample| **sample == 0)
                .count(),
            800
        );
        assert_eq!(track.samples.len(), 1_600);
    }

    #[test]
    fn sound_before_the_first_frame_and_after_the_last_is_cut() {
        let mut buffer = SoundBuffer::new(millis(10_000));
        for at in [0, 100, 200, 300] {
            buffer.push(chunk(at, 800));
        }
        let track = buffer.cut(millis(150), millis(100)).unwrap();
        assert_eq!((track.samples.len(), track.duration()), (800, millis(100)));
    }

    #[test]
    fn a_lost_piece_leaves_silence_so_that_the_rest_stays_in_time() {
        let mut buffer = SoundBuffer::new(millis(10_000));
        buffer.push(chunk(0, 800));
        buffer.push(chunk(300, 800));
        let track = buffer.cut(millis(0), millis(1_000)).unwrap();
        assert_eq!(track.samples.len(), 3_200);
        assert!(track.samples[800..2_400].iter().all(|sample| *sample == 0));
    }

    #[test]
    fn no_sound_is_no_track_and_a_quiet_room_is_silent() {
        assert!(
            SoundBuffer::new(millis(1))
                .cut(millis(0), millis(100))
                .is_none()
        );
        assert!(
            SoundTrack {
                rate: 8_000,
                samples: vec![90; 80]
            }
            .is_silent()
        );
        assert!(
            !SoundTrack {
                rate: 8_000,
                samples: vec![-3_000; 80]
            }
            .is_silent()
        );
    }

    #[test]
    fn resampling_keeps_the_length_and_the_line() {
        let slope: Vec<i16> = (0..441).collect();
        let up = resampled(&slope, 44_100);
        assert_eq!(up.len(), 480);
        assert!(
            up.windows(2)
                .all(|pair| pair[1] >= pair[0] && pair[1] - pair[0] <= 1)
        );
    }

    #[test]
    fn a_second_of_voice_becomes_packets_of_twenty_milliseconds() {
        let samples = (0_i16..16_000).map(|n| (n % 160 - 80) * 100).collect();
        let packets = SoundTrack {
            rate: 16_000,
            samples,
        }
        .opus_packets()
        .unwrap();
        assert_eq!(packets.len(), 51);
        assert!(
            packets
                .iter()
                .all(|packet| !packet.is_empty() && packet.len() < 400)
        );
    }
}
