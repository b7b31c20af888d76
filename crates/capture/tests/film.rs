//! Films: what we record tells the truth about itself, and plays.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::media::boxes::{Facts, facts_of};
use sceau_capture::recorder::{Recorder, RecorderFault, Recording, VideoSettings, clip_of_frames};
use sceau_capture::sealed::{Chain, Sealed};
use sceau_capture::{FilmSigner, Frame, Prompt, Rotation, SoundChunk};
use sceau_vision::jpeg::Rgb;
use std::sync::Arc;
use support::cabinet::Cabinet;
use support::playing::Playing;
use support::{jpeg_sheet, sheet};

const fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn frame(number: u16, at: Duration) -> Frame {
    Frame::of_jpeg(jpeg_sheet(320, 240, number).into(), at, Rotation::None).unwrap()
}

fn facts(mp4: &[u8]) -> Option<Facts> {
    facts_of(mp4.len() as u64, |at, most| {
        let rest = mp4.get(usize::try_from(at).ok()?..)?;
        Some(rest[..most.min(rest.len())].to_vec())
    })
}

/// Signs with the head itself: enough to see that it was asked.
struct Echo;

impl FilmSigner for Echo {
    fn sign(&self, film: &Sealed) -> Option<Vec<u8>> {
        Some(film.chain.head.to_vec())
    }
}

/// Two and a half seconds at ten frames a second, asked for two digits, a tone for a voice.
fn spoken_film(cabinet: &Cabinet) -> Recording {
    let file = cabinet.file();
    let mut recorder = Recorder::start(VideoSettings::FACE, true, millis(500), file).unwrap();
    for number in 0..30 {
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
    recorder.finish(&Echo).unwrap()
}

#[test]
fn a_film_tells_the_truth_about_itself() {
    let cabinet = Cabinet::new();
    let film = spoken_film(&cabinet);
    let measured = film.measured;
    assert_eq!(
        (measured.width, measured.height, measured.frames),
        (320, 240, 25)
    );
    assert_eq!(
        measured.duration,
        millis(2_500),
        "from 0.5 s to 2.9 s and a frame"
    );
    assert!((measured.fps - 10.0).abs() < 0.1, "{}", measured.fps);
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
    let sound = film.sound.unwrap();
    assert!(sound.is_heard && sound.missing < millis(150), "{sound:?}");

    let facts = facts(&cabinet.read(&film.file)).unwrap();
    assert_eq!((facts.width, facts.height, facts.frames), (320, 240, 25));
    assert_eq!(facts.video_codec.as_ref(), Some(b"avc1"));
    assert_eq!(facts.audio_codec.as_ref(), Some(b"Opus"));
    assert!(facts.is_index_first, "a browser starts at once");
    assert!(facts.duration.abs_diff(measured.duration) < millis(1));
}

#[test]
fn a_film_is_cut_in_fragments_of_a_second_that_join_without_a_gap() {
    let cabinet = Cabinet::new();
    let film = spoken_film(&cabinet);
    let playing = Playing::of(&cabinet.read(&film.file));
    assert_eq!((playing.fragments, playing.places), (3, 3));
    playing.assert_without_gaps();
    let keys: Vec<Duration> = playing
        .samples
        .iter()
        .filter_map(|(at, _, is_key, _)| is_key.then_some(*at))
        .collect();
    assert_eq!(keys, [millis(0), millis(1_000), millis(2_000)]);
    let (picture, sound) = playing.ends();
    assert!(
        sound.abs_diff(picture) < millis(60),
        "{picture:?} {sound:?}"
    );
}

#[test]
fn the_voice_is_heard_in_the_film() {
    let cabinet = Cabinet::new();
    let film = spoken_film(&cabinet);
    let sound = Playing::of(&cabinet.read(&film.file)).sound();
    let loud = sound
        .chunks_exact(4_800)
        .filter(|tenth| tenth.iter().any(|sample| sample.unsigned_abs() > 3_000));
    assert!(loud.count() >= 24, "a tone in every tenth of a second");
}

#[test]
fn what_is_announced_of_the_file_is_computed_while_it_is_written() {
    let cabinet = Cabinet::new();
    let film = spoken_film(&cabinet);
    let mp4 = cabinet.read(&film.file);
    assert_eq!(film.file.length, mp4.len() as u64);
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &mp4);
    assert_eq!(film.file.sha256.as_slice(), hash.as_ref());
    let chain = mp4
        .chunks(sceau_domain::film::SEGMENT_BYTES)
        .fold(Chain::START, Chain::and);
    assert_eq!(film.file.chain, chain);
    assert_eq!(film.signature.as_deref(), Some(chain.head.as_slice()));
    assert_eq!(cabinet.left(), [format!("{}.sealed", film.file.handle)]);
}

#[test]
fn every_frame_can_be_decoded_and_shows_what_the_camera_saw() {
    let frames: Vec<Frame> = (0..5)
        .map(|number| frame(number * 3, millis(u64::from(number) * 100)))
        .collect();
    let clip = clip_of_frames(&frames, VideoSettings::CLIP).unwrap();
    let pictures = Playing::of(&clip.mp4).pictures();
    assert_eq!(pictures.len(), 5);
    for ((_, _, picture), number) in pictures.iter().zip(0_u16..) {
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

#[test]
fn a_large_or_turned_frame_is_fitted_with_even_sides() {
    let film = |width, height, rotation| {
        let frame = Frame {
            rotation,
            ..Frame::of_rgb(Arc::new(sheet(width, height, 0)), millis(0))
        };
        let clip = clip_of_frames(&[frame], VideoSettings::CLIP).unwrap();
        (clip.measured.width, clip.measured.height)
    };
    assert_eq!(film(1920, 1080, Rotation::None), (1280, 720));
    assert_eq!(film(1920, 1080, Rotation::Right), (720, 1280));
    assert_eq!(film(333, 221, Rotation::None), (332, 220));
}

#[test]
fn a_film_is_as_bright_as_all_its_frames_and_not_as_its_last() {
    let film = |many: u8, last: u8| {
        let of_light = |number: u64| {
            let pixels = vec![if number < 9 { many } else { last }; 64 * 48 * 3];
            let (width, height) = (64, 48);
            let picture = Rgb {
                width,
                height,
                pixels,
            };
            Frame::of_rgb(Arc::new(picture), millis(number * 100))
        };
        let frames: Vec<Frame> = (0..10).map(of_light).collect();
        let measured = clip_of_frames(&frames, VideoSettings::CLIP)
            .unwrap()
            .measured;
        (measured.frames, measured.brightness.round())
    };
    assert_eq!(film(20, 220), (10, 40.0));
    assert_eq!(film(220, 20), (10, 200.0));
    assert_eq!(film(0, 0), (10, 0.0));
    assert_eq!(film(255, 255), (10, 255.0));
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
        assert!(clip.is_err() || clip.is_ok_and(|clip| clip.measured.frames == 1));
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
    let clip = clip_of_frames(&frames, settings).unwrap();
    assert_eq!(clip.measured.frames, 6);
}

#[test]
fn broken_boxes_are_never_a_panic() {
    let cabinet = Cabinet::new();
    let film = cabinet.read(&spoken_film(&cabinet).file);
    let fragment = film.windows(4).position(|part| part == b"moof").unwrap() - 4;
    let flipped = (0..fragment + 700).chain(film.len() - 120..film.len());
    for at in flipped {
        for value in [0x00, 0x01, 0x7F, 0xFF] {
            let mut broken = film.clone();
            broken[at] = value;
            // Any answer will do; reading past the end would panic.
            let _ = facts(&broken);
        }
    }
}
