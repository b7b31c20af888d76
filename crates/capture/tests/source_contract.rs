//! One contract for every source: whoever uses a camera needs not know which one it is.
#![cfg(feature = "mock")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its case fails there"
)]
mod support;

use core::sync::atomic::Ordering;
use core::time::Duration;
use sceau_capture::guarded::{GuardedCamera, Layout, LeftBehind};
use sceau_capture::{CameraUse, FrameSource, Rotation, pushed};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use support::driver::{Act, FakeDriver, FastClock, Picture};
use support::{JumpingClock, fill_folder, frames, jpeg_sheet, scripted, write_mp4, write_y4m};

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
