//! « Nous avons lu … »: what a picture that is kept says, beside the declaration. All of it happens on
//! this device.

use sceau_capture::{Frame, Monotonic, Still, StillZone, ZoneScan, zone_of_still};
use sceau_domain::document::mrz::MrzReading;
use sceau_domain::document::{Declaration, DocumentKind, Side};
use sceau_domain::examination::{Advice, FieldComparison, advise, compare_zone};
use sceau_wire::host::{PhotoReadingView, ReadingAdvice};

/// Reads the picture, and the frames beside it where it leaves something open. `None` where this side has nothing to
/// read. Blocks for tens of milliseconds, at most half a second.
pub(crate) fn read_back(
    still: &Still,
    beside: &[Frame],
    side: Side,
    declared: &Declaration,
    clock: &dyn Monotonic,
) -> Option<PhotoReadingView> {
    // What is shipped inside is held by its hash in the tests: it is never damaged here.
    let reader = ZoneScan::reader().ok()?;
    match zone_of_still(&reader, still, beside, (declared.kind(), side), clock) {
        StillZone::NotHere => None,
        StillZone::Unread => Some(view(declared.kind(), &[])),
        StillZone::Read(zone) => Some(reading_view(declared, &zone)),
    }
}

fn reading_view(declared: &Declaration, zone: &MrzReading) -> PhotoReadingView {
    view(declared.kind(), &compare_zone(declared, zone))
}

fn view(kind: DocumentKind, rows: &[FieldComparison]) -> PhotoReadingView {
    let (advice, about) = advise(kind, rows);
    PhotoReadingView {
        fields: rows.iter().map(Into::into).collect(),
        advice: match advice {
            Advice::GoOn => ReadingAdvice::GoOn,
            Advice::Redo => ReadingAdvice::Redo,
            Advice::Correct => ReadingAdvice::Correct,
            Advice::OtherDocument => ReadingAdvice::OtherDocument,
        },
        about: about.map(|field| field.as_str().to_owned()),
    }
}
