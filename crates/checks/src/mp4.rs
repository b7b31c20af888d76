//! The structure of an MP4 file (ISO/IEC 14496-12), read without decoding anything: boxes that fit
//! into one another, a video track, a length. Whole files and fragmented ones.

use core::time::Duration;

/// Boxes are never nested deeper in the files we take.
const MOST_BOXES: usize = 20_000;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mp4Fault {
    /// It does not begin as an MP4 file does.
    NotAnMp4,
    /// Boxes overrun the file or each other, or one that must be there is missing.
    Damaged,
}

/// What was read of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Film {
    /// Whether a track is video.
    pub(crate) has_video: bool,
    /// The longest of: the film's length, a track's length, the end of the last fragment.
    pub(crate) length: Duration,
}

/// Reads the structure.
pub(crate) fn read(bytes: &[u8]) -> Result<Film, Mp4Fault> {
    if bytes.get(4..8) != Some(b"ftyp") {
        return Err(Mp4Fault::NotAnMp4);
    }
    let mut movie = None;
    let mut has_data = false;
    let mut fragments = Vec::new();
    for found in Boxes::new(bytes) {
        let found = found?;
        match &found.kind {
            b"moov" if movie.is_none() => movie = Some(found.body),
            b"moov" => return Err(Mp4Fault::Damaged),
            b"mdat" => has_data |= !found.body.is_empty(),
            b"moof" => fragments.push(found.body),
            _ => {}
        }
    }
    let movie = movie.filter(|_| has_data).ok_or(Mp4Fault::Damaged)?;
    read_movie(movie, &fragments)
}

/// A track: its number, its clock, how long its samples last when a fragment does not say.
struct Track {
    id: u32,
    timescale: u32,
    default_duration: u32,
    is_video: bool,
    ticks: u64,
}

fn read_movie(movie: &[u8], fragments: &[&[u8]]) -> Result<Film, Mp4Fault> {
    let header = find(movie, b"mvhd")?.ok_or(Mp4Fault::Damaged)?;
    let (timescale, ticks) = read_clock(header)?;
    let mut tracks = Vec::new();
    for track in all(movie, b"trak")? {
        tracks.push(read_track(track)?);
    }
    if let Some(extends) = find(movie, b"mvex")? {
        for defaults in all(extends, b"trex")? {
            let (id, duration) = (u32_at(defaults, 4)?, u32_at(defaults, 12)?);
            for track in tracks.iter_mut().filter(|track| track.id == id) {
                track.default_duration = duration;
            }
        }
    }
    for fragment in fragments {
        for part in all(fragment, b"traf")? {
            read_fragment(part, &mut tracks)?;
        }
    }
    let lengths = tracks
        .iter()
        .map(|track| length(track.ticks, track.timescale));
    Ok(Film {
        has_video: tracks.iter().any(|track| track.is_video),
        length: lengths.fold(length(ticks, timescale), Duration::max),
    })
}

fn read_track(track: &[u8]) -> Result<Track, Mp4Fault> {
    let header = find(track, b"tkhd")?.ok_or(Mp4Fault::Damaged)?;
    let id = if header.first() == Some(&1) {
        u32_at(header, 20)?
    } else {
        u32_at(header, 12)?
    };
    let media = find(track, b"mdia")?.ok_or(Mp4Fault::Damaged)?;
    let clock = find(media, b"mdhd")?.ok_or(Mp4Fault::Damaged)?;
    let (timescale, ticks) = read_clock(clock)?;
    let handler = find(media, b"hdlr")?.ok_or(Mp4Fault::Damaged)?;
    let is_video = handler.get(8..12) == Some(b"vide");
    Ok(Track {
        id,
        timescale,
        default_duration: 0,
        is_video,
        ticks,
    })
}

/// Ticks per second and ticks of a `mvhd` or `mdhd`. All ones mean "not known".
fn read_clock(header: &[u8]) -> Result<(u32, u64), Mp4Fault> {
    let (timescale, ticks) = if header.first() == Some(&1) {
        (u32_at(header, 20)?, u64_at(header, 24)?)
    } else {
        let ticks = u32_at(header, 16)?;
        (
            u32_at(header, 12)?,
            if ticks == u32::MAX {
                u64::MAX
            } else {
                ticks.into()
            },
        )
    };
    if timescale == 0 {
        return Err(Mp4Fault::Damaged);
    }
    Ok((timescale, if ticks == u64::MAX { 0 } else { ticks }))
}

