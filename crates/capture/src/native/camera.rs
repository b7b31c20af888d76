//! A camera through nokhwa, on a thread that may hang without taking anybody along.
//!
//! nokhwa's `frame` can block for ever or spin when a camera is unplugged, and on Windows stopping
//! can deadlock. The camera thread therefore only fills a mailbox; whoever waits on the mailbox has
//! a time limit, and a thread that does not end is left behind and said so in the log.

use super::index_of;
use crate::clock::Monotonic;
use crate::frame::{Frame, Rotation};
use crate::mailbox::Mailbox;
use crate::source::{CameraUse, FrameSource, SourceFault};
use crate::yuv;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use nokhwa::utils::{
    CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType, Resolution,
};
use nokhwa::{Camera, NokhwaError};
use std::sync::Arc;
use std::thread::JoinHandle;

/// The native camera of one session.
pub(crate) struct NativeCamera {
    id: Option<String>,
    purpose: CameraUse,
    clock: Arc<dyn Monotonic>,
    running: Option<Running>,
}

struct Running {
    mailbox: Arc<Mailbox<Result<Frame, SourceFault>>>,
    is_stopping: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// How long a camera may take to let go before its thread is left behind.
const LETTING_GO: Duration = Duration::from_secs(2);
/// Frames that cannot be read, one after the other, before the format is called unknown.
const MOST_UNREADABLE: u32 = 30;

impl NativeCamera {
    pub(crate) const fn new(
        id: Option<String>,
        purpose: CameraUse,
        clock: Arc<dyn Monotonic>,
    ) -> Self {
        Self {
            id,
            purpose,
            clock,
            running: None,
        }
    }

    fn index(&self) -> Result<CameraIndex, SourceFault> {
        let cameras = super::list_cameras()?;
        match &self.id {
            Some(id) if cameras.iter().any(|camera| camera.id == *id) => Ok(index_of(id)),
            // The chosen camera is gone: the first is better than none, and the screen names it.
            _ => cameras
                .first()
                .map(|first| index_of(&first.id))
                .ok_or(SourceFault::NoCamera),
        }
    }
}

impl FrameSource for NativeCamera {
    fn open(&mut self) -> Result<(), SourceFault> {
        let index = self.index()?;
        let mailbox = Arc::new(Mailbox::new());
        let is_stopping = Arc::new(AtomicBool::new(false));
        let (purpose, clock) = (self.purpose, Arc::clone(&self.clock));
        let (post, stop) = (Arc::clone(&mailbox), Arc::clone(&is_stopping));
        let thread = std::thread::Builder::new()
            .name("camera".into())
            .spawn(move || {
                if let Err(fault) = film(index, purpose, clock.as_ref(), &post, &stop) {
                    post.put(Err(fault));
                }
            })
            .map_err(|_| SourceFault::Busy)?;
        self.running = Some(Running {
            mailbox,
            is_stopping,
            thread,
        });
        Ok(())
    }

    fn next_frame(&mut self, patience: Duration) -> Result<Option<Frame>, SourceFault> {
        let running = self.running.as_ref().ok_or(SourceFault::NoCamera)?;
        running.mailbox.take(patience).transpose()
    }

    fn starts_by_itself(&self) -> bool {
        nokhwa::nokhwa_check()
    }

