//! People, their papers and the flat pictures.

use sceau_domain::document::mrz::{MrzFormat, MrzReading, check_digit, parse_zone};

use super::super::{
    Fonts, Kind, Side, SpecimenError, SpecimenPerson, ZonePrint, card, mrz, person,
};
use super::{TODAY, fonts};

/// The zone of this document of theirs, read back without a finding.
fn zone_of(who: &SpecimenPerson, kind: Kind) -> MrzReading {
    let lines = mrz::lines(who, kind).expect("the person fits");
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    let reading = parse_zone(MrzFormat::of(kind), &texts);
    let findings = reading.findings();
    assert!(
        findings.is_empty(),
        "seed {}, {kind:?}: {findings:?}",
        who.seed
    );
    reading
}

#[test]
fn everyone_can_declare_each_of_their_documents() {
    for seed in 0..200 {
        let who = person(seed, TODAY);
        for kind in Kind::ALL {
            let checked = who.declaration(kind).check(TODAY);
            assert!(checked.is_ok(), "seed {seed}, {kind:?}: {checked:?}");
        }
    }
}

#[test]
fn nobody_can_declare_their_expired_documents() {
    for seed in 0..50 {
        let mut who = person(seed, TODAY);
        who.papers = who.papers.expired(TODAY);
        for kind in Kind::ALL {
            assert!(
                who.declaration(kind).check(TODAY).is_err(),
                "seed {seed}, {kind:?}"
            );
        }
    }
}

#[test]
fn every_zone_is_read_back_without_a_finding() {
    for seed in 0..200 {
        let who = person(seed, TODAY);
        for kind in Kind::ALL {
            let reading = zone_of(&who, kind);
            assert_eq!(reading.number(), Some(who.papers.of(kind).number.as_str()));
            assert_eq!(reading.sex(), Some(who.sex));
        }
    }
}

#[test]
fn a_zone_may_name_another_state_or_nationality_than_france_and_its_digits_still_fit() {
    let mut who = person(7, TODAY);
    let state = |letters| ZonePrint::state(letters).expect("a state");
    who.zone.issuer = Some(state("DEU"));
    who.zone.nationality = Some(state("mar"));
    for (kind, issuer, nationality) in [
        (Kind::IdentityCard, "DEU", "MAR"),
        (Kind::Passport, "DEU", "MAR"),
        (Kind::ResidencePermit, "DEU", "MAR"),
        (Kind::OldIdentityCard, "FRA", "FRA"),
    ] {
        let zone = zone_of(&who, kind);
        assert_eq!(zone.issuer(), Some(state(issuer)), "{kind:?}");
        assert_eq!(zone.nationality(), Some(state(nationality)), "{kind:?}");
        assert_eq!(zone.number(), Some(who.papers.of(kind).number.as_str()));
    }
    let card = mrz::lines(&who, Kind::IdentityCard).expect("fits");
    assert!(card[0].starts_with("IDD<<"), "Germany has one letter there");
}

#[test]
fn a_state_that_nobody_has_is_refused_by_its_letters() {
    for letters in ["UTO", "FR", ""] {
        let refused = ZonePrint::state(letters).expect_err("no state").to_string();
        assert!(
            refused.contains(&format!("« {letters} » is no state")),
            "{refused}"
        );
    }
}

#[test]
fn the_last_digit_of_the_old_card_covers_both_lines() {
    let who = person(11, TODAY);
    let lines = mrz::lines(&who, Kind::OldIdentityCard).expect("the person fits");
    let all = lines.concat();
    assert_eq!(check_digit(&all[..71]), all.chars().last());
}

#[test]
fn the_number_of_an_old_card_begins_with_its_month_of_issue() {
    for seed in 0..50 {
        let paper = person(seed, TODAY).papers.old_card;
        let month = format!(
            "{:02}{:02}",
            paper.issued.year() % 100,
            paper.issued.month()
        );
        assert!(paper.number.starts_with(&month), "seed {seed}");
    }
}

#[test]
fn among_a_few_people_are_all_spellings_that_break_naive_software() {
    let people: Vec<_> = (0..60).map(|seed| person(seed, TODAY)).collect();
    let any = |test: &dyn Fn(&str) -> bool| people.iter().any(|who| test(&who.birth_name));
    assert!(any(&|name| name.contains('-')) && any(&|name| name.contains('\'')));
    assert!(any(&|name| name.contains(' ')) && any(&|name| name.starts_with('Œ')));
    assert!(people.iter().any(|who| who.given_names.len() == 2));
    assert!(
        people
            .iter()
            .any(|who| who.given_names.iter().any(|name| name.contains('-')))
    );
}

#[test]
fn every_side_has_the_size_of_its_paper_at_300_dpi_or_more() {
    let (who, fonts) = (person(1, TODAY), fonts());
    for kind in Kind::ALL {
        for side in kind.sides() {
            let picture = card::render(&who, kind, *side, &fonts).expect("drawn");
            let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
            let millimetres = f64::from(kind.size_hundredths_mm().0) / 100.0;
            assert!(width / millimetres * 25.4 >= 300.0);
            assert!((width / height - kind.aspect_ratio()).abs() < 0.005);
        }
    }
}

#[test]
fn a_passport_has_no_back() {
    let drawn = card::render(&person(1, TODAY), Kind::Passport, Side::Back, &fonts());
    assert!(matches!(drawn, Err(SpecimenError::NoSuchSide)));
}

#[test]
fn a_missing_font_is_named_with_its_package() {
    let Err(error) = Fonts::from_folders(&[]) else {
        panic!("no folder, no font")
    };
    assert_eq!(
        error.to_string(),
        "font DejaVuSans.ttf not found: run `sudo apt install fonts-dejavu-core`"
    );
}

#[test]
fn the_zone_is_printed_in_dark_on_the_side_that_has_it() {
    let (who, fonts) = (person(5, TODAY), fonts());
    for kind in Kind::ALL {
        let picture = card::render(&who, kind, kind.mrz_side(), &fonts).expect("drawn");
        let (width, height) = picture.dimensions();
        let dark = |y: u32| {
            (0..width)
                .filter(|x| picture.get_pixel(*x, y).0.iter().all(|c| *c < 80))
                .count()
        };
        let rows = (height * 7 / 10..height).filter(|y| dark(*y) > 20).count();
        let lines = u32::try_from(MrzFormat::of(kind).lines()).expect("small");
        // An OCR-B capital is about 2.4 mm high: 33 pixels.
        assert!(rows > 20 * lines as usize, "{kind:?}: {rows} rows of ink");
    }
}
