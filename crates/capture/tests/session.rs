//! A session from light on to light off, as the screens use it, on a scenario's pictures.
#![cfg(feature = "mock")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::time::Duration;
use sceau_capture::scripted::Scenario;
use sceau_capture::{
    CameraUse, CaptureFault, CaptureSession, Devices, Finding, Monotonic, Prompt, Rotation,
    ScanOutcome, SessionSettings, SessionState, SourceChoice, SourceFault, StillOrigin,
    SystemMonotonic, Unsigned, still_of_file,
};
use std::path::Path;
use std::sync::Arc;
use support::cabinet::Cabinet;
use support::playing::Playing;
use support::{code_jpeg, fill_folder, jpeg_sheet, wait_for};

fn devices(folder: &Path, text: &str) -> Devices {
    let scenario = Arc::new(Scenario::parse(text, folder).unwrap());
    Devices::new(
        SourceChoice::Scripted(scenario),
        Arc::new(SystemMonotonic::start()),
    )
}

fn start(devices: &Devices, purpose: CameraUse, settings: SessionSettings) -> CaptureSession {
    CaptureSession::start(devices.camera(purpose), None, devices.clock(), settings)
}

fn state_of(session: &CaptureSession) -> SessionState {
    session.status().state
}

fn wait_until_live(session: &CaptureSession) {
    wait_for("the first frame", || {
        (state_of(session) == SessionState::Live).then_some(())
    });
}

#[test]
fn a_preview_is_the_camera_s_own_jpeg_and_only_another_for_a_new_frame() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 4, 1280, 720);
    let devices = devices(place.path(), "[camera.face]\nvideo = 'face'");
    let session = start(&devices, CameraUse::Face, SessionSettings::FACE);
    wait_until_live(&session);
    let first = session.preview().unwrap();
    assert_eq!(sceau_vision::jpeg::size(&first.jpeg), Ok((1280, 720)));
    let next = wait_for("another frame", || {
        session
            .preview()
            .ok()
            .filter(|preview| preview.sequence > first.sequence)
    });
    assert!(next.sequence > first.sequence);
    let status = session.status();
    assert_eq!((status.width, status.height), (1280, 720));
    assert!(status.sound_level.is_none() && status.recording.is_none());
    session.stop();
    assert_eq!(state_of(&session), SessionState::Stopped);
    assert_eq!(session.preview().unwrap_err(), CaptureFault::Stopped);
}

#[test]
fn before_the_first_frame_everything_says_so() {
    let cabinet = Cabinet::new();
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("qr")).unwrap();
    let devices = devices(place.path(), "[camera.code]\nframes = 'qr'");
    let session = start(&devices, CameraUse::Code, SessionSettings::FACE);
    assert_eq!(state_of(&session), SessionState::Starting);
    assert_eq!(session.take_still().unwrap_err(), CaptureFault::NoFrameYet);
    assert_eq!(
        session.start_recording(|| Ok(cabinet.file())).unwrap_err(),
        CaptureFault::NoFrameYet
    );
    assert_eq!(
        session.stop_recording(&Unsigned).unwrap_err(),
        CaptureFault::NotRecording
    );
    assert_eq!(
        session.mark_prompt(Prompt::TurnLeft).unwrap_err(),
        CaptureFault::NotRecording
    );
}

#[test]
fn the_letter_s_code_is_read_and_a_foreign_one_is_told_apart() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qr");
    std::fs::create_dir(&folder).unwrap();
    let devices = devices(place.path(), "[camera.code]\nframes = 'qr'");
    let session = start(&devices, CameraUse::Code, SessionSettings::FACE);
    let scan = || {
        let is_ours = |text: &str| text.starts_with("sceau:");
        match session.scan_qr(Duration::from_millis(300), is_ours) {
            Ok(ScanOutcome::Nothing) | Err(CaptureFault::NoFrameYet) => None,
            found => Some(found.unwrap()),
        }
    };
    assert!(scan().is_none());
    std::fs::write(folder.join("1.jpg"), code_jpeg("https://menu.example/")).unwrap();
    assert_eq!(wait_for("a foreign code", scan), ScanOutcome::Foreign);
    std::fs::write(folder.join("2.jpg"), code_jpeg("sceau:courrier/7hD0k2Pq")).unwrap();
    let ours = wait_for("our code", || {
        scan().filter(|found| *found != ScanOutcome::Foreign)
    });
    assert_eq!(ours, ScanOutcome::Ours("sceau:courrier/7hD0k2Pq".into()));
    assert_eq!(format!("{ours:?}"), "Ours(…)");
}

