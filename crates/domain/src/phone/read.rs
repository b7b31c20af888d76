//! From signs to a territory and its digits.

use super::PhoneFinding;
use super::plan::{Territory, judge, shared_mobile};

/// Longest text looked at, in bytes: a number with every separator is far shorter.
const MAX_TEXT: usize = 128;

/// Reads any usual spelling.
pub(super) fn read(text: &str) -> Result<(Territory, String), PhoneFinding> {
    let compact = compact(text)?;
    if let Some(digits) = compact
        .strip_prefix('+')
        .or_else(|| compact.strip_prefix("00"))
    {
        return international(digits);
    }
    if let Some(subscriber) = compact.strip_prefix('0') {
        // Saint-Pierre-et-Miquelon is dialled 0508 and six digits from the mainland.
        return match subscriber.strip_prefix(Territory::SaintPierre.code()) {
            Some(short) if short.len() == 6 => judge(Territory::SaintPierre, short),
            _ => judge(Territory::Mainland, subscriber),
        };
    }
    // « +33 » printed before the field, or typed without its plus.
    match compact.len() {
        9 if shared_mobile(&compact).is_some() => judge(Territory::Mainland, &compact),
        11..=12 => match international(&compact) {
            // Without a plus or a zero nothing says that another country is meant.
            Err(PhoneFinding::Foreign) => Err(PhoneFinding::TooLong),
            other => other,
        },
        0..=10 => Err(PhoneFinding::TooShort),
        _ => Err(PhoneFinding::TooLong),
    }
}

/// Drops separators, and keeps a plus only in front.
fn compact(text: &str) -> Result<String, PhoneFinding> {
    let text = text.trim();
    if text.len() > MAX_TEXT {
        return Err(PhoneFinding::TooLong);
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => kept.push(c),
            '+' if kept.is_empty() => kept.push(c),
            _ if is_separator(c) => {}
            _ => return Err(PhoneFinding::SignNotAllowed),
        }
    }
    if kept.is_empty() || kept == "+" {
        Err(PhoneFinding::Empty)
    } else {
        Ok(kept)
    }
}

/// Blanks, dots, dashes, brackets, and the marks of writing direction that phones paste along.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// The digits after `+` or `00`. A trunk zero kept by mistake, « +33 (0)6 », is dropped.
fn international(digits: &str) -> Result<(Territory, String), PhoneFinding> {
    for territory in Territory::ALL {
        if let Some(rest) = digits.strip_prefix(territory.code()) {
            let trunk = territory.has_trunk_zero();
            let subscriber = rest.strip_prefix('0').filter(|_| trunk).unwrap_or(rest);
            return judge(territory, subscriber);
        }
    }
    // « +06… » and « 000… »: no country code begins with 0.
    if digits.starts_with('0') || digits.len() < 4 {
        return Err(PhoneFinding::TooShort);
    }
    Err(PhoneFinding::Foreign)
}
