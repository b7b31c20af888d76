//! A declaration as typed, before any check.

use super::finding::{Field, ZoneField};
use core::fmt;
use std::collections::BTreeSet;

/// The raw text of every field, as typed. `None` and blank text both mean "not filled".
///
/// Turn it into a [`Declaration`](super::Declaration) with [`DeclarationDraft::check`]. `Debug`
/// says which fields are filled, never with what.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DeclarationDraft {
    /// Code of the [`DocumentKind`](super::DocumentKind), such as `passport`.
    pub kind: Option<String>,
    /// The document's number, spaces allowed.
    pub number: Option<String>,
    /// `F`, `M`, `female`, `male`, « femme » or « homme ».
    pub sex: Option<String>,
    /// All given names, separated by spaces, or by commas as cards print them.
    pub given_names: Option<String>,
    /// The family name at birth.
    pub birth_name: Option<String>,
    /// The usage name, when the document prints one.
    pub usage_name: Option<String>,
    /// Birth date; `00` for an unknown day or month.
    pub birth_date: Option<String>,
    /// Three-letter country code; may be left out for French cards and passports.
    pub nationality: Option<String>,
    /// Date of issue.
    pub issue_date: Option<String>,
    /// Date of expiry **as printed**, never extended by hand.
    pub expiry_date: Option<String>,
    /// What the family name looked like in the document's machine-readable zone, `LE<GOFF`, where a camera read
    /// it before the form; as [`Self::zone_given_names`].
    pub zone_birth_name: Option<String>,
    /// What the given names looked like in the document's machine-readable zone, `MAELYS<GAELLE<MARIE`,
    /// where a camera read it before the form. Not typed and never refused: what is no zone text is
    /// dropped.
    pub zone_given_names: Option<String>,
    /// The fields that still hold what the zone said when the person's device read it. Never refused: a field
    /// that is not filled is dropped from it.
    pub as_read: BTreeSet<ZoneField>,
}

impl DeclarationDraft {
    /// The text of one field, without blanks around it; `None` when not filled.
    pub fn text(&self, field: Field) -> Option<&str> {
        let slot = match field {
            Field::Kind => &self.kind,
            Field::Number => &self.number,
            Field::Sex => &self.sex,
            Field::GivenNames => &self.given_names,
            Field::BirthName => &self.birth_name,
            Field::UsageName => &self.usage_name,
            Field::BirthDate => &self.birth_date,
            Field::Nationality => &self.nationality,
            Field::IssueDate => &self.issue_date,
            Field::ExpiryDate => &self.expiry_date,
        };
        slot.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// Replaces the text of one field, as the journey does when a screen is sent.
    pub fn set(&mut self, field: Field, text: Option<String>) {
        let slot = match field {
            Field::Kind => &mut self.kind,
            Field::Number => &mut self.number,
            Field::Sex => &mut self.sex,
            Field::GivenNames => &mut self.given_names,
            Field::BirthName => &mut self.birth_name,
            Field::UsageName => &mut self.usage_name,
            Field::BirthDate => &mut self.birth_date,
            Field::Nationality => &mut self.nationality,
            Field::IssueDate => &mut self.issue_date,
            Field::ExpiryDate => &mut self.expiry_date,
        };
        *slot = text;
    }
}

impl fmt::Debug for DeclarationDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeclarationDraft filled: ")?;
        let filled = Field::ALL
            .into_iter()
            .filter(|field| self.text(*field).is_some());
        f.debug_list().entries(filled.map(Field::as_str)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_a_draft_names_the_filled_fields_and_shows_no_text() {
        let mut draft = DeclarationDraft::default();
        draft.set(Field::BirthName, Some("Berthier".to_owned()));
        draft.set(Field::UsageName, Some("   ".to_owned()));
        assert_eq!(
            format!("{draft:?}"),
            r#"DeclarationDraft filled: ["birth_name"]"#
        );
        assert_eq!(draft.text(Field::UsageName), None);
    }
}
