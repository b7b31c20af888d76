//! Films: what we record plays, what a webview pushes is looked at.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::media::boxes::facts_of;
use sceau_capture::media::{Container, FilmAssembly, MediaFault};
use sceau_capture::recorder::{Recorder, RecorderFault, Recording, VideoSettings, clip_of_frames};
use sceau_capture::{Frame, Prompt, Rotation, SoundChunk};
use std::sync::Arc;
use support::{jpeg_sheet, sheet};

const fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn frame(number: u16, at: Duration) -> Frame {
    Frame::of_jpeg(jpeg_sheet(320, 240, number).into(), at, Rotation::None).unwrap()
}

/// Two seconds at ten frames a second, asked for two digits, a tone for a voice.
fn spoken_film() -> Recording {
    let mut recorder = Recorder::start(VideoSettings::FACE, true, millis(500)).unwrap();
    for number in 0..25 {
        let at = millis(u64::from(number) * 100);
        recorder.frame(frame(number, at));
        let samples = (0_i16..800).map(|n| (n % 40 - 20) * 400).collect();
        recorder.sound(SoundChunk {
            samples,
            rate: 8_000,
            at,
        });
        // The camera's pace: the encoder has its time.
        std::thread::sleep(millis(25));
    }
    recorder.prompt(Prompt::Digit(7), millis(700));
    recorder.prompt(Prompt::TurnLeft, millis(1_900));
    recorder.finish().unwrap()
}

#[test]
fn a_film_tells_the_truth_about_itself() {
    let film = spoken_film();
    assert_eq!(
        (film.width, film.height, film.frames, film.lost_frames),
        (320, 240, 20, 0)
    );
    assert_eq!(
        film.duration,
        millis(2_000),
        "from 0.5 s to 2.4 s and a frame"
    );
    assert!((film.fps - 10.0).abs() < 0.1, "{}", film.fps);
    let prompts: Vec<_> = film
        .prompts
        .iter()
        .map(|one| (one.prompt.code(), one.at))
        .collect();
    assert_eq!(
        prompts,
        [
            ("digit-7".into(), millis(200)),
            ("turn-left".into(), millis(1_400))
        ]
    );

    let facts = facts_of(&film.mp4).unwrap();
    assert_eq!((facts.width, facts.height, facts.frames), (320, 240, 20));
    assert_eq!(facts.video_codec.as_ref(), Some(b"avc1"));
    assert_eq!(facts.audio_codec.as_ref(), Some(b"Opus"));
    assert!(facts.is_index_first, "a browser starts at once");
    assert!(
        facts.duration.abs_diff(film.duration) < millis(120),
        "{:?}",
        facts.duration
    );
}

#[test]
fn the_sound_is_kept_uncompressed_beside_the_film_and_as_long_as_it() {
    let film = spoken_film();
    let sound = film.audio.unwrap();
    assert_eq!((sound.rate, sound.duration()), (8_000, millis(2_000)));
    assert!(!sound.is_silent());
    let (rate, samples) = sceau_capture::recorder::wav::decode(&sound.wav()).unwrap();
    assert_eq!((rate, samples), (8_000, sound.samples));
}

#[test]
fn every_frame_can_be_decoded_and_shows_what_the_camera_saw() {
    let frames: Vec<Frame> = (0..5)
        .map(|number| frame(number * 3, millis(u64::from(number) * 100)))
        .collect();
    let clip = clip_of_frames(&frames, VideoSettings::CLIP).unwrap();
    let pictures = decode(&clip.mp4);
    assert_eq!(pictures.len(), 5);
    for (picture, number) in pictures.iter().zip(0_u16..) {
        // The blue bar stands where it was drawn.
        let bar = usize::from(number * 3 * 24 + 6);
        let blue = |x: usize| i32::from(picture[(120 * 320 + x) * 3 + 2]);
        let red = |x: usize| i32::from(picture[(120 * 320 + x) * 3]);
        assert!(
            blue(bar) - red(bar) > 80,
            "frame {number}: {} {}",
            red(bar),
            blue(bar)
        );
    }
}

