//! What the person is shown before the lock is what the broker is sent.

use sceau_domain::birthplace::Birthplace;
use sceau_domain::document::DocumentKind;
use sceau_domain::register::RegisterEntry;
use sceau_oidc::claims::{Birth, BirthDate, Person, PivotIdentity, Sex};
use sceau_testkit::samples;

fn sent(names: &[&str], birth_name: &str, birth: Birth<'_>) -> PivotIdentity {
    let person = Person {
        given_names: names,
        birth_name,
        usage_name: Some("Le Goff"),
        birthdate: BirthDate::Full(1990, 7, 13),
        sex: Sex::Female,
        birth,
        email: "personne1@exemple.test",
    };
    PivotIdentity::from_person(&person).unwrap()
}

#[test]
fn every_letter_is_rehearsed_as_it_is_sent() {
    for birth_name in [
        "Martin",
        "Muñoz",
        "Lœwe d'Épinay",
        "Strauß",
        "Ångström-Øst",
        "Łukasz",
        "Þór Đặng",
        "Çelik Şahin",
        "Müller",
    ] {
        let declaration =
            samples::declaration_of(DocumentKind::IdentityCard, birth_name, "1990-07-13");
        let rehearsed = RegisterEntry::of(&declaration, &samples::birthplace());
        let sent = sent(
            &["Maëlys-Gaëlle", "Marie"],
            birth_name,
            Birth::InFrance { commune: "59350" },
        );
        assert_eq!(rehearsed.family_name, sent.family_name);
        assert_eq!(rehearsed.given_name, sent.given_name);
        assert_eq!(rehearsed.preferred_username, sent.preferred_username);
        assert_eq!(rehearsed.birthdate, sent.birthdate);
        assert_eq!(rehearsed.gender, sent.gender);
        assert_eq!(rehearsed.birthplace.as_ref(), Some(&sent.birthplace));
        assert_eq!(rehearsed.birthcountry, sent.birthcountry);
    }
}

#[test]
fn a_birth_abroad_is_rehearsed_with_the_empty_commune_that_is_sent() {
    let declaration = samples::declaration(DocumentKind::Passport);
    let place = Birthplace::abroad("99341", None).unwrap();
    let rehearsed = RegisterEntry::of(&declaration, &place);
    let sent = sent(&["Maëlys"], "Martin", Birth::Abroad { country: "99341" });
    assert_eq!(rehearsed.birthplace.as_ref(), Some(&sent.birthplace));
    assert_eq!(rehearsed.birthcountry, sent.birthcountry);
    assert_eq!(rehearsed.faults(), []);
}
