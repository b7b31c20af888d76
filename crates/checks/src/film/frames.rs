//! The frames of an MP4 file with H.264 (ISO/IEC 14496-12 and -15), decoded one after the other.

use super::index::read_index;
use openh264::decoder::{DecodedYUV, Decoder};
use openh264::formats::YUVSource;
use re_mp4::{StsdBoxContent, Track, TrackKind};
use sceau_vision::jpeg::Rgb;

/// Before every unit of a stream (ITU-T H.264, annex B).
const START: [u8; 4] = [0, 0, 0, 1];
/// Larger frames are not looked at: the recorder makes none, and each would take memory without end.
const LONGEST_SIDE: usize = 2_048;

/// A piece of the film that holds a frame.
#[derive(Clone)]
struct Sample {
    place: core::ops::Range<usize>,
    at_ms: u32,
    /// Whether decoding can start here.
    is_key: bool,
}

/// A film, opened.
pub(super) struct Frames<'a> {
    film: &'a [u8],
    samples: Vec<Sample>,
    /// The parameter sets, as they stand before the first picture in a stream.
    head: Vec<u8>,
    length_size: usize,
    next: usize,
    decoder: Decoder,
}

impl<'a> Frames<'a> {
    /// Reads the index; `None` when there is no film of H.264.
    pub(super) fn open(film: &'a [u8]) -> Option<Self> {
        let index = read_index(film)?;
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
        Some(Self {
            film,
            samples: samples_of(track),
            head,
            length_size: usize::from(entry.avcc.length_size_minus_one & 3) + 1,
            next: 0,
            decoder: Decoder::new().ok()?,
        })
    }

    /// Decodes up to the next frame whose time is due and gives it with its time in milliseconds. What no due
    /// frame needs is not decoded; a sample that holds no frame, or a broken one, is passed over as a player
    /// does. `None` at the film's end.
    pub(super) fn next(&mut self, is_due: &impl Fn(u32) -> bool) -> Option<(u32, Planes)> {
        loop {
            self.skip(is_due);
            let Sample { place, at_ms, .. } = self.samples.get(self.next)?.clone();
            let stream = self.stream_at(place);
            self.next += 1;
            let Some(stream) = stream else { continue };
            if let Ok(Some(frame)) = self.decoder.decode(&stream) {
                let (width, height) = frame.dimensions();
                let is_taken = width.max(height) <= LONGEST_SIDE && width.min(height) >= 16;
                if is_taken
                    && is_due(at_ms)
                    && let Some(planes) = Planes::of(&frame)
                {
                    return Some((at_ms, planes));
                }
            }
        }
    }

    /// Goes on to the next key frame when nothing before it is due.
    fn skip(&mut self, is_due: &impl Fn(u32) -> bool) {
        let rest = self.samples.get(self.next..).unwrap_or_default();
        // The first sample holds the parameter sets, whatever it says of itself.
        let key = rest.iter().skip(1).position(|sample| sample.is_key);
        let Some(key) = key.map(|place| place + 1).filter(|_| self.next > 0) else {
            return;
        };
        if !rest[..key].iter().any(|sample| is_due(sample.at_ms)) {
            self.next += key;
        }
    }

