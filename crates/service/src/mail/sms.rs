//! SMS, in the seven-bit alphabet of GSM 03.38: one sign outside it and the whole text takes 70 signs a segment
//! instead of 160, and costs twice. A host's own name may still hold such a sign; our words do not.

use crate::ports::Sms;
use sceau_domain::phone::PhoneNumber;
use sceau_domain::private::{Personal, Secret};

/// The alphabet, without what takes two places. Of French it has `à é è ù` and `É`, but neither `ç` nor `ê`.
pub const SEVEN_BITS: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                              ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// A text to a number, written with what the alphabet has.
pub(super) fn sms(to: &PhoneNumber, text: &str) -> Sms {
    Sms {
        to: Personal::new(to.e164()),
        text: Secret::new(plain(text)),
    }
}

/// Plain spaces and quotes for those of print; the one month that the alphabet cannot write, as the reform of 1990
/// allows it.
fn plain(text: &str) -> String {
    let of_print = |sign| match sign {
        '\u{202f}' | '\u{a0}' => ' ',
        '’' => '\'',
        '«' | '»' | '“' | '”' => '"',
        sign => sign,
    };
    text.chars()
        .map(of_print)
        .collect::<String>()
        .replace("août", "aout")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::time::moment_in_words;
    use jiff::Timestamp;

    #[test]
    fn every_month_of_both_languages_can_be_texted() {
        for month in 1..=12 {
            let instant: Timestamp = format!("2026-{month:02}-01T12:00:00Z").parse().unwrap();
            for language in [Language::French, Language::English] {
                let text = plain(&moment_in_words(instant, language).unwrap());
                assert!(text.chars().all(|sign| SEVEN_BITS.contains(sign)), "{text}");
            }
        }
    }
}
