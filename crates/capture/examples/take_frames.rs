//! Lists the cameras of this machine and takes frames through our own source:
//! `take_frames [frames] [camera]`. Prints one line `key=value` after the other; ends with `fault=…`
//! when there are no frames. Run against a real kernel camera by `./dev bench vivid`.
#![expect(clippy::print_stdout, reason = "an example tells what it sees")]

use core::time::Duration;
use sceau_capture::{
    CameraUse, CaptureSession, Devices, SessionSettings, SessionState, SourceChoice,
    SystemMonotonic,
};
use std::process::ExitCode;
use std::sync::Arc;

/// A camera in an emulated machine is slow; a dead one is told long before.
const PATIENCE: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let wanted = words
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(30);
    let choice = SourceChoice::Native {
        camera: words.next(),
    };
    let devices = Devices::new(choice, Arc::new(SystemMonotonic::start()));
    match devices.list_cameras(CameraUse::Face) {
        Ok(cameras) => {
            for info in &cameras {
                let (id, name, facing) = (&info.id, &info.name, info.facing.code());
                println!(
                    "camera={id} name={name:?} facing={facing} sizes={}",
                    info.sizes.len()
                );
                for size in info.sizes.iter().take(8) {
                    println!("  size={}x{} fps={}", size.width, size.height, size.fps);
                }
            }
        }
        Err(fault) => {
            println!("fault={}", fault.code());
            return ExitCode::FAILURE;
        }
    }
    if take(wanted, &devices) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn take(wanted: u64, devices: &Devices) -> bool {
    let clock = devices.clock();
    let source = devices.camera(CameraUse::Face);
    let session = CaptureSession::start(source, None, Arc::clone(&clock), SessionSettings::FACE);
    let mut told = None;
    let is_whole = loop {
        let status = session.status();
        if told != Some(status.state) {
            println!(
                "state={:?} at_ms={}",
                status.state,
                clock.elapsed().as_millis()
            );
            told = Some(status.state);
        }
        match status.state {
            SessionState::Failed(fault) => {
                println!("fault={}", fault.code());
                break false;
            }
            _ if status.frames >= wanted => break true,
            _ if clock.elapsed() > PATIENCE => {
                println!("fault=too_slow");
                break false;
            }
            _ => clock.pause(Duration::from_millis(50)),
        }
    };
    let status = session.status();
    println!(
        "frames={} width={} height={} fps={:.1} finding={}",
        status.frames,
        status.width,
        status.height,
        status.fps,
        status.finding.map_or("none", |finding| finding.code())
    );
    if let Ok(preview) = session.preview() {
        println!("preview_bytes={}", preview.jpeg.len());
    }
    if let Ok(still) = session.take_still() {
        let picture = &still.picture;
        println!(
            "still={}x{} bytes={}",
            picture.width,
            picture.height,
            picture.jpeg.len()
        );
    }
    let stopping = clock.elapsed();
    session.stop();
    println!("stopped_in_ms={}", (clock.elapsed() - stopping).as_millis());
    println!("threads_left_behind={}", devices.left_behind().count());
    is_whole
}
