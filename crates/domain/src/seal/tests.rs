//! Seals of people who do not exist.

use super::*;
use crate::date::PartialDate;
use jiff::civil::date;
use proptest::prelude::*;

/// A title of 9 March 2023, signed on the same day; `~` ends a value, `^` cuts one, `|` goes before
/// the signature.
const TITLE: &str = "DC04FR990001211421140701FR60ODILE/JEANNE~62VAUBRUN~65ID66D2H6862M2~67FR68F\
69140719806ABREST~6CFR6O08032033|";

fn bytes(text: &str) -> Vec<u8> {
    let separator = |sign| match sign {
        b'~' => VALUE_ENDS,
        b'^' => VALUE_CUT,
        b'|' => SIGNATURE_FOLLOWS,
        other => other,
    };
    text.bytes().map(separator).collect()
}

/// A text of base32 that says so many zero bytes.
fn zeroes(count: usize) -> String {
    "A".repeat((count * 8).div_ceil(5))
}

fn read(text: &str) -> Seal {
    parse_seal(&bytes(text)).unwrap()
}

fn problems(text: &str) -> Vec<(Option<&'static str>, SealProblem)> {
    let leak = |id: FieldId| -> &'static str { String::leak(id.as_str().to_owned()) };
    let findings = read(text).findings().to_vec();
    findings
        .into_iter()
        .map(|finding| (finding.field.map(leak), finding.problem))
        .collect()
}

#[test]
fn an_identity_title_is_taken_apart() {
    let seal = read(&format!("{TITLE}{}", zeroes(64)));
    let header = seal.header();
    assert_eq!((header.version, header.authority.as_str()), (4, "FR99"));
    assert_eq!(header.certificate, "0001");
    assert_eq!(header.emitted, Some(date(2023, 3, 9)));
    assert_eq!(header.document_type, "07");
    assert_eq!(header.country.as_deref(), Some("FR"));
    assert_eq!(seal.value(FieldId::GIVEN_NAMES), Some("ODILE/JEANNE"));
    assert_eq!(seal.value(FieldId::BIRTH_NAME), Some("VAUBRUN"));
    assert_eq!(seal.value(FieldId::NUMBER), Some("D2H6862M2"));
    assert_eq!(seal.value(FieldId::NATIONALITY), Some("FR"));
    assert_eq!(
        seal.day(FieldId::VALID_UNTIL),
        Some(date(2033, 3, 8).into())
    );
    assert_eq!(seal.findings(), []);
    assert_eq!(seal.signature(), Some(&[0; 64][..]));
}

#[test]
fn a_value_that_fills_its_field_has_no_separator_behind_it() {
    let long = "A".repeat(38);
    let text = format!(
        "DC02FR990001211421140762{long}68F69140719806FZONE|{}",
        zeroes(96)
    );
    let seal = read(&text);
    assert_eq!(seal.value(FieldId::BIRTH_NAME), Some(long.as_str()));
    assert_eq!(seal.value(FieldId::SEX), Some("F"));
    assert_eq!(seal.value(FieldId::ZONE), Some("ZONE"));
    assert_eq!(seal.header().perimeter, None);
    assert_eq!(seal.signature().map(<[u8]>::len), Some(96));
    let extra = read(&text.replace("68F", "~68F"));
    assert_eq!(extra.value(FieldId::SEX), Some("F"), "a needless separator");
}

#[test]
fn a_value_that_was_cut_says_so() {
    let cut = "Z".repeat(60);
    let seal = read(&format!(
        "DC04FR990001FFFFFFFF0701FR60{cut}^62VAUBRUN~68F|{}",
        zeroes(132)
    ));
    assert!(seal.field(FieldId::GIVEN_NAMES).unwrap().is_cut);
    assert!(!seal.field(FieldId::BIRTH_NAME).unwrap().is_cut);
    assert_eq!(seal.header().signed, None);
    assert_eq!(seal.signature().map(<[u8]>::len), Some(132));
}

#[test]
fn what_was_signed_is_everything_before_the_signature() {
    let text = format!("{TITLE}{}", zeroes(64));
    let whole = bytes(&text);
    let at = whole.iter().position(|sign| *sign == SIGNATURE_FOLLOWS);
    assert_eq!(read(&text).message().reveal(), &whole[..at.unwrap()]);
}

