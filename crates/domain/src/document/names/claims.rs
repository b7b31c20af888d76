//! Names in the alphabet of the identity claims, « set A » of the broker: the capitals
//! `A-Z ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ`, their small letters, space, hyphen and apostrophe.

use super::alphabet::normalise_name;
use super::transliterate::{transliterate_mrz_primary, upper};
use unicode_normalization::UnicodeNormalization;

/// Longest name claim, in characters, that the broker accepts.
pub const MAX_CLAIM_CHARS: usize = 256;

const CAPITALS: &str = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ";

/// Whether the register can hold the name letter by letter.
pub fn fits_claims_alphabet(name: &str) -> bool {
    name.chars().all(in_set_a)
}

fn in_set_a(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'') || CAPITALS.contains(upper(c))
}

/// The name as the claims carry it, case kept: letters outside set A lose their marks (`ñ` → `n`,
/// `å` → `a`, `ø` → `o`) or, where there is no letter beneath, take their ICAO form (`ß` → `ss`). A
/// sign outside every alphabet becomes a space. Total.
///
/// Zones write `AA` and `OE` for å and ø; a French civil record has the letter without its mark.
pub fn to_claims_alphabet(name: &str) -> String {
    let mut claim = String::with_capacity(name.len());
    let name = normalise_name(name);
    let mut letters = name.chars().peekable();
    while let Some(c) = letters.next() {
        if in_set_a(c) {
            claim.push(c);
        } else {
            let small = letters.peek().is_some_and(|next| next.is_lowercase());
            claim.push_str(&substitute(c, small));
        }
    }
    normalise_name(&claim)
}

/// The name as the `family_name` and `preferred_username` claims carry it: set A in capitals.
pub fn to_claims_upper_case(name: &str) -> String {
    to_claims_alphabet(name)
        .chars()
        .flat_map(char::to_uppercase)
        .collect()
}

/// What stands for a letter outside set A; `small` says that a small letter follows.
fn substitute(c: char, small: bool) -> String {
    match c.nfd().next() {
        Some(base) if in_set_a(base) => return base.to_string(),
        Some('Ø') => return "O".to_owned(),
        Some('ø') => return "o".to_owned(),
        _ => {}
    }
    let form = transliterate_mrz_primary(c.encode_utf8(&mut [0; 4]));
    if form.is_empty() {
        " ".to_owned()
    } else if c.is_lowercase() {
        form.to_ascii_lowercase()
    } else if small {
        form[..1].to_owned() + &form[1..].to_ascii_lowercase()
    } else {
        form
    }
}

#[cfg(test)]
mod tests;
