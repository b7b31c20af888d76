//! The period in which a row of the list was true.

use crate::date::PartialDate;
use jiff::civil::Date;

/// From a day (included) until a day (excluded); an open end means "not known to end".
///
/// A bound may be loose: the change lies somewhere between the end of the dated history and the
/// present list, and the bound is drawn so wide that no possible birth is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Validity {
    from: Option<Date>,
    until: Option<Date>,
    is_loose: bool,
}

impl Validity {
    /// A period `from ≤ day < until`; `None` leaves that end open.
    pub const fn new(from: Option<Date>, until: Option<Date>) -> Self {
        Self {
            from,
            until,
            is_loose: false,
        }
    }

    /// Reads the two bounds as the list writes them: an ISO date, `~` before a loose one, or
    /// nothing. What is not a date counts as nothing.
    pub(super) fn read(from: &str, until: &str) -> Self {
        let bound = |text: &str| text.trim_start_matches('~').parse().ok();
        Self {
            from: bound(from),
            until: bound(until),
            is_loose: from.starts_with('~') || until.starts_with('~'),
        }
    }

    /// First day, if one is known.
    pub const fn from(self) -> Option<Date> {
        self.from
    }

    /// First day after the last one, if the period has ended.
    pub const fn until(self) -> Option<Date> {
        self.until
    }

    /// Whether the day of the change is unknown: [`Validity::until`] where there is one, else
    /// [`Validity::from`], only bounds it.
    pub const fn is_loose(self) -> bool {
        self.is_loose
    }

    /// Whether some day lies in both periods.
    pub(super) fn overlaps(self, other: Self) -> bool {
        let begins_in_time = |from: Option<Date>, until: Option<Date>| {
            from.is_none_or(|from| until.is_none_or(|until| from < until))
        };
        begins_in_time(self.from, other.until) && begins_in_time(other.from, self.until)
    }

    /// Whether any day that the date may mean lies in the period. With an unknown day or month
    /// every overlap counts: the person is not asked to know more than their certificate.
    pub fn may_hold(self, birth: &PartialDate) -> bool {
        self.from.is_none_or(|from| from <= birth.latest())
            && self.until.is_none_or(|until| birth.earliest() < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn born(iso: &str) -> PartialDate {
        PartialDate::parse_iso(iso).unwrap()
    }

    #[test]
    fn the_first_day_counts_and_the_last_boundary_does_not() {
        let period = Validity::new(Some(date(1968, 1, 1)), Some(date(1976, 1, 1)));
        assert!(!period.may_hold(&born("1967-12-31")));
        assert!(period.may_hold(&born("1968-01-01")));
        assert!(period.may_hold(&born("1975-12-31")));
        assert!(!period.may_hold(&born("1976-01-01")));
    }

    #[test]
    fn an_unknown_day_or_month_is_accepted_on_both_sides_of_a_change() {
        let before = Validity::new(None, Some(date(1968, 1, 10)));
        let after = Validity::new(Some(date(1968, 1, 10)), None);
        for birth in ["1968-01-00", "1968-00-00"] {
            assert!(before.may_hold(&born(birth)) && after.may_hold(&born(birth)));
        }
        assert!(!before.may_hold(&born("1968-02-00")));
        assert!(!after.may_hold(&born("1967-00-00")));
    }

    #[test]
    fn a_change_without_a_day_is_read_as_a_loose_bound() {
        let ended = Validity::read("1968-01-01", "~2026-01-01");
        assert_eq!(ended.until(), Some(date(2026, 1, 1)));
        assert!(ended.is_loose() && ended.may_hold(&born("2021-05-01")));
        assert!(!Validity::read("", "1968-01-01").is_loose());
    }

    #[test]
    fn periods_that_only_touch_do_not_overlap() {
        let before = Validity::read("", "1968-01-01");
        let after = Validity::read("1968-01-01", "");
        assert!(!before.overlaps(after) && !after.overlaps(before));
        assert!(before.overlaps(Validity::default()) && after.overlaps(after));
    }
}