    /// A sample as a stream: units with their lengths become units after start marks.
    fn stream_at(&self, place: core::ops::Range<usize>) -> Option<Vec<u8>> {
        let mut sample = self.film.get(place)?;
        let mut stream = if self.next == 0 {
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

fn samples_of(track: &Track) -> Vec<Sample> {
    let of = |sample: &re_mp4::Sample| {
        let at = i128::from(sample.composition_timestamp.max(0)) * 1_000;
        let at = at / i128::from(sample.timescale.max(1));
        Sample {
            place: sample.byte_range(),
            at_ms: u32::try_from(at).unwrap_or(u32::MAX),
            is_key: sample.is_sync,
        }
    };
    track.samples.iter().map(of).collect()
}

/// A frame that outlives the decoder's own memory: planes without the padding at the end of their rows.
#[derive(Clone)]
pub(super) struct Planes {
    width: usize,
    height: usize,
    y: Vec<u8>,
    u: Vec<u8>,
    v: Vec<u8>,
}

impl Planes {
    pub(super) fn of(frame: &DecodedYUV<'_>) -> Option<Self> {
        let (width, height) = frame.dimensions();
        let (y_stride, u_stride, v_stride) = frame.strides();
        let (columns, rows) = (width.div_ceil(2), height.div_ceil(2));
        Some(Self {
            width,
            height,
            y: packed(frame.y(), y_stride, width, height)?,
            u: packed(frame.u(), u_stride, columns, rows)?,
            v: packed(frame.v(), v_stride, columns, rows)?,
        })
    }

    /// Width and height in pixels.
    pub(super) const fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The light alone.
    pub(super) fn luma(&self) -> &[u8] {
        &self.y
    }

    /// The picture at a `shrink`th of its size, each pixel's light the mean of those under it.
    pub(super) fn small(&self, shrink: usize) -> Option<Rgb> {
        let shrink = shrink.max(1);
        let lights = means(&self.y, self.width, shrink);
        let size = [self.width / shrink, self.height / shrink];
        self.picture(&lights, size, [0, 0], shrink)
    }

    /// The part `left, top, width, height` in pixels, which must lie within.
    pub(super) fn part(&self, part: [usize; 4]) -> Option<Rgb> {
        let [left, top, width, height] = part;
        let is_within = left + width <= self.width && top + height <= self.height;
        is_within.then_some(())?;
        let rows = self.y.chunks_exact(self.width).skip(top).take(height);
        let lights = rows.flat_map(|row| &row[left..left + width]);
        let lights: Vec<u8> = lights.copied().collect();
        self.picture(&lights, [width, height], [left, top], 1)
    }

    /// Colours by ITU-R BT.601, video range, of these lights. The colour of each comes from one place of the
    /// frame: the first from `left, top`, the next ones from so many pixels further on.
    fn picture(
        &self,
        lights: &[u8],
        [width, height]: [usize; 2],
        [left, top]: [usize; 2],
        step: usize,
    ) -> Option<Rgb> {
        let columns = self.width.div_ceil(2);
        let mut pixels = vec![0; width * height * 3];
        let rows = pixels.chunks_exact_mut((width * 3).max(1));
        for (y, (row, lights)) in rows.zip(lights.chunks_exact(width.max(1))).enumerate() {
            let from = (top + y * step) / 2 * columns;
            let (blues, reds) = (&self.u[from..from + columns], &self.v[from..from + columns]);
            for (x, (pixel, light)) in row.chunks_exact_mut(3).zip(lights).enumerate() {
                let place = (left + x * step) / 2;
                let light = 298 * (i32::from(*light) - 16);
                let blue = i32::from(blues[place]) - 128;
                let red = i32::from(reds[place]) - 128;
                pixel[0] = byte_of((light + 409 * red + 128) >> 8);
                pixel[1] = byte_of((light - 100 * blue - 208 * red + 128) >> 8);
                pixel[2] = byte_of((light + 516 * blue + 128) >> 8);
            }
        }
        Some(Rgb {
            width: u16::try_from(width).ok()?,
            height: u16::try_from(height).ok()?,
            pixels,
        })
    }
}

/// The means of squares of `side` pixels, rounded down; what is left over at the right and below is left out.
fn means(lights: &[u8], width: usize, side: usize) -> Vec<u8> {
    let count = u32::try_from(side * side).unwrap_or(u32::MAX);
    let mut sums = vec![0_u32; width / side];
    let mut means = Vec::with_capacity(lights.len() / (side * side));
    for band in lights.chunks_exact(width * side) {
        sums.fill(0);
        for row in band.chunks_exact(width) {
            if side == 2 {
                // Of 720p, nearly every film: pairs whose number is known are added many at once.
                for (sum, [one, other]) in sums.iter_mut().zip(row.as_chunks().0) {
                    *sum += u32::from(*one) + u32::from(*other);
                }
            } else {
                for (sum, cells) in sums.iter_mut().zip(row.chunks_exact(side)) {
                    *sum += cells.iter().map(|&light| u32::from(light)).sum::<u32>();
                }
            }
        }
        let mean = |sum: &u32| u8::try_from(sum / count).unwrap_or(u8::MAX);
        means.extend(sums.iter().map(mean));
    }
    means
}

fn packed(plane: &[u8], stride: usize, columns: usize, rows: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(columns * rows);
    for row in plane.chunks(stride.max(1)).take(rows) {
        bytes.extend_from_slice(row.get(..columns)?);
    }
    (bytes.len() == columns * rows).then_some(bytes)
}

fn byte_of(value: i32) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}