#[test]
fn a_document_is_taken_with_the_seconds_before_it() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("recto"), 6, 1280, 804);
    let devices = devices(place.path(), "[camera.document]\nfront = 'recto/*.jpg'");
    let session = start(
        &devices,
        CameraUse::DocumentFront,
        SessionSettings::DOCUMENT,
    );
    wait_until_live(&session);
    let shot = session.take_document(None, None).unwrap();
    let still = &shot.still;
    assert_eq!((still.picture.width, still.picture.height), (1280, 804));
    assert_eq!(
        (still.findings.as_slice(), still.origin),
        (&[][..], StillOrigin::Camera)
    );
    assert!(
        (Duration::from_millis(1_900)..Duration::from_secs(4))
            .contains(&shot.clip.measured.duration),
        "{:?}",
        shot.clip
    );
    assert_eq!(Playing::of(&shot.clip.mp4).index.trak.len(), 1);
    let frames = Playing::of(&shot.clip.mp4).samples.len();
    assert_eq!(frames, shot.clip.measured.frames as usize);
}

#[test]
fn a_dark_and_small_picture_is_taken_with_its_findings() {
    let place = tempfile::tempdir().unwrap();
    let mut dark = support::sheet(640, 400, 0);
    dark.pixels.iter_mut().for_each(|pixel| *pixel /= 8);
    let folder = place.path().join("recto");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(
        folder.join("1.jpg"),
        sceau_vision::jpeg::encode(&dark, 90).unwrap(),
    )
    .unwrap();
    let devices = devices(place.path(), "[camera.document]\nfront = 'recto'");
    let session = start(
        &devices,
        CameraUse::DocumentFront,
        SessionSettings::DOCUMENT,
    );
    wait_until_live(&session);
    let still = session.take_still().unwrap();
    assert_eq!(still.findings, [Finding::Dark, Finding::Small]);
}

#[test]
fn a_file_the_person_chose_is_marked_as_imported() {
    let still = still_of_file(&jpeg_sheet(1200, 800, 0), StillOrigin::Imported).unwrap();
    assert_eq!(
        (still.origin, still.findings.len()),
        (StillOrigin::Imported, 0)
    );
}

#[test]
fn a_spoken_film_holds_its_digits_and_their_times() {
    let cabinet = Cabinet::new();
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 8, 640, 360);
    let text = "[camera.face]\nvideo = 'face'\n[audio]\nvoice = 'tones'";
    let devices = devices(place.path(), text);
    let microphone = devices.microphone().unwrap();
    let session = CaptureSession::start(
        devices.camera(CameraUse::Face),
        Some(microphone),
        devices.clock(),
        SessionSettings::FACE,
    );
    wait_until_live(&session);
    session.start_recording(|| Ok(cabinet.file())).unwrap();
    assert_eq!(
        session.start_recording(|| Ok(cabinet.file())).unwrap_err(),
        CaptureFault::AlreadyRecording
    );
    for digit in [7, 2] {
        session.mark_prompt(Prompt::Digit(digit)).unwrap();
        wait_for("the voice", || {
            session.status().sound_level.filter(|level| *level > 50)
        });
        std::thread::sleep(Duration::from_millis(900));
    }
    assert!(
        session
            .status()
            .recording
            .is_some_and(|length| length > Duration::from_secs(1))
    );
    let film = session.stop_recording(&Unsigned).unwrap();
    assert_eq!(
        film.prompts
            .iter()
            .map(|one| one.prompt)
            .collect::<Vec<_>>(),
        [Prompt::Digit(7), Prompt::Digit(2)]
    );
    assert!(film.prompts[0].at < film.prompts[1].at && film.prompts[1].at < film.measured.duration);
    let sound = film.sound.unwrap();
    assert!(
        sound.is_heard && sound.missing.as_millis() < 400,
        "{sound:?}"
    );
    let (picture, sound) = Playing::of(&cabinet.read(&film.file)).ends();
    assert!(sound.abs_diff(picture).as_millis() < 60);
}

