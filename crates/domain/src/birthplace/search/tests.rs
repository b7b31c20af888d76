use super::*;
use crate::birthplace::CommuneKind;
use core::cmp::Reverse;
use jiff::civil::date;
use proptest::prelude::*;

pub(super) fn found(query: &str, birth: &str) -> SearchResults {
    search(query, Some(&PartialDate::parse_iso(birth).unwrap()), 20)
}

pub(super) fn codes(matches: &[Match]) -> Vec<&'static str> {
    matches.iter().map(|found| found.commune.code()).collect()
}

pub(super) fn today(query: &str) -> Vec<&'static str> {
    codes(&search(query, None, 20).at_birth)
}

pub(super) fn first(matches: &[Match]) -> Option<&'static str> {
    codes(matches).first().copied()
}

// Ways to ask.

#[test]
fn a_birth_of_1950_is_found_by_the_numbers_and_the_department_of_today() {
    for query in [
        "94400",
        "94081",
        "vitry 94",
        "vitry (94)",
        "vitry val de marne",
        "vitry seine",
        "75081",
    ] {
        let codes = codes(&found(query, "1950-05-04").at_birth);
        assert!(codes.contains(&"75081"), "{query}: {codes:?}");
    }
    let versailles = found("versailles seine et oise", "1950-05-04").at_birth;
    assert_eq!(codes(&versailles), ["78646"]);
    let old_name = found("saint brieuc cotes du nord", "1980-05-04").at_birth;
    assert_eq!(codes(&old_name), ["22278"]);
}

#[test]
fn the_commune_itself_goes_before_those_it_took_in() {
    let results = found("59000", "1990-01-01").at_birth;
    assert_eq!(first(&results), Some("59350"));
}

#[test]
fn an_old_name_is_found_at_its_time_only() {
    for (birth, at_birth) in [("1960-01-01", true), ("1980-01-01", false)] {
        let results = found("evry petit bourg", birth);
        let (list, other) = (codes(&results.at_birth), codes(&results.did_you_mean));
        assert_eq!(list.contains(&"78228"), at_birth);
        assert_eq!(other.contains(&"78228"), !at_birth);
    }
}

#[test]
fn a_date_without_day_or_month_offers_both_sides_of_the_change() {
    let results = found("evry", "1968-00-00").at_birth;
    assert!(codes(&results).contains(&"91228"));
    let year = PartialDate::parse_iso("1965-00-00").unwrap();
    let both = search("evry", Some(&year), 40).at_birth;
    let names: Vec<_> = both
        .iter()
        .filter(|found| found.commune.code() == "78228")
        .map(|found| found.commune.name())
        .collect();
    assert_eq!(names, ["Évry", "Évry-Petit-Bourg"]);
}

#[test]
fn without_a_date_the_communes_of_today_are_meant() {
    let results = search("ajaccio", None, 20);
    assert_eq!(codes(&results.at_birth), ["2A004"]);
    assert_eq!(codes(&results.did_you_mean), ["20004"]);
}

#[test]
fn a_department_is_added_by_name_by_number_or_in_brackets() {
    for query in [
        "vitry (94)",
        "vitry 94",
        "vitry val de marne",
        "94400 vitry",
        "Vitry val-de-m",
    ] {
        assert_eq!(today(query).first(), Some(&"94081"), "{query}");
    }
    for query in [
        "saint denis reunion",
        "saint denis 974",
        "st-denis la réunion",
        "97400 st denis",
    ] {
        assert_eq!(today(query).first(), Some(&"97411"), "{query}");
    }
    assert_eq!(today("ajaccio 2a"), ["2A004"]);
    assert_eq!(today("sainte marie martinique").first(), Some(&"97228"));
}

#[test]
fn a_code_and_the_beginning_of_a_code_are_found() {
    assert_eq!(today("2a004"), ["2A004"]);
    assert!(today("2B").iter().all(|code| code.starts_with("2B")));
    assert_eq!(today("01001").first(), Some(&"01001"));
    assert!(today("94400").contains(&"94081"));
    assert!(today("9440").contains(&"94081"));
}

#[test]
fn beginnings_of_words_in_any_order() {
    for query in [
        "villeneuve st geo",
        "geor ville saint",
        "VILLENEUVE SAINT GEORGES",
    ] {
        assert_eq!(today(query).first(), Some(&"94078"), "{query}");
    }
    assert_eq!(today("vitry seine").first(), Some(&"94081"));
}

#[test]
fn st_is_both_saint_and_the_beginning_of_stains() {
    let found = search("st", None, 4_000).at_birth;
    assert!(found.iter().any(|found| found.commune.name() == "Stains"));
    assert!(
        found
            .iter()
            .any(|found| found.commune.name() == "Saint-Malo")
    );
}

#[test]
fn one_wrong_letter_is_forgiven_from_five_letters_on() {
    for (query, code) in [
        ("crteil", "94028"),
        ("creetil", "94028"),
        ("bordeauw", "33063"),
        ("strasburg", "67482"),
        ("toulousse", "31555"),
        ("vitri sur seine", "94081"),
        ("sait denis", "93066"),
        ("vtry sur seine", "94081"),
        ("marsielle 4", "13204"),
    ] {
        let results = search(query, None, 20).at_birth;
        assert!(codes(&results).contains(&code), "{query}: {results:?}");
        assert!(
            results
                .iter()
                .all(|found| found.closeness == Closeness::OneEdit),
            "{query}"
        );
    }
    assert!(
        !today("ncie").contains(&"06088"),
        "four letters are not guessed"
    );
}