/// Adds a fragment's samples to its track.
fn read_fragment(part: &[u8], tracks: &mut [Track]) -> Result<(), Mp4Fault> {
    let header = find(part, b"tfhd")?.ok_or(Mp4Fault::Damaged)?;
    let (flags, id) = (u32_at(header, 0)?, u32_at(header, 4)?);
    let track = tracks
        .iter_mut()
        .find(|track| track.id == id)
        .ok_or(Mp4Fault::Damaged)?;
    let mut at = 8;
    at += if flags & 0x1 != 0 { 8 } else { 0 };
    at += if flags & 0x2 != 0 { 4 } else { 0 };
    let default = if flags & 0x8 != 0 {
        u32_at(header, at)?
    } else {
        track.default_duration
    };
    for run in all(part, b"trun")? {
        track.ticks = track.ticks.saturating_add(run_ticks(run, default)?);
    }
    Ok(())
}

/// The ticks of a run of samples.
fn run_ticks(run: &[u8], default: u32) -> Result<u64, Mp4Fault> {
    let (flags, count) = (u32_at(run, 0)?, u32_at(run, 4)?);
    if flags & 0x100 == 0 {
        return Ok(u64::from(count) * u64::from(default));
    }
    let first = 8 + [0x1, 0x4].iter().filter(|flag| flags & **flag != 0).count() * 4;
    let stride = [0x100, 0x200, 0x400, 0x800]
        .iter()
        .filter(|flag| flags & **flag != 0)
        .count()
        * 4;
    let mut ticks = 0_u64;
    let mut at = first;
    for _ in 0..count {
        ticks = ticks.saturating_add(u32_at(run, at)?.into());
        at += stride;
    }
    Ok(ticks)
}

fn length(ticks: u64, timescale: u32) -> Duration {
    let milliseconds = u128::from(ticks) * 1000 / u128::from(timescale);
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(u64::MAX))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Mp4Fault> {
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk());
    four.map(|four| u32::from_be_bytes(*four))
        .ok_or(Mp4Fault::Damaged)
}

fn u64_at(bytes: &[u8], at: usize) -> Result<u64, Mp4Fault> {
    let eight = bytes.get(at..).and_then(|rest| rest.first_chunk());
    eight
        .map(|eight| u64::from_be_bytes(*eight))
        .ok_or(Mp4Fault::Damaged)
}

fn find<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Result<Option<&'a [u8]>, Mp4Fault> {
    Ok(all(bytes, kind)?.first().copied())
}

fn all<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Result<Vec<&'a [u8]>, Mp4Fault> {
    let mut bodies = Vec::new();
    for found in Boxes::new(bytes) {
        let found = found?;
        if found.kind == *kind {
            bodies.push(found.body);
        }
    }
    Ok(bodies)
}

struct Found<'a> {
    kind: [u8; 4],
    body: &'a [u8],
}

/// The boxes of a level, in order. The first that does not fit ends them with a fault.
struct Boxes<'a> {
    rest: &'a [u8],
    left: usize,
}

impl<'a> Boxes<'a> {
    const fn new(rest: &'a [u8]) -> Self {
        Self {
            rest,
            left: MOST_BOXES,
        }
    }

    fn split(&self) -> Option<(Found<'a>, &'a [u8])> {
        let size = u32::from_be_bytes(*self.rest.first_chunk()?);
        let kind = *self.rest.get(4..)?.first_chunk()?;
        let (head, size) = match size {
            // To the end of the file.
            0 => (8, self.rest.len()),
            1 => (16, usize::try_from(u64_at(self.rest, 8).ok()?).ok()?),
            size => (8, usize::try_from(size).ok()?),
        };
        let body = self.rest.get(head..size)?;
        Some((Found { kind, body }, &self.rest[size..]))
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Result<Found<'a>, Mp4Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let split = self.split().filter(|_| self.left > 0);
        self.left = self.left.saturating_sub(1);
        match split {
            Some((found, rest)) => {
                self.rest = rest;
                Some(Ok(found))
            }
            None => {
                self.rest = &[];
                Some(Err(Mp4Fault::Damaged))
            }
        }
    }
}
