//! Reads a machine-readable zone while a document is held before the camera, over as many frames as it
//! takes to be sure.

use crate::session::CaptureSession;
use crate::still::Still;
use core::time::Duration;
use sceau_domain::document::mrz::{MrzHindrance, MrzReading};
use sceau_domain::document::{DocumentKind, Side};
use sceau_vision::document::{DocumentShape, Scratch, find_document};
use sceau_vision::jpeg;
use sceau_vision::mrz::{Votes, ZoneFault, ZoneReader};
use std::sync::Arc;

/// The time one look may take between its steps.
const A_LOOK: Duration = Duration::from_millis(250);

/// The same for a picture that is kept: the person waits for it once.
const A_PICTURE: Duration = Duration::from_secs(1);

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
    /// As one picture shows it: findings and repairs say how sure it is.
    Read(Box<MrzReading>),
}

/// Reads the zone of a picture of this side, within the document where it is found, else everywhere.
/// Takes tens of milliseconds: call it off the threads that answer.
pub fn zone_of_still(
    reader: &ZoneReader,
    still: &Still,
    kind: DocumentKind,
    side: Side,
) -> StillZone {
    let shape = DocumentShape::of(kind);
    let sight = jpeg::luma(&still.picture.jpeg).ok().and_then(|luma| {
        let view = luma.view();
        let found = find_document(view, shape, &mut Scratch::default());
        let within = found.and_then(|found| reader.read(view, Some(&found.quad), &|| A_PICTURE));
        within.or_else(|| reader.read(view, None, &|| A_PICTURE))
    });
    match sight {
        Some(sight) => StillZone::Read(Box::new(sight.reading())),
        None if shape.zone_side() == side => StillZone::Unread,
        None => StillZone::NotHere,
    }
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
        let Some(sight) = self.reader.read(luma.view(), None, &|| A_LOOK) else {
            return ZoneLook::Nothing;
        };
        self.votes.add(&sight);
        match self.votes.accepted() {
            Some(zone) => ZoneLook::Read(Box::new(zone.reading)),
            None => ZoneLook::Seen(sight.reading().hindrance()),
        }
    }
}
