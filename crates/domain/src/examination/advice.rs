//! What to do about a picture whose zone was read, said to the person one thing at a time.

use super::zone::{ComparedField, FieldComparison, Likeness};

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

/// The advice about a zone beside its declaration, and the field it is about where it is about one.
///
/// A wrong document comes first, for nothing else is worth mending then; a doubtful reading comes
/// before a difference, for the difference may be the reading's. Without a row nothing was read:
/// [`Advice::Redo`].
pub fn advise(rows: &[FieldComparison]) -> (Advice, Option<ComparedField>) {
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
    if is(ComparedField::Kind, Likeness::Different) || is_someone_else {
        return (Advice::OtherDocument, None);
    }
    let first = |wanted: &[Likeness]| {
        rows.iter()
            .find(|row| wanted.contains(&row.likeness))
            .map(|row| row.field)
    };
    let in_doubt = first(&[Likeness::Doubtful, Likeness::Unread]);
    if rows.is_empty() || in_doubt.is_some() {
        return (Advice::Redo, in_doubt);
    }
    match first(&[Likeness::Different, Likeness::MissingGivenNames]) {
        Some(field) => (Advice::Correct, Some(field)),
        None => (Advice::GoOn, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ComparedField as F;
    use Likeness as L;

    fn advised(rows: &[(F, L)]) -> (Advice, Option<F>) {
        let row = |(field, likeness): &(F, L)| FieldComparison {
            field: *field,
            read: None,
            likeness: *likeness,
        };
        advise(&rows.iter().map(row).collect::<Vec<_>>())
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
        assert_eq!(
            advised(&[(F::Kind, L::Different), doubtful]).0,
            Advice::OtherDocument
        );
        let somebody_else = [F::Number, F::BirthName, F::BirthDate].map(|f| (f, L::Different));
        assert_eq!(advised(&somebody_else), (Advice::OtherDocument, None));
        assert_eq!(advised(&somebody_else[..2]).0, Advice::Correct);
    }

    #[test]
    fn a_zone_that_was_not_read_is_taken_again() {
        assert_eq!(advised(&[]), (Advice::Redo, None));
    }
}
