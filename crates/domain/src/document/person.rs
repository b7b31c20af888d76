//! Whether two declarations, of two documents perhaps, name one person.

use super::Declaration;
use super::names::{NameMatch, compare_given_names, compare_names};
use crate::birthplace::Birthplace;

/// What a document says of a person, with their birthplace.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// As declared from a document.
    pub declaration: &'a Declaration,
    /// Born where.
    pub birthplace: &'a Birthplace,
}

/// Whether both name the same person: birth name but for accents, given names but for some that one
/// document leaves out, birth date, sex, and the codes of the birthplace. The usage name, the nationality and
/// the document itself may have changed.
pub fn is_same_person(one: Named<'_>, other: Named<'_>) -> bool {
    let (a, b) = (one.declaration, other.declaration);
    let birth_name = compare_names(a.birth_name().reveal(), b.birth_name().reveal(), None);
    let read = b.given_names().reveal().join(",");
    let given_names = compare_given_names(a.given_names().reveal(), &read, None);
    birth_name <= NameMatch::Equivalent
        && !given_names.blocks()
        && a.birth_date().reveal() == b.birth_date().reveal()
        && a.sex().reveal() == b.sex().reveal()
        && one.birthplace.claims() == other.birthplace.claims()
}
