//! The cameras of this machine, to choose from.

use super::driver::fault_of;
use super::facing::Facing;
use super::format::READ;
use crate::clock::Monotonic;
use crate::guarded::{LeftBehind, LentThread};
use crate::mailbox::Mailbox;
use crate::source::{CameraUse, SourceFault};
use core::time::Duration;
use nokhwa::Camera;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType,
};
use std::sync::Arc;

/// A camera of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraInfo {
    /// What it is called for: its name, and its place among namesakes. Unlike the system's number it is the
    /// same after a restart, whatever else is plugged in.
    pub id: String,
    /// What the system opens it by.
    pub(super) node: String,
    /// What the system calls it.
    pub name: String,
    /// Which way it looks, as far as its name and its formats tell.
    pub facing: Facing,
    /// The sizes it offers, largest first; empty where another program holds it just now.
    pub sizes: Vec<CameraSize>,
}

/// A size a camera offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CameraSize {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The most frames per second at this size, as nokhwa tells: it reads an interval of 2/25 of a
    /// second as 25 frames. A session measures its own.
    pub fps: u32,
}

/// A library that does not answer within this time is not waited for, but for the moment in which it may let go.
const PATIENCE: Duration = Duration::from_secs(3);

/// The cameras of this machine, the one that suits the use best first, infrared ones last. Opens each
/// for a moment, without its light, to ask for its sizes; takes five seconds at most.
///
/// # Errors
/// [`SourceFault::NoCamera`] when there is none, [`SourceFault::PermissionDenied`] when the system
/// does not tell, [`SourceFault::Silent`] when it does not answer, or too many devices hang already.
pub(crate) fn list_cameras(
    purpose: CameraUse,
    clock: &dyn Monotonic,
    left_behind: &LeftBehind,
) -> Result<Vec<CameraInfo>, SourceFault> {
    answer_of(move || ask(purpose), PATIENCE, clock, left_behind)
}

/// What is asked of a library on a lent thread: one that hangs keeps it, not the caller's.
fn answer_of<T: Send + 'static>(
    question: impl FnOnce() -> Result<T, SourceFault> + Send + 'static,
    patience: Duration,
    clock: &dyn Monotonic,
    left_behind: &LeftBehind,
) -> Result<T, SourceFault> {
    let answer = Arc::new(Mailbox::new());
    let post = Arc::clone(&answer);
    let thread = LentThread::start("cameras", left_behind, move || {
        post.put(question());
    })?;
    let answer = answer.take(patience);
    thread.let_go(clock);
    answer.unwrap_or(Err(SourceFault::Silent))
}

/// As [`list_cameras`], on the caller's thread.
pub(super) fn ask(purpose: CameraUse) -> Result<Vec<CameraInfo>, SourceFault> {
    let mut cameras: Vec<CameraInfo> = nodes()?.iter().filter_map(described).collect();
    if cameras.is_empty() {
        return Err(SourceFault::NoCamera);
    }
    tell_apart(&mut cameras);
    // The sort keeps the order of the numbers.
    cameras.sort_by_key(|camera| camera.facing.rank(purpose));
    Ok(cameras)
}

/// What the system opens the camera of this handle by, on the caller's thread; `None` when it is gone. No other than
/// its namesakes is opened to find it: a bad one elsewhere does not stand in its way.
pub(super) fn node_of(id: &str) -> Result<Option<String>, SourceFault> {
    let nodes = nodes()?;
    let named = nodes
        .iter()
        .map(|node| (node.human_name(), node.index().clone()));
    let found = chosen(id, named, |index| formats_if_camera(index).is_some());
    Ok(found.map(|index| index.as_string()))
}

/// Every node of the system, the first plugged in first.
fn nodes() -> Result<Vec<nokhwa::utils::CameraInfo>, SourceFault> {
    let mut nodes = nokhwa::query(ApiBackend::Auto).map_err(|fault| fault_of(&fault))?;
    nodes.sort_by_key(|node| number_of(&node.index().as_string()));
    Ok(nodes)
}

/// The node that this handle means, among those of its name that give pictures.
fn chosen<N>(
    id: &str,
    nodes: impl Iterator<Item = (String, N)>,
    gives_pictures: impl Fn(&N) -> bool,
) -> Option<N> {
    let (name, place) = id.rsplit_once('#')?;
    nodes
        .filter(|(its_name, _)| its_name == name)
        .map(|(_, node)| node)
        .filter(gives_pictures)
        .nth(place.parse().ok()?)
}

/// What is known of a camera; `None` for a node that gives no pictures, as the one beside every
/// webcam that tells its clock.
fn described(info: &nokhwa::utils::CameraInfo) -> Option<CameraInfo> {
    let (index, name) = (info.index(), info.human_name());
    let formats = formats_if_camera(index)?;
    let sees_no_colour = !formats.is_empty()
        && formats
            .iter()
            .all(|format| format.format() == FrameFormat::GRAY);
    Some(CameraInfo {
        id: String::new(),
        node: index.as_string(),
        facing: if sees_no_colour {
            Facing::Infrared
        } else {
            Facing::of(&name, info.description())
        },
        name,
        sizes: sizes_of(&formats),
    })
}

/// The formats of a camera, none where it is held just now; `None` where it is not one.
fn formats_if_camera(index: &CameraIndex) -> Option<Vec<CameraFormat>> {
    match formats_of(index) {
        Ok(formats) => Some(formats),
        Err(SourceFault::Busy | SourceFault::PermissionDenied) => Some(Vec::new()),
        Err(_) => None,
    }
}

