use super::*;

fn born(iso: &str) -> PartialDate {
    PartialDate::parse_iso(iso).unwrap()
}

fn in_france(code: &str, birth: &str) -> Result<Birthplace, BirthplaceError> {
    Birthplace::in_france(code, &born(birth))
}

fn claims(place: &Birthplace) -> (String, String) {
    let claims = place.claims().unwrap();
    (claims.birthplace, claims.birthcountry)
}

fn text(text: &str) -> Personal<String> {
    Personal::new(text.to_owned())
}

#[test]
fn a_birth_in_france_claims_the_commune_and_france() {
    let place = in_france("94028", "1984-03-12").unwrap();
    assert_eq!(claims(&place), ("94028".to_owned(), "99100".to_owned()));
}

#[test]
fn a_birth_overseas_is_a_birth_in_france() {
    for code in ["97411", "98735", "98818", "97502", "97123"] {
        let place = in_france(code, "1984-03-12").unwrap();
        assert_eq!(claims(&place), (code.to_owned(), "99100".to_owned()));
    }
}

#[test]
fn a_birth_abroad_claims_the_country_and_an_empty_place() {
    let place = Birthplace::abroad("99350", Some(text("  Fès "))).unwrap();
    assert_eq!(claims(&place), (String::new(), "99350".to_owned()));
    let Birthplace::Abroad(foreign) = place else {
        panic!("abroad")
    };
    assert_eq!(foreign.town().unwrap().reveal(), "Fès");
}

#[test]
fn a_blank_town_is_no_town() {
    let Ok(Birthplace::Abroad(foreign)) = Birthplace::abroad("99131", Some(text(" \t "))) else {
        panic!("abroad")
    };
    assert!(foreign.town().is_none());
}

#[test]
fn an_unlisted_place_claims_nothing_and_keeps_what_was_typed() {
    let (name, department) = (text(" Fleurville-le-Vieux "), text("Seine-et-Oise"));
    let place = Birthplace::unlisted(&name, Some(&department)).unwrap();
    assert!(place.claims().is_none());
    let Birthplace::Unlisted(unlisted) = place else {
        panic!("unlisted")
    };
    assert_eq!(unlisted.name().reveal(), "Fleurville-le-Vieux");
    assert_eq!(unlisted.department().unwrap().reveal(), "Seine-et-Oise");
}

#[test]
fn unknown_codes_are_refused() {
    for code in ["69674", "99352", "", "2A", "2a004", "94028 ", "0", "𝟗𝟒028"] {
        assert_eq!(
            in_france(code, "1984-03-12").unwrap_err(),
            BirthplaceError::UnknownCommune
        );
    }
    for code in ["99999", "94028", "", "99109 "] {
        let refused = Birthplace::abroad(code, None).unwrap_err();
        assert_eq!(refused, BirthplaceError::UnknownCountry);
    }
}

#[test]
fn a_code_younger_than_the_person_is_refused() {
    for (code, day_before, day) in [
        ("94028", "1967-12-31", "1968-01-01"),
        ("2B033", "1975-12-31", "1976-01-01"),
        ("97701", "2007-07-14", "2007-07-15"),
    ] {
        let refused = in_france(code, day_before).unwrap_err();
        assert_eq!(refused, BirthplaceError::CommuneNotValidAtBirth);
        assert!(in_france(code, day).is_ok());
    }
    assert!(in_france("94028", "1967-00-00").is_err());
    assert!(in_france("94028", "1968-00-00").is_ok());
}

#[test]
fn a_code_older_than_the_person_is_refused() {
    for (code, last, day_after) in [
        ("75012", "1967-12-31", "1996-05-04"),
        ("78228", "1967-12-31", "1968-01-01"),
        ("20004", "1975-12-31", "1976-01-01"),
        ("97127", "2007-12-31", "2008-01-01"),
    ] {
        assert!(in_france(code, last).is_ok(), "{code}");
        let refused = in_france(code, day_after).unwrap_err();
        assert_eq!(refused, BirthplaceError::CommuneNotValidAtBirth);
    }
}

#[test]
fn paris_lyon_and_marseille_need_an_arrondissement() {
    for code in ["75056", "69123", "13055"] {
        let refused = in_france(code, "1984-03-12").unwrap_err();
        assert_eq!(refused, BirthplaceError::ArrondissementNeeded);
    }
    for code in ["75118", "69389", "13216"] {
        let place = in_france(code, "1984-03-12").unwrap();
        assert_eq!(
            place.cautions(&born("1984-03-12")),
            [Caution::NoDatedHistory]
        );
    }
}

#[test]
fn france_is_not_abroad() {
    assert_eq!(
        Birthplace::abroad("99100", None).unwrap_err(),
        BirthplaceError::CountryIsFrance
    );
}