#[test]
fn a_camera_unplugged_in_the_middle_of_a_film_gives_no_half_film() {
    let cabinet = Cabinet::new();
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 2, 320, 240);
    let text =
        "[camera]\nfault = 'unplugged'\nfault_after = '800ms'\n[camera.face]\nvideo = 'face'";
    let devices = devices(place.path(), text);
    let settings = SessionSettings {
        reopen_after: const { &[Duration::from_millis(50)] },
        ..SessionSettings::FACE
    };
    let session = start(&devices, CameraUse::Face, settings);
    wait_until_live(&session);
    session.start_recording(|| Ok(cabinet.file())).unwrap();
    wait_for("the fault", || {
        matches!(state_of(&session), SessionState::Failed(_)).then_some(())
    });
    let unplugged = CaptureFault::Source(SourceFault::Unplugged);
    assert_eq!(session.stop_recording(&Unsigned).unwrap_err(), unplugged);
    assert_eq!(session.preview().unwrap_err(), unplugged);
    assert_eq!(unplugged.code(), "unplugged");
}

#[test]
fn a_silent_camera_is_noticed() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 1, 320, 240);
    let text = "[camera]\nfault = 'silent'\nfault_after = '300ms'\n[camera.face]\nvideo = 'face'";
    let devices = devices(place.path(), text);
    let settings = SessionSettings {
        silent_after: Duration::from_millis(400),
        reopen_after: &[],
        ..SessionSettings::FACE
    };
    let session = start(&devices, CameraUse::Face, settings);
    let end = wait_for("the fault", || match state_of(&session) {
        SessionState::Failed(fault) => Some(fault),
        _ => None,
    });
    assert_eq!(end, SourceFault::Silent);
}

#[test]
fn a_refused_microphone_is_told_before_a_film_is_begun() {
    let cabinet = Cabinet::new();
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 1, 320, 240);
    let text = "[camera.face]\nvideo = 'face'\n[audio]\nvoice = 'tones'\n[permissions]\nmicrophone = 'deny'";
    let devices = devices(place.path(), text);
    let session = CaptureSession::start(
        devices.camera(CameraUse::Face),
        Some(devices.microphone().unwrap()),
        devices.clock(),
        SessionSettings::FACE,
    );
    wait_until_live(&session);
    let fault = wait_for("the microphone's answer", || session.status().sound_fault);
    assert_eq!(fault, SourceFault::PermissionDenied);
    assert_eq!(
        session.start_recording(|| Ok(cabinet.file())).unwrap_err(),
        CaptureFault::Source(fault)
    );
}

#[test]
fn a_webview_s_frames_make_a_session_like_any_other() {
    let devices = Devices::new(SourceChoice::Pushed, Arc::new(SystemMonotonic::start()));
    assert!(devices.is_pushed() && devices.pusher().is_none());
    let session = start(
        &devices,
        CameraUse::DocumentFront,
        SessionSettings::DOCUMENT,
    );
    let pusher = devices.pusher().unwrap();
    for number in 0..12 {
        pusher
            .push_jpeg(&jpeg_sheet(1280, 804, number), Rotation::None, None)
            .unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
    let still = wait_for("a still", || session.take_still().ok());
    assert_eq!((still.picture.width, still.findings.len()), (1280, 0));
    session.stop();
    assert!(
        pusher
            .push_jpeg(&jpeg_sheet(32, 32, 0), Rotation::None, None)
            .is_err()
    );
}

#[test]
fn the_screen_is_told_the_size_of_the_picture_as_it_stands_on_it() {
    let devices = Devices::new(SourceChoice::Pushed, Arc::new(SystemMonotonic::start()));
    let session = start(&devices, CameraUse::Face, SessionSettings::FACE);
    let pusher = devices.pusher().unwrap();
    // Again and again: what comes before the session listens is thrown away.
    let shown = |rotation| {
        let _ = pusher.push_jpeg(&jpeg_sheet(64, 32, 0), rotation, None);
        let status = session.status();
        (status.width, status.height)
    };
    wait_for("a lying picture", || {
        (shown(Rotation::Half) == (64, 32)).then_some(())
    });
    wait_for("an upright one", || {
        (shown(Rotation::Left) == (32, 64)).then_some(())
    });
}

#[test]
fn stopping_in_the_middle_of_a_film_is_quick_and_leaves_none() {
    let cabinet = Cabinet::new();
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 2, 320, 240);
    let devices = devices(place.path(), "[camera.face]\nvideo = 'face'");
    let session = start(&devices, CameraUse::Face, SessionSettings::FACE);
    wait_until_live(&session);
    session.start_recording(|| Ok(cabinet.file())).unwrap();
    let clock = SystemMonotonic::start();
    session.stop();
    assert!(
        clock.elapsed() < Duration::from_secs(1),
        "{:?}",
        clock.elapsed()
    );
    assert_eq!(
        session.stop_recording(&Unsigned).unwrap_err(),
        CaptureFault::NotRecording
    );
}
