//! The check digit of machine-readable zones.

/// The value of one character: digits count for themselves, `A`–`Z` for 10–35, `<` for 0.
/// `None` for any other character.
pub(super) fn value(c: char) -> Option<u32> {
    match c {
        '<' => Some(0),
        '0'..='9' | 'A'..='Z' => c.to_digit(36),
        _ => None,
    }
}

/// The check digit of a text: weights 7, 3, 1 repeating, sum modulo 10 (ICAO Doc 9303-3 §4.9).
/// `None` when a character is outside `0–9 A–Z <`.
pub fn check_digit(text: &str) -> Option<char> {
    let weights = [7, 3, 1].into_iter().cycle();
    let sum = text
        .chars()
        .zip(weights)
        .try_fold(0_u32, |sum, (c, weight)| {
            // The remainder is taken at each step, so that no length can overflow.
            Some((sum + value(c)? * weight) % 10)
        })?;
    char::from_digit(sum, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_of_the_papers_vectors_come_out() {
        let vectors = [
            ("940992310285", '4'),
            ("651206", '8'),
            ("651207", '9'),
            ("1710GVA12345", '1'),
            ("911231", '1'),
            ("X4RTBPFW4", '6'),
            ("900713", '8'),
            ("300211", '9'),
            ("L898902C3", '6'),
            ("740812", '2'),
            ("120415", '9'),
            ("ZE184226B<<<<<", '1'),
        ];
        for (text, digit) in vectors {
            assert_eq!(check_digit(text), Some(digit), "{text}");
        }
    }

    #[test]
    fn an_empty_or_filled_text_has_zero_and_a_foreign_sign_has_none() {
        assert_eq!(check_digit(""), Some('0'));
        assert_eq!(check_digit("<<<<<<<<<<<<<<"), Some('0'));
        for text in ["12?4", "abc", "É", " "] {
            assert_eq!(check_digit(text), None, "{text}");
        }
    }
}
