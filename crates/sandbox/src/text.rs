//! Words shared by the pages.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sceau_oidc::UnixSeconds;
use sceau_oidc::claims::{ClaimName, PivotIdentity};

/// Stands on every page.
pub const DISCLAIMER: &str = "Démonstrateur indépendant. Sans lien avec La Poste, AR24 ni l’État. \
     Aucune valeur légale.";

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « 23 novembre 2026 à 20:17 », Paris time; empty for a time no calendar holds.
pub fn say_moment(at: UnixSeconds) -> String {
    let Ok(timestamp) = Timestamp::from_second(at) else {
        return String::new();
    };
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let moment = timestamp.to_zoned_datetime(zone);
    format!(
        "{} à {}\u{a0}h\u{a0}{:02}",
        say_day(i32::from(moment.year()), moment.month(), moment.day()),
        moment.hour(),
        moment.minute()
    )
}

fn say_day(year: i32, month: i8, day: i8) -> String {
    let name = usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index));
    let day = if day == 1 {
        String::from("1er")
    } else {
        day.to_string()
    };
    format!("{day} {} {year}", name.copied().unwrap_or_default())
}

/// A `YYYY-MM-DD` in long form; any other text as it is.
pub fn say_date(date: &str) -> String {
    let parts: Vec<&str> = date.split('-').collect();
    match parts[..] {
        [year, month, day] => match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month @ 1..=12), Ok(day @ 1..=31)) => say_day(year, month, day),
            _ => date.to_owned(),
        },
        _ => date.to_owned(),
    }
}

/// One verified fact, as a page lists it.
pub struct ClaimRow {
    /// The claim's name, for automated journeys.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// In words.
    pub value: String,
}

/// An identity as rows, in the order people read them; an empty place of birth is left out.
pub fn claim_rows(identity: &PivotIdentity) -> Vec<ClaimRow> {
    ClaimName::ALL
        .into_iter()
        .filter_map(|name| {
            let value = identity.claim(name).filter(|value| !value.is_empty())?;
            Some(ClaimRow {
                name: name.as_str(),
                label: label_of(name),
                value: say_claim(name, value),
            })
        })
        .collect()
}

const fn label_of(name: ClaimName) -> &'static str {
    match name {
        ClaimName::GivenName => "Prénoms",
        ClaimName::FamilyName => "Nom de naissance",
        ClaimName::Birthdate => "Date de naissance",
        ClaimName::Gender => "Sexe",
        ClaimName::Birthplace => "Commune de naissance (code)",
        ClaimName::Birthcountry => "Pays de naissance (code)",
        ClaimName::Email => "Adresse e-mail",
        ClaimName::PreferredUsername => "Nom d’usage",
    }
}

fn say_claim(name: ClaimName, value: &str) -> String {
    match (name, value) {
        (ClaimName::Birthdate, date) => say_date(date),
        (ClaimName::Gender, "female") => String::from("Femme"),
        (ClaimName::Gender, "male") => String::from("Homme"),
        (ClaimName::Gender, _) => String::from("Non précisé"),
        (ClaimName::Birthcountry, "99100") => String::from("France (99100)"),
        (_, text) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_said_in_paris_time_and_in_words() {
        assert_eq!(
            say_moment(1_767_222_000),
            "1er janvier 2026 à 0\u{a0}h\u{a0}00"
        );
        assert_eq!(
            say_moment(1_752_000_000),
            "8 juillet 2025 à 20\u{a0}h\u{a0}40"
        );
    }

    #[test]
    fn a_date_without_month_is_left_as_it_is() {
        assert_eq!(say_date("1984-02-29"), "29 février 1984");
        assert_eq!(say_date("1950-00-00"), "1950-00-00");
    }
}
