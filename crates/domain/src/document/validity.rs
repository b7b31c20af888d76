//! How long a document is good for: the 10→15-year rule of laminated cards, the five years of
//! permits, and the spans documents are printed for.

use super::finding::FindingCode;
use super::kind::DocumentKind;
use crate::date::{PartialDate, plus_years};
use jiff::civil::Date;

/// The end of a document's life, as printed and in truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Validity {
    /// The date of expiry printed on the document.
    pub printed: Date,
    /// The last day the document is valid.
    pub real: Date,
    /// Whether `real` is five years after `printed`.
    pub extended: bool,
}

/// Laminated cards issued to adults from this day …
const EXTENSION_FROM: Date = Date::constant(2004, 1, 2);
/// … to this day are valid five years longer than printed (service-public.fr F35005).
const EXTENSION_TO: Date = Date::constant(2013, 12, 31);
const EXTENSION_YEARS: i16 = 5;
/// From this day laminated cards of adults were printed for fifteen years.
const PRINTED_FIFTEEN_FROM: Date = Date::constant(2014, 1, 1);
/// The two card formats met in 2021. Whole years are used as bounds, since the change reached
/// each department and consulate at its own date.
const NEW_CARD_FROM: Date = Date::constant(2021, 1, 1);
const OLD_CARD_TO: Date = Date::constant(2021, 12, 31);
/// A permit must have been issued for at least this many calendar years.
const PERMIT_YEARS: i16 = 5;

impl Validity {
    /// Applies the 10→15-year rule. A card issued to a minor is never extended; when an incomplete
    /// birth date leaves it open whether the holder was an adult, it is not extended either.
    pub fn derive(kind: DocumentKind, birth: PartialDate, issue: Date, printed: Date) -> Self {
        let extended = kind == DocumentKind::OldIdentityCard
            && (EXTENSION_FROM..=EXTENSION_TO).contains(&issue)
            && birth.is_surely_adult_on(issue);
        let real = if extended {
            plus_years(printed, EXTENSION_YEARS)
        } else {
            printed
        };
        Self {
            printed,
            real,
            extended,
        }
    }

    /// Whether the document is valid on `day`; its last day counts.
    pub fn covers(&self, day: Date) -> bool {
        self.real >= day
    }
}

/// What the printed span says about the two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Usual,
    /// Accepted, worth a notice.
    Unusual,
    Refused(FindingCode),
}

/// Compares the printed span with those in use. Cards end on the anniversary of their issue or on
/// its eve, so one day either way is accepted.
pub(super) fn judge_span(
    kind: DocumentKind,
    birth: PartialDate,
    issue: Date,
    printed: Date,
) -> Span {
    match kind {
        DocumentKind::IdentityCard if is_years(issue, printed, 10) => Span::Usual,
        DocumentKind::IdentityCard => Span::Refused(FindingCode::SpanUnexpected),
        DocumentKind::OldIdentityCard => judge_old_card(birth, issue, printed),
        // Ten years for adults, five for minors; emergency passports run for one.
        DocumentKind::Passport if [5, 10].iter().any(|&n| is_years(issue, printed, n)) => {
            Span::Usual
        }
        DocumentKind::Passport => Span::Unusual,
        DocumentKind::ResidencePermit if lasts_years(issue, printed, PERMIT_YEARS) => Span::Usual,
        DocumentKind::ResidencePermit => Span::Refused(FindingCode::PermitUnderFiveYears),
    }
}

fn judge_old_card(birth: PartialDate, issue: Date, printed: Date) -> Span {
    let fifteen = is_years(issue, printed, 15);
    if issue >= PRINTED_FIFTEEN_FROM {
        // A minor's card was printed for ten years. Fifteen needs a holder who may be an adult.
        let adult_possible = fifteen && birth.may_be_adult_on(issue);
        return if adult_possible || is_years(issue, printed, 10) {
            Span::Usual
        } else {
            Span::Refused(FindingCode::SpanUnexpected)
        };
    }
    if is_years(issue, printed, 10) {
        Span::Usual
    } else if fifteen
        && Validity::derive(DocumentKind::OldIdentityCard, birth, issue, printed).extended
    {
        Span::Refused(FindingCode::ExpiryAlreadyExtended)
    } else {
        Span::Refused(FindingCode::SpanUnexpected)
    }
}

/// Whether this format of card could be issued on that day.
pub(super) fn was_issued_then(kind: DocumentKind, issue: Date) -> bool {
    match kind {
        DocumentKind::IdentityCard => issue >= NEW_CARD_FROM,
        DocumentKind::OldIdentityCard => issue <= OLD_CARD_TO,
        DocumentKind::Passport | DocumentKind::ResidencePermit => true,
    }
}

/// `printed` is `years` calendar years after `issue`, give or take a day.
fn is_years(issue: Date, printed: Date, years: i16) -> bool {
    let anniversary = plus_years(issue, years);
    let near = |day: Result<Date, jiff::Error>| day.is_ok_and(|day| day == printed);
    printed == anniversary || near(anniversary.yesterday()) || near(anniversary.tomorrow())
}

/// `printed` is at least the eve of the anniversary: a permit for five years ends the day before.
fn lasts_years(issue: Date, printed: Date, years: i16) -> bool {
    let anniversary = plus_years(issue, years);
    printed >= anniversary.yesterday().unwrap_or(anniversary)
}

#[cfg(test)]
mod tests;
