//! Notices a paper that is not the document that is asked for, by its machine-readable zone.
//!
//! A false alarm on the right document would be worse than silence: what is not certain is left to the
//! examination of the picture.

use core::time::Duration;
use sceau_domain::document::DocumentKind;
use sceau_domain::examination::Paper;
use sceau_vision::LumaView;
use sceau_vision::mrz::{ZoneReader, ZoneSight};
use sceau_vision::qr::unhurried;

/// Between two looks; a picture takes itself after longer than this.
const LOOK_EVERY: Duration = Duration::from_millis(400);

/// So many looks must say the same other kind: one may be a slip.
const AGREEING: u8 = 2;

/// What was seen for the last time so long ago is no longer held.
const FORGOTTEN_AFTER: Duration = Duration::from_millis(1_500);

/// The letters that tell a card from a permit, and the three of the issuing state after them, stand under no check
/// digit: each must be believed this much.
const SURE: f32 = 0.97;

/// Watches for the zone of another document.
pub(super) struct KindWatch {
    wanted: Paper,
    /// Loaded at the first look; `None` after it only where what is shipped inside is damaged.
    reader: Option<ZoneReader>,
    looked: Option<Duration>,
    other: Option<Other>,
    /// The zone of the document that is held says that it is the right one.
    is_settled: bool,
}

/// Another paper, as looks agree.
#[derive(Clone, Copy)]
struct Other {
    paper: Paper,
    at: Duration,
    looks: u8,
}

impl KindWatch {
    /// Has seen nothing yet.
    pub(super) const fn new(wanted: DocumentKind) -> Self {
        Self {
            wanted: Paper::Taken(wanted),
            reader: None,
            looked: None,
            other: None,
            is_settled: false,
        }
    }

    /// Looks at a frame, when it is time to. `is_found` is whether a document of the right shape is seen in
    /// it: one that was settled may be put away, and another one taken.
    pub(super) fn look(&mut self, view: LumaView<'_>, at: Duration, is_found: bool) {
        self.is_settled &= is_found;
        if self.is_settled || !self.is_due(at) {
            return;
        }
        self.looked = Some(at);
        if self.reader.is_none() {
            self.reader = ZoneReader::new().ok();
        }
        let read = self.read(view);
        self.take(at, read);
    }

    /// The paper that a frame shows. Another one is first seen at a glance; then the whole search is worth its
    /// time, and what is told already needs no certainty to be told on.
    fn read(&self, view: LumaView<'_>) -> Option<Paper> {
        let reader = self.reader.as_ref()?;
        let Some(other) = self.other else {
            return certain_paper(&reader.glance(view)?);
        };
        let sight = reader.read(view, None, &unhurried)?;
        let told_on = || {
            let paper = Paper::of(&sight.reading())?;
            (self.other() == Some(paper)).then_some(other.paper)
        };
        certain_paper(&sight).or_else(told_on)
    }

    /// The other paper that is held, for certain.
    pub(super) fn other(&self) -> Option<Paper> {
        let other = self.other.filter(|other| other.looks >= AGREEING)?;
        Some(other.paper)
    }

    /// Whether another one was seen, and not often enough to be told.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.other.is_some_and(|other| other.looks < AGREEING)
    }

    /// Every so often, and at once after the first sight of another one. A clock that went back begins again.
    fn is_due(&self, at: Duration) -> bool {
        self.is_in_doubt()
            || self
                .looked
                .is_none_or(|looked| at < looked || at >= looked + LOOK_EVERY)
    }

    fn take(&mut self, at: Duration, read: Option<Paper>) {
        self.is_settled = read == Some(self.wanted);
        self.other = match (read, self.other) {
            (Some(paper), _) if paper == self.wanted => None,
            (Some(paper), before) => {
                let agreeing = before.filter(|before| before.paper == paper);
                let looks = agreeing.map_or(0, |before| before.looks).saturating_add(1);
                Some(Other { paper, at, looks })
            }
            (None, before) => {
                before.filter(|before| before.at <= at && at <= before.at + FORGOTTEN_AFTER)
            }
        };
    }
}

/// The paper that a zone says beyond doubt.
fn certain_paper(sight: &ZoneSight) -> Option<Paper> {
    let line = sight.signs().reveal().first()?;
    let is_code_sure = line
        .iter()
        .take(5)
        .all(|sign| sign.sign == sign.as_seen && sign.confidence >= SURE);
    let reading = sight.reading();
    let is_whole = reading.findings().is_empty()
        && reading.repairs().reveal().is_empty()
        && reading.doubts().is_empty();
    Paper::of(&reading).filter(|_| is_code_sure && is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind::IdentityCard;

    const CARD: Paper = Paper::Taken(IdentityCard);
    const PASSPORT: Paper = Paper::Taken(DocumentKind::Passport);
    const PERMIT: Paper = Paper::Taken(DocumentKind::ResidencePermit);

    const TENTH: Duration = Duration::from_millis(100);

    /// What is told after each of these readings, a tenth of a second apart.
    fn told(readings: &[Option<Paper>]) -> Vec<Option<Paper>> {
        let mut watch = KindWatch::new(IdentityCard);
        let told = readings.iter().zip(0..).map(|(read, n)| {
            watch.take(TENTH * n, *read);
            watch.other()
        });
        told.collect()
    }

    #[test]
    fn another_paper_is_told_once_two_looks_agree() {
        let (permit, passport) = (Some(PERMIT), Some(PASSPORT));
        let foreign = Some(Paper::ForeignCard);
        assert_eq!(told(&[foreign, foreign]), [None, foreign]);
        assert_eq!(told(&[permit, permit]), [None, permit]);
        assert_eq!(told(&[permit, passport]), [None, None], "one is a slip");
        assert_eq!(told(&[permit, None, permit]), [None, None, permit]);
    }

    #[test]
    fn it_is_no_longer_told_when_the_right_one_is_read_or_nothing_for_a_while() {
        let passport = Some(PASSPORT);
        let taken_away = told(&[[passport; 2].as_slice(), &[None; 16]].concat());
        assert_eq!(taken_away.last(), Some(&None));
        assert_eq!(taken_away.get(10), Some(&passport));
        assert_eq!(told(&[passport, passport, Some(CARD)]).last(), Some(&None));
    }

    #[test]
    fn the_first_sight_of_another_kind_is_followed_by_a_look_at_the_next_frame() {
        let mut watch = KindWatch::new(IdentityCard);
        watch.looked = Some(TENTH);
        assert!(!watch.is_due(TENTH * 2) && watch.is_due(TENTH * 5));
        assert!(watch.is_due(Duration::ZERO), "the clock went back");
        watch.take(TENTH, Some(PASSPORT));
        assert!(watch.is_in_doubt() && watch.is_due(TENTH * 2));
    }
}
