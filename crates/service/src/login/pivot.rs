//! An identity as the claims a broker checks.

use crate::failure::Failure;
use crate::records::{Account, Identity};
use sceau_domain::date::PartialDate;
use sceau_domain::document::Sex;
use sceau_domain::document::names::to_claims_alphabet;
use sceau_oidc::claims::{self, Birth, BirthDate, Person, PivotIdentity};

/// The claims of an identity. The birth name is `family_name`, never the *nom d'usage*; a birth abroad
/// has an empty `birthplace`.
///
/// # Errors
/// `Inconsistent`: a birthplace whose code nobody knows, or a name without a way into the register's
/// alphabet.
pub(super) fn pivot_of(identity: &Identity, account: &Account) -> Result<PivotIdentity, Failure> {
    let declaration = &identity.declaration;
    let place = identity.birthplace.claims().ok_or(Failure::Inconsistent(
        "an active identity has a birthplace without code",
    ))?;
    // In the letters that the person was shown before the lock; the claims keep them as they are.
    let given: Vec<String> = declaration
        .given_names()
        .reveal()
        .iter()
        .map(|name| to_claims_alphabet(name))
        .collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let birth_name = to_claims_alphabet(declaration.birth_name().reveal());
    let usage_name = declaration
        .usage_name()
        .map(|name| to_claims_alphabet(name.reveal()));
    let birth = if place.birthplace.is_empty() {
        Birth::Abroad {
            country: &place.birthcountry,
        }
    } else {
        Birth::InFrance {
            commune: &place.birthplace,
        }
    };
    let person = Person {
        given_names: &given,
        birth_name: &birth_name,
        usage_name: usage_name.as_deref(),
        birthdate: birth_date_of(*declaration.birth_date().reveal())?,
        sex: match declaration.sex().reveal() {
            Sex::Female => claims::Sex::Female,
            Sex::Male => claims::Sex::Male,
        },
        birth,
        email: account.email.reveal(),
    };
    PivotIdentity::from_person(&person)
        .map_err(|_| Failure::Inconsistent("an active identity cannot be written as claims"))
}

fn birth_date_of(date: PartialDate) -> Result<BirthDate, Failure> {
    let impossible = |_| Failure::Inconsistent("a birth date before the common era");
    let year = u16::try_from(date.year()).map_err(impossible)?;
    let part = |value: i8| u8::try_from(value).map_err(impossible);
    Ok(match (date.month(), date.day()) {
        (Some(month), Some(day)) => BirthDate::Full(year, part(month)?, part(day)?),
        (Some(month), None) => BirthDate::Month(year, part(month)?),
        (None, _) => BirthDate::Year(year),
    })
}
