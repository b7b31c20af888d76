//! The boxes of an MP4 file (ISO/IEC 14496-12), read only as far as a film's size, length and tracks
//! need. The samples are stepped over, never held. Every number comes from outside: nothing is indexed
//! unchecked.

use core::time::Duration;
use mp4_atom::{Decode, Moof, TrunSamples};

/// What the index and the fragments of an MP4 file say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Width of the picture in pixels.
    pub width: u16,
    /// Height of the picture in pixels.
    pub height: u16,
    /// Length; zero when nothing says it.
    pub duration: Duration,
    /// Frames of the picture, in the index and in the fragments.
    pub frames: u32,
    /// Codec of the picture, as `avc1`.
    pub video_codec: Option<[u8; 4]>,
    /// Codec of the sound, as `Opus` or `mp4a`.
    pub audio_codec: Option<[u8; 4]>,
    /// Whether the index stands before the samples, so that playing starts at once.
    pub is_index_first: bool,
}

/// An index of two minutes is far smaller.
const MOST_INDEX: usize = 8_000_000;
/// Two minutes hold some hundred fragments of a few boxes each.
const MOST_BOXES: usize = 20_000;

/// Reads the facts of a film of `length` bytes; `read(offset, most)` gives its bytes. `None` when the
/// boxes are broken or do not end where the file does, or there is no index or no picture.
pub fn facts_of(length: u64, mut read: impl FnMut(u64, usize) -> Option<Vec<u8>>) -> Option<Facts> {
    let mut facts = Facts::default();
    let mut picture = Picture::default();
    let (mut saw_index, mut saw_samples) = (false, false);
    let mut at = 0;
    for _ in 0..MOST_BOXES {
        if at == length {
            facts.duration = facts.duration.max(picture.length());
            facts.frames = facts.frames.saturating_add(picture.frames);
            let is_film = saw_index && saw_samples && facts.video_codec.is_some();
            return is_film.then_some(facts);
        }
        let start = read(at, 16)?;
        let (head, size) = match number(&start, 0)? {
            0 => (8, length - at),
            1 => (16, u64::from_be_bytes(start.get(8..16)?.try_into().ok()?)),
            size => (8, size.into()),
        };
        let next = at.checked_add(size).filter(|next| *next <= length)?;
        let whole = usize::try_from(size).ok().filter(|size| *size >= head)?;
        match start.get(4..8)? {
            b"moov" if whole <= MOST_INDEX => {
                let index = read(at, whole)?;
                picture = read_index(index.get(head..)?, &mut facts)?;
                facts.is_index_first = !saw_samples;
                saw_index = true;
            }
            b"moof" if whole <= MOST_INDEX => picture.read_fragment(&read(at, whole)?)?,
            b"moov" | b"moof" => return None,
            b"mdat" => saw_samples = true,
            _ => {}
        }
        at = next;
    }
    None
}

/// The track of the picture, as its fragments are counted.
#[derive(Default)]
struct Picture {
    track: u32,
    timescale: u32,
    /// How long a sample lasts when its fragment does not say.
    default: u32,
    ticks: u64,
    frames: u32,
}

impl Picture {
    fn read_fragment(&mut self, fragment: &[u8]) -> Option<()> {
        let fragment = Moof::decode(&mut &*fragment).ok()?;
        let ours = fragment
            .traf
            .iter()
            .filter(|part| part.tfhd.track_id == self.track);
        for part in ours {
            let default = part.tfhd.default_sample_duration.unwrap_or(self.default);
            for run in &part.trun {
                let ticks = match &run.samples {
                    TrunSamples::Inherited { count, .. } => u64::from(*count) * u64::from(default),
                    TrunSamples::Explicit(samples) => samples
                        .iter()
                        .map(|sample| u64::from(sample.duration.unwrap_or(default)))
                        .sum(),
                };
                self.ticks = self.ticks.saturating_add(ticks);
                let count = u32::try_from(run.samples.len()).unwrap_or(u32::MAX);
                self.frames = self.frames.saturating_add(count);
            }
        }
        Some(())
    }

