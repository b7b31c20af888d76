//! The text of a seal, from what a document says.

use jiff::civil::{Date, date};

use sceau_domain::document::Nationality;
use sceau_domain::document::names::transliterate_mrz_primary;
use sceau_domain::seal::{SIGNATURE_FOLLOWS, VALUE_CUT, VALUE_ENDS};

use super::super::Kind;
use super::super::person::SpecimenPerson;
use super::AUTHORITY;

/// Header and fields of an identity title (type 07): what is signed.
#[must_use]
pub fn message(person: &SpecimenPerson, kind: Kind, certificate: &str) -> Vec<u8> {
    let paper = person.papers.of(kind);
    let day = days(paper.issued);
    let mut text = format!("DC04{AUTHORITY}{certificate}{day}{day}0701FR").into_bytes();
    let names: Vec<String> = person.given_names.iter().map(|name| plain(name)).collect();
    let code = match kind {
        Kind::IdentityCard | Kind::OldIdentityCard => "ID",
        Kind::Passport => "P<",
        Kind::ResidencePermit => "IR",
    };
    let two = |three: &str| {
        let known = Nationality::parse(three).and_then(|code| code.two_letters());
        known.unwrap_or("XX").to_owned()
    };
    let birthplace = match kind {
        Kind::ResidencePermit => (plain(&person.abroad.2), two(&person.abroad.0)),
        Kind::IdentityCard | Kind::OldIdentityCard | Kind::Passport => {
            (plain(&person.commune), "FR".to_owned())
        }
    };
    for (id, value, least, most) in [
        ("60", names.join("/"), 0, 60),
        ("62", plain(&person.birth_name), 0, 38),
        ("65", code.to_owned(), 2, 2),
        ("66", paper.number.clone(), 0, 20),
        ("67", two(person.nationality(kind)), 2, 2),
        ("68", person.sex.mrz_letter().to_string(), 1, 1),
        ("69", written(person.born), 8, 8),
        ("6A", birthplace.0, 0, 32),
        ("6C", birthplace.1, 2, 2),
        ("6N", written(paper.issued), 8, 8),
        ("6O", written(paper.expires), 8, 8),
    ] {
        add(&mut text, id, &value, (least, most));
    }
    text
}

/// The whole text: the signature, r and s, follows the message.
#[must_use]
pub fn with_signature(message: &[u8], signature: &[u8]) -> Vec<u8> {
    let mut text = message.to_vec();
    text.push(SIGNATURE_FOLLOWS);
    text.extend(base32(signature));
    text
}

/// A field: cut where it is too long, ended by a separator where it might be longer.
fn add(text: &mut Vec<u8>, id: &str, value: &str, (least, most): (usize, usize)) {
    let bytes = value.as_bytes();
    let kept = &bytes[..bytes.len().min(most)];
    text.extend(id.bytes());
    text.extend(kept);
    if bytes.len() > most {
        text.push(VALUE_CUT);
    } else if bytes.len() < most && least < most {
        text.push(VALUE_ENDS);
    }
}

/// Capital letters and blanks, as the symbol's dense alphabet has them.
fn plain(name: &str) -> String {
    transliterate_mrz_primary(name).replace('<', " ")
}

/// DDMMYYYY.
fn written(day: Date) -> String {
    format!("{:02}{:02}{:04}", day.day(), day.month(), day.year())
}

/// Days since 1 January 2000, four hexadecimal digits.
fn days(day: Date) -> String {
    let since = day
        .since(date(2000, 1, 1))
        .map_or(0, |span| span.get_days());
    format!("{since:04X}")
}

/// RFC 4648, without padding.
fn base32(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let groups = (bytes.len() * 8).div_ceil(5);
    (0..groups)
        .map(|group| {
            let value = (0..5).fold(0, |value, at| value << 1 | bit(group * 5 + at));
            LETTERS[usize::from(value)]
        })
        .collect()
}
