//! Names in the alphabet of machine-readable zones (ICAO Doc 9303-3, section 6; the table is from
//! general knowledge of that text and from the project's paper on identity documents).

use super::alphabet::normalise_name;
use core::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What a character is worth in a machine-readable zone.
pub(super) enum Letter {
    /// One fixed form in capitals.
    Fixed(&'static str),
    /// A letter A to Z once its marks are taken off.
    Plain(char),
    /// Several forms are in use; the first is the primary one. An issuer keeps to one choice, so
    /// every occurrence of the same letter takes the same form.
    Choice(usize),
    /// Not a letter of the alphabet.
    Foreign,
}

/// Letters with several forms, primary form first.
const CHOICES: [(char, &[&str]); 4] = [
    ('Ä', &["AE", "A"]),
    ('Ö', &["OE", "O"]),
    ('Ü', &["UE", "UXX", "U"]),
    ('Ñ', &["N", "NXX"]),
];

/// The apostrophe: the paper makes it a separator, ICAO leaves it out. Both are met.
const APOSTROPHE: &[&str] = &["<", ""];

/// Most forms one name can have: 2 × 2 × 3 × 2 letters, times 2 for the apostrophe.
pub(super) const MAX_FORMS: usize = 48;

/// Looks a letter up, in either case.
pub(super) fn letter_forms(c: char) -> Letter {
    let upper = upper(c);
    let fixed = match upper {
        'Æ' => "AE",
        'Œ' => "OE",
        'Ø' | 'Ǿ' => "OE",
        'Å' | 'Ǻ' => "AA",
        'ß' | 'ẞ' => "SS",
        'Þ' => "TH",
        'Ð' | 'Đ' => "D",
        'Ł' => "L",
        'Ħ' => "H",
        'Ŧ' => "T",
        'Ŋ' => "N",
        'Ĳ' => "IJ",
        'Ə' => "E",
        'Ǥ' => "G",
        _ => "",
    };
    if !fixed.is_empty() {
        return Letter::Fixed(fixed);
    }
    if let Some(index) = CHOICES.iter().position(|(letter, _)| *letter == upper) {
        return Letter::Choice(index);
    }
    let mut parts = upper.nfd();
    match (parts.next(), parts.all(is_combining)) {
        (Some(base @ 'A'..='Z'), true) => Letter::Plain(base),
        _ => Letter::Foreign,
    }
}

fn is_combining(c: char) -> bool {
    ('\u{0300}'..='\u{036F}').contains(&c)
}

/// The capital of a letter that has exactly one; other characters stay.
pub(super) fn upper(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Every form a name can take in a machine-readable zone, primary form first, without repetition.
///
/// Each form holds only A–Z and `<`: hyphens, spaces, apostrophes and `<` are equal separators and
/// a run of them is one `<`; none stands at the ends. A sign outside the alphabet becomes a
/// separator, never silently nothing. At most 48 forms; the list is never empty but a form may be.
pub fn transliterate_mrz(name: &str) -> Vec<String> {
    let name = normalise_name(name);
    let mut forms = Vec::new();
    for choice in choices(&name) {
        let form = render(&name, choice);
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// The values of `choice` worth rendering: one for the names, most by far, without any choice.
pub(super) fn choices(name: &str) -> Range<usize> {
    let open = |c| c == '\'' || matches!(letter_forms(c), Letter::Choice(_));
    0..if name.chars().any(open) { MAX_FORMS } else { 1 }
}

/// The primary form: the first of [`transliterate_mrz`].
pub fn transliterate_mrz_primary(name: &str) -> String {
    render(&normalise_name(name), 0)
}

/// One form of a normalised name. `choice`, 0..48, counts through the forms of every letter with several, in mixed radix.
pub(super) fn render(name: &str, choice: usize) -> String {
    let mut form = String::with_capacity(name.len());
    for c in name.chars() {
        let piece = match letter_forms(c) {
            Letter::Fixed(piece) => piece,
            Letter::Choice(index) => chosen(index, choice),
            Letter::Plain(base) => {
                form.push(base);
                continue;
            }
            Letter::Foreign if c == '\'' => pick(APOSTROPHE, choice / 24),
            Letter::Foreign => "<",
        };
        if piece != "<" || !(form.is_empty() || form.ends_with('<')) {
            form.push_str(piece);
        }
    }
    form.truncate(form.trim_end_matches('<').len());
    form
}

fn chosen(index: usize, choice: usize) -> &'static str {
    let below: usize = CHOICES[..index]
        .iter()
        .map(|(_, forms)| forms.len())
        .product();
    pick(CHOICES[index].1, choice / below)
}

fn pick(forms: &[&'static str], digit: usize) -> &'static str {
    forms[digit % forms.len()]
}

#[cfg(test)]
mod tests;
