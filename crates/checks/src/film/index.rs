//! The index of an MP4 file, read by `re_mp4` once nothing in it keeps that library for ever.

use re_mp4::Mp4;

/// Boxes are nested so deep on the way to a sound's description; the library goes no deeper.
const DEEPEST: usize = 8;

/// Reads the index. `None` where there is none, or where a box overruns the one it lies in or is shorter than its
/// own head: the library reads such a box again and again.
pub(super) fn read_index(film: &[u8]) -> Option<Mp4> {
    let is_readable = are_boxes_whole(film, 0);
    is_readable.then(|| Mp4::read_bytes(film).ok()).flatten()
}

fn are_boxes_whole(mut level: &[u8], depth: usize) -> bool {
    while let Some((head, rest)) = level.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let body_size = match u32::from_be_bytes([a, b, c, d]) {
            // To the end of the file: the library stops there too.
            0 if depth == 0 => return true,
            1 => rest
                .first_chunk()
                .and_then(|size| u64::from_be_bytes(*size).checked_sub(8 + 8))
                .and_then(|size| size.checked_add(8)),
            size => u64::from(size).checked_sub(8),
        };
        let body = body_size
            .and_then(|size| usize::try_from(size).ok())
            .and_then(|size| rest.split_at_checked(size));
        let Some((body, next)) = body else {
            return false;
        };
        let inside = before_boxes(kind, body).and_then(|from| body.get(from..));
        if depth < DEEPEST && inside.is_some_and(|inside| !are_boxes_whole(inside, depth + 1)) {
            return false;
        }
        level = next;
    }
    true
}

/// How many bytes of a box stand before the boxes that it holds; `None` where it holds none that are read one after
/// the other.
fn before_boxes(kind: [u8; 4], body: &[u8]) -> Option<usize> {
    match &kind {
        b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"mvex" | b"moof" | b"traf" | b"wave" => {
            Some(0)
        }
        b"stsd" => Some(8),
        b"avc1" | b"avc3" => Some(78),
        // The first version has four more numbers.
        b"mp4a" if body.get(8..10) == Some(&[0, 1]) => Some(28 + 16),
        b"mp4a" => Some(28),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILMS: [&[u8]; 2] = [
        include_bytes!("../../tests/fixtures/tones-aac.mp4"),
        include_bytes!("../../tests/fixtures/tones-aac-fragmented.mp4"),
    ];

    /// The film with another size of its first box of this kind.
    fn resized(film: &[u8], kind: &[u8; 4], size: u32) -> Vec<u8> {
        let at = film.windows(4).position(|four| four == kind).unwrap();
        let mut film = film.to_vec();
        film[at - 4..at].copy_from_slice(&size.to_be_bytes());
        film
    }

    #[test]
    fn a_box_without_a_size_is_no_index_and_keeps_nobody() {
        for film in FILMS {
            assert!(read_index(film).is_some());
            for kind in [b"mvhd", b"tkhd", b"hdlr", b"smhd", b"stts", b"esds"] {
                for size in [0, 7, u32::MAX] {
                    let spoilt = resized(film, kind, size);
                    assert!(read_index(&spoilt).is_none(), "{kind:?} {size}");
                }
            }
        }
    }
}
