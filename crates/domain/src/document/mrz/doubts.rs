//! What no check digit covers, judged by its form.
//!
//! The document code, the states, the sex and the names have no check digit on ICAO's documents: one
//! misread character there leaves every digit right. Their form is narrow, though. A reading without
//! doubts is still no proof; a reading with one should not be taken without a person's look.

use super::layout::{MrzField, MrzFormat};
use super::reading::{MrzFinding, MrzProblem, MrzReading};
use crate::document::Nationality;

/// A field whose form no document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzDoubt {
    /// No document of this format bears the code ([`MrzFormat::has_code`]).
    DocumentCode,
    /// No country, nor status of a person, has this code (ICAO Doc 9303-3, section 5).
    State(MrzField),
    /// The names do not begin with a letter, or characters follow the filling at their end.
    Names(MrzField),
}

/// What keeps a zone from being taken, though every check digit holds: another look at the same document will
/// hardly mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MrzHindrance {
    /// A date that no calendar has.
    Date,
    /// A code that no country has.
    State,
    /// A code that no document of this format bears.
    DocumentCode,
    /// Names that do not run as names are written.
    Names,
}

impl MrzHindrance {
    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::State => "state",
            Self::DocumentCode => "document_code",
            Self::Names => "names",
        }
    }
}

impl MrzReading {
    /// What hinders. `None` where nothing does, and where the picture does: a length, a character or a check
    /// digit is wrong.
    pub fn hindrance(&self) -> Option<MrzHindrance> {
        let is_date = |finding: &MrzFinding| finding.problem == MrzProblem::DateImpossible;
        if !self.findings().iter().all(is_date) {
            return None;
        }
        if !self.findings().is_empty() {
            return Some(MrzHindrance::Date);
        }
        self.doubts().first().map(|doubt| match doubt {
            MrzDoubt::DocumentCode => MrzHindrance::DocumentCode,
            MrzDoubt::State(_) => MrzHindrance::State,
            MrzDoubt::Names(_) => MrzHindrance::Names,
        })
    }

    /// Fields whose form no document has; those that could not be read have findings already.
    pub fn doubts(&self) -> Vec<MrzDoubt> {
        let mut doubts = Vec::new();
        let code = self.raw(MrzField::DocumentCode);
        if code.is_some_and(|code| !self.format().has_code(code)) {
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
    fn what_the_document_itself_says_hinders_and_a_bad_picture_is_no_hindrance() {
        let hindrance = |first: &str, second: &str| {
            let reading = parse_zone(MrzFormat::Td3, &[first, second]);
            reading.hindrance().map(MrzHindrance::as_str)
        };
        let [first, second] = PASSPORT;
        assert_eq!(hindrance(first, second), None);
        let state = first.replace("FRA", "UTO");
        assert_eq!(hindrance(&state, second), Some("state"));
        let code = first.replace("P<", "X<");
        assert_eq!(hindrance(&code, second), Some("document_code"));
        let names = first.replace("<<MAELYS", "<<<MAELYS");
        assert_eq!(hindrance(&names[..44], second), Some("names"));
        let dates = "12AB345673FRA9013326F3002119<<<<<<<<<<<<<<06";
        assert_eq!(hindrance(first, dates), Some("date"));
        let misread = second.replace("9007138", "9007188");
        assert_eq!(hindrance(&state, &misread), None, "the picture is to blame");
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
