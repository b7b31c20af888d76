//! An MP4 file with H.264 (ISO/IEC 14496-12 and -15), decoded frame by frame as a camera gives them.

use crate::frame::Yuv420;
use core::time::Duration;
use openh264::decoder::{DecodedYUV, Decoder};
use openh264::formats::YUVSource;
use re_mp4::{Mp4, StsdBoxContent, TrackKind};
use std::path::Path;

/// A film that plays over and over.
pub(super) struct Film {
    file: Vec<u8>,
    samples: Vec<core::ops::Range<usize>>,
    /// The parameter sets, as they stand before the first picture in a stream.
    head: Vec<u8>,
    length_size: usize,
    next: usize,
    decoder: Decoder,
    /// The mean time of a frame.
    pub(super) every: Duration,
}

/// Before every unit of a stream (ITU-T H.264, annex B).
const START: [u8; 4] = [0, 0, 0, 1];

impl Film {
    /// Reads the index; `None` when there is no film of H.264.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let file = std::fs::read(path).ok()?;
        let index = Mp4::read_bytes(&file).ok()?;
        let track = index
            .tracks()
            .values()
            .find(|track| track.kind == Some(TrackKind::Video))?;
        let StsdBoxContent::Avc1(entry) = &track.trak(&index).mdia.minf.stbl.stsd.contents else {
            return None;
        };
        let sets = entry.avcc.sequence_parameter_sets.iter();
        let head = sets
            .chain(&entry.avcc.picture_parameter_sets)
            .flat_map(|unit| START.iter().chain(&unit.bytes).copied())
            .collect();
        let samples: Vec<_> = track
            .samples
            .iter()
            .map(re_mp4::Sample::byte_range)
            .collect();
        let count = u32::try_from(samples.len())
            .ok()
            .filter(|count| *count > 0)?;
        let ticks: u64 = track.samples.iter().map(|sample| sample.duration).sum();
        let seconds = ticks as f64 / track.timescale.max(1) as f64 / f64::from(count);
        let is_possible = (0.005..=2.0).contains(&seconds);
        Some(Self {
            length_size: usize::from(entry.avcc.length_size_minus_one & 3) + 1,
            head,
            samples,
            next: 0,
            decoder: Decoder::new().ok()?,
            every: Duration::from_secs_f64(if is_possible { seconds } else { 1.0 / 30.0 }),
            file,
        })
    }

    /// From the first frame on.
    pub(super) fn rewind(&mut self) {
        self.next = 0;
    }

    /// The next frame; after the last, the first again. `None` when a whole round holds none.
    pub(super) fn next(&mut self) -> Option<Yuv420> {
        for _ in 0..=self.samples.len() {
            let stream = self.stream_at(self.next)?;
            self.next = (self.next + 1) % self.samples.len();
            // A unit without a picture, or a broken one, is passed over as a player does.
            if let Ok(Some(picture)) = self.decoder.decode(&stream) {
                return planes_of(&picture);
            }
        }
        None
    }

    /// A sample as a stream: units with their lengths become units after start marks.
    fn stream_at(&self, number: usize) -> Option<Vec<u8>> {
        let mut sample = self.file.get(self.samples.get(number)?.clone())?;
        let mut stream = if number == 0 {
            self.head.clone()
        } else {
            Vec::new()
        };
        while let Some((length, rest)) = sample.split_at_checked(self.length_size) {
            let length = length
                .iter()
                .fold(0, |sum, &byte| sum << 8 | usize::from(byte));
            let (unit, rest) = rest.split_at_checked(length)?;
            stream.extend(START);
            stream.extend(unit);
            sample = rest;
        }
        Some(stream)
    }
}

/// The picture without the padding at the end of its rows.
fn planes_of(picture: &DecodedYUV<'_>) -> Option<Yuv420> {
    let (width, height) = picture.dimensions();
    let (y_stride, u_stride, v_stride) = picture.strides();
    let mut planes = Vec::with_capacity(width * height * 3 / 2);
    for (plane, stride, columns, rows) in [
        (picture.y(), y_stride, width, height),
        (picture.u(), u_stride, width / 2, height / 2),
        (picture.v(), v_stride, width / 2, height / 2),
    ] {
        for row in plane.chunks(stride).take(rows) {
            planes.extend_from_slice(row.get(..columns)?);
        }
    }
    let is_whole = width.is_multiple_of(2)
        && height.is_multiple_of(2)
        && planes.len() == width * height * 3 / 2;
    is_whole.then_some(())?;
    Some(Yuv420 {
        width: u16::try_from(width).ok()?,
        height: u16::try_from(height).ok()?,
        planes,
    })
}