#[test]
fn a_misspelt_whole_name_goes_before_longer_names() {
    let results = search("saint bathelemy", None, 20).at_birth;
    let whole = results
        .iter()
        .position(|found| found.commune.name() != "Saint-Barthélemy");
    assert!(whole.unwrap() > 5, "{results:?}");
}

#[test]
fn lez_and_les_and_none_are_one() {
    for query in [
        "saint andre lez lille",
        "st andré lès lille",
        "saint-andre lille",
    ] {
        assert_eq!(today(query), ["59527"], "{query}");
    }
}

#[test]
fn an_exact_name_is_not_followed_by_guesses() {
    assert!(
        search("creteil", None, 20)
            .at_birth
            .iter()
            .all(|f| f.closeness == Closeness::Exact)
    );
}

#[test]
fn a_part_that_bears_the_code_of_the_whole_is_found_under_its_own_name() {
    let found = search("montaure", None, 5).at_birth;
    let part = found
        .iter()
        .find(|found| found.commune.code() == "27412")
        .unwrap()
        .commune;
    assert_eq!(part.kind(), CommuneKind::Delegated);
    assert_eq!(part.pole().unwrap().name(), "Terres de Bord");
}

#[test]
fn equal_names_are_ordered_by_population() {
    let found = search("sainte colombe", None, 40).at_birth;
    let same: Vec<_> = found
        .iter()
        .filter(|f| f.closeness == Closeness::Exact)
        .collect();
    assert!(same.len() >= 12);
    assert!(same.is_sorted_by_key(|f| Reverse(f.commune.population())));
}

#[test]
fn every_commune_is_found_by_its_own_name_and_department() {
    for commune in data::communes()
        .iter()
        .step_by(61)
        .filter(|c| !c.is_divided_city())
    {
        let query = format!("{} ({})", commune.name(), commune.department().code());
        let period = commune.validity();
        let last = period.until().map(|until| until.yesterday().unwrap());
        let day = last.or(period.from()).unwrap_or(date(2000, 1, 1));
        let birth = PartialDate::new(day.year(), Some(day.month()), Some(day.day())).unwrap();
        let found = search(&query, Some(&birth), 10).at_birth;
        assert!(
            found.iter().any(|found| found.commune == commune),
            "{query}"
        );
    }
}

// Cost.

/// No keystroke looks at more than a third of the list, and on average at less than a twentieth.
/// Numbers, not time: they hold on any machine.
#[test]
fn a_keystroke_looks_at_a_small_part_of_the_list() {
    let all = data::communes().len();
    let mut efforts: Vec<usize> = Vec::new();
    for name in data::communes().iter().step_by(997).map(Commune::name) {
        for end in name
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8())
        {
            let (_, effort) = search_counted(&name[..end], None, 20);
            assert!(effort.rows * 3 < all, "{}: {effort:?}", &name[..end]);
            assert!(effort.lookups < 4_000, "{}: {effort:?}", &name[..end]);
            efforts.push(effort.rows);
        }
    }
    let average = efforts.iter().sum::<usize>() / efforts.len();
    assert!(average * 20 < all, "{average} of {all}");
}

#[test]
fn the_longest_query_is_bounded() {
    let long = "saint ".repeat(5_000) + &"abcdefghijk ".repeat(5_000);
    let (_, effort) = search_counted(&long, None, 20);
    assert!(
        effort.rows < 400_000 && effort.lookups < 50_000,
        "{effort:?}"
    );
}

proptest! {
    #[test]
    fn any_text_is_accepted(query in any::<String>(), limit in 0_usize..50) {
        let results = search(&query, None, limit);
        prop_assert!(results.at_birth.len() <= limit && results.did_you_mean.len() <= limit);
    }

    #[test]
    fn any_mix_of_name_like_pieces_is_accepted(
        query in "(st |le |l'|2a|75|18e|paris|Œ|é|-|\\(|\\)| |val de marne|x{1,30}){0,14}",
    ) {
        let results = found(&query, "1967-00-00");
        prop_assert!(results.at_birth.len() <= 20 && results.did_you_mean.len() <= 20);
    }

    #[test]
    fn what_is_offered_can_be_chosen(start in 0_usize..45_000, letters in 2_usize..6) {
        let name = data::communes()[start].name();
        let query: String = name.chars().take(letters).collect();
        let birth = PartialDate::parse_iso("1967-06-00").unwrap();
        let results = search(&query, Some(&birth), 10);
        for found in results.at_birth {
            let (code, name) = (found.commune.code(), found.commune.name());
            prop_assert!(super::super::Birthplace::in_france_named(code, name, &birth).is_ok());
        }
        for found in results.did_you_mean {
            let (code, name) = (found.commune.code(), found.commune.name());
            let other = super::super::Birthplace::in_france_named(code, name, &birth);
            let is_itself = matches!(
                other,
                Ok(super::super::Birthplace::InFrance(place)) if place.commune() == found.commune
            );
            prop_assert!(!is_itself, "{}", code);
        }
    }
}
