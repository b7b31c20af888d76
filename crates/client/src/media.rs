//! Pictures and videos for the screen, by handle: both hosts answer with this.

use crate::App;
use crate::captures::seal_problem;
use sceau_wire::error::ErrorCode;
use std::ops::RangeInclusive;

/// What a host answers to a request for media.
#[derive(Clone, PartialEq, Eq)]
pub struct MediaAnswer {
    /// HTTP status: 200, 206, 404, 416, 500 when the file cannot be read, or 503 before the first frame.
    pub status: u16,
    /// `image/jpeg`, `video/mp4`; `text/plain` without content.
    pub media_type: String,
    /// For a part of a file: `bytes 0-1023/4096`.
    pub content_range: Option<String>,
    /// The content.
    pub body: Vec<u8>,
}

impl core::fmt::Debug for MediaAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "MediaAnswer({}, {} bytes)", self.status, self.body.len())
    }
}

/// Most bytes of one answer to a request for a part, and of any answer about a film.
const MOST_PART: u64 = 1_048_576;

/// Which bytes of a capture are asked for.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    /// All of them, as pictures are.
    Whole,
    /// What a `Range` header says.
    Range(&'a str),
    /// Part number `n`, of [`MOST_PART`] bytes each.
    Part(u64),
}

impl App {
    /// Answers a request for `preview/{session}.jpg` (or the bare session), `picture/{capture}` or
    /// `video/{capture}`, with the `Range` header where there is one. Blocks for some milliseconds.
    ///
    /// A film is never read whole: without a range its first mebibyte is given, with what is missing
    /// in `Content-Range`. `video/{capture}/{n}` is its mebibyte `n`, for webviews that let a page set
    /// no range on an address of another scheme: 200, and 404 from its end on.
    pub fn serve_media(&self, path: &str, range: Option<&str>) -> MediaAnswer {
        let path = path.trim_start_matches('/');
        let wanted = |unasked| range.map_or(unasked, Wanted::Range);
        match path.split_once('/') {
            Some(("picture", capture)) => self.serve_capture(capture, wanted(Wanted::Whole)),
            Some(("video", name)) => match name.split_once('/') {
                None => self.serve_capture(name, wanted(Wanted::Range("bytes=0-"))),
                Some((capture, part)) => match part.parse() {
                    Ok(part) => self.serve_capture(capture, Wanted::Part(part)),
                    Err(_) => nothing(404),
                },
            },
            Some(("preview", name)) => self.serve_preview(name),
            None if !path.is_empty() => self.serve_preview(path),
            _ => nothing(404),
        }
    }

    fn serve_preview(&self, name: &str) -> MediaAnswer {
        let session = name.strip_suffix(".jpg").unwrap_or(name);
        match self.cameras.get(session).map(|open| open.preview()) {
            Ok(Ok(preview)) => MediaAnswer {
                status: 200,
                media_type: "image/jpeg".into(),
                content_range: None,
                body: preview.jpeg.to_vec(),
            },
            Ok(Err(_)) => nothing(503),
            Err(_) => nothing(404),
        }
    }

    fn serve_capture(&self, capture: &str, wanted: Wanted<'_>) -> MediaAnswer {
        let kept = self.captures.get(capture).map(|capture| capture.main);
        let queued = || Some(self.queue.get(capture)?.pieces.first()?.piece.clone());
        let Some(piece) = kept.or_else(queued) else {
            return nothing(404);
        };
        let part = match wanted {
            Wanted::Whole => None,
            Wanted::Range(range) => match part_of(range, piece.size) {
                Some(part) => Some(part),
                None => return nothing(416),
            },
            Wanted::Part(number) => match part_number(number, piece.size) {
                Some(part) => Some(part),
                None => return nothing(404),
            },
        };
        let read = || {
            let mut reader = self.captures.read(&piece.handle)?;
            match &part {
                None => reader.read_all(),
                Some(part) => {
                    let length = part.end() - part.start() + 1;
                    reader.read_at(*part.start(), usize::try_from(length).unwrap_or_default())
                }
            }
        };
        let content_range = match wanted {
            Wanted::Range(_) => part
                .as_ref()
                .map(|part| format!("bytes {}-{}/{}", part.start(), part.end(), piece.size)),
            Wanted::Whole | Wanted::Part(_) => None,
        };
        match read() {
            Ok(body) => MediaAnswer {
                status: if content_range.is_some() { 206 } else { 200 },
                media_type: piece.media_type,
                content_range,
                body,
            },
            Err(fault) if seal_problem(fault).code == ErrorCode::CaptureUnknown => nothing(404),
            Err(_) => nothing(500),
        }
    }
}

fn nothing(status: u16) -> MediaAnswer {
    MediaAnswer {
        status,
        media_type: "text/plain".into(),
        content_range: None,
        body: Vec::new(),
    }
}

/// Reads a single range (RFC 9110, 14.1.2); several are answered with the first.
fn part_of(range: &str, size: u64) -> Option<RangeInclusive<u64>> {
    let first = range.strip_prefix("bytes=")?.split(',').next()?.trim();
    let (from, to) = first.split_once('-')?;
    let last = size.checked_sub(1)?;
    let (from, to) = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) => (from, to.min(last)),
        (Ok(from), Err(_)) if to.is_empty() => (from, last),
        (Err(_), Ok(suffix)) if from.is_empty() => (size.saturating_sub(suffix), last),
        _ => return None,
    };
    (from <= to).then(|| from..=to.min(from + MOST_PART - 1))
}

/// The bytes of part `number` of a film of this size; `None` from its end on.
fn part_number(number: u64, size: u64) -> Option<RangeInclusive<u64>> {
    let from = number.checked_mul(MOST_PART)?;
    (from < size).then(|| from..=(from + MOST_PART).min(size) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_film_follow_each_other_to_its_end() {
        let size = 2 * MOST_PART + 7;
        assert_eq!(part_number(0, size), Some(0..=MOST_PART - 1));
        assert_eq!(part_number(1, size), Some(MOST_PART..=2 * MOST_PART - 1));
        assert_eq!(part_number(2, size), Some(2 * MOST_PART..=size - 1));
        assert_eq!(part_number(3, size), None);
        assert_eq!(part_number(2, 2 * MOST_PART), None);
        assert_eq!(part_number(u64::MAX, size), None);
        assert_eq!(part_number(0, 0), None);
    }

    #[test]
    fn ranges_are_read_as_players_write_them() {
        assert_eq!(part_of("bytes=0-", 100), Some(0..=99));
        assert_eq!(part_of("bytes=10-19", 100), Some(10..=19));
        assert_eq!(part_of("bytes=-5", 100), Some(95..=99));
        assert_eq!(part_of("bytes=90-500", 100), Some(90..=99));
        assert_eq!(part_of("bytes=0-1, 5-9", 100), Some(0..=1));
        assert_eq!(part_of("bytes=0-", 5_000_000), Some(0..=MOST_PART - 1));
    }

    #[test]
    fn ranges_that_make_no_sense_are_refused() {
        for range in [
            "bytes=100-",
            "bytes=9-3",
            "lines=0-",
            "bytes=",
            "bytes=a-b",
            "bytes=-",
        ] {
            assert_eq!(part_of(range, 100), None, "{range}");
        }
        assert_eq!(part_of("bytes=0-", 0), None);
    }
}
