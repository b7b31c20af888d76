//! The boxes of an MP4 file (ISO/IEC 14496-12), read only as far as a film's size, length and
//! tracks need. Every number comes from outside: nothing is indexed unchecked.

use core::time::Duration;

/// What the index of an MP4 file says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Width of the picture in pixels.
    pub width: u16,
    /// Height of the picture in pixels.
    pub height: u16,
    /// Length; zero when the index does not say, as in a film written while it was recorded.
    pub duration: Duration,
    /// Frames of the picture the index lists; zero as above.
    pub frames: u32,
    /// Codec of the picture, as `avc1`.
    pub video_codec: Option<[u8; 4]>,
    /// Codec of the sound, as `Opus` or `mp4a`.
    pub audio_codec: Option<[u8; 4]>,
    /// Whether the index stands before the samples, so that playing starts at once.
    pub is_index_first: bool,
}

/// Reads the facts; `None` when the boxes are broken or there is no index or no picture.
pub fn facts_of(file: &[u8]) -> Option<Facts> {
    let mut facts = Facts::default();
    let (mut saw_index, mut saw_samples) = (false, false);
    for (kind, body) in Boxes(file) {
        match &kind {
            b"moov" => {
                read_index(body, &mut facts)?;
                facts.is_index_first = !saw_samples;
                saw_index = true;
            }
            b"mdat" => saw_samples = true,
            _ => {}
        }
    }
    (saw_index && saw_samples && facts.video_codec.is_some()).then_some(facts)
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

fn read_index(index: &[u8], facts: &mut Facts) -> Option<()> {
    facts.duration = length_of(child(index, &[b"mvhd"])?)?;
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
            }
            b"soun" => facts.audio_codec = Some(codec),
            _ => {}
        }
    }
    Some(())
}

fn length_of(header: &[u8]) -> Option<Duration> {
    let (scale, length) = if *header.first()? == 1 {
        (
            number(header, 20)?,
            u64::from_be_bytes(header.get(24..32)?.try_into().ok()?),
        )
    } else {
        (number(header, 12)?, u64::from(number(header, 16)?))
    };
    if scale == 0 || length == u64::from(u32::MAX) || length == u64::MAX {
        return Some(Duration::ZERO);
    }
    Duration::try_from_secs_f64(length as f64 / f64::from(scale)).ok()
}
