//! The sound of a film: laid on the film's time line, compressed to Opus (RFC 6716) while it comes.

use super::RecorderFault;
use crate::source::SoundChunk;
use core::time::Duration;
use opus_pure::{Application, MAX_PACKET_BYTES, OpusEncoder};

/// The one rate Opus is muxed at.
pub(super) const OPUS_RATE: u32 = 48_000;
/// Samples of a packet: 20 ms.
pub(super) const OPUS_FRAME: u32 = 960;
const FRAME: usize = OPUS_FRAME as usize;
/// Good speech; a digit must be understood, not enjoyed.
const OPUS_BITS: i32 = 32_000;

/// A hole longer than this is a loss and is filled with silence; shorter ones are jitter.
const HOLE: u64 = 48_000 * 80 / 1_000;
/// Louder than the noise of a quiet room: −50 dB under full scale.
const AUDIBLE: u16 = 104;

/// What is known of the sound of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoundFacts {
    /// Whether anything louder than a quiet room was heard.
    pub is_heard: bool,
    /// How much of the film the microphone gave nothing for: silence stands there.
    pub missing: Duration,
}

/// Sound on its way into the film. Samples are counted from the film's first frame on.
pub(super) struct SoundEncoder {
    opus: OpusEncoder,
    line: Line,
    waiting: Vec<i16>,
    /// Samples taken, those that wait included.
    position: u64,
    missing: u64,
    loudest: u16,
    has_come: bool,
}

impl SoundEncoder {
    pub(super) fn new() -> Result<Self, RecorderFault> {
        let mut opus =
            OpusEncoder::new(48_000, 1, Application::Voip).map_err(|_| RecorderFault::Encoder)?;
        opus.bitrate_bps = OPUS_BITS;
        Ok(Self {
            opus,
            line: Line::default(),
            waiting: Vec::with_capacity(FRAME * 2),
            position: 0,
            missing: 0,
            loudest: 0,
            has_come: false,
        })
    }

    /// Samples by which the encoder runs behind: a player leaves out that many at the start.
    pub(super) fn lookahead(&self) -> u16 {
        u16::try_from(self.opus.lookahead()).unwrap_or(0)
    }

    /// Takes a piece whose first sample belongs at `at` of the film, which may be before its start.
    /// What comes before the place already reached is left out; a hole is filled with silence.
    pub(super) fn push(
        &mut self,
        chunk: &SoundChunk,
        starts_at: Duration,
        packets: &mut Vec<Vec<u8>>,
    ) -> Result<(), RecorderFault> {
        let place = count(chunk.at.saturating_sub(starts_at));
        let early = count(starts_at.saturating_sub(chunk.at));
        if place > self.position + HOLE || (self.position == 0 && place > 0) {
            self.fill_to(place, packets)?;
        }
        let overlap = early + self.position.saturating_sub(place);
        let samples = self.line.resampled(chunk);
        // A device's clock runs a little beside ours: only what is clearly late is cut.
        let cut = if overlap > HOLE || self.position == 0 {
            usize::try_from(overlap).unwrap_or(usize::MAX)
        } else {
            0
        };
        let Some(samples) = samples.get(cut..).filter(|samples| !samples.is_empty()) else {
            return Ok(());
        };
        self.has_come = true;
        let peak = samples.iter().map(|sample| sample.unsigned_abs()).max();
        self.loudest = self.loudest.max(peak.unwrap_or(0));
        self.take(samples, packets)
    }

    /// Silence up to a place of the film, where nothing came.
    pub(super) fn fill_to(
        &mut self,
        place: u64,
        packets: &mut Vec<Vec<u8>>,
    ) -> Result<(), RecorderFault> {
        self.missing += place.saturating_sub(self.position);
        self.silence_to(place, packets)
    }

    /// Silence to the end of the film; the encoder's look-ahead brings the end out.
    pub(super) fn end_at(
        &mut self,
        place: u64,
        packets: &mut Vec<Vec<u8>>,
    ) -> Result<(), RecorderFault> {
        let late = place.saturating_sub(self.position);
        self.missing += if late > HOLE { late } else { 0 };
        let end = (place.max(self.position) + u64::from(self.lookahead()))
            .next_multiple_of(OPUS_FRAME.into());
        self.silence_to(end, packets)
    }

    /// `None` when the microphone gave nothing at all.
    pub(super) fn facts(&self) -> Option<SoundFacts> {
        self.has_come.then(|| SoundFacts {
            is_heard: self.loudest >= AUDIBLE,
            missing: Duration::from_millis(self.missing * 1_000 / u64::from(OPUS_RATE)),
        })
    }

    fn silence_to(&mut self, place: u64, packets: &mut Vec<Vec<u8>>) -> Result<(), RecorderFault> {
        while self.position < place {
            let length = usize::try_from(place - self.position).unwrap_or(FRAME);
            self.take(&[0; FRAME][..length.min(FRAME)], packets)?;
        }
        Ok(())
    }

    fn take(&mut self, samples: &[i16], packets: &mut Vec<Vec<u8>>) -> Result<(), RecorderFault> {
        self.position += samples.len() as u64;
        self.waiting.extend_from_slice(samples);
        let whole = self.waiting.len() / FRAME * FRAME;
        let mut packet = vec![0; MAX_PACKET_BYTES];
        for frame in self.waiting[..whole].chunks_exact(FRAME) {
            let length = self
                .opus
                .encode_s16(frame, FRAME, &mut packet)
                .map_err(|_| RecorderFault::Encoder)?;
            packets.push(packet[..length].to_vec());
        }
        self.waiting.drain(..whole);
        Ok(())
    }
}

/// Samples in a time, at the film's rate.
pub(super) fn count(time: Duration) -> u64 {
    let count = time.as_micros() * u128::from(OPUS_RATE) / 1_000_000;
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Brings any rate to the film's with straight lines between samples, which is enough for a voice. It
/// remembers where the piece before ended: pieces join without a click.
#[derive(Default)]
struct Line {
    rate: u32,
    last: i16,
    /// Where the next sample lies, in parts of `1 / OPUS_RATE` of an input sample after `last`.
    phase: u64,
}

impl Line {
    fn resampled(&mut self, chunk: &SoundChunk) -> Vec<i16> {
        let Some(&first) = chunk.samples.first() else {
            return Vec::new();
        };
        if chunk.rate == OPUS_RATE || chunk.rate == 0 {
            return chunk.samples.clone();
        }
        let unit = u64::from(OPUS_RATE);
        if self.rate != chunk.rate {
            // Another microphone, or the first piece: its first sample is where the line starts.
            (self.rate, self.last, self.phase) = (chunk.rate, first, unit);
        }
        let mut samples = Vec::new();
        let sample_at = |index: u64| {
            index
                .checked_sub(1)
                .and_then(|index| chunk.samples.get(usize::try_from(index).ok()?))
                .copied()
        };
        loop {
            let whole = self.phase / unit;
            let (from, to) = (sample_at(whole).unwrap_or(self.last), sample_at(whole + 1));
            let part = i64::try_from(self.phase % unit).unwrap_or(0);
            let Some(to) = to.or((part == 0 && sample_at(whole).is_some()).then_some(from)) else {
                break;
            };
            let slope = (i64::from(to) - i64::from(from)) * part / i64::from(OPUS_RATE);
            samples.push(i16::try_from(i64::from(from) + slope).unwrap_or(from));
            self.phase += u64::from(chunk.rate);
        }
        self.phase -= chunk.samples.len() as u64 * unit;
        self.last = chunk.samples.last().copied().unwrap_or(0);
        samples
    }
}