    fn close(&mut self) {
        let Some(running) = self.running.take() else {
            return;
        };
        running.is_stopping.store(true, Ordering::Release);
        running.mailbox.close();
        let started = self.clock.elapsed();
        while !running.thread.is_finished() {
            if self.clock.elapsed() > started + LETTING_GO {
                tracing::warn!("the camera does not let go; its thread is left behind");
                return;
            }
            self.clock.pause(Duration::from_millis(10));
        }
        // It has ended; how does not matter any more.
        let _ = running.thread.join();
    }
}

impl Drop for NativeCamera {
    fn drop(&mut self) {
        self.close();
    }
}

fn film(
    index: CameraIndex,
    purpose: CameraUse,
    clock: &dyn Monotonic,
    mailbox: &Mailbox<Result<Frame, SourceFault>>,
    is_stopping: &AtomicBool,
) -> Result<(), SourceFault> {
    ask_permission(clock, is_stopping)?;
    let mut camera = open(&index, purpose)?;
    camera.open_stream().map_err(|fault| fault_of(&fault))?;
    let mut unreadable = 0;
    let result = loop {
        if is_stopping.load(Ordering::Acquire) {
            break Ok(());
        }
        // Raw bytes only: nokhwa's own decoding to colours takes 14 ms of every frame.
        let size = camera.resolution();
        let format = camera.frame_format();
        match camera.frame_raw() {
            Ok(bytes) => match frame_of(&bytes, format, size, clock.elapsed()) {
                Some(frame) => {
                    unreadable = 0;
                    if !mailbox.put(Ok(frame)) {
                        break Ok(());
                    }
                }
                None if unreadable >= MOST_UNREADABLE => break Err(SourceFault::Format),
                None => unreadable += 1,
            },
            Err(fault) => break Err(lost(&fault)),
        }
    };
    // A camera that is gone cannot be stopped; the fault before is the one to tell.
    let _ = camera.stop_stream();
    result
}

/// Sizes wanted, best first: codes and faces at 720p, documents with the pixels of 300 dpi.
const fn wanted(purpose: CameraUse) -> [(u32, u32, u32); 3] {
    match purpose {
        CameraUse::Code | CameraUse::Face => [(1280, 720, 30), (1280, 960, 30), (640, 480, 30)],
        CameraUse::DocumentFront | CameraUse::DocumentBack => {
            [(1920, 1080, 30), (1280, 720, 30), (640, 480, 30)]
        }
    }
}

fn open(index: &CameraIndex, purpose: CameraUse) -> Result<Camera, SourceFault> {
    let formats = [FrameFormat::MJPEG, FrameFormat::YUYV];
    let closest = wanted(purpose)
        .into_iter()
        .flat_map(|(width, height, fps)| {
            formats.map(|format| {
                let format = CameraFormat::new(Resolution::new(width, height), format, fps);
                RequestedFormatType::Closest(format)
            })
        });
    let mut last = SourceFault::Format;
    for request in closest.chain([RequestedFormatType::AbsoluteHighestFrameRate]) {
        match Camera::new(
            index.clone(),
            RequestedFormat::with_formats(request, &formats),
        ) {
            Ok(camera) => return Ok(camera),
            Err(fault) => last = fault_of(&fault),
        }
        // Another size does not help against these.
        if matches!(last, SourceFault::Busy | SourceFault::PermissionDenied) {
            break;
        }
    }
    Err(last)
}

fn frame_of(bytes: &[u8], format: FrameFormat, size: Resolution, at: Duration) -> Option<Frame> {
    match format {
        FrameFormat::MJPEG => Frame::of_jpeg(bytes.into(), at, Rotation::None).ok(),
        FrameFormat::YUYV => {
            let (width, height) = (u16::try_from(size.width()), u16::try_from(size.height()));
            let planes = yuv::of_yuyv(width.ok()?, height.ok()?, bytes)?;
            Some(Frame::of_yuv(Arc::new(planes), at))
        }
        _ => None,
    }
}

/// nokhwa tells reasons as text only; these are the words of its three systems.
pub(super) fn fault_of(fault: &NokhwaError) -> SourceFault {
    let text = fault.to_string().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["busy", "in use", "resource"]) {
        SourceFault::Busy
    } else if says(&["permission", "denied", "not authorized", "access"]) {
        SourceFault::PermissionDenied
    } else if says(&["no such", "not found", "does not exist", "no device"]) {
        SourceFault::NoCamera
    } else {
        SourceFault::Format
    }
}

fn lost(fault: &NokhwaError) -> SourceFault {
    match fault_of(fault) {
        known @ (SourceFault::Busy | SourceFault::PermissionDenied) => known,
        // It gave frames until now: whatever it says, it went away.
        _ => SourceFault::Unplugged,
    }
}

/// Only macOS asks; elsewhere this answers at once. On the camera's own thread: a session can be
/// stopped while the person reads.
fn ask_permission(clock: &dyn Monotonic, is_stopping: &AtomicBool) -> Result<(), SourceFault> {
    if nokhwa::nokhwa_check() {
        return Ok(());
    }
    let answer = Arc::new(Mailbox::new());
    let post = Arc::clone(&answer);
    nokhwa::nokhwa_initialize(move |is_granted| {
        post.put(is_granted);
    });
    let started = clock.elapsed();
    while !is_stopping.load(Ordering::Acquire) && clock.elapsed() < started + READING_TIME {
        match answer.take(Duration::from_millis(100)) {
            Some(true) => return Ok(()),
            Some(false) => return Err(SourceFault::PermissionDenied),
            None => {}
        }
    }
    Err(SourceFault::PermissionDenied)
}

/// The person reads the system's question; after two minutes it counts as refused for now.
const READING_TIME: Duration = Duration::from_secs(120);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemMonotonic;

    #[test]
    fn a_system_s_words_become_a_closed_reason() {
        let says = |text: &str| fault_of(&NokhwaError::OpenStreamError(text.into()));
        assert_eq!(
            says("Device or resource busy (os error 16)"),
            SourceFault::Busy
        );
        assert_eq!(
            says("Permission denied (os error 13)"),
            SourceFault::PermissionDenied
        );
        assert_eq!(
            says("No such file or directory (os error 2)"),
            SourceFault::NoCamera
        );
        assert_eq!(says("Failed to fulfill"), SourceFault::Format);
        let gone = NokhwaError::ReadFrameError("No such device (os error 19)".into());
        assert_eq!(lost(&gone), SourceFault::Unplugged);
    }

    #[test]
    fn raw_pixels_and_camera_jpegs_become_frames_and_rubbish_does_not() {
        let size = Resolution::new(4, 2);
        let frame = frame_of(&[128; 16], FrameFormat::YUYV, size, Duration::ZERO).unwrap();
        assert_eq!((frame.width, frame.height), (4, 2));
        assert!(frame_of(&[128; 15], FrameFormat::YUYV, size, Duration::ZERO).is_none());
        assert!(frame_of(b"not a jpeg", FrameFormat::MJPEG, size, Duration::ZERO).is_none());
        assert!(frame_of(&[0; 64], FrameFormat::GRAY, size, Duration::ZERO).is_none());
    }

    #[test]
    fn a_machine_without_camera_says_so_and_does_not_hang() {
        if crate::list_cameras().is_ok() {
            return;
        }
        let clock = Arc::new(SystemMonotonic::start());
        let mut camera = NativeCamera::new(None, CameraUse::Face, clock.clone());
        assert_eq!(camera.open(), Err(SourceFault::NoCamera));
        camera.close();
        assert!(clock.elapsed() < Duration::from_secs(2));
    }
}
