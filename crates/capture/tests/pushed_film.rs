//! Films that a webview pushes: sealed as they come, looked at when they end.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::media::{ArrivingFilm, MediaFault, PushedFilm};
use sceau_capture::recorder::{VideoSettings, clip_of_frames};
use sceau_capture::{Frame, Unsigned};
use std::sync::Arc;
use support::cabinet::Cabinet;
use support::sheet;

fn film() -> Vec<u8> {
    let frames: Vec<Frame> = (0..20_u16)
        .map(|n| {
            let at = Duration::from_millis(u64::from(n) * 100);
            Frame::of_rgb(Arc::new(sheet(320, 240, n)), at)
        })
        .collect();
    clip_of_frames(&frames, VideoSettings::CLIP).unwrap().mp4
}

fn push<'a>(
    cabinet: &Cabinet,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<PushedFilm, MediaFault> {
    let handle = cabinet.handle();
    let mut arriving = ArrivingFilm::begin(&cabinet.folder, &handle, &cabinet.key).unwrap();
    for piece in pieces {
        arriving.push(piece)?;
    }
    arriving.finish(&Unsigned)
}

#[test]
fn a_film_that_comes_in_pieces_is_the_same_film() {
    let (cabinet, film) = (Cabinet::new(), film());
    let pushed = push(&cabinet, film.chunks(7_001)).unwrap();
    let facts = pushed.facts;
    assert_eq!((facts.frames, facts.width), (20, 320));
    assert_eq!(facts.duration, Duration::from_secs(2));
    assert_eq!(pushed.file.length, film.len() as u64);
    assert!(cabinet.read(&pushed.file) == film);
}

#[test]
fn the_first_bytes_may_come_one_by_one() {
    let (cabinet, film) = (Cabinet::new(), film());
    let (start, rest) = film.split_at(9);
    let pushed = push(&cabinet, start.chunks(1).chain([rest])).unwrap();
    assert_eq!(pushed.facts.frames, 20);
}

#[test]
fn what_is_no_film_is_refused_for_its_reason_and_leaves_nothing() {
    let cabinet = Cabinet::new();
    let of = |bytes: &[u8]| push(&cabinet, [bytes]);
    assert_eq!(of(b"GIF89a").unwrap_err(), MediaFault::NotAFilm);
    assert_eq!(of(b"").unwrap_err(), MediaFault::NotAFilm);
    let webm = of(b"\x1A\x45\xDF\xA3webm");
    assert_eq!(webm.unwrap_err(), MediaFault::NotAFilm);
    let film = film();
    for length in [12, 40, 200, film.len() / 2, film.len() - 1] {
        let cut = of(&film[..length]);
        assert_eq!(cut.unwrap_err(), MediaFault::Damaged, "{length}");
    }
    assert!(cabinet.left().is_empty(), "{:?}", cabinet.left());
}

#[test]
fn a_film_whose_picture_the_server_cannot_decode_is_refused_here_and_leaves_nothing() {
    let (cabinet, mut film) = (Cabinet::new(), film());
    // The brand of the file and its only sample entry.
    for at in 0..film.len() - 4 {
        if film[at..].starts_with(b"avc1") {
            film[at..at + 4].copy_from_slice(b"vp09");
        }
    }
    let refused = push(&cabinet, [film.as_slice()]).unwrap_err();
    assert_eq!(refused, MediaFault::OtherCodec);
    assert!(cabinet.left().is_empty(), "{:?}", cabinet.left());
}

#[test]
fn a_film_without_end_is_stopped_and_leaves_nothing() {
    let cabinet = Cabinet::new();
    let piece = vec![0; 10_000_000];
    let fault = push(&cabinet, core::iter::repeat(piece.as_slice())).unwrap_err();
    assert_eq!(fault, MediaFault::TooHeavy);
    assert!(cabinet.left().is_empty());
}

#[cfg(feature = "mock")]
#[test]
fn a_full_disk_is_told_and_leaves_nothing() {
    use sceau_capture::sealed::SealFault;
    let cabinet = Cabinet::new();
    let folder = cabinet.folder.clone().with_room(100_000);
    let handle = cabinet.handle();
    let mut arriving = ArrivingFilm::begin(&folder, &handle, &cabinet.key).unwrap();
    arriving.push(&[0; 60_000]).unwrap();
    let full = arriving.push(&[0; 200_000]).unwrap_err();
    assert_eq!(full, MediaFault::Sealing(SealFault::NoRoom));
    assert_eq!(full.code(), "capture.no_room");
    drop(arriving);
    assert!(cabinet.left().is_empty());
}
