//! Days as people in France count and read them.

use crate::failure::Failure;
use crate::language::Language;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const FRENCH_MONTHS: [&str; 12] = [
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
const ENGLISH_MONTHS: [&str; 12] = [
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

/// The time zone of every deadline: Europe/Paris, compiled in.
///
/// # Errors
/// `Inconsistent` in a build without the time zone's data.
pub fn paris() -> Result<TimeZone, Failure> {
    TimeZone::get("Europe/Paris").map_err(|_| Failure::Inconsistent("no time zone Europe/Paris"))
}

/// The day in France.
///
/// # Errors
/// As [`paris`].
pub fn day_in_france(instant: Timestamp) -> Result<Date, Failure> {
    Ok(paris()?.to_datetime(instant).date())
}

/// « 16 mars 2026 », "16 March 2026".
pub(crate) fn day_in_words(day: Date, language: Language) -> String {
    let months = language.pick(&FRENCH_MONTHS, &ENGLISH_MONTHS);
    let month = usize::try_from(day.month() - 1)
        .ok()
        .and_then(|at| months.get(at))
        .unwrap_or(&"");
    let first = if day.day() == 1 && language == Language::French {
        "er"
    } else {
        ""
    };
    format!("{}{first} {month} {}", day.day(), day.year())
}

/// « 16 mars 2026 à 14 h 05 », "16 March 2026 at 14:05 (Paris time)".
///
/// # Errors
/// As [`paris`].
pub fn moment_in_words(instant: Timestamp, language: Language) -> Result<String, Failure> {
    let local = paris()?.to_datetime(instant);
    let day = day_in_words(local.date(), language);
    let (hour, minute) = (local.hour(), local.minute());
    Ok(match language {
        Language::French => format!("{day} à {hour}\u{a0}h\u{a0}{minute:02}"),
        Language::English => format!("{day} at {hour:02}:{minute:02} (Paris time)"),
    })
}

/// An instant later, or the end of time.
pub(crate) fn after(instant: Timestamp, wait: SignedDuration) -> Timestamp {
    instant.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

/// An instant earlier, or the beginning of time.
pub(crate) fn before(instant: Timestamp, wait: SignedDuration) -> Timestamp {
    instant.saturating_sub(wait).unwrap_or(Timestamp::MIN)
}

/// Whole days as a duration of 24 hours each.
pub(crate) const fn days(count: u32) -> SignedDuration {
    SignedDuration::from_hours(count as i64 * 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_it_is_said() {
        let day = jiff::civil::date(2026, 3, 1);
        assert_eq!(day_in_words(day, Language::French), "1er mars 2026");
        assert_eq!(day_in_words(day, Language::English), "1 March 2026");
    }

    #[test]
    fn late_in_the_evening_it_is_already_tomorrow_in_france() {
        let instant: Timestamp = "2026-03-01T23:30:00Z".parse().unwrap();
        assert_eq!(
            day_in_france(instant).unwrap(),
            jiff::civil::date(2026, 3, 2)
        );
        assert_eq!(
            moment_in_words(instant, Language::French).unwrap(),
            "2 mars 2026 à 0\u{a0}h\u{a0}30"
        );
    }
}
