//! Recording under bad conditions: slow and fast cameras, a turned phone, a lost microphone, a clock
//! that jumps, a full disk, a kill. Each ends cleanly and leaves nothing behind.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::recorder::{Recorder, Recording, VideoSettings};
use sceau_capture::sealed::SealedFolder;
use sceau_capture::{Frame, Rotation, SoundChunk, Unsigned};
use std::sync::Arc;
use support::cabinet::Cabinet;
use support::playing::Playing;
use support::{jpeg_sheet, sheet};

const fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn frame(number: u16, at: Duration) -> Frame {
    Frame::of_jpeg(jpeg_sheet(160, 120, number).into(), at, Rotation::None).unwrap()
}

fn tone(at: Duration, rate: u32, samples: u32) -> SoundChunk {
    let wave = |n: u32| if n % 40 < 20 { 6_000 } else { -6_000 };
    SoundChunk {
        samples: (0..samples).map(wave).collect(),
        rate,
        at,
    }
}

/// Records frames at these times, and sound where there is any.
fn record(
    cabinet: &Cabinet,
    frames: impl IntoIterator<Item = Frame>,
    sound: Option<Vec<SoundChunk>>,
) -> Recording {
    let file = cabinet.file();
    let settings = VideoSettings::FACE;
    let mut recorder = Recorder::start(settings, sound.is_some(), millis(0), file).unwrap();
    let mut sound = sound.into_iter().flatten().peekable();
    for frame in frames {
        while let Some(chunk) = sound.next_if(|chunk| chunk.at <= frame.at) {
            recorder.sound(chunk);
        }
        recorder.frame(frame);
        // The encoder has its time, as with a camera.
        std::thread::sleep(millis(4));
    }
    sound.for_each(|chunk| recorder.sound(chunk));
    recorder.finish(&Unsigned).unwrap()
}

#[test]
fn a_camera_of_one_frame_a_second_keeps_its_times() {
    let cabinet = Cabinet::new();
    let frames = (0..6).map(|n| frame(n, millis(u64::from(n) * 1_000)));
    let sound = (0..60).map(|n| tone(millis(n * 100), 16_000, 1_600));
    let film = record(&cabinet, frames, Some(sound.collect()));
    assert!((film.measured.fps - 1.0).abs() < 0.01);
    let playing = Playing::of(&cabinet.read(&film.file));
    playing.assert_without_gaps();
    let times: Vec<Duration> = playing.samples.iter().map(|sample| sample.0).collect();
    assert_eq!(times, [0, 1, 2, 3, 4, 5].map(Duration::from_secs));
    assert!(playing.samples.iter().all(|sample| sample.2));
    let (picture, sound) = playing.ends();
    assert_eq!(picture, millis(6_000));
    assert!(sound.abs_diff(picture) < millis(60));
}

#[test]
fn a_camera_of_ninety_frames_a_second_is_brought_to_thirty() {
    let cabinet = Cabinet::new();
    let frames = (0..180).map(|n| frame(n, Duration::from_micros(u64::from(n) * 11_111)));
    let film = record(&cabinet, frames, None);
    assert_eq!(film.measured.frames, 60);
    assert!((film.measured.fps - 30.0).abs() < 0.2);
    Playing::of(&cabinet.read(&film.file)).assert_without_gaps();
}

#[test]
fn a_phone_turned_in_the_middle_goes_on_in_the_same_frame() {
    let cabinet = Cabinet::new();
    let film = record(
        &cabinet,
        (0..9_u16).map(|n| {
            let at = millis(u64::from(n) * 100);
            match n {
                0..3 => Frame::of_rgb(Arc::new(sheet(320, 240, 1)), at),
                3..6 => Frame {
                    rotation: Rotation::Right,
                    ..Frame::of_rgb(Arc::new(sheet(320, 240, 1)), at)
                },
                _ => Frame::of_rgb(Arc::new(sheet(640, 360, 1)), at),
            }
        }),
        None,
    );
    assert_eq!((film.measured.width, film.measured.height), (320, 240));
    let pictures = Playing::of(&cabinet.read(&film.file)).pictures();
    assert_eq!(pictures.len(), 9);
    let is_dark = |picture: usize, x: usize, y: usize| {
        let at = (y * 320 + x) * 3;
        pictures[picture].2[at..at + 3]
            .iter()
            .all(|part| *part < 40)
    };
    assert!(!is_dark(1, 8, 4) && !is_dark(1, 160, 4));
    assert!(is_dark(4, 8, 120), "bars beside a standing picture");
    assert!(!is_dark(4, 160, 4));
    assert!(is_dark(7, 160, 8), "bars over a wide one");
    assert!(!is_dark(7, 8, 120));
}

#[test]
fn a_microphone_that_is_lost_in_the_middle_leaves_silence_and_is_told() {
    let cabinet = Cabinet::new();
    let frames = (0..40).map(|n| frame(n, millis(u64::from(n) * 100)));
    let sound = (0..15).map(|n| tone(millis(n * 100), 8_000, 800));
    let film = record(&cabinet, frames, Some(sound.collect()));
    let sound = film.sound.unwrap();
    assert!(sound.is_heard);
    assert!(
        sound.missing.abs_diff(millis(2_500)) < millis(60),
        "{sound:?}"
    );
    let playing = Playing::of(&cabinet.read(&film.file));
    playing.assert_without_gaps();
    let (picture, end) = playing.ends();
    assert!(end.abs_diff(picture) < millis(60), "no track ends early");
}

