//! Two spellings of one name become the same words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no diacritics, ligatures spelled out, everything else than letters and digits a
/// space; then cut into words. « L'Haÿ-les-Roses » gives `l hay les roses`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push_ascii(&mut folded, c);
        } else {
            core::iter::once(c)
                .nfkd()
                .flat_map(char::to_lowercase)
                .for_each(|c| match c {
                    'œ' => folded.push_str("oe"),
                    'æ' => folded.push_str("ae"),
                    'ß' => folded.push_str("ss"),
                    'ø' => folded.push('o'),
                    'ł' => folded.push('l'),
                    'đ' | 'ð' => folded.push('d'),
                    c if is_combining_mark(c) => {}
                    c if c.is_ascii() => push_ascii(&mut folded, c),
                    c if c.is_alphanumeric() => folded.push(c),
                    _ => folded.push(' '),
                });
        }
    }
    folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(spelled_out)
        .collect()
}

fn push_ascii(folded: &mut String, c: char) {
    folded.push(if c.is_ascii_alphanumeric() {
        c.to_ascii_lowercase()
    } else {
        ' '
    });
}

/// Abbreviations that people and certificates use, in full.
fn spelled_out(word: &str) -> String {
    let full = match word {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        _ => match word.strip_suffix("eme") {
            Some(number) if is_number(number) => return format!("{number}e"),
            _ => word,
        },
    };
    full.to_owned()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The abbreviation of a word that [`words`] spelled out: someone who typed « st » may also be on
/// the way to « Stains ».
pub(super) fn abbreviation(word: &str) -> Option<&'static str> {
    match word {
        "saint" => Some("st"),
        "sainte" => Some("ste"),
        _ => None,
    }
}

/// Words that a name is recognised without.
pub(super) fn is_optional(word: &str) -> bool {
    matches!(word, "le" | "la" | "les" | "l" | "lez" | "sur" | "sous")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_apostrophes_hyphens_and_ligatures_make_no_difference() {
        assert_eq!(words("L'Haÿ-les-Roses"), ["l", "hay", "les", "roses"]);
        assert_eq!(words("l’haÿ les roses"), words("L'HAY-LES-ROSES"));
        assert_eq!(words("Œting (57)"), ["oeting", "57"]);
        assert_eq!(words("CRE\u{301}TEIL"), ["creteil"]);
    }

    #[test]
    fn saint_may_be_shortened() {
        assert_eq!(
            words("Ste-Foy, St. Denis"),
            ["sainte", "foy", "saint", "denis"]
        );
    }

    #[test]
    fn the_eighteenth_is_written_in_two_ways() {
        assert_eq!(words("Paris 18ème"), words("paris 18e"));
        assert_eq!(words("Angoulême eme"), ["angouleme", "eme"]);
    }

    #[test]
    fn signs_alone_are_no_words() {
        assert_eq!(words(" -'’ () … \u{0}\u{301}"), Vec::<String>::new());
    }
}