#[test]
fn a_shared_code_means_the_commune_unless_its_part_is_named() {
    let named = |name| Birthplace::in_france_named("27412", name, &born("2018-03-12"));
    let name = |place: Birthplace| match place {
        Birthplace::InFrance(place) => place.commune().name(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        name(in_france("27412", "2018-03-12").unwrap()),
        "Terres de Bord"
    );
    assert_eq!(name(in_france("27412", "1984-03-12").unwrap()), "Montaure");
    assert_eq!(name(named("Montaure").unwrap()), "Montaure");
    assert_eq!(
        named("Créteil").unwrap_err(),
        BirthplaceError::UnknownCommune
    );
}

fn cautions(place: &Birthplace, birth: &str) -> Vec<Caution> {
    place.cautions(&born(birth))
}

#[test]
fn the_operator_is_told_where_the_code_is_in_doubt() {
    for (code, birth, caution) in [
        ("97606", "1980-01-01", Caution::MayBearMayotteCode("98506")),
        ("98506", "1980-01-01", Caution::MayBearMayotteCode("97606")),
        (
            "97123",
            "2007-09-01",
            Caution::MayBearGuadeloupeCode("97701"),
        ),
        (
            "97801",
            "2007-09-01",
            Caution::MayBearGuadeloupeCode("97127"),
        ),
        ("98735", "1980-01-01", Caution::NoDatedHistory),
        ("97502", "1980-01-01", Caution::NoDatedHistory),
        ("59355", "2005-01-01", Caution::MayBearPoleCode("59350")),
        ("75081", "1938-01-01", Caution::BeforeDatedHistory),
    ] {
        let place = in_france(code, birth).unwrap();
        assert_eq!(cautions(&place, birth), [caution], "{code}");
    }
}

#[test]
fn a_code_of_which_nobody_doubts_bears_no_caution() {
    for (code, birth) in [
        ("97411", "1980-01-01"),
        ("94028", "1980-01-01"),
        ("75028", "1950-01-01"),
        ("59355", "1990-01-01"),
        ("97123", "1980-01-01"),
        ("97606", "2012-01-01"),
    ] {
        let place = in_france(code, birth).unwrap();
        assert_eq!(cautions(&place, birth), [], "{code}");
    }
}

#[test]
fn a_country_that_was_not_itself_at_the_birth_is_flagged() {
    for (code, birth, expected) in [
        ("99352", "1955-01-01", vec![Caution::WasUnderFrance]),
        ("99352", "1970-01-01", vec![]),
        (
            "99117",
            "1980-01-01",
            vec![Caution::WasOtherState(Some("99115"))],
        ),
        (
            "99119",
            "1980-01-01",
            vec![Caution::WasOtherState(Some("99121"))],
        ),
        ("99123", "1980-01-01", vec![]),
        ("99121", "1980-01-01", vec![]),
        ("99327", "1970-01-01", vec![]),
    ] {
        let place = Birthplace::abroad(code, None).unwrap();
        assert_eq!(cautions(&place, birth), expected, "{code}");
    }
}

#[test]
fn free_text_is_bounded_and_printable() {
    for (typed, refused) in [
        ("", BirthplaceError::PlaceEmpty),
        (" \u{a0} ", BirthplaceError::PlaceEmpty),
        ("a\u{0}b", BirthplaceError::PlaceUnwritable),
        ("a\nb", BirthplaceError::PlaceUnwritable),
        (&"é".repeat(121), BirthplaceError::PlaceTooLong),
    ] {
        assert_eq!(
            Birthplace::unlisted(&text(typed), None).unwrap_err(),
            refused
        );
    }
    assert!(Birthplace::unlisted(&text(&"é".repeat(120)), None).is_ok());
    let Ok(Birthplace::Unlisted(place)) = Birthplace::unlisted(&text("Ici"), Some(&text(" ")))
    else {
        panic!("unlisted")
    };
    assert!(place.department().is_none());
    let refused = Birthplace::abroad("99131", Some(text("a\u{7}"))).unwrap_err();
    assert_eq!(refused, BirthplaceError::PlaceUnwritable);
}

#[test]
fn printing_a_birthplace_shows_nothing_of_it() {
    let places = [
        in_france("94028", "1984-03-12").unwrap(),
        Birthplace::abroad("99131", Some(text("Gand"))).unwrap(),
        Birthplace::unlisted(&text("Fleurville"), None).unwrap(),
    ];
    assert_eq!(
        format!("{places:?}"),
        "[InFrance(…), Abroad(…), Unlisted(…)]"
    );
    assert_eq!(
        format!("{:?}", places[0].claims().unwrap()),
        "BirthClaims(…)"
    );
    let Birthplace::InFrance(place) = &places[0] else {
        panic!("in France")
    };
    assert_eq!(format!("{place:?}"), "FrenchPlace(…)");
}

#[test]
fn every_error_has_its_own_code() {
    let mut codes: Vec<_> = BirthplaceError::ALL
        .iter()
        .map(|error| error.as_str())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), BirthplaceError::ALL.len());
}
