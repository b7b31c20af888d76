//! A scenario's devices do what it says: timelines, films, troubles that come and go.
#![cfg(feature = "mock")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::{CameraUse, Frame, FrameSource, Monotonic, Prompt, SourceFault};
use std::path::Path;
use std::sync::Arc;
use support::{JumpingClock, PATIENCE, fill_folder, frames, jpeg_sheet, scripted, write_y4m};

/// What every scripted failure promises: the reason, and no hang.
fn fails_with(text: &str, when_open: bool, fault: SourceFault) {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 1, 96, 64);
    let text = format!("{text}\n[camera.face]\nvideo = 'face'");
    let devices = scripted(place.path(), &text, Arc::<JumpingClock>::default());
    let mut camera = devices.camera(CameraUse::Face);
    if when_open {
        assert_eq!(camera.open(), Err(fault));
        return;
    }
    camera.open().unwrap();
    let end = (0..100).find_map(|_| camera.next_frame(PATIENCE).err());
    assert_eq!(end, Some(fault));
}

#[test]
fn a_camera_can_be_missing_busy_refused_or_unplugged_in_the_middle() {
    fails_with("[camera]\nfault = 'no_camera'", true, SourceFault::NoCamera);
    fails_with("[camera]\nfault = 'busy'", true, SourceFault::Busy);
    fails_with(
        "[permissions]\ncamera = 'deny'",
        true,
        SourceFault::PermissionDenied,
    );
    fails_with(
        "[camera]\nfault = 'unplugged'\nfault_after = '500ms'",
        false,
        SourceFault::Unplugged,
    );
}

#[test]
fn a_camera_can_be_away_for_a_while() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 1, 96, 64);
    let text = "[camera]\nfault = 'unplugged'\nfault_after = '500ms'\nfault_for = '2s'\n[camera.face]\nvideo = 'face'";
    let clock = Arc::<JumpingClock>::default();
    let devices = scripted(place.path(), text, clock.clone());
    let mut camera = devices.camera(CameraUse::Face);
    camera.open().unwrap();
    let gone = (0..100).find_map(|_| camera.next_frame(PATIENCE).err());
    assert_eq!(gone, Some(SourceFault::Unplugged));
    camera.close();
    assert_eq!(camera.open(), Err(SourceFault::Unplugged));
    clock.pause(Duration::from_secs(2));
    camera.open().unwrap();
    assert_eq!(frames(camera.as_mut(), 3).len(), 3);
}

#[test]
fn a_camera_can_freeze_and_go_black() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 40, 96, 64);
    let pictures = |fault: &str| {
        let text = format!(
            "[camera]\nfault = '{fault}'\nfault_after = '1s'\nfault_for = '1s'\n[camera.face]\nvideo = 'face'"
        );
        let devices = scripted(place.path(), &text, Arc::<JumpingClock>::default());
        let mut camera = devices.camera(CameraUse::Face);
        camera.open().unwrap();
        let must_move = |camera: &dyn FrameSource| camera.pictures_move();
        assert!(!must_move(camera.as_ref()));
        let seen = frames(camera.as_mut(), 28);
        let lights: Vec<_> = seen.iter().map(|frame| frame.luma().unwrap()).collect();
        (
            lights[5] == lights[6],
            lights[13] == lights[14],
            lights[24] == lights[25],
            lights[14].view().pixels()[0],
        )
    };
    assert!(matches!(pictures("frozen"), (false, true, false, 100..)));
    assert!(matches!(pictures("black"), (false, true, false, 16)));
}

#[test]
fn a_microphone_can_be_busy_or_hear_nothing_for_a_while() {
    let audio = |more: &str| {
        let text = format!("[audio]\nvoice = 'tones'\n{more}");
        scripted(Path::new("."), &text, Arc::<JumpingClock>::default())
            .microphone()
            .unwrap()
    };
    assert_eq!(audio("fault = 'busy'").open(), Err(SourceFault::Busy));
    let mut microphone = audio("fault = 'silence'\nfault_for = '2s'");
    microphone.open().unwrap();
    let mut loudest = |chunks: usize| {
        microphone.prompted(Prompt::Digit(5));
        let heard = (0..chunks).filter_map(|_| microphone.next_chunk(PATIENCE).unwrap());
        heard
            .flat_map(|chunk| chunk.samples)
            .map(i16::unsigned_abs)
            .max()
    };
    assert_eq!(loudest(30), Some(0));
    loudest(15);
    assert!(loudest(30) > Some(5_000));
}