#[test]
fn what_is_wrong_is_said_with_its_field() {
    use SealProblem as P;
    let title = |fields: &str| {
        let rest = "60ODILE~62VAUBRUN~65ID66D2H6862M2~67FR6CFR";
        format!("DC04FR990001211421140701FR{rest}{fields}|{}", zeroes(64))
    };
    assert_eq!(problems(&title("68F")), []);
    assert_eq!(problems(&title("")), [(Some("68"), P::FieldMissing)]);
    assert_eq!(problems(&title("68F68M")), [(Some("68"), P::FieldRepeated)]);
    assert_eq!(read(&title("68F68M")).value(FieldId::SEX), Some("F"));
    assert_eq!(
        problems(&title("68F691407~")),
        [(Some("69"), P::ValueShort)]
    );
    assert_eq!(
        problems(&title("68F6931021980")),
        [(Some("69"), P::DateImpossible)]
    );
    assert_eq!(
        problems(&title("68FZZdit~")),
        [(Some("ZZ"), P::FieldUnknown)]
    );
    assert_eq!(
        problems(&title("68F6ABrest\u{7}~")),
        [(Some("6A"), P::ValueSign)]
    );
    assert_eq!(
        problems(&title("68F!!perdu~6ABREST")),
        [(None, P::FieldName)]
    );
    assert_eq!(read(&title("68F!!perdu~6ABREST")).fields().len(), 8);
    let bare = title("68F").replace('|', "");
    assert_eq!(
        problems(&bare[..bare.len() - 103]),
        [(None, P::SignatureMissing)]
    );
    for odd in [zeroes(65), "pas du base32".to_owned(), "A".repeat(104)] {
        let text = format!("{}|{odd}", title("68F").split('|').next().unwrap());
        assert_eq!(problems(&text), [(None, P::SignatureUnreadable)], "{odd}");
    }
}

#[test]
fn a_day_may_lack_its_parts() {
    let seal = |day: &str| read(&format!("DC02FR990001FFFFFFFF0169{day}|"));
    let day = |text| seal(text).day(FieldId::BIRTH_DATE);
    assert_eq!(day("14071980"), PartialDate::parse_iso("1980-07-14").ok());
    assert_eq!(day("00071980"), PartialDate::parse_iso("1980-07-00").ok());
    assert_eq!(day("00001980"), PartialDate::parse_iso("1980-00-00").ok());
    assert_eq!(day("14001980"), None);
    assert_eq!(day("1407198O"), None);
}

#[test]
fn a_text_without_a_header_is_no_seal() {
    for (text, fault) in [
        (&b""[..], SealFault::NotASeal),
        (b"IDFRA", SealFault::NotASeal),
        (&[0xDC, 4, 1], SealFault::Binary),
        (b"DC", SealFault::HeaderShort),
        (b"DC01FR9900012114211407", SealFault::Version),
        (b"DC04FR990001211421140701F", SealFault::HeaderShort),
        (b"DC04FR990001211G21140701FR", SealFault::HeaderSign),
        (b"DC04fr990001211421140701FR", SealFault::HeaderSign),
        (b"DC04FR990001+11B21140701FR", SealFault::HeaderSign),
    ] {
        assert_eq!(parse_seal(text), Err(fault), "{text:?}");
    }
}

#[test]
fn a_seal_prints_nothing_of_a_person() {
    let seal = read(&format!("{TITLE}{}", zeroes(64)));
    let told = format!("{seal:?}");
    assert!(told.contains("FR99"));
    for word in ["VAUBRUN", "ODILE", "1980"] {
        assert!(!told.contains(word), "{word}");
    }
}

proptest! {
    #[test]
    fn any_bytes_give_a_seal_or_a_fault(text in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse_seal(&text);
    }

    #[test]
    fn any_fields_behind_a_header_are_kept_within_the_text(
        fields in proptest::collection::vec(prop_oneof![Just(VALUE_ENDS), Just(VALUE_CUT), 0x20_u8..0x7F], 0..300),
    ) {
        let text = [b"DC04FR990001FFFF21140701FR".as_slice(), &fields].concat();
        let seal = parse_seal(&text).unwrap();
        let kept: usize = seal.fields().iter().map(|field| field.value.reveal().len() + 2).sum();
        prop_assert!(kept <= fields.len());
        prop_assert_eq!(seal.message().reveal(), &text);
    }
}

/// A hundred thousand seals with a few bytes changed, lost, doubled or swapped.
#[test]
fn a_hundred_thousand_damaged_seals_do_no_harm() {
    let whole = bytes(&format!("{TITLE}{}", zeroes(64)));
    let mut state = 0x2D0C_u64;
    let mut draw = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    let (mut read, mut refused) = (0, 0);
    for _ in 0..100_000 {
        let mut text = whole.clone();
        for _ in 0..=draw(6) {
            let at = draw(text.len());
            match draw(5) {
                0 => text[at] = u8::try_from(draw(256)).unwrap(),
                1 if text.len() > 1 => drop(text.remove(at)),
                2 => text.truncate(at.max(1)),
                3 => text.insert(at, [VALUE_ENDS, VALUE_CUT, SIGNATURE_FOLLOWS][draw(3)]),
                _ => text.swap(0, at),
            }
        }
        match parse_seal(&text) {
            Ok(seal) => {
                read += 1;
                assert!(seal.message().reveal().len() <= text.len());
            }
            Err(_) => refused += 1,
        }
    }
    assert!(
        read > 20_000 && refused > 20_000,
        "{read} read, {refused} refused"
    );
}

#[test]
fn codes_are_found_again() {
    for outcome in SealOutcome::ALL {
        assert_eq!(SealOutcome::from_code(outcome.as_str()), Some(outcome));
    }
    let faults = SealFault::ALL.map(SealFault::as_str);
    let problems = SealProblem::ALL.map(SealProblem::as_str);
    let all: Vec<&str> = faults.iter().chain(&problems).copied().collect();
    let mut unique = all.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), all.len());
}
