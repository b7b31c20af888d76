//! The embedded list, read once when first asked for.
//!
//! The file is ours and checked when it is made, so a line that does not parse is left out rather
//! than refused; a test holds the counts that the file announces against what was read.

use super::rows::{commune_row, country_row, department_row, former_country_row};
use super::{Commune, Country, Department, FormerCountry, Validity};
use std::sync::OnceLock;

const TEXT: &str = include_str!("../../data/birthplaces.txt");

/// Paris, Lyon, Marseille: registered by arrondissement.
pub(super) const DIVIDED_CITIES: [&str; 3] = ["75056", "69123", "13055"];

/// Which list this is. Store it with the case: an answer is only as good as its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataVersion {
    /// Package and version that the communes come from.
    pub source: &'static str,
    /// SHA-256 of the list's content, in hexadecimal.
    pub sha256: &'static str,
}

/// The version written in the embedded list.
pub fn data_version() -> DataVersion {
    let line = TEXT
        .lines()
        .nth(1)
        .and_then(|line| line.strip_prefix("[version ")?.strip_suffix(']'));
    let (source, sha256) = line
        .and_then(|line| line.split_once(" sha256:"))
        .unwrap_or_default();
    DataVersion { source, sha256 }
}

/// Every department and overseas collectivity in order of code, a former name before the present one
/// of the same code.
pub fn departments() -> &'static [Department] {
    static DEPARTMENTS: OnceLock<Vec<Department>> = OnceLock::new();
    DEPARTMENTS.get_or_init(|| section("departments").filter_map(department_row).collect())
}

/// Every country, in order of code, France first.
pub fn countries() -> &'static [Country] {
    static COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
    COUNTRIES.get_or_init(|| section("countries").filter_map(country_row).collect())
}

/// What present countries were called, or belonged to, at other times.
pub fn former_countries() -> &'static [FormerCountry] {
    static FORMER: OnceLock<Vec<FormerCountry>> = OnceLock::new();
    FORMER.get_or_init(|| {
        section("former-countries")
            .filter_map(former_country_row)
            .collect()
    })
}

/// Every row of the list in order of code, then of time, whole Paris, Lyon and Marseille included.
pub fn communes() -> &'static [Commune] {
    static COMMUNES: OnceLock<Vec<Commune>> = OnceLock::new();
    COMMUNES.get_or_init(|| section("communes").filter_map(commune_row).collect())
}

/// The department of a code at the end of a period: 75081 was in the Seine.
pub(super) fn department(code: &str, period: Validity) -> Option<&'static Department> {
    let all = departments();
    let start = all.partition_point(|row| row.code < code);
    let same = all.get(start..).unwrap_or_default().iter();
    same.take_while(|row| row.code == code)
        .filter(|row| row.validity.overlaps(period))
        .last()
}

pub(super) fn country(code: &str) -> Option<&'static Country> {
    let all = countries();
    all.binary_search_by(|row| row.code.cmp(code))
        .ok()
        .and_then(|at| all.get(at))
}

/// All rows that bear a code: several when a part kept the code of the whole.
pub(super) fn rows_of(code: &str) -> &'static [Commune] {
    let all = communes();
    let start = all.partition_point(|row| row.code < code);
    let rest = all.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|row| row.code == code))
        .unwrap_or_default()
}

/// The places, in [`communes`], of the codes that begin with a text.
pub(super) fn rows_beginning_with(text: &str) -> core::ops::Range<usize> {
    let all = communes();
    let start = all.partition_point(|row| row.code < text);
    let rest = all.get(start..).unwrap_or_default();
    start..start + rest.partition_point(|row| row.code.starts_with(text))
}

fn section(name: &str) -> impl Iterator<Item = &'static str> {
    TEXT.lines()
        .skip_while(move |line| heading(line).is_none_or(|(found, _)| found != name))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
}

/// `[communes 37516]` → its name and the number of lines it announces.
fn heading(line: &str) -> Option<(&str, usize)> {
    let (name, count) = line.strip_prefix('[')?.strip_suffix(']')?.split_once(' ')?;
    Some((name, count.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::CommuneKind;
    use super::super::unlisted::is_cog_code;
    use super::*;

    #[test]
    fn every_announced_line_is_read() {
        let announced: Vec<_> = TEXT.lines().filter_map(heading).collect();
        assert_eq!(
            announced,
            [
                ("departments", departments().len()),
                ("countries", countries().len()),
                ("former-countries", former_countries().len()),
                ("communes", communes().len()),
            ]
        );
        assert!(communes().len() > 45_000 && countries().len() > 200);
    }

    #[test]
    fn the_file_says_that_and_from_what_it_was_made() {
        assert!(TEXT.starts_with("# Generated by tools/birthplaces/build.mjs"));
        let version = data_version();
        assert!(
            version
                .source
                .starts_with("@etalab/decoupage-administratif ")
        );
        assert_eq!(version.sha256.len(), 64);
    }

    #[test]
    fn every_code_has_the_form_that_the_broker_checks() {
        for row in communes() {
            assert!(is_cog_code(row.code), "{}", row.code);
        }
        for row in countries() {
            assert!(
                is_cog_code(row.code) && row.code.starts_with("99"),
                "{}",
                row.code
            );
        }
    }

    #[test]
    fn rows_stand_in_order_and_no_place_stands_twice() {
        assert!(communes().is_sorted_by_key(|row| row.code));
        assert!(departments().is_sorted_by_key(|row| (row.code, row.validity.from())));
        assert!(countries().is_sorted_by(|a, b| a.code < b.code));
        let place = |row: &Commune| (row.code, row.name, row.kind.as_str(), row.validity.from());
        let mut places: Vec<_> = communes().iter().map(place).collect();
        let before = places.len();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), before);
    }

    #[test]
    fn each_part_of_a_commune_knows_the_whole() {
        for row in communes()
            .iter()
            .filter(|row| row.kind != CommuneKind::Commune)
        {
            assert!(row.pole().is_some(), "{} {}", row.code, row.name);
        }
        let lomme = rows_of("59355").last().unwrap();
        assert_eq!(lomme.pole().unwrap().name(), "Lille");
    }

    #[test]
    fn an_overseas_code_gives_three_characters_of_department() {
        for (code, department) in [("97411", "974"), ("98818", "988"), ("2A004", "2A")] {
            assert_eq!(
                rows_of(code).first().unwrap().department().code(),
                department
            );
        }
    }

    #[test]
    fn every_nationality_letter_code_names_one_country() {
        let mut letters: Vec<_> = countries().iter().filter_map(Country::iso3).collect();
        let before = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), before);
        assert!(letters.iter().all(|iso3| iso3.len() == 3));
        assert!(countries().first().unwrap().is_france());
    }
}
