//! Any text typed into any field: taken or refused, never a panic; what is taken is taken again as it is shown, and a
//! name is itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sceau_domain::birthplace::{search, search_countries};
use sceau_domain::date::PartialDate;
use sceau_domain::document::mrz::{MrzFormat, ZoneFacts, parse_zone, write_zone};
use sceau_domain::document::names::{
    NameMatch, compare_given_names, compare_names, fits_claims_alphabet, normalise_name,
    parse_name, split_given_names, to_claims_alphabet, to_claims_upper_case, transliterate_mrz,
};
use sceau_domain::document::{DocumentKind, DocumentNumber, Nationality, Sex};
use sceau_domain::phone::PhoneNumber;
use sceau_domain::secret_code::SecretCode;

const MOST_PLACES: usize = 8;

fuzz_target!(|text: &str| {
    let (first, second) = text.split_once('\n').unwrap_or((text, text));
    assert_name(first);
    let _ = compare_names(first, second, Some(second.len() % 40));
    assert_given_names(second);
    assert_zone(first, second);
    assert_numbers(first);
    let birth = assert_date(second);
    let found = search(first, birth.as_ref(), MOST_PLACES);
    assert!(found.at_birth.len().max(found.did_you_mean.len()) <= MOST_PLACES);
    assert!(search_countries(first, MOST_PLACES).len() <= MOST_PLACES);
    let _ = (
        Nationality::parse(first),
        SecretCode::choose(first, birth.as_ref()),
    );
});

fn assert_name(text: &str) {
    let normal = normalise_name(text);
    assert_eq!(normalise_name(&normal), normal);
    assert!(fits_claims_alphabet(&to_claims_alphabet(text)));
    assert!(fits_claims_alphabet(&to_claims_upper_case(text)));
    let is_mrz = |form: &String| {
        form.chars().all(|c| c.is_ascii_uppercase() || c == '<') && !form.contains("<<")
    };
    let forms = transliterate_mrz(text);
    assert!((1..=48).contains(&forms.len()) && forms.iter().all(is_mrz));
    if let Ok(name) = parse_name(text) {
        assert_eq!(parse_name(&name).as_ref(), Ok(&name));
        assert_eq!(compare_names(&name, &name, None), NameMatch::Exact);
        for form in [forms.first(), forms.last()].into_iter().flatten() {
            assert!(compare_names(&name, form, None) <= NameMatch::Equivalent);
        }
    }
}

fn assert_given_names(text: &str) {
    let Ok(names) = split_given_names(text) else {
        return;
    };
    assert!(
        names
            .iter()
            .all(|name| parse_name(name).as_ref() == Ok(name))
    );
    let same = compare_given_names(&names, &names.join(","), None);
    assert_eq!(same, NameMatch::Exact);
}

/// What is written for a person reads without a finding.
fn assert_zone(surname: &str, given: &str) {
    let (Ok(surname), Ok(given_names), Ok(birth_date)) = (
        parse_name(surname),
        split_given_names(given),
        PartialDate::new(1977, Some(5), None),
    ) else {
        return;
    };
    for format in MrzFormat::ALL {
        let codes = ["ID", "P", "V"].into_iter();
        let facts = ZoneFacts {
            format,
            document_code: codes.filter(|code| format.has_code(code)).collect(),
            issuer: "FRA".to_owned(),
            number: "12AB34567".to_owned(),
            surname: surname.clone(),
            given_names: given_names.clone(),
            birth_date,
            sex: Some(Sex::Female),
            nationality: "FRA".to_owned(),
            expiry_date: Some(birth_date.latest()),
            office: String::new(),
            optional_1: String::new(),
            optional_2: String::new(),
        };
        let Ok(zone) = write_zone(&facts) else {
            continue;
        };
        let lines: Vec<&str> = zone.lines().reveal().iter().map(String::as_str).collect();
        let reading = parse_zone(format, &lines);
        assert!(reading.repairs().reveal().is_empty());
    }
}

fn assert_numbers(text: &str) {
    if let Ok(number) = PhoneNumber::parse_mobile(text) {
        assert_eq!(
            PhoneNumber::parse_mobile(&number.e164()).as_ref(),
            Ok(&number)
        );
        let shown = number.display_national();
        assert_eq!(PhoneNumber::parse_mobile(&shown).as_ref(), Ok(&number));
        let _ = number.masked();
    }
    for kind in DocumentKind::ALL {
        if let Ok((number, notice)) = DocumentNumber::parse(kind, text) {
            let again = DocumentNumber::parse(kind, number.reveal());
            assert_eq!(again, Ok((number, notice)));
        }
    }
}

fn assert_date(text: &str) -> Option<PartialDate> {
    let date = PartialDate::parse_typed(text).ok()?;
    assert_eq!(PartialDate::parse_iso(&date.to_string()), Ok(date));
    Some(date)
}
