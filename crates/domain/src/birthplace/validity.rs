//! The period in which a row of the list was true.

use crate::date::PartialDate;
use jiff::civil::Date;

/// From a day (included) until a day (excluded); an open end means "not known to end".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Validity {
    from: Option<Date>,
    until: Option<Date>,
}

impl Validity {
    /// A period `from ≤ day < until`; `None` leaves that end open.
    pub const fn new(from: Option<Date>, until: Option<Date>) -> Self {
        Self { from, until }
    }

    /// First day, if one is known.
    pub const fn from(self) -> Option<Date> {
        self.from
    }

    /// First day after the last one, if the period has ended.
    pub const fn until(self) -> Option<Date> {
        self.until
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
}
