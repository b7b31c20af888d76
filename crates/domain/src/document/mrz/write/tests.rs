//! The vectors of the paper, written.

use super::*;

fn facts(format: MrzFormat) -> ZoneFacts {
    ZoneFacts {
        format,
        document_code: "ID".to_owned(),
        issuer: "FRA".to_owned(),
        number: String::new(),
        surname: String::new(),
        given_names: Vec::new(),
        birth_date: PartialDate::new(1990, Some(7), Some(13)).unwrap(),
        sex: Some(Sex::Female),
        nationality: "FRA".to_owned(),
        expiry_date: None,
        office: String::new(),
        optional_1: String::new(),
        optional_2: String::new(),
    }
}

fn born(text: &str) -> PartialDate {
    PartialDate::parse_iso(text).unwrap()
}

fn lines(facts: &ZoneFacts) -> Vec<String> {
    write_zone(facts).unwrap().lines().reveal().clone()
}

#[test]
fn vector_1_an_old_card_without_office() {
    let card = ZoneFacts {
        number: "940992310285".to_owned(),
        surname: "Berthier".to_owned(),
        given_names: vec!["Corinne".to_owned()],
        birth_date: born("1965-12-06"),
        ..facts(MrzFormat::OldCard)
    };
    let expected = [
        "IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<",
        "9409923102854CORINNE<<<<<<<6512068F4",
    ];
    assert_eq!(lines(&card), expected);
}

#[test]
fn vector_2_a_consular_old_card() {
    let card = ZoneFacts {
        number: "1710GVA12345".to_owned(),
        surname: "Test Name".to_owned(),
        given_names: vec!["Roberta".to_owned()],
        birth_date: born("1991-12-31"),
        office: "0CHE02".to_owned(),
        ..facts(MrzFormat::OldCard)
    };
    let expected = [
        "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
        "1710GVA123451ROBERTA<<<<<<<9112311F2",
    ];
    assert_eq!(lines(&card), expected);
}

#[test]
fn vector_3_the_specimen_of_the_new_card() {
    let card = ZoneFacts {
        number: "X4RTBPFW4".to_owned(),
        surname: "Martin".to_owned(),
        given_names: vec!["Maëlys-Gaëlle".to_owned(), "Marie".to_owned()],
        expiry_date: Some(Date::constant(2030, 2, 11)),
        ..facts(MrzFormat::Td1)
    };
    let expected = [
        "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<",
        "9007138F3002119FRA<<<<<<<<<<<6",
        "MARTIN<<MAELYS<GAELLE<MARIE<<<",
    ];
    assert_eq!(lines(&card), expected);
}

fn icao_passport() -> ZoneFacts {
    ZoneFacts {
        document_code: "P".to_owned(),
        issuer: "UTO".to_owned(),
        number: "L898902C3".to_owned(),
        surname: "Eriksson".to_owned(),
        given_names: vec!["Anna".to_owned(), "Maria".to_owned()],
        birth_date: born("1974-08-12"),
        nationality: "UTO".to_owned(),
        expiry_date: Some(Date::constant(2012, 4, 15)),
        optional_1: "ZE184226B".to_owned(),
        ..facts(MrzFormat::Td3)
    }
}

#[test]
fn vector_4_the_specimen_of_icao() {
    let expected = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ];
    assert_eq!(lines(&icao_passport()), expected);
}

#[test]
fn a_passport_without_optional_data_keeps_filling_in_its_check_digit() {
    let passport = ZoneFacts {
        optional_1: String::new(),
        ..icao_passport()
    };
    assert_eq!(&lines(&passport)[1][28..43], "<<<<<<<<<<<<<<<");
}

#[test]
fn a_long_permit_number_goes_on_in_the_optional_data() {
    // The example of ICAO Doc 9303-5.
    let permit = ZoneFacts {
        number: "D23145890734".to_owned(),
        surname: "Stevenson".to_owned(),
        given_names: vec!["Peter".to_owned()],
        expiry_date: Some(Date::constant(2030, 2, 11)),
        ..facts(MrzFormat::Td1)
    };
    assert_eq!(lines(&permit)[0], "IDFRAD23145890<7349<<<<<<<<<<<");
}

#[test]
fn unknown_parts_of_a_birth_date_are_filled() {
    let card = ZoneFacts {
        number: "120375112345".to_owned(),
        surname: "Roux".to_owned(),
        birth_date: born("1977-05-00"),
        ..facts(MrzFormat::OldCard)
    };
    assert_eq!(&lines(&card)[1][27..33], "7705<<");
}

#[test]
fn long_names_are_cut_so_that_both_parts_remain() {
    let long = ZoneFacts {
        number: "X4RTBPFW4".to_owned(),
        surname: "Vandenbroucke-Desrousseaux-Kervadec".to_owned(),
        given_names: vec!["Éloïse".to_owned(), "Marie".to_owned()],
        expiry_date: Some(Date::constant(2030, 2, 11)),
        ..facts(MrzFormat::Td1)
    };
    assert_eq!(lines(&long)[2], "VANDENBROUCKE<DESROUSSEAUX<<EL");
    let old = ZoneFacts {
        format: MrzFormat::OldCard,
        number: "120375112345".to_owned(),
        given_names: vec![
            "Jean".to_owned(),
            "Paul".to_owned(),
            "Maximilien".to_owned(),
        ],
        ..long
    };
    assert_eq!(&lines(&old)[0][5..30], "VANDENBROUCKE<DESROUSSEAU");
    assert_eq!(&lines(&old)[1][13..27], "JEAN<<PAUL<<MA");
}

#[test]
fn what_does_not_fit_is_an_error_with_its_field() {
    let card = facts(MrzFormat::Td1);
    assert_eq!(
        write_zone(&card),
        Err(MrzWriteError::Missing(MrzField::ExpiryDate))
    );
    let old = ZoneFacts {
        number: "1203751123456".to_owned(),
        ..facts(MrzFormat::OldCard)
    };
    assert_eq!(
        write_zone(&old),
        Err(MrzWriteError::TooLong(MrzField::Number))
    );
    let old = ZoneFacts {
        number: "12O375112345".to_owned(),
        ..facts(MrzFormat::OldCard)
    };
    assert_eq!(
        write_zone(&old),
        Err(MrzWriteError::SignNotAllowed(MrzField::Number))
    );
    let issuer = ZoneFacts {
        issuer: "É".to_owned(),
        ..facts(MrzFormat::OldCard)
    };
    assert_eq!(
        write_zone(&issuer),
        Err(MrzWriteError::SignNotAllowed(MrzField::Issuer))
    );
}