#[test]
fn whoever_refuses_once_is_asked_again() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 1, 96, 64);
    let text = "[camera.face]\nvideo = 'face'\n[permissions]\ncamera = 'deny-once'";
    let devices = scripted(place.path(), text, Arc::<JumpingClock>::default());
    assert_eq!(
        devices.camera(CameraUse::Face).open(),
        Err(SourceFault::PermissionDenied)
    );
    assert_eq!(devices.camera(CameraUse::Face).open(), Ok(()));
}

#[test]
fn a_use_the_scenario_has_no_pictures_for_has_no_camera() {
    let devices = scripted(Path::new("."), "", Arc::<JumpingClock>::default());
    assert_eq!(
        devices.camera(CameraUse::DocumentFront).open(),
        Err(SourceFault::NoCamera)
    );
    assert_eq!(
        devices.microphone().unwrap().open(),
        Err(SourceFault::NoMicrophone)
    );
}

#[test]
fn a_timeline_goes_through_its_folders_and_holds_the_last() {
    let place = tempfile::tempdir().unwrap();
    for (name, width) in [("dark", 32), ("good", 48)] {
        fill_folder(&place.path().join("recto").join(name), 2, width, 32);
    }
    let text = "[camera.document]\nfront = 'recto/*.jpg'\nscript = ['dark:1s', 'good:hold']";
    let clock = Arc::<JumpingClock>::default();
    let devices = scripted(place.path(), text, clock.clone());
    let mut camera = devices.camera(CameraUse::DocumentFront);
    let opened_at = clock.elapsed();
    camera.open().unwrap();
    for frame in frames(camera.as_mut(), 40) {
        let expected = if frame.at - opened_at < Duration::from_secs(1) {
            32
        } else {
            48
        };
        assert_eq!(frame.width, expected, "at {:?}", frame.at);
    }
}

#[test]
fn a_film_starts_at_its_beginning_when_a_recording_begins() {
    let place = tempfile::tempdir().unwrap();
    write_y4m(&place.path().join("face.y4m"), 20);
    let devices = scripted(
        place.path(),
        "[camera.face]\nvideo = 'face.y4m'",
        Arc::<JumpingClock>::default(),
    );
    let mut camera = devices.camera(CameraUse::Face);
    camera.open().unwrap();
    let first_light = |frames: &[Frame]| frames[0].luma().unwrap().view().pixels()[0];
    assert_eq!(first_light(&frames(camera.as_mut(), 7)), 20);
    camera.recording_begins();
    assert_eq!(first_light(&frames(camera.as_mut(), 3)), 20);
}

#[test]
fn a_person_turns_when_they_are_asked_and_looks_straight_in_the_next_film() {
    let place = tempfile::tempdir().unwrap();
    write_y4m(&place.path().join("face.y4m"), 20);
    let turned = jpeg_sheet(96, 64, 0);
    std::fs::write(place.path().join("left.mjpeg"), turned).unwrap();
    let text = "[camera.face]\nvideo = 'face.y4m'\nturn_left = 'left.mjpeg'";
    let devices = scripted(place.path(), text, Arc::<JumpingClock>::default());
    let mut camera = devices.camera(CameraUse::Face);
    camera.open().unwrap();
    let width = |camera: &mut dyn FrameSource| frames(camera, 1)[0].width;
    let straight = width(camera.as_mut());
    for not_played in [Prompt::Digit(3), Prompt::TurnRight, Prompt::ShowDocument] {
        camera.prompted(not_played);
        assert_eq!(width(camera.as_mut()), straight, "{not_played:?}");
    }
    camera.prompted(Prompt::TurnLeft);
    assert_eq!(width(camera.as_mut()), 96);
    camera.recording_begins();
    assert_eq!(width(camera.as_mut()), straight);
}

#[test]
fn a_trouble_of_the_first_session_spares_the_second() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 1, 96, 64);
    let text = "[camera]\nfault = 'busy'\nfault_sessions = 1\n[camera.face]\nvideo = 'face'";
    let devices = scripted(place.path(), text, Arc::<JumpingClock>::default());
    let open = || devices.camera(CameraUse::Face).open();
    assert_eq!(
        [open(), open(), open()],
        [Err(SourceFault::Busy), Ok(()), Ok(())]
    );
}

#[test]
fn a_picture_put_there_while_the_camera_runs_is_shown() {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("qr")).unwrap();
    let devices = scripted(
        place.path(),
        "[camera.code]\nframes = 'qr'",
        Arc::<JumpingClock>::default(),
    );
    let mut camera = devices.camera(CameraUse::Code);
    camera.open().unwrap();
    assert!(frames(camera.as_mut(), 1).is_empty());
    std::fs::write(place.path().join("qr/1.jpg"), jpeg_sheet(96, 64, 0)).unwrap();
    assert_eq!(frames(camera.as_mut(), 1).len(), 1);
}
