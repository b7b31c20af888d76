//! The alphabet of names, and names as typed brought to one spelling.

use super::super::finding::FindingCode;
use super::claims::{MAX_CLAIM_CHARS, to_claims_alphabet};
use super::transliterate::{Letter, letter_forms};
use unicode_normalization::UnicodeNormalization;

/// Whether a letter may stand in a name: any Latin letter that has a form in a machine-readable
/// zone, so every letter of Latin Europe, with or without a key of its own on a French keyboard.
///
/// The refused alternative, a list of letters, always misses somebody's.
pub fn is_name_letter(c: char) -> bool {
    !matches!(letter_forms(c), Letter::Foreign)
}

/// Brings a text to the one spelling kept in the file: composed letters (NFC), every apostrophe
/// `'`, every hyphen `-`, every run of blanks one space, none at the ends or around a hyphen.
///
/// Total: signs outside the alphabet stay, for [`parse_name`] to refuse.
pub fn normalise_name(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_invisible(*c));
    if text.chars().all(|c| c < FIRST_MARK) {
        separate_plainly(visible)
    } else {
        separate_plainly(visible.nfc())
    }
}

/// The first sign that composes with another one before it: letters below it are composed already.
const FIRST_MARK: char = '\u{0300}';

fn separate_plainly(letters: impl Iterator<Item = char>) -> String {
    let mut name = String::new();
    for c in letters.map(plain_separator) {
        match c {
            ' ' if name.is_empty() || name.ends_with([' ', '-']) => {}
            '-' => {
                name.truncate(name.trim_end_matches(' ').len());
                name.push('-');
            }
            _ => name.push(c),
        }
    }
    name.truncate(name.trim_end_matches(' ').len());
    name
}

/// Marks of writing direction and the soft hyphen come unseen with pasted text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}')
}

fn plain_separator(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}' | '\u{0060}' | '\u{2032}' => '\'',
        '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// Reads one name: a family name, a usage name or one given name.
///
/// # Errors
/// Empty, without a letter, with a sign outside the alphabet, with a hyphen at an end or three in
/// a row (two are in use: French double names were once written with them), or over 256
/// characters in the register's spelling.
pub fn parse_name(text: &str) -> Result<String, FindingCode> {
    let name = normalise_name(text);
    if name.is_empty() {
        return Err(FindingCode::Required);
    }
    if !name
        .chars()
        .all(|c| matches!(c, ' ' | '-' | '\'') || is_name_letter(c))
    {
        return Err(FindingCode::NameLetterNotAllowed);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(FindingCode::NameNoLetter);
    }
    if name.starts_with('-') || name.ends_with('-') || name.contains("---") {
        return Err(FindingCode::NameSeparatorMisplaced);
    }
    let longest = name
        .chars()
        .count()
        .max(to_claims_alphabet(&name).chars().count());
    if longest > MAX_CLAIM_CHARS {
        Err(FindingCode::NameTooLong)
    } else {
        Ok(name)
    }
}

/// Reads all given names. Hyphens never separate. Cards print commas between given names, so in a
/// list with commas a space belongs to a compound name; without commas, spaces separate.
///
/// # Errors
/// As [`parse_name`] for each name, and for the whole list's length.
pub fn split_given_names(text: &str) -> Result<Vec<String>, FindingCode> {
    let by_comma: Vec<&str> = text
        .split([',', ';'])
        .filter(|piece| !normalise_name(piece).is_empty())
        .collect();
    let names: Vec<String> = match by_comma.as_slice() {
        [] => return Err(FindingCode::Required),
        [one] => normalise_name(one)
            .split(' ')
            .map(parse_name)
            .collect::<Result<_, _>>()?,
        many => many
            .iter()
            .copied()
            .map(parse_name)
            .collect::<Result<_, _>>()?,
    };
    let claim_chars = to_claims_alphabet(&names.join(" ")).chars().count();
    if claim_chars > MAX_CLAIM_CHARS {
        Err(FindingCode::NameTooLong)
    } else {
        Ok(names)
    }
}

#[cfg(test)]
mod tests;
