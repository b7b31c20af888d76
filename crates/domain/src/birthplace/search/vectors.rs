//! The vectors of the paper (`birthplaces.md` §6).

use super::tests::{codes, first, found, today};
use super::*;
use crate::birthplace::CommuneKind;

#[test]
fn vitry_bears_its_code_of_the_seine_until_1968() {
    let before = found("vitry sur seine", "1950-05-04");
    assert_eq!(first(&before.at_birth), Some("75081"));
    assert_eq!(first(&before.did_you_mean), Some("94081"));
    let after = found("vitry sur seine", "1970-05-04");
    assert_eq!(first(&after.at_birth), Some("94081"));
    assert_eq!(first(&after.did_you_mean), Some("75081"));
}

#[test]
fn saint_denis_by_population_with_both_departments_shown() {
    for (birth, expected, labels) in [
        (
            "1960-01-01",
            ["97411", "75066"],
            ["Saint-Denis – La Réunion (974)", "Saint-Denis – Seine (75)"],
        ),
        (
            "1990-01-01",
            ["97411", "93066"],
            [
                "Saint-Denis – La Réunion (974)",
                "Saint-Denis – Seine-Saint-Denis (93)",
            ],
        ),
    ] {
        let results = found("st denis", birth).at_birth;
        assert_eq!(codes(&results)[..2], expected);
        let shown: Vec<_> = results.iter().map(|found| found.commune.label()).collect();
        assert_eq!(shown[..2], labels);
    }
}

#[test]
fn creteil_changes_department_on_new_years_day_1968() {
    for (birth, then, other) in [
        ("1967-12-31", "75028", "94028"),
        ("1968-01-01", "94028", "75028"),
    ] {
        let results = found("creteil", birth);
        assert_eq!(codes(&results.at_birth), [then]);
        assert_eq!(codes(&results.did_you_mean), [other]);
    }
    let either = found("creteil", "1968-00-00").at_birth;
    assert_eq!(codes(&either), ["94028"]);
    let either = found("creteil", "1967-00-00").at_birth;
    assert_eq!(codes(&either), ["75028"]);
}

#[test]
fn both_evrys_of_1966_are_offered() {
    let results = found("evry", "1966-06-01");
    assert!(codes(&results.at_birth).starts_with(&["78228", "89162"]));
    assert!(codes(&results.did_you_mean).contains(&"91228"));
}

#[test]
fn corsica_bears_its_letters_from_1976_on() {
    for (query, birth, code) in [
        ("ajaccio", "1970-02-03", "20004"),
        ("ajaccio", "1980-02-03", "2A004"),
        ("bastia", "1975-12-31", "20033"),
        ("bastia", "1976-01-01", "2B033"),
    ] {
        assert_eq!(first(&found(query, birth).at_birth), Some(code));
    }
    let unsure = found("ajaccio", "1976-01-00").at_birth;
    assert_eq!(codes(&unsure), ["2A004"]);
}

#[test]
fn paris_lyon_and_marseille_are_lists_of_arrondissements_in_order() {
    for (city, first, count, whole) in [
        ("paris", 75101, 20, "75056"),
        ("Lyon", 69381, 9, "69123"),
        ("MARSEILLE", 13201, 16, "13055"),
    ] {
        let codes = codes(&search(city, None, 60).at_birth);
        let expected: Vec<String> = (first..first + count)
            .map(|code| code.to_string())
            .collect();
        assert_eq!(codes[..expected.len()], expected, "{city}");
        assert!(!codes.contains(&whole));
        assert!(!today(whole).contains(&whole));
    }
}

#[test]
fn the_eighteenth_is_found_by_number_ordinal_and_postcode() {
    for query in [
        "Paris 18",
        "18e paris",
        "paris 18ème",
        "75018",
        "75118",
        "paris 75018",
    ] {
        assert_eq!(today(query).first(), Some(&"75118"), "{query}");
    }
    assert!(today("18e").contains(&"75118"));
    let both = found("75018", "1960-01-01").at_birth;
    assert_eq!(codes(&both), ["75118", "75018"]);
    assert_eq!(both[1].commune.name(), "Charenton-le-Pont");
}

#[test]
fn lomme_is_offered_with_its_kind_and_its_pole() {
    let lomme = found("lomme", "1990-01-01").at_birth[0].commune;
    assert_eq!(
        (lomme.code(), lomme.kind()),
        ("59355", CommuneKind::Commune)
    );
    assert_eq!(lomme.today().unwrap().code(), "59350");
    let results = found("lomme", "2005-01-01").at_birth;
    let lomme = results.first().unwrap().commune;
    assert_eq!(
        (lomme.code(), lomme.kind()),
        ("59355", CommuneKind::Associated)
    );
    assert_eq!(lomme.pole().unwrap().code(), "59350");
    for (query, code) in [("saint pol sur mer", "59540"), ("fort mardyck", "59248")] {
        assert_eq!(today(query).first(), Some(&code));
    }
}

#[test]
fn the_overseas_collectivities_are_among_the_communes() {
    for (query, code) in [
        ("papeete", "98735"),
        ("noumea", "98818"),
        ("chirongui", "97606"),
        ("mata utu", ""),
    ] {
        assert_eq!(
            today(query).first().copied().unwrap_or_default(),
            code,
            "{query}"
        );
    }
    assert_eq!(today("uvea"), ["98613"]);
}

#[test]
fn mayotte_is_offered_under_both_its_codes() {
    assert_eq!(
        codes(&found("chirongui", "1980-01-01").at_birth),
        ["97606", "98506"]
    );
    assert_eq!(codes(&found("chirongui", "2015-01-01").at_birth), ["97606"]);
}

#[test]
fn the_article_may_be_left_out() {
    for query in ["l'abergement", "abergement", "L’ABERGEMENT"] {
        assert!(today(query).contains(&"01001"), "{query}");
    }
    assert_eq!(today("havre").first(), Some(&"76351"));
    assert_eq!(today("le havre").first(), Some(&"76351"));
    assert_eq!(today("rochelle")[..1], today("la rochelle")[..1]);
    let first = search("les a", None, 5).at_birth;
    assert!(
        first
            .iter()
            .all(|found| found.commune.name().starts_with("Les A")),
        "{first:?}"
    );
}

#[test]
fn nothing_is_near_xyzzy() {
    for birth in ["1930-01-01", "1980-01-01", "2010-00-00"] {
        assert_eq!(found("xyzzy", birth), SearchResults::default());
    }
}
