//! One contract for every source: whoever uses a camera needs not know which one it is.
#![cfg(feature = "mock")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use base64::Engine;
use core::time::Duration;
use sceau_capture::guarded::{GuardedCamera, Layout, LeftBehind};
use sceau_capture::scripted::Scenario;
use sceau_capture::{
    CameraUse, Devices, Frame, FrameSource, Monotonic, PushFault, Rotation, SourceChoice,
    SourceFault, pushed,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use support::driver::{Act, FakeDriver, FastClock, Picture};
use support::{JumpingClock, fill_folder, jpeg_sheet, write_mp4, write_y4m};

const PATIENCE: Duration = Duration::from_millis(200);

fn scripted(folder: &Path, text: &str, clock: Arc<dyn Monotonic>) -> Devices {
    let scenario = Arc::new(Scenario::parse(text, folder).unwrap());
    Devices::new(SourceChoice::Scripted(scenario), clock)
}

fn frames(source: &mut dyn FrameSource, count: usize) -> Vec<Frame> {
    let mut frames = Vec::new();
    for _ in 0..count * 20 {
        frames.extend(source.next_frame(PATIENCE).unwrap());
        if frames.len() == count {
            break;
        }
    }
    frames
}

/// What every source promises.
fn holds(mut source: Box<dyn FrameSource>, size: (u16, u16)) {
    source.open().unwrap();
    let seen = frames(source.as_mut(), 8);
    assert_eq!(seen.len(), 8, "it gives frames");
    assert!(
        seen.windows(2).all(|pair| pair[0].at < pair[1].at),
        "each later than the one before"
    );
    for frame in &seen {
        assert_eq!((frame.width, frame.height), size);
        let luma = frame.luma().unwrap();
        assert_eq!(
            (luma.view().width(), luma.view().height()),
            (size.0.into(), size.1.into())
        );
        let colours = frame.upright_rgb(32, 32).unwrap();
        assert!(colours.width <= 32 && colours.height <= 32);
        assert!(!frame.preview_jpeg(640).unwrap().is_empty());
    }
    source.close();
    source.close();
    gives_nothing(source.as_mut());
    source.open().unwrap();
    assert_eq!(
        frames(source.as_mut(), 2).len(),
        2,
        "it can be opened again"
    );
    source.close();
    gives_nothing(source.as_mut());
}

fn gives_nothing(source: &mut dyn FrameSource) {
    assert!(
        source
            .next_frame(Duration::from_millis(1))
            .map_or(true, |frame| frame.is_none()),
        "a closed source gives nothing"
    );
}

#[test]
fn a_folder_of_pictures_holds_the_contract() {
    let place = tempfile::tempdir().unwrap();
    fill_folder(&place.path().join("face"), 3, 96, 64);
    let devices = scripted(
        place.path(),
        "[camera.face]\nvideo = 'face/*.jpg'",
        Arc::<JumpingClock>::default(),
    );
    holds(devices.camera(CameraUse::Face), (96, 64));
}

#[test]
fn a_film_of_planes_holds_the_contract_and_starts_again_at_its_end() {
    let place = tempfile::tempdir().unwrap();
    write_y4m(&place.path().join("face.y4m"), 5);
    let devices = scripted(
        place.path(),
        "[camera.face]\nvideo = 'face.y4m'",
        Arc::<JumpingClock>::default(),
    );
    holds(devices.camera(CameraUse::Face), (64, 48));
}

#[test]
fn a_film_of_jpegs_holds_the_contract() {
    let place = tempfile::tempdir().unwrap();
    let film: Vec<u8> = (0..4)
        .flat_map(|number| jpeg_sheet(96, 64, number))
        .collect();
    std::fs::write(place.path().join("face.mjpeg"), film).unwrap();
    let devices = scripted(
        place.path(),
        "[camera.face]\nvideo = 'face.mjpeg'",
        Arc::<JumpingClock>::default(),
    );
    holds(devices.camera(CameraUse::Face), (96, 64));
}

#[test]
fn a_film_of_our_own_holds_the_contract() {
    let place = tempfile::tempdir().unwrap();
    write_mp4(&place.path().join("face.mp4"), 12);
    let devices = scripted(
        place.path(),
        "[camera.face]\nvideo = 'face.mp4'",
        Arc::<JumpingClock>::default(),
    );
    holds(devices.camera(CameraUse::Face), (96, 64));
}

#[test]
fn every_camera_behind_the_guard_holds_the_contract() {
    let picture = |layout, size, rotation| Picture {
        layout,
        size,
        rotation,
    };
    for (picture, fps) in [
        (picture(Layout::Jpeg, (96, 64), Rotation::None), 30),
        (picture(Layout::Yuyv, (96, 64), Rotation::None), 30),
        (picture(Layout::Nv12, (96, 64), Rotation::None), 30),
        (picture(Layout::Grey, (96, 64), Rotation::None), 30),
        (picture(Layout::Yuyv, (64, 96), Rotation::None), 30),
        (picture(Layout::Yuyv, (96, 64), Rotation::Right), 30),
        (picture(Layout::Nv12, (96, 64), Rotation::Half), 30),
        (picture(Layout::Yuyv, (3840, 2160), Rotation::None), 30),
        (picture(Layout::Yuyv, (96, 64), Rotation::None), 1),
        (picture(Layout::Yuyv, (96, 64), Rotation::None), 90),
    ] {
        let clock = FastClock::start();
        let works = Act::Gives {
            fps,
            count: usize::MAX,
        };
        let driver = FakeDriver::new(clock.clone(), picture, [Ok(vec![works])]);
        let (facts, left_behind) = (Arc::clone(&driver.facts), LeftBehind::default());
        let camera = GuardedCamera::new(driver, clock, left_behind.clone());
        holds(Box::new(camera), picture.size);
        assert_eq!(
            facts.open_now.load(Ordering::SeqCst) + left_behind.count(),
            0
        );
    }
}

#[test]
fn pushed_frames_hold_the_contract() {
    let clock = Arc::new(sceau_capture::SystemMonotonic::start());
    let (pusher, source) = pushed(clock);
    let is_over = Arc::new(AtomicBool::new(false));
    let webview = std::thread::spawn({
        let (is_over, picture) = (Arc::clone(&is_over), jpeg_sheet(96, 64, 0));
        move || {
            while !is_over.load(Ordering::SeqCst) {
                // Refused while nobody listens, and taken again after that.
                let _ = pusher.push_jpeg(&picture, Rotation::None, None);
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    });
    holds(Box::new(source), (96, 64));
    is_over.store(true, Ordering::SeqCst);
    webview.join().unwrap();
}

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
        microphone.prompted(sceau_capture::Prompt::Digit(5));
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
    let devices = scripted(Path::new("."), "seed = 42", Arc::<JumpingClock>::default());
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
fn a_webview_that_loses_its_camera_ends_the_session_with_its_reason() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    pusher.fail(SourceFault::PermissionDenied);
    assert_eq!(
        source.next_frame(PATIENCE).unwrap_err(),
        SourceFault::PermissionDenied
    );
}

#[test]
fn what_a_webview_pushes_is_bounded_and_looked_at() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    let push = |bytes: &[u8]| pusher.push_jpeg(bytes, Rotation::None, None);
    let text = |text: &str| pusher.push_base64(text, Rotation::None, None);
    assert_eq!(push(&vec![0xFF; 6_000_001]), Err(PushFault::TooHeavy));
    assert_eq!(push(b"<svg/>"), Err(PushFault::NotAPicture));
    assert_eq!(text(&"A".repeat(8_000_004)), Err(PushFault::TooHeavy));
    assert_eq!(text("not base64!"), Err(PushFault::NotBase64));
    assert_eq!(text("PHN2Zy8+"), Err(PushFault::NotAPicture));
    drop(source);
    assert_eq!(push(&jpeg_sheet(96, 64, 0)), Err(PushFault::NobodyListens));
}

#[test]
fn raw_bytes_and_base64_give_the_same_frame() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    let jpeg = jpeg_sheet(96, 64, 3);
    let mut seen = || source.next_frame(PATIENCE).unwrap().unwrap();
    pusher.push_jpeg(&jpeg, Rotation::Left, None).unwrap();
    let raw = seen();
    let text = base64::engine::general_purpose::STANDARD.encode(&jpeg);
    pusher.push_base64(&text, Rotation::Left, None).unwrap();
    let decoded = seen();
    assert_eq!(raw.luma().unwrap(), decoded.luma().unwrap());
    assert_eq!(
        (raw.rotation, decoded.rotation),
        (Rotation::Left, Rotation::Left)
    );
}

#[test]
fn frames_that_overtake_each_other_keep_their_order_and_a_clock_may_jump() {
    let (pusher, mut source) = pushed(Arc::<JumpingClock>::default());
    source.open().unwrap();
    let jpeg = jpeg_sheet(32, 32, 0);
    let mut last = None;
    for (taken, expected) in [
        (1_000, Ok(())),
        (1_100, Ok(())),
        (1_050, Err(PushFault::Late)),
        (1_100, Err(PushFault::Late)),
        (9_000_000, Ok(())),
        // The page was loaded again: its clock began anew.
        (5, Ok(())),
        (105, Ok(())),
    ] {
        let taken = Duration::from_millis(taken);
        let answer = pusher.push_jpeg(&jpeg, Rotation::None, Some(taken));
        assert_eq!(answer, expected, "{taken:?}");
        if expected.is_ok() {
            let at = Some(source.next_frame(PATIENCE).unwrap().unwrap().at);
            assert!(at > last, "on our clock, each later than the one before");
            last = at;
        }
    }
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
