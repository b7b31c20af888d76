//! Pictures and videos for the screen, by handle: both hosts answer with this.

use crate::App;
use crate::captures::seal_problem;
use sceau_wire::error::ErrorCode;
use std::ops::RangeInclusive;

/// What a host answers to a request for media.
#[derive(Clone, PartialEq, Eq)]
pub struct MediaAnswer {
    /// HTTP status: 200, 206, 404, 416, or 503 before the first frame.
    pub status: u16,
    /// `image/jpeg`, `video/mp4`, `video/webm`; `text/plain` without content.
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

/// Most bytes of one answer to a request for a part.
const MOST_PART: u64 = 1_048_576;

impl App {
    /// Answers a request for `preview/{session}.jpg` (or the bare session), `picture/{capture}` or
    /// `video/{capture}`, with the `Range` header where there is one. Blocks for some milliseconds.
    pub fn serve_media(&self, path: &str, range: Option<&str>) -> MediaAnswer {
        let path = path.trim_start_matches('/');
        match path.split_once('/') {
            Some(("picture" | "video", capture)) => self.serve_capture(capture, range),
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

    fn serve_capture(&self, capture: &str, range: Option<&str>) -> MediaAnswer {
        let kept = self.captures.get(capture).map(|capture| capture.main);
        let queued = || Some(self.queue.get(capture)?.pieces.first()?.piece.clone());
        let Some(piece) = kept.or_else(queued) else {
            return nothing(404);
        };
        let wanted = match range.map(|range| part_of(range, piece.size)) {
            None => None,
            Some(Some(part)) => Some(part),
            Some(None) => return nothing(416),
        };
        let read = || {
            let mut reader = self.captures.read(&piece.handle)?;
            match &wanted {
                None => reader.read_all(),
                Some(part) => {
                    let length = part.end() - part.start() + 1;
                    reader.read_at(*part.start(), usize::try_from(length).unwrap_or_default())
                }
            }
        };
        match read() {
            Ok(body) => MediaAnswer {
                status: if wanted.is_some() { 206 } else { 200 },
                media_type: piece.media_type,
                content_range: wanted
                    .map(|part| format!("bytes {}-{}/{}", part.start(), part.end(), piece.size)),
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

#[cfg(test)]
mod tests {
    use super::*;

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