/// Decodes the samples in order with the same library's decoder.
fn decode(mp4: &[u8]) -> Vec<Vec<u8>> {
    use openh264::formats::YUVSource;
    let start = mp4.windows(4).position(|part| part == b"avcC").unwrap();
    let config = &mp4[start + 4..];
    let unit = |at: usize| {
        let length = usize::from(u16::from_be_bytes([config[at], config[at + 1]]));
        (&config[at + 2..at + 2 + length], at + 2 + length)
    };
    let (sequence, next) = unit(6);
    let (picture, _) = unit(next + 1);
    let mut decoder = openh264::decoder::Decoder::new().unwrap();
    let begin = [0, 0, 0, 1];
    let head = [&begin[..], sequence, &begin, picture].concat();
    decoder.decode(&head).unwrap();
    let data = mp4.windows(4).position(|part| part == b"mdat").unwrap();
    let (mut at, mut pictures) = (data + 4, Vec::new());
    while let Some(length) = mp4.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().unwrap()) as usize;
        let unit = [&begin[..], &mp4[at + 4..at + 4 + length]].concat();
        if let Ok(Some(frame)) = decoder.decode(&unit) {
            let (width, height) = frame.dimensions();
            let mut colours = vec![0; width * height * 3];
            frame.write_rgb8(&mut colours);
            pictures.push(colours);
        }
        at += 4 + length;
    }
    pictures
}

#[test]
fn a_large_or_turned_frame_is_fitted_with_even_sides() {
    let film = |width, height, rotation| {
        let frame = Frame {
            rotation,
            ..Frame::of_rgb(Arc::new(sheet(width, height, 0)), millis(0))
        };
        let clip = clip_of_frames(&[frame], VideoSettings::CLIP).unwrap();
        (clip.width, clip.height)
    };
    assert_eq!(film(1920, 1080, Rotation::None), (1280, 720));
    assert_eq!(film(1920, 1080, Rotation::Right), (720, 1280));
    assert_eq!(film(333, 221, Rotation::None), (332, 220));
}

#[test]
fn a_film_without_frames_or_with_broken_ones_only_is_no_film() {
    assert_eq!(
        clip_of_frames(&[], VideoSettings::CLIP).unwrap_err(),
        RecorderFault::Empty
    );
    let whole = jpeg_sheet(320, 240, 0);
    // The header is whole, the picture is not one: its tables are gone.
    let broken = [&whole[..2], &whole[20..]].concat();
    if let Ok(frame) = Frame::of_jpeg(broken[..300].into(), millis(0), Rotation::None) {
        let clip = clip_of_frames(&[frame], VideoSettings::CLIP);
        assert!(clip.is_err() || clip.is_ok_and(|clip| clip.frames == 1));
    }
}

#[test]
fn nothing_is_recorded_beyond_the_longest_film() {
    let settings = VideoSettings {
        longest: millis(500),
        ..VideoSettings::CLIP
    };
    let frames: Vec<Frame> = (0..12)
        .map(|n| frame(n, millis(u64::from(n) * 100)))
        .collect();
    assert_eq!(clip_of_frames(&frames, settings).unwrap().frames, 6);
}

#[test]
fn a_pushed_film_arrives_in_pieces_one_of_them_twice() {
    let film = spoken_film().mp4;
    let mut assembly = FilmAssembly::new();
    let half = film.len() / 2;
    assembly.push(0, &film[..half]).unwrap();
    assembly.push(0, &film[..half]).unwrap();
    assert_eq!(assembly.offset(), half);
    assert_eq!(
        assembly.push(half + 1, b"later"),
        Err(MediaFault::OutOfOrder)
    );
    assert_eq!(assembly.push(0, b"other"), Err(MediaFault::OutOfOrder));
    assembly.push(half, &film[half..]).unwrap();
    let pushed = assembly.finish().unwrap();
    assert_eq!(
        (pushed.container, pushed.facts.unwrap().frames),
        (Container::Mp4, 20)
    );
    assert_eq!(pushed.bytes, film);
}

#[test]
fn what_is_no_film_is_refused_for_its_reason() {
    let of = |bytes: &[u8]| {
        let mut assembly = FilmAssembly::new();
        assembly.push(0, bytes).unwrap();
        assembly.finish()
    };
    assert_eq!(of(b"GIF89a").unwrap_err(), MediaFault::NotAFilm);
    assert_eq!(of(b"").unwrap_err(), MediaFault::NotAFilm);
    assert_eq!(
        of(b"\x1A\x45\xDF\xA3webm").unwrap().container,
        Container::WebM
    );
    let film = spoken_film().mp4;
    for length in [12, 40, 200] {
        assert_eq!(
            of(&film[..length]).unwrap_err(),
            MediaFault::Damaged,
            "{length}"
        );
    }
    let mut assembly = FilmAssembly::new();
    assert_eq!(assembly.push(60_000_000, b"x"), Err(MediaFault::TooHeavy));
}

#[test]
fn broken_boxes_are_never_a_panic() {
    let film = spoken_film().mp4;
    for at in 0..film.len().min(1_200) {
        for value in [0x00, 0x01, 0x7F, 0xFF] {
            let mut broken = film[..film.len().min(6_000)].to_vec();
            broken[at] = value;
            // Any answer will do; reading past the end would panic.
            let _ = facts_of(&broken);
        }
    }
}
