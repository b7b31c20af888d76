//! The rehearsal itself.

use super::entry::RegisterEntry;
use super::finding::RegisterFinding;
use crate::birthplace::Birthplace;
use crate::document::names::{
    NameMatch, compare_given_names, compare_names, fits_claims_alphabet, transliterate_mrz_primary,
};
use crate::document::{Declaration, DocumentKind, Field};
use crate::private::Personal;

/// Words that belong to a marriage and never to a birth name, as zones write them.
const SPOUSE_WORDS: [&str; 5] = ["EPOUSE", "EP", "NEE", "VEUVE", "VVE"];

/// What is sent, and what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterCheck {
    /// The identity in the broker's form.
    pub entry: RegisterEntry,
    /// Heaviest first.
    pub findings: Vec<RegisterFinding>,
}

/// Rehearses the register's check of an identity.
///
/// Pure: the same arguments give the same answer. No finding means that the shape is right, not
/// that the person is in the register.
pub fn examine(declaration: &Declaration, place: &Birthplace) -> RegisterCheck {
    let entry = RegisterEntry::of(declaration, place);
    let mut findings: Vec<RegisterFinding> = entry
        .faults()
        .into_iter()
        .map(RegisterFinding::Shape)
        .collect();
    judge_place(declaration, place, &mut findings);
    judge_family_names(declaration, &mut findings);
    judge_given_names(declaration, &mut findings);
    judge_letters(declaration, &mut findings);
    if declaration.birth_date().reveal().exact().is_none() {
        findings.push(RegisterFinding::BirthDateIncomplete);
    }
    findings.sort_by_key(|finding| finding.weight());
    RegisterCheck { entry, findings }
}

fn judge_place(declaration: &Declaration, place: &Birthplace, findings: &mut Vec<RegisterFinding>) {
    let birth = declaration.birth_date().reveal();
    match place {
        Birthplace::InFrance(place) => {
            let commune = place.commune();
            if !commune.validity().may_hold(birth) {
                findings.push(RegisterFinding::PlaceNotThen);
            }
            if ("75001"..="75020").contains(&commune.code()) {
                findings.push(RegisterFinding::LooksLikeParisPostcode);
            }
        }
        Birthplace::Abroad(_) => findings.push(RegisterFinding::BornAbroad),
        Birthplace::Unlisted(_) => {
            if place.claims().is_none() {
                findings.push(RegisterFinding::PlaceWithoutCode);
            }
        }
    }
    let cautions = place.cautions(birth).into_iter();
    findings.extend(cautions.map(RegisterFinding::Place));
}

fn judge_family_names(declaration: &Declaration, findings: &mut Vec<RegisterFinding>) {
    let birth_name = declaration.birth_name().reveal();
    let words = words_of(birth_name);
    if words
        .iter()
        .any(|word| SPOUSE_WORDS.contains(&word.as_str()))
    {
        findings.push(RegisterFinding::SpouseWordInBirthName);
    }
    if shows_another_name(declaration) {
        findings.push(RegisterFinding::BirthNameDiffersFromZone);
    }
    let Some(usage_name) = declaration.usage_name() else {
        return;
    };
    let usage_name = usage_name.reveal();
    match compare_names(birth_name, usage_name, None) {
        NameMatch::Exact | NameMatch::Equivalent => {
            findings.push(RegisterFinding::UsageNameIsBirthName);
        }
        _ => {
            let usage = words_of(usage_name);
            if words.windows(usage.len().max(1)).any(|part| part == usage) {
                findings.push(RegisterFinding::UsageNameInBirthName);
            }
        }
    }
}

/// Whether the document's zone shows another family name. One that fills its field may be cut there, and be
/// completed by whoever has the print before their eyes.
fn shows_another_name(declaration: &Declaration) -> bool {
    let Some(zone) = declaration.zone_birth_name().map(Personal::reveal) else {
        return false;
    };
    let given = declaration
        .zone_given_names()
        .map_or(0, |names| names.reveal().len() + "<<".len());
    let (filled, width) = match declaration.kind() {
        DocumentKind::OldIdentityCard => (zone.len(), 25),
        DocumentKind::Passport => (zone.len() + given, 39),
        DocumentKind::IdentityCard | DocumentKind::ResidencePermit => (zone.len() + given, 30),
    };
    // The last place may have held a separator, which is dropped with the filling.
    let limit = (filled + 1 >= width).then_some(zone.len());
    compare_names(declaration.birth_name().reveal(), zone, limit) == NameMatch::Different
}

fn judge_given_names(declaration: &Declaration, findings: &mut Vec<RegisterFinding>) {
    let zone = declaration
        .zone_given_names()
        .map(|names| names.reveal().as_str());
    let given = declaration.given_names().reveal();
    let birth_name = declaration.birth_name().reveal();
    let is_birth_name = |name: &String| {
        let same = compare_names(birth_name, name, None);
        matches!(same, NameMatch::Exact | NameMatch::Equivalent)
    };
    if given.iter().any(is_birth_name) {
        findings.push(RegisterFinding::BirthNameAmongGivenNames);
    }
    let letters = |name: &String| name.chars().filter(|c| c.is_alphabetic()).count();
    if given.iter().any(|name| letters(name) == 1) {
        findings.push(RegisterFinding::InitialAmongGivenNames);
    }
    let shows_more = |zone: &str| {
        compare_given_names(given, zone, None) == NameMatch::MissingGivenNames
            && words_of(zone).len() > words_of(&given.join(" ")).len()
    };
    if zone.is_some_and(shows_more) {
        findings.push(RegisterFinding::FewerGivenNamesThanZone);
    } else if given.len() == 1 {
        findings.push(RegisterFinding::SingleGivenName);
    }
}

fn judge_letters(declaration: &Declaration, findings: &mut Vec<RegisterFinding>) {
    let given = declaration.given_names().reveal().join(" ");
    let usage = declaration.usage_name().map(|name| name.reveal().as_str());
    let names = [
        (Field::GivenNames, Some(given.as_str())),
        (
            Field::BirthName,
            Some(declaration.birth_name().reveal().as_str()),
        ),
        (Field::UsageName, usage),
    ];
    for (field, name) in names {
        if name.is_some_and(|name| !fits_claims_alphabet(name)) {
            findings.push(RegisterFinding::LetterReplaced(field));
        }
    }
}

fn words_of(name: &str) -> Vec<String> {
    transliterate_mrz_primary(name)
        .split('<')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