#[test]
fn a_microphone_with_a_hole_stays_in_time() {
    let cabinet = Cabinet::new();
    let frames = (0..30).map(|n| frame(n, millis(u64::from(n) * 100)));
    let is_there = |n: &u64| !(8..18).contains(n);
    let sound = (0..30)
        .filter(is_there)
        .map(|n| tone(millis(n * 100), 48_000, 4_800));
    let film = record(&cabinet, frames, Some(sound.collect()));
    let missing = film.sound.unwrap().missing;
    assert!(missing.abs_diff(millis(1_000)) < millis(60), "{missing:?}");
    let heard = Playing::of(&cabinet.read(&film.file)).sound();
    let is_loud = |tenth: usize| {
        heard[tenth * 4_800 + 1_200..tenth * 4_800 + 3_600]
            .iter()
            .any(|sample| sample.unsigned_abs() > 2_000)
    };
    assert!(is_loud(7) && !is_loud(9) && !is_loud(16) && is_loud(18) && is_loud(28));
}

#[test]
fn a_microphone_that_never_gives_anything_is_told() {
    let cabinet = Cabinet::new();
    let frames = (0..12).map(|n| frame(n, millis(u64::from(n) * 100)));
    let film = record(&cabinet, frames, Some(Vec::new()));
    assert_eq!(film.sound, None);
    let playing = Playing::of(&cabinet.read(&film.file));
    let (picture, sound) = playing.ends();
    assert!(sound.abs_diff(picture) < millis(60), "silence stands there");
}

#[test]
fn another_microphone_in_the_middle_is_taken_at_its_own_rate() {
    let cabinet = Cabinet::new();
    let frames = (0..20).map(|n| frame(n, millis(u64::from(n) * 100)));
    let sound = (0..20).map(|n| {
        let rate: u32 = if n < 10 { 44_100 } else { 16_000 };
        tone(millis(n * 100), rate, rate / 10)
    });
    let film = record(&cabinet, frames, Some(sound.collect()));
    assert!(film.sound.unwrap().missing < millis(60));
}

#[test]
fn a_clock_that_jumps_makes_no_film_that_runs_backwards_or_for_hours() {
    let cabinet = Cabinet::new();
    let hour = 3_600_000;
    let at = [0, 100, 200, 50, 20, 300, hour, hour + 100, 400, 500];
    let sound = at.map(|at| tone(millis(at), 8_000, 800));
    let frames = at.iter().zip(0..).map(|(at, n)| frame(n, millis(*at)));
    let file = cabinet.file();
    let mut recorder = Recorder::start(VideoSettings::FACE, true, millis(0), file).unwrap();
    for (frame, sound) in frames.zip(sound) {
        recorder.frame(frame);
        recorder.sound(sound);
    }
    let film = recorder.finish(&Unsigned).unwrap();
    assert_eq!(film.measured.frames, 6);
    assert_eq!(film.measured.duration, millis(600));
    let playing = Playing::of(&cabinet.read(&film.file));
    playing.assert_without_gaps();
    assert!(playing.ends().1 < millis(800));
}

#[cfg(feature = "mock")]
#[test]
fn a_disk_that_fills_up_ends_the_recording_with_its_own_fault_and_leaves_nothing() {
    use sceau_capture::recorder::RecorderFault;
    use sceau_capture::sealed::SealFault;
    use support::wait_for;

    let cabinet = Cabinet::new();
    let folder = cabinet.folder.clone().with_room(150_000);
    let file = folder.record(&cabinet.handle(), &cabinet.key).unwrap();
    let mut recorder = Recorder::start(VideoSettings::FACE, false, millis(0), file).unwrap();
    let mut number = 0;
    let fault = wait_for("the fault", || {
        number += 1;
        let at = millis(u64::from(number) * 100);
        let picture = Arc::new(sheet(640, 480, number * 7));
        recorder.frame(Frame::of_rgb(picture, at));
        recorder.fault()
    });
    assert_eq!(fault, RecorderFault::Sealing(SealFault::NoRoom));
    assert_eq!(fault.code(), "capture.no_room");
    assert_eq!(recorder.finish(&Unsigned).unwrap_err(), fault);
    assert!(cabinet.left().is_empty(), "{:?}", cabinet.left());
}

#[test]
fn the_disk_grows_while_it_is_recorded_and_a_film_thrown_away_is_gone() {
    let cabinet = Cabinet::new();
    let file = cabinet.file();
    let mut recorder = Recorder::start(VideoSettings::FACE, false, millis(0), file).unwrap();
    let mut number = 0;
    support::wait_for("a sealed piece", || {
        number += 1;
        let picture = Arc::new(sheet(640, 480, number * 7));
        recorder.frame(Frame::of_rgb(picture, millis(u64::from(number) * 100)));
        (cabinet.size() > 65_536).then_some(())
    });
    assert!(
        cabinet.folder.list().unwrap().is_empty(),
        "it has no name yet"
    );
    recorder.discard();
    assert!(cabinet.left().is_empty());
}

#[test]
fn a_recording_cut_by_a_kill_is_found_as_one_to_redo_and_is_wiped() {
    let cabinet = Cabinet::new();
    let mut file = cabinet.file();
    let handle = cabinet.left()[0].split('.').next().unwrap().to_owned();
    file.append(&vec![7; 300_000]).unwrap();
    // A kill runs no destructor.
    core::mem::forget(file);
    assert!(
        cabinet
            .folder
            .read(&handle.parse().unwrap(), &cabinet.key)
            .is_err()
    );

    let again = SealedFolder::open(cabinet.place.path()).unwrap();
    assert_eq!(again.cut_recordings(), 1);
    assert!(cabinet.left().is_empty());
    let third = SealedFolder::open(cabinet.place.path()).unwrap();
    assert_eq!(third.cut_recordings(), 0, "it is told once");
}
