//! nokhwa behind the seam: the only file that calls it for pictures.

use super::format::{READ, layout_of, ranked};
use super::list;
use super::reason::reason_in;
use crate::clock::Monotonic;
use crate::frame::Rotation;
use crate::guarded::{Driver, Layout, OpenDriver, RawPicture};
use crate::mailbox::Mailbox;
use crate::source::{CameraUse, SourceFault};
use crate::turns::PictureTurn;
use core::time::Duration;
use nokhwa::utils::{CameraIndex, RequestedFormat, RequestedFormatType};
use nokhwa::{Camera, NokhwaError};
use std::borrow::Cow;
use std::sync::Arc;

/// Opens one of this machine's cameras.
pub(super) struct NokhwaDriver {
    camera: Option<String>,
    purpose: CameraUse,
    clock: Arc<dyn Monotonic>,
    turn: PictureTurn,
}

/// A camera that streams.
struct Streaming {
    camera: Camera,
    layout: Layout,
    size: (u32, u32),
    // nokhwa gives what it owns or what it borrows; the picture outlives neither.
    bytes: Vec<u8>,
}

impl NokhwaDriver {
    pub(super) const fn new(
        camera: Option<String>,
        purpose: CameraUse,
        clock: Arc<dyn Monotonic>,
        turn: PictureTurn,
    ) -> Self {
        Self {
            camera,
            purpose,
            clock,
            turn,
        }
    }

    /// The chosen camera; one that is gone is replaced by the one that suits best, and the screen
    /// names it.
    fn index(&self) -> Result<CameraIndex, SourceFault> {
        if let Some(camera) = &self.camera
            && let Some(node) = list::node_of(camera)?
        {
            self.turn.opened(camera);
            return Ok(index_of(&node));
        }
        let cameras = list::ask(self.purpose)?;
        let best = cameras.first().ok_or(SourceFault::NoCamera)?;
        self.turn.opened(&best.id);
        Ok(index_of(&best.node))
    }
}

impl Driver for NokhwaDriver {
    fn asks_first(&self) -> bool {
        !nokhwa::nokhwa_check()
    }

    fn open(&self, is_wanted: &dyn Fn() -> bool) -> Result<Box<dyn OpenDriver>, SourceFault> {
        ask_permission(self.clock.as_ref(), is_wanted)?;
        let mut camera = open(&self.index()?, self.purpose)?;
        camera.open_stream().map_err(|fault| fault_of(&fault))?;
        let size = camera.resolution();
        Ok(Box::new(Streaming {
            layout: layout_of(camera.frame_format()).ok_or(SourceFault::Format)?,
            size: (size.width(), size.height()),
            camera,
            bytes: Vec::new(),
        }))
    }
}

impl OpenDriver for Streaming {
    fn next(&mut self) -> Result<RawPicture<'_>, SourceFault> {
        let (layout, (width, height)) = (self.layout, self.size);
        // Raw bytes only: nokhwa's own decoding to colours takes 14 ms of every frame.
        let bytes = match self.camera.frame_raw().map_err(|fault| lost(&fault))? {
            Cow::Borrowed(bytes) => bytes,
            Cow::Owned(bytes) => {
                self.bytes = bytes;
                &self.bytes
            }
        };
        Ok(RawPicture {
            bytes,
            layout,
            width,
            height,
            // As far as the system tells; the person may know better ([`PictureTurn`]).
            rotation: Rotation::None,
        })
    }
}

/// Formats asked for before the camera is given up: some offer what they then refuse.
const MOST_TRIES: usize = 6;

fn open(index: &CameraIndex, purpose: CameraUse) -> Result<Camera, SourceFault> {
    let any = RequestedFormat::with_formats(RequestedFormatType::None, &READ);
    let mut camera = Camera::new(index.clone(), any).map_err(|fault| fault_of(&fault))?;
    let offered = camera.compatible_camera_formats().unwrap_or_default();
    for format in ranked(&offered, purpose).into_iter().take(MOST_TRIES) {
        let exact = RequestedFormat::with_formats(RequestedFormatType::Exact(format), &READ);
        if camera.set_camera_requset(exact).is_ok() {
            break;
        }
    }
    // Whatever it is set to now, its own words say what that is.
    camera
        .refresh_camera_format()
        .map_err(|fault| fault_of(&fault))?;
    Ok(camera)
}

fn index_of(node: &str) -> CameraIndex {
    node.parse()
        .map_or_else(|_| CameraIndex::String(node.into()), CameraIndex::Index)
}

/// nokhwa tells reasons as text only.
pub(super) fn fault_of(fault: &NokhwaError) -> SourceFault {
    reason_in(&fault.to_string())
}

fn lost(fault: &NokhwaError) -> SourceFault {
    match fault_of(fault) {
        known @ (SourceFault::Busy | SourceFault::PermissionDenied) => known,
        // It gave frames until now: whatever it says, it went away.
        _ => SourceFault::Unplugged,
    }
}

/// Only macOS asks; elsewhere this answers at once.
fn ask_permission(clock: &dyn Monotonic, is_wanted: &dyn Fn() -> bool) -> Result<(), SourceFault> {
    if nokhwa::nokhwa_check() {
        return Ok(());
    }
    let answer = Arc::new(Mailbox::new());
    let post = Arc::clone(&answer);
    nokhwa::nokhwa_initialize(move |is_granted| {
        post.put(is_granted);
    });
    let started = clock.elapsed();
    while is_wanted() && clock.elapsed() < started + READING_TIME {
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
    use crate::guarded::{GuardedCamera, LeftBehind};
    use crate::source::FrameSource;
    use crate::turns::Turns;

    #[test]
    fn a_camera_that_is_gone_while_it_streams_was_unplugged() {
        let gone = NokhwaError::ReadFrameError("Aucun périphérique (os error 19)".into());
        assert_eq!(fault_of(&gone), SourceFault::NoCamera);
        assert_eq!(lost(&gone), SourceFault::Unplugged);
        let taken = NokhwaError::ReadFrameError("Ressource occupée (os error 16)".into());
        assert_eq!(lost(&taken), SourceFault::Busy);
    }

    #[test]
    fn a_machine_without_camera_says_so_and_does_not_hang() {
        if list::ask(CameraUse::Face).is_ok() {
            return;
        }
        let clock = Arc::new(SystemMonotonic::start());
        let driver = super::super::driver(
            None,
            CameraUse::Face,
            clock.clone(),
            Turns::default().of_session(),
        );
        let mut camera = GuardedCamera::new(driver, clock.clone(), LeftBehind::default());
        camera.open().unwrap();
        let answer = (0..20).find_map(|_| camera.next_frame(Duration::from_millis(100)).err());
        assert_eq!(answer, Some(SourceFault::NoCamera));
        camera.close();
        assert!(clock.elapsed() < Duration::from_secs(2));
    }
}
