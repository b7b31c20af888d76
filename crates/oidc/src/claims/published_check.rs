//! The form a broker promises to services, and the way from what it received to that form.

use super::alphabet::is_of_set_a;
use super::broker_check::{ClaimFault, ClaimProblem, is_digits, is_email, split_date};
use super::pivot::PivotIdentity;

/// What a service receives: as the provider sent it, unknown days and months become `01`, the
/// place of a birth abroad becomes empty.
pub fn to_published(received: &PivotIdentity) -> PivotIdentity {
    let mut published = received.clone();
    published.birthdate = received.birthdate.replace("-00", "-01");
    if received.birthcountry != "99100" {
        published.birthplace.clear();
    }
    published
}

/// Checks an identity against the published form, strictly: letters of set A, name of birth in
/// capitals, whole dates, codes of the right kind.
pub fn check_published(identity: &PivotIdentity) -> Vec<ClaimFault> {
    let is_capital = |name: &str| is_name(name) && name.to_uppercase() == name;
    let is_abroad = identity.birthcountry != "99100";
    let place = &identity.birthplace;
    let rules = [
        ("given_name", is_name(&identity.given_name)),
        ("family_name", is_capital(&identity.family_name)),
        (
            "birthdate",
            split_date(&identity.birthdate).is_some_and(|(_, month, day)| {
                (1..=12).contains(&month) && (1..=31).contains(&day)
            }),
        ),
        (
            "gender",
            matches!(identity.gender.as_str(), "male" | "female"),
        ),
        (
            "birthplace",
            if is_abroad {
                place.is_empty()
            } else {
                is_commune(place)
            },
        ),
        ("birthcountry", is_country(&identity.birthcountry)),
        ("email", is_email(&identity.email)),
        (
            "preferred_username",
            identity
                .preferred_username
                .as_deref()
                .is_none_or(is_capital),
        ),
    ];
    rules
        .into_iter()
        .filter(|(_, is_right)| !is_right)
        .map(|(claim, _)| ClaimFault::new(claim, ClaimProblem::Malformed))
        .collect()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_of_set_a)
}

/// `(([0-8][0-9AB])|(9[0-8AB]))[0-9]{3}`, with letters only where they exist: `2A`, `2B`.
pub(super) fn is_commune(code: &str) -> bool {
    let bytes = code.as_bytes();
    if bytes.len() != 5 || !is_digits(&bytes[2..]) {
        return false;
    }
    let is_corsica = matches!((bytes[0], bytes[1]), (b'2', b'A' | b'B'));
    is_corsica || (is_digits(&bytes[..2]) && &bytes[..2] != b"99")
}

/// `99[0-9]{3}`.
pub(super) fn is_country(code: &str) -> bool {
    code.len() == 5 && code.starts_with("99") && is_digits(code.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> PivotIdentity {
        PivotIdentity {
            given_name: String::from("Anaïs Zoé"),
            family_name: String::from("LEFÈVRE"),
            birthdate: String::from("1984-02-00"),
            gender: String::from("female"),
            birthplace: String::from("2A004"),
            birthcountry: String::from("99100"),
            email: String::from("anais@exemple.test"),
            preferred_username: None,
        }
    }

    #[test]
    fn the_published_form_has_no_unknown_day_and_no_place_abroad() {
        let mut received = identity();
        received.birthcountry = String::from("99139");
        received.birthplace = String::from("90900");
        let published = to_published(&received);
        assert_eq!(published.birthdate, "1984-02-01");
        assert_eq!(published.birthplace, "");
        assert_eq!(check_published(&published), Vec::new());
    }

    #[test]
    fn a_small_letter_in_the_family_name_or_a_foreign_one_anywhere_is_a_fault() {
        let mut wrong = to_published(&identity());
        wrong.family_name = String::from("Lefèvre");
        wrong.given_name = String::from("Anaís");
        let faults: Vec<_> = check_published(&wrong)
            .into_iter()
            .map(|fault| fault.claim)
            .collect();
        assert_eq!(faults, ["given_name", "family_name"]);
    }
}
