//! Reads a machine-readable zone while a document is held before the camera, over as many frames as it
//! takes to be sure.

use crate::clock::{Monotonic, left_of};
use crate::frame::Frame;
use crate::session::CaptureSession;
use crate::still::Still;
use core::time::Duration;
use sceau_domain::document::mrz::{MrzHindrance, MrzReading};
use sceau_domain::document::{DocumentKind, Side};
use sceau_vision::document::{DocumentShape, Scratch, find_document};
use sceau_vision::jpeg;
use sceau_vision::mrz::{Votes, ZoneFault, ZoneReader, ZoneSight};
use sceau_vision::qr::unhurried;
use std::sync::Arc;

/// How long further frames are looked at beside a picture that leaves something open: the person waits.
const BESIDE: Duration = Duration::from_millis(400);
/// So many frames are looked at beside a picture, no two of them closer than this: those of one moment have their
/// reflections in common.
const MOST_BESIDE: usize = 4;
const APART: Duration = Duration::from_millis(120);

/// What was seen so far.
#[derive(Debug, Clone, PartialEq)]
pub enum ZoneLook {
    /// No zone, or no new frame.
    Nothing,
    /// A zone, not yet sure in every character: keep holding. With what the document itself says that will not do,
    /// as this frame shows it.
    Seen(Option<MrzHindrance>),
    /// Every character is sure, no check digit speaks against it.
    Read(Box<MrzReading>),
}

/// What a picture that is kept says of its zone.
#[derive(Debug, Clone, PartialEq)]
pub enum StillZone {
    /// None was read, and none is printed on this side.
    NotHere,
    /// None was read where one is printed.
    Unread,
    /// As the picture shows it, and the frames beside it where it left something open: findings, repairs and what is
    /// weak say how sure it is.
    Read(Box<MrzReading>),
}

/// Reads the zone of a picture of this side, within the document where it is found, else everywhere. Where a
/// character is not plain, the frames `beside` it are counted with it, for a few tenths of a second. Takes tens of
/// milliseconds: call it off the threads that answer.
pub fn zone_of_still(
    reader: &ZoneReader,
    still: &Still,
    beside: &[Frame],
    (kind, side): (DocumentKind, Side),
    clock: &dyn Monotonic,
) -> StillZone {
    let shape = DocumentShape::of(kind);
    let sight = jpeg::luma(&still.picture.jpeg).ok().and_then(|luma| {
        let view = luma.view();
        let found = find_document(view, shape, &mut Scratch::default());
        let within = found.and_then(|found| reader.read(view, Some(&found.quad), &unhurried));
        within.or_else(|| reader.read(view, None, &unhurried))
    });
    match sight {
        Some(sight) => StillZone::Read(Box::new(counted(reader, &sight, beside, clock))),
        None if shape.zone_side() == side => StillZone::Unread,
        None => StillZone::NotHere,
    }
}

/// The fields by a picture alone, or by the frames beside it too where it leaves something open. It is counted
/// last: the frames of another zone are counted apart from it.
fn counted(
    reader: &ZoneReader,
    sight: &ZoneSight,
    beside: &[Frame],
    clock: &dyn Monotonic,
) -> MrzReading {
    let alone = sight.reading();
    if alone.is_plain() {
        return alone;
    }
    let left = left_of(BESIDE, clock);
    let mut votes = Votes::new();
    for frame in beside {
        if left().is_zero() {
            break;
        }
        let luma = frame.luma().ok();
        let seen = luma.and_then(|luma| reader.read(luma.view(), None, &left));
        seen.iter().for_each(|seen| votes.add(seen));
    }
    votes.add(sight);
    votes.reading().unwrap_or(alone)
}

/// The frames to be looked at beside a picture that was taken then, the nearest first.
pub(crate) fn frames_beside(past: &[Frame], at: Duration) -> Vec<Frame> {
    let mut near: Vec<&Frame> = past.iter().filter(|frame| frame.at != at).collect();
    near.sort_by_key(|frame| frame.at.abs_diff(at));
    let mut beside: Vec<Frame> = Vec::new();
    for frame in near {
        let is_apart = |chosen: &Frame| chosen.at.abs_diff(frame.at) >= APART;
        if beside.len() < MOST_BESIDE && beside.iter().all(is_apart) {
            beside.push(frame.clone());
        }
    }
    beside
}

/// One search for a zone. Loading its reader takes some milliseconds: share the reader.
pub struct ZoneScan {
    reader: Arc<ZoneReader>,
    votes: Votes,
    /// The last frame looked at: the same one is not counted twice.
    last: Option<u64>,
}

impl core::fmt::Debug for ZoneScan {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ZoneScan")
    }
}

impl ZoneScan {
    /// A search that has seen nothing.
    pub fn new(reader: Arc<ZoneReader>) -> Self {
        Self {
            reader,
            votes: Votes::new(),
            last: None,
        }
    }

    /// The reader for every scan.
    ///
    /// # Errors
    /// [`ZoneFault`] when what is shipped inside is damaged.
    pub fn reader() -> Result<Arc<ZoneReader>, ZoneFault> {
        ZoneReader::new().map(Arc::new)
    }

    /// Looks at the newest frame of a session. Takes tens of milliseconds: call it off the threads that
    /// answer.
    pub fn look(&mut self, session: &CaptureSession) -> ZoneLook {
        let Ok((frame, sequence)) = session.newest() else {
            return ZoneLook::Nothing;
        };
        if self.last.replace(sequence) == Some(sequence) {
            return ZoneLook::Nothing;
        }
        let Ok(luma) = frame.luma() else {
            return ZoneLook::Nothing;
        };
        let Some(sight) = self.reader.read(luma.view(), None, &unhurried) else {
            return ZoneLook::Nothing;
        };
        self.votes.add(&sight);
        match self.votes.accepted() {
            Some(zone) => ZoneLook::Read(Box::new(zone.reading)),
            None => ZoneLook::Seen(sight.reading().hindrance()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn the_frames_beside_a_picture_are_near_it_and_apart_from_each_other() {
        let planes = Arc::new(crate::yuv::of_grey(64, 48, &[90; 64 * 48]).unwrap());
        let every = Duration::from_millis(40);
        let frame = |n: u32| Frame::of_yuv(Arc::clone(&planes), every * n);
        let past: Vec<Frame> = (0..60).map(frame).collect();
        let beside = frames_beside(&past, every * 50);
        let times: Vec<_> = beside.iter().map(|frame| frame.at.as_millis()).collect();
        assert_eq!(times, [1_960, 2_080, 1_840, 2_200]);
        assert!(frames_beside(&[], every).is_empty());
    }
}
