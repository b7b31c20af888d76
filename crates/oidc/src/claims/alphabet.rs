//! Set A: the letters the register's form knows, and the way of other letters into it.
//!
//! A–Z, ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ in either case, space, hyphen, apostrophe. The published regular
//! expression ends in an unescaped range; it is read as these three signs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const ACCENTED: &str = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ";

/// Is this letter or sign of set A, in either case?
pub fn is_of_set_a(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, ' ' | '-' | '\'')
        || letter
            .to_uppercase()
            .all(|capital| ACCENTED.contains(capital))
}

/// Writes a name in set A: letters of the set are kept, other Latin letters lose what the set does
/// not have (ñ → n, ø → o, ł → l, ß → ss), signs become their plain twins, spaces are joined.
/// `None` when a letter has no way into the set, or nothing is left: the original stays in the
/// file, a human decides.
pub fn transliterate(name: &str) -> Option<String> {
    let mut written = String::with_capacity(name.len());
    for letter in name.nfc() {
        write_letter(letter, &mut written)?;
    }
    let joined = written.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.chars().any(char::is_alphabetic).then_some(joined)
}

fn write_letter(letter: char, written: &mut String) -> Option<()> {
    if is_of_set_a(letter) {
        written.push(letter);
        return Some(());
    }
    if let Some(plain) = plain_twin(letter) {
        written.push_str(plain);
        return Some(());
    }
    if is_combining_mark(letter) {
        return Some(());
    }
    for base in core::iter::once(letter)
        .nfd()
        .filter(|part| !is_combining_mark(*part))
    {
        if is_of_set_a(base) {
            written.push(base);
        } else {
            written.push_str(plain_twin(base)?);
        }
    }
    Some(())
}

/// Letters and signs that no decomposition leads into the set.
fn plain_twin(letter: char) -> Option<&'static str> {
    Some(match letter {
        '’' | '‘' | 'ʼ' | '`' | '´' | '′' => "'",
        '‐' | '‑' | '‒' | '–' | '—' => "-",
        letter if letter.is_whitespace() => " ",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ß' => "ss",
        'ẞ' => "SS",
        'þ' => "th",
        'Þ' => "TH",
        'ŋ' => "n",
        'Ŋ' => "N",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_set_are_kept_and_others_find_their_way_in() {
        for (name, written) in [
            ("Élodie-Zoé", "Élodie-Zoé"),
            ("D’Œuvre", "D'Œuvre"),
            ("Muñoz", "Munoz"),
            ("João", "Joao"),
            ("Sørensen", "Sorensen"),
            ("Wałęsa", "Walesa"),
            ("Straße", "Strasse"),
            ("Nguyễn", "Nguyen"),
            ("E\u{301}lodie", "Élodie"),
            ("  Anne\u{a0} Marie ", "Anne Marie"),
            ("Çelik", "Çelik"),
            ("Đặng", "Dang"),
        ] {
            assert_eq!(transliterate(name).as_deref(), Some(written), "{name}");
        }
    }

    #[test]
    fn a_name_without_a_way_into_the_set_is_left_to_a_human() {
        for name in ["王", "Иван", "Mar1e", "-", "", "   "] {
            assert_eq!(transliterate(name), None, "{name}");
        }
    }

    #[test]
    fn the_sharp_s_is_not_of_the_set_though_its_capital_form_is_ascii() {
        assert!(!is_of_set_a('ß'));
        assert!(is_of_set_a('ÿ') && is_of_set_a('œ') && is_of_set_a('z'));
    }
}