    fn length(&self) -> Duration {
        length_of_ticks(self.ticks, self.timescale)
    }
}

/// The boxes of one level; stops at the first that does not fit.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.0.get(4..8)?.try_into().ok()?;
        let (head, length) = match number(self.0, 0)? {
            0 => (8, self.0.len()),
            1 => {
                let long = u64::from_be_bytes(self.0.get(8..16)?.try_into().ok()?);
                (16, usize::try_from(long).ok()?)
            }
            length => (8, length as usize),
        };
        let body = self.0.get(head..length)?;
        self.0 = &self.0[length..];
        Some((kind, body))
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn child<'a>(body: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(body, |body, wanted| {
        Boxes(body)
            .find(|(kind, _)| kind == *wanted)
            .map(|(_, inner)| inner)
    })
}

fn read_index(index: &[u8], facts: &mut Facts) -> Option<Picture> {
    let (scale, ticks) = clock_of(child(index, &[b"mvhd"])?)?;
    facts.duration = length_of_ticks(ticks, scale);
    let mut picture = Picture::default();
    for (_, track) in Boxes(index).filter(|(kind, _)| kind == b"trak") {
        let handler = child(track, &[b"mdia", b"hdlr"])?.get(8..12)?;
        let table = child(track, &[b"mdia", b"minf", b"stbl"])?;
        let description = child(table, &[b"stsd"])?;
        let codec: [u8; 4] = description.get(12..16)?.try_into().ok()?;
        match handler {
            b"vide" => {
                facts.video_codec = Some(codec);
                // Sample entry at 8: 8 bytes of box, 24 of fields, then width and height.
                let half = |at: usize| description.get(at..at + 2);
                facts.width = u16::from_be_bytes(half(40)?.try_into().ok()?);
                facts.height = u16::from_be_bytes(half(42)?.try_into().ok()?);
                facts.frames = child(table, &[b"stsz"])
                    .and_then(|size| number(size, 8))
                    .unwrap_or(0);
                picture = picture_of(index, track)?;
            }
            b"soun" => facts.audio_codec = Some(codec),
            _ => {}
        }
    }
    Some(picture)
}

fn picture_of(index: &[u8], track: &[u8]) -> Option<Picture> {
    let header = child(track, &[b"tkhd"])?;
    let id_at = if *header.first()? == 1 { 20 } else { 12 };
    let id = number(header, id_at)?;
    let (timescale, _) = clock_of(child(track, &[b"mdia", b"mdhd"])?)?;
    let default = child(index, &[b"mvex"])
        .into_iter()
        .flat_map(Boxes)
        .filter(|(kind, body)| kind == b"trex" && number(body, 4) == Some(id))
        .find_map(|(_, body)| number(body, 12));
    Some(Picture {
        track: id,
        timescale,
        default: default.unwrap_or(0),
        ..Picture::default()
    })
}

/// Ticks per second and ticks of a `mvhd` or `mdhd`; all ones mean "not known" and are read as none.
fn clock_of(header: &[u8]) -> Option<(u32, u64)> {
    let (scale, ticks) = if *header.first()? == 1 {
        (
            number(header, 20)?,
            u64::from_be_bytes(header.get(24..32)?.try_into().ok()?),
        )
    } else {
        (number(header, 12)?, u64::from(number(header, 16)?))
    };
    let is_unknown = ticks == u64::from(u32::MAX) || ticks == u64::MAX;
    Some((scale, if is_unknown { 0 } else { ticks }))
}

fn length_of_ticks(ticks: u64, scale: u32) -> Duration {
    if scale == 0 {
        return Duration::ZERO;
    }
    Duration::try_from_secs_f64(ticks as f64 / f64::from(scale)).unwrap_or(Duration::ZERO)
}
