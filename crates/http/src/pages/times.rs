//! Instants as people in France read them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sceau_service::language::Language;

const MOIS: [&str; 12] = [
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
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// « 16 mars 2026 à 23 h 59 », in Paris.
pub(crate) fn long(instant: Timestamp, language: Language) -> String {
    let paris = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let local = paris.to_datetime(instant);
    let month = usize::try_from(local.month())
        .unwrap_or(1)
        .saturating_sub(1);
    let (day, year) = (local.day(), local.year());
    let (hour, minute) = (local.hour(), local.minute());
    match language {
        Language::French => {
            format!(
                "{day} {} {year} à {hour} h {minute:02}",
                MOIS[month.min(11)]
            )
        }
        Language::English => format!("{day} {} {year}, {hour}:{minute:02}", MONTHS[month.min(11)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_in_the_hour_of_paris() {
        let instant = "2026-07-01T22:05:00Z".parse().unwrap();
        assert_eq!(long(instant, Language::French), "2 juillet 2026 à 0 h 05");
        assert_eq!(long(instant, Language::English), "2 July 2026, 0:05");
    }
}
