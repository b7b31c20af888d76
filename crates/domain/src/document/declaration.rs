//! A declaration that passed every check: what the person says their document says.

use super::draft::DeclarationDraft;
use super::finding::ZoneField;
use super::kind::DocumentKind;
use super::nationality::Nationality;
use super::number::DocumentNumber;
use super::sex::Sex;
use super::validity::Validity;
use crate::date::PartialDate;
use crate::private::Personal;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The validated identity as declared. Built only by [`DeclarationDraft::check`]; every part about
/// the person is guarded.
///
/// A store keeps [`Declaration::to_draft`] and [`Declaration::checked_on`]: checking that draft
/// again with that day gives the same declaration, even when the document has expired since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub(super) kind: DocumentKind,
    pub(super) number: DocumentNumber,
    pub(super) sex: Personal<Sex>,
    pub(super) given_names: Personal<Vec<String>>,
    pub(super) birth_name: Personal<String>,
    pub(super) usage_name: Option<Personal<String>>,
    pub(super) birth_date: Personal<PartialDate>,
    pub(super) nationality: Personal<Nationality>,
    pub(super) issue_date: Personal<Date>,
    pub(super) validity: Personal<Validity>,
    pub(super) zone_birth_name: Option<Personal<String>>,
    pub(super) zone_given_names: Option<Personal<String>>,
    pub(super) as_read: BTreeSet<ZoneField>,
    pub(super) checked_on: Date,
}

impl Declaration {
    /// The kind of document.
    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The document's number in its normal form.
    pub const fn number(&self) -> &DocumentNumber {
        &self.number
    }

    /// The sex printed.
    pub const fn sex(&self) -> &Personal<Sex> {
        &self.sex
    }

    /// All given names, at least one, in the order of the document, original spelling.
    pub const fn given_names(&self) -> &Personal<Vec<String>> {
        &self.given_names
    }

    /// The family name at birth, original spelling.
    pub const fn birth_name(&self) -> &Personal<String> {
        &self.birth_name
    }

    /// The usage name, when there is one.
    pub const fn usage_name(&self) -> Option<&Personal<String>> {
        self.usage_name.as_ref()
    }

    /// The birth date, perhaps incomplete.
    pub const fn birth_date(&self) -> &Personal<PartialDate> {
        &self.birth_date
    }

    /// The nationality: France for cards and passports, another for permits.
    pub const fn nationality(&self) -> &Personal<Nationality> {
        &self.nationality
    }

    /// The date of issue.
    pub const fn issue_date(&self) -> &Personal<Date> {
        &self.issue_date
    }

    /// The date of expiry as printed; [`Declaration::validity`] has the real one.
    pub const fn expiry_date(&self) -> Personal<Date> {
        Personal::new(self.validity.reveal().printed)
    }

    /// The end of validity, printed and real.
    pub const fn validity(&self) -> &Personal<Validity> {
        &self.validity
    }

    /// The family name as the document's machine-readable zone writes it, where a camera read it before the
    /// form; as [`Declaration::zone_given_names`].
    pub const fn zone_birth_name(&self) -> Option<&Personal<String>> {
        self.zone_birth_name.as_ref()
    }

    /// The given names as the document's machine-readable zone writes them, where a camera read it
    /// before the form: 1 to 39 of `A`–`Z` and `<`. The person's device says it; it informs, it proves
    /// nothing.
    pub const fn zone_given_names(&self) -> Option<&Personal<String>> {
        self.zone_given_names.as_ref()
    }

    /// The fields that the person left as their device read them in the document's zone; the others were typed.
    /// The device says it; it informs, it proves nothing and nothing is decided by it. Empty in declarations
    /// older than the question.
    pub const fn as_read(&self) -> &BTreeSet<ZoneField> {
        &self.as_read
    }

    /// The day the declaration was checked.
    pub const fn checked_on(&self) -> Date {
        self.checked_on
    }

    /// The draft that gives this declaration again, in normal form, for display and for the store.
    pub fn to_draft(&self) -> DeclarationDraft {
        DeclarationDraft {
            kind: Some(self.kind.as_str().to_owned()),
            number: Some(self.number.reveal().clone()),
            sex: Some(self.sex.reveal().as_str().to_owned()),
            given_names: Some(self.given_names.reveal().join(", ")),
            birth_name: Some(self.birth_name.reveal().clone()),
            usage_name: self.usage_name.as_ref().map(|name| name.reveal().clone()),
            birth_date: Some(self.birth_date.reveal().to_string()),
            nationality: Some(self.nationality.reveal().as_str().to_owned()),
            issue_date: Some(self.issue_date.reveal().to_string()),
            expiry_date: Some(self.validity.reveal().printed.to_string()),
            zone_birth_name: self
                .zone_birth_name
                .as_ref()
                .map(|name| name.reveal().clone()),
            zone_given_names: self
                .zone_given_names
                .as_ref()
                .map(|names| names.reveal().clone()),
            as_read: self.as_read.clone(),
        }
    }
}