fn formats_of(index: &CameraIndex) -> Result<Vec<CameraFormat>, SourceFault> {
    let any = RequestedFormat::with_formats(RequestedFormatType::None, &READ);
    let mut camera = Camera::new(index.clone(), any).map_err(|fault| fault_of(&fault))?;
    camera
        .compatible_camera_formats()
        .map_err(|fault| fault_of(&fault))
}

fn sizes_of(formats: &[CameraFormat]) -> Vec<CameraSize> {
    let read = formats
        .iter()
        .filter(|format| READ.contains(&format.format()));
    let mut sizes: Vec<CameraSize> = read
        .map(|format| CameraSize {
            width: format.width(),
            height: format.height(),
            fps: format.frame_rate(),
        })
        .collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    // The fastest of a size stands first.
    sizes.dedup_by_key(|size| (size.width, size.height));
    sizes
}

/// Gives each its handle.
fn tell_apart(cameras: &mut [CameraInfo]) {
    for n in 0..cameras.len() {
        let (before, rest) = cameras.split_at_mut(n);
        if let Some(camera) = rest.first_mut() {
            let namesakes = before.iter().filter(|other| other.name == camera.name);
            camera.id = format!("{}#{}", camera.name, namesakes.count());
        }
    }
}

/// Systems list their nodes in any order; the first plugged in has the lowest number.
fn number_of(node: &str) -> u32 {
    node.parse().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::cell::RefCell;
    use core::sync::atomic::{AtomicBool, AtomicU64, Ordering};
    use nokhwa::utils::Resolution;

    #[test]
    fn a_size_is_listed_once_with_its_best_rate_the_largest_first() {
        let format =
            |kind, width, height, fps| CameraFormat::new(Resolution::new(width, height), kind, fps);
        let sizes = sizes_of(&[
            format(FrameFormat::YUYV, 640, 480, 30),
            format(FrameFormat::MJPEG, 1280, 720, 30),
            format(FrameFormat::YUYV, 1280, 720, 10),
            format(FrameFormat::RAWRGB, 4000, 3000, 30),
        ]);
        let size = |width, height, fps| CameraSize { width, height, fps };
        assert_eq!(sizes, [size(1280, 720, 30), size(640, 480, 30)]);
    }

    fn cameras(names: &[(&str, &str)]) -> Vec<String> {
        let mut cameras: Vec<CameraInfo> = names
            .iter()
            .map(|(node, name)| CameraInfo {
                id: String::new(),
                node: (*node).into(),
                name: (*name).into(),
                facing: Facing::Unknown,
                sizes: Vec::new(),
            })
            .collect();
        tell_apart(&mut cameras);
        cameras.into_iter().map(|camera| camera.id).collect()
    }

    #[test]
    fn a_camera_is_called_the_same_when_another_one_took_its_number() {
        let before = cameras(&[("0", "Built in"), ("2", "Cable")]);
        let after = cameras(&[("0", "Phone"), ("2", "Built in"), ("4", "Cable")]);
        assert_eq!(before, after[1..]);
        let twins = cameras(&[("0", "Cable"), ("2", "Cable")]);
        assert_ne!(twins[0], twins[1]);
    }

    #[test]
    fn the_chosen_camera_is_found_without_opening_any_other() {
        let nodes = || {
            let names = ["Bad", "Cable", "Cable", "Cable", "Cable"];
            (0_u32..)
                .zip(names)
                .map(|(node, name)| (name.to_owned(), node))
        };
        // Every webcam has a second node that tells its clock.
        let opened = RefCell::new(Vec::new());
        let found = |id| {
            opened.borrow_mut().clear();
            chosen(id, nodes(), |node| {
                opened.borrow_mut().push(*node);
                node % 2 == 1
            })
        };
        assert_eq!((found("Cable#0"), opened.take()), (Some(1), vec![1]));
        assert_eq!((found("Cable#1"), opened.take()), (Some(3), vec![1, 2, 3]));
        assert_eq!(found("Cable#2"), None, "unplugged");
        assert_eq!((found("Built in#0"), opened.take()), (None, vec![]));
    }

    #[test]
    fn a_library_that_never_answers_is_counted_and_in_the_end_not_asked_any_more() {
        let (clock, left_behind) = (Hurried::default(), LeftBehind::default());
        let end = Arc::new(AtomicBool::new(false));
        let ask = || {
            let end = Arc::clone(&end);
            let hang = move || -> Result<(), SourceFault> {
                while !end.load(Ordering::Acquire) {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Ok(())
            };
            answer_of(hang, Duration::from_millis(20), &clock, &left_behind)
        };
        for count in [1, 2, 3, 4, 4] {
            assert_eq!(ask(), Err(SourceFault::Silent));
            assert_eq!(left_behind.count(), count);
        }
        end.store(true, Ordering::Release);
        while left_behind.count() > 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        let patience = Duration::from_secs(5);
        assert_eq!(answer_of(|| Ok(7), patience, &clock, &left_behind), Ok(7));
    }

    /// A clock on which a second passes at each pause.
    #[derive(Default)]
    struct Hurried(AtomicU64);

    impl Monotonic for Hurried {
        fn elapsed(&self) -> Duration {
            Duration::from_secs(self.0.load(Ordering::Acquire))
        }

        fn pause(&self, _: Duration) {
            self.0.fetch_add(1, Ordering::AcqRel);
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
