//! From a commune of another time to those that stood there at the birth.

use super::index::{Index, RowId, index};
use super::{Commune, CommuneKind, data, fold};
use crate::date::PartialDate;

/// Longest answer: more former communes than this say nothing to anyone.
const MOST: usize = 8;

impl Commune {
    /// The communes of the birth date on whose ground this one stands or stood: the same name if
    /// one bore it, else all that became part of the same commune. Empty for a row that was in
    /// force then. In order of name, at most eight.
    ///
    /// *Valserhône* (2019), born in 1980: *Bellegarde-sur-Valserine*, *Châtillon-en-Michaille*,
    /// *Lancrans*.
    pub fn counterparts(&self, birth: &PartialDate) -> Vec<&'static Commune> {
        if self.validity.may_hold(birth) {
            return Vec::new();
        }
        let index = index();
        let mut found: Vec<&'static Commune> = Vec::new();
        for row in index.rows_of_place(self) {
            let candidate = data::communes().get(row as usize);
            found.extend(candidate.filter(|then| {
                then.kind() == CommuneKind::Commune && then.validity().may_hold(birth)
            }));
        }
        let name = fold::words(self.name);
        let same = |then: &&Commune| fold::words(then.name) == name;
        if found.iter().any(same) {
            found.retain(same);
        }
        found.sort_by_cached_key(|then| (fold::words(then.name), then.code));
        found.truncate(MOST);
        found
    }
}

impl Index {
    /// Every row whose territory lies in the same commune of today, and that commune.
    fn rows_of_place(&self, commune: &Commune) -> Vec<RowId> {
        let place = match commune.kind {
            CommuneKind::Commune => commune.today.unwrap_or(commune.code),
            _ => commune.today.or(commune.pole).unwrap_or(commune.code),
        };
        let mut rows: Vec<RowId> = data::rows_beginning_with(place)
            .filter_map(|row| RowId::try_from(row).ok())
            .collect();
        rows.extend(self.rows_become(place));
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn then(code: &str, name: &str, birth: &str) -> Vec<&'static str> {
        let birth = PartialDate::parse_iso(birth).unwrap();
        let mut rows = data::rows_of(code).iter();
        let row = rows.rfind(|row| row.name() == name).unwrap();
        row.counterparts(&birth)
            .iter()
            .map(|then| then.code())
            .collect()
    }

    #[test]
    fn a_commune_of_today_leads_to_the_one_of_the_same_name_then() {
        assert_eq!(then("94081", "Vitry-sur-Seine", "1950-01-01"), ["75081"]);
        assert_eq!(then("2A004", "Ajaccio", "1970-01-01"), ["20004"]);
        assert_eq!(then("59355", "Lomme", "1990-01-01"), ["59355"]);
        assert_eq!(then("97701", "Saint-Barthélemy", "1980-01-01"), ["97123"]);
    }

    #[test]
    fn a_new_name_leads_to_all_that_it_unites() {
        assert_eq!(
            then("01033", "Valserhône", "1980-06-01"),
            ["01033", "01091", "01205"]
        );
        assert_eq!(then("91228", "Évry-Courcouronnes", "1966-01-01").len(), 2);
    }

    #[test]
    fn a_former_commune_leads_forward_too() {
        assert_eq!(then("75081", "Vitry-sur-Seine", "1970-01-01"), ["94081"]);
    }
}
