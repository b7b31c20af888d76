//! What to do about a picture whose zone was read, said to the person one thing at a time.

use super::zone::{ComparedField, FieldComparison, Likeness};
use crate::document::DocumentKind;

/// What a person had better do next. Advice, never an obstacle: the machine may have read wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Nothing differs.
    GoOn,
    /// The reading is in doubt: the picture had better be taken again.
    Redo,
    /// The document and the declaration differ: one of them is to be looked at again.
    Correct,
    /// Another document, or somebody else's, is in the picture.
    OtherDocument,
}

impl Advice {
    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GoOn => "go_on",
            Self::Redo => "redo",
            Self::Correct => "correct",
            Self::OtherDocument => "other_document",
        }
    }
}

/// The advice about a zone beside the declaration of such a document, and the field it is about where it is
/// about one.
///
/// A wrong document comes first, for nothing else is worth mending then: another kind, another issuer, somebody
/// else's, or another nationality where only the French hold it. A doubtful reading comes before a difference, for
/// the difference may be the reading's. A state that does not exist is a letter misread, for no digit covers it; a
/// day that does not exist is printed so where its digit holds, and no other picture would mend it. Without a row
/// nothing was read: [`Advice::Redo`].
pub fn advise(declared: DocumentKind, rows: &[FieldComparison]) -> (Advice, Option<ComparedField>) {
    let is = |field, likeness| {
        rows.iter()
            .any(|row| row.field == field && row.likeness == likeness)
    };
    let is_someone_else = [
        ComparedField::Number,
        ComparedField::BirthName,
        ComparedField::BirthDate,
    ]
    .into_iter()
    .all(|field| is(field, Likeness::Different));
    let of_another = [
        Some(ComparedField::Kind),
        Some(ComparedField::Issuer),
        declared
            .is_for_french_nationals()
            .then_some(ComparedField::Nationality),
    ]
    .into_iter()
    .flatten()
    .find(|field| is(*field, Likeness::Different));
    if of_another.is_some() || is_someone_else {
        return (Advice::OtherDocument, of_another);
    }
    let first = |is_wanted: fn(&FieldComparison) -> bool| {
        let found = rows.iter().find(|row| is_wanted(row));
        found.map(|row| row.field)
    };
    let in_doubt = first(is_in_doubt);
    if rows.is_empty() || in_doubt.is_some() {
        return (Advice::Redo, in_doubt);
    }
    match first(|row| row.likeness.wants_a_look()) {
        Some(field) => (Advice::Correct, Some(field)),
        None => (Advice::GoOn, None),
    }
}

fn is_in_doubt(row: &FieldComparison) -> bool {
    match row.likeness {
        Likeness::Doubtful | Likeness::Unread => true,
        Likeness::Impossible => matches!(
            row.field,
            ComparedField::Issuer | ComparedField::Nationality
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ComparedField as F;
    use Likeness as L;

    fn advised(rows: &[(F, L)]) -> (Advice, Option<F>) {
        advised_for(DocumentKind::IdentityCard, rows)
    }

    fn advised_for(kind: DocumentKind, rows: &[(F, L)]) -> (Advice, Option<F>) {
        let row = |(field, likeness): &(F, L)| FieldComparison {
            field: *field,
            read: None,
            likeness: *likeness,
        };
        advise(kind, &rows.iter().map(row).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_the_same_in_any_spelling_asks_for_nothing() {
        let rows = [
            (F::Kind, L::Same),
            (F::BirthName, L::Equivalent),
            (F::GivenNames, L::Truncated),
        ];
        assert_eq!(advised(&rows), (Advice::GoOn, None));
    }

    #[test]
    fn a_difference_names_its_field_and_a_doubt_goes_first() {
        let differs = (F::BirthName, L::Different);
        let missing = (F::GivenNames, L::MissingGivenNames);
        assert_eq!(
            advised(&[(F::Kind, L::Same), missing]),
            (Advice::Correct, Some(F::GivenNames))
        );
        assert_eq!(
            advised(&[differs, missing]),
            (Advice::Correct, Some(F::BirthName))
        );
        let doubtful = (F::BirthDate, L::Doubtful);
        assert_eq!(
            advised(&[differs, doubtful]),
            (Advice::Redo, Some(F::BirthDate))
        );
    }

    #[test]
    fn another_document_or_another_person_goes_before_everything() {
        let doubtful = (F::ExpiryDate, L::Doubtful);
        for field in [F::Kind, F::Issuer] {
            assert_eq!(
                advised(&[(field, L::Different), doubtful]),
                (Advice::OtherDocument, Some(field))
            );
        }
        let somebody_else = [F::Number, F::BirthName, F::BirthDate].map(|f| (f, L::Different));
        assert_eq!(advised(&somebody_else), (Advice::OtherDocument, None));
        assert_eq!(advised(&somebody_else[..2]).0, Advice::Correct);
    }

    #[test]
    fn another_nationality_is_another_document_where_only_the_french_hold_it() {
        let rows = [(F::Kind, L::Same), (F::Nationality, L::Different)];
        for kind in DocumentKind::ALL {
            let expected = if kind.is_for_french_nationals() {
                Advice::OtherDocument
            } else {
                Advice::Correct
            };
            let advised = advised_for(kind, &rows);
            assert_eq!(advised, (expected, Some(F::Nationality)), "{kind:?}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_not_photographed_again_and_a_state_that_does_not_is() {
        let day = (F::ExpiryDate, L::Impossible);
        assert_eq!(advised(&[day]), (Advice::Correct, Some(F::ExpiryDate)));
        for field in [F::Issuer, F::Nationality] {
            let state = (field, L::Impossible);
            assert_eq!(advised(&[state]), (Advice::Redo, Some(field)));
        }
    }

    #[test]
    fn a_zone_that_was_not_read_is_taken_again() {
        assert_eq!(advised(&[]), (Advice::Redo, None));
    }
}
