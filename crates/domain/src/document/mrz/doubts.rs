//! What no check digit covers, judged by its form.
//!
//! The document code, the states, the sex and the names have no check digit on ICAO's documents: one
//! misread character there leaves every digit right. Their form is narrow, though. A reading without
//! doubts is still no proof; a reading with one should not be taken without a person's look.

use super::layout::{MrzField, MrzFormat};
use super::reading::MrzReading;
use crate::document::Nationality;

/// A field whose form no document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzDoubt {
    /// The code does not begin with a letter of this format: `P` for a passport, `A`, `C` or `I` for a
    /// card, `V` for a visa; a laminated card says `ID` (ICAO Doc 9303 parts 4 to 7).
    DocumentCode,
    /// No country, nor status of a person, has this code (ICAO Doc 9303-3, section 5).
    State(MrzField),
    /// The names do not begin with a letter, or characters follow the filling at their end.
    Names(MrzField),
}

impl MrzReading {
    /// Fields whose form no document has; those that could not be read have findings already.
    pub fn doubts(&self) -> Vec<MrzDoubt> {
        let mut doubts = Vec::new();
        let code = self.raw(MrzField::DocumentCode);
        if code.is_some_and(|code| !is_code_of(self.format(), code)) {
            doubts.push(MrzDoubt::DocumentCode);
        }
        for field in [MrzField::Issuer, MrzField::Nationality] {
            let state = self.raw(field);
            if state.is_some_and(|state| !is_state(self.format(), state)) {
                doubts.push(MrzDoubt::State(field));
            }
        }
        for field in [MrzField::Names, MrzField::Surname, MrzField::GivenNames] {
            let names = self.raw(field);
            if names.is_some_and(|names| !is_name(field, names)) {
                doubts.push(MrzDoubt::Names(field));
            }
        }
        doubts
    }
}

fn is_code_of(format: MrzFormat, code: &str) -> bool {
    match format {
        MrzFormat::Td1 | MrzFormat::Td2 => code.starts_with(['A', 'C', 'I']),
        MrzFormat::Td3 => code.starts_with('P'),
        MrzFormat::MrvA | MrzFormat::MrvB => code.starts_with('V'),
        MrzFormat::OldCard => code == "ID",
    }
}

fn is_state(format: MrzFormat, state: &str) -> bool {
    match format {
        MrzFormat::OldCard => state == Nationality::FRANCE.as_str(),
        MrzFormat::Td1 | MrzFormat::Td2 | MrzFormat::Td3 | MrzFormat::MrvA | MrzFormat::MrvB => {
            Nationality::parse(state).is_some()
        }
    }
}

/// Whether names run as they are written: from a letter on, parts one `<` apart. ICAO's documents have
/// `<<` once, between family name and given names; a laminated card has it between given names.
fn is_name(field: MrzField, names: &str) -> bool {
    let parts: Vec<&str> = names.split("<<").collect();
    let most = match field {
        MrzField::Surname => 1,
        MrzField::GivenNames => usize::MAX,
        _ => 2,
    };
    let is_part = |part: &&str| !part.is_empty() && !part.starts_with('<') && !part.ends_with('<');
    parts.len() <= most && parts.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::mrz::parse_zone;

    const PASSPORT: [&str; 2] = [
        "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<<<<<<<<<<<",
        "12AB345673FRA9007138F3002119<<<<<<<<<<<<<<02",
    ];

    fn doubts_of(format: MrzFormat, lines: &[&str]) -> Vec<MrzDoubt> {
        parse_zone(format, lines).doubts()
    }

    fn with_first(line: &str) -> Vec<MrzDoubt> {
        doubts_of(MrzFormat::Td3, &[line, PASSPORT[1]])
    }

    #[test]
    fn zones_as_they_are_printed_leave_no_doubt() {
        assert_eq!(doubts_of(MrzFormat::Td3, &PASSPORT), []);
        let old = [
            "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
            "1710GVA123451ROBERTA<<<<<<<9112311F2",
        ];
        assert_eq!(doubts_of(MrzFormat::OldCard, &old), []);
        let card = [
            "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<",
            "9007138F3002119FRA<<<<<<<<<<<6",
            "MARTIN<<MAELYS<GAELLE<MARIE<<<",
        ];
        assert_eq!(doubts_of(MrzFormat::Td1, &card), []);
        let german = ["P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", PASSPORT[1]];
        assert_eq!(doubts_of(MrzFormat::Td3, &german), []);
    }

    #[test]
    fn a_misread_first_letter_makes_no_passport() {
        for first in ["D<", "Y<", "R<", "<<"] {
            let line = format!("{first}{}", &PASSPORT[0][2..]);
            assert_eq!(with_first(&line), [MrzDoubt::DocumentCode], "{first}");
        }
    }

    #[test]
    fn a_line_moved_by_one_column_is_no_passport() {
        let left = format!("{}<", &PASSPORT[0][1..]);
        assert!(with_first(&left).contains(&MrzDoubt::DocumentCode));
        let right = format!("P{}", &PASSPORT[0][..43]);
        assert!(with_first(&right).contains(&MrzDoubt::State(MrzField::Issuer)));
    }

    #[test]
    fn a_state_nobody_has_and_a_letter_in_the_filling_are_doubted() {
        let state = PASSPORT[0].replace("FRA", "FRX");
        assert_eq!(with_first(&state), [MrzDoubt::State(MrzField::Issuer)]);
        for line in [
            "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<<<<<K<<<<<",
            "P<FRAMARTIN<<MAELYS<GAELLE<MARIE<<K<<<<<<<<<",
            "P<FRAMARTIN<<<MAELYS<GAELLE<MARIE<<<<<<<<<<<",
            "P<FRA<ARTIN<<MAELYS<GAELLE<MARIE<<<<<<<<<<<<",
        ] {
            assert_eq!(
                with_first(line),
                [MrzDoubt::Names(MrzField::Names)],
                "{line}"
            );
        }
    }

    #[test]
    fn given_names_of_a_laminated_card_are_two_apart_and_its_family_name_is_one() {
        let lines = |first: &'static str| {
            let second = "1302260174516MARIE<<NOELLE<7706161F6";
            doubts_of(MrzFormat::OldCard, &[first, second])
        };
        assert_eq!(lines("IDFRALE<ROY<<<<<<<<<<<<<<<<<<<260001"), []);
        assert_eq!(
            lines("IDFRALE<ROY<<<<<<K<<<<<<<<<<<<260001"),
            [MrzDoubt::Names(MrzField::Surname)]
        );
    }
}
