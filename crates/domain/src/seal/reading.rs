//! What a seal says, and what is wrong with how it says it.

use super::fields::FieldId;
use super::header::SealHeader;
use crate::date::PartialDate;
use crate::private::Personal;

/// A field of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealField {
    /// Which.
    pub id: FieldId,
    /// Its value as written.
    pub value: Personal<String>,
    /// Whether the seal says that the value was cut for want of room.
    pub is_cut: bool,
}

/// What is wrong with a field, or with the whole where no field is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SealFinding {
    /// Where.
    pub field: Option<FieldId>,
    /// What.
    pub problem: SealProblem,
}

/// What may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SealProblem {
    /// Two characters that name no field: up to the next separator nothing was read.
    FieldName,
    /// A field that identity titles do not use, read up to the next separator.
    FieldUnknown,
    /// A field that stands there twice. The first counts.
    FieldRepeated,
    /// A field that this type of document must have.
    FieldMissing,
    /// A value that ends too early.
    ValueShort,
    /// A sign that a value may not hold.
    ValueSign,
    /// A day that is in no calendar.
    DateImpossible,
    /// No signature follows the fields.
    SignatureMissing,
    /// What follows the fields is no base32, or has a length that no signature has.
    SignatureUnreadable,
}

impl SealProblem {
    /// Every problem.
    pub const ALL: [Self; 9] = [
        Self::FieldName,
        Self::FieldUnknown,
        Self::FieldRepeated,
        Self::FieldMissing,
        Self::ValueShort,
        Self::ValueSign,
        Self::DateImpossible,
        Self::SignatureMissing,
        Self::SignatureUnreadable,
    ];

    /// Stable code, part of the contract with the console.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FieldName => "seal.field_name",
            Self::FieldUnknown => "seal.field_unknown",
            Self::FieldRepeated => "seal.field_repeated",
            Self::FieldMissing => "seal.field_missing",
            Self::ValueShort => "seal.value_short",
            Self::ValueSign => "seal.value_sign",
            Self::DateImpossible => "seal.date_impossible",
            Self::SignatureMissing => "seal.signature_missing",
            Self::SignatureUnreadable => "seal.signature_unreadable",
        }
    }
}

/// A seal, taken apart. Built by [`parse_seal`](super::parse_seal).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    pub(super) header: SealHeader,
    pub(super) fields: Vec<SealField>,
    pub(super) message: Personal<Vec<u8>>,
    pub(super) signature: Option<Vec<u8>>,
    pub(super) findings: Vec<SealFinding>,
}

impl Seal {
    /// Whose certificate, when, about what.
    pub const fn header(&self) -> &SealHeader {
        &self.header
    }

    /// Every field, in the order of the seal.
    pub fn fields(&self) -> &[SealField] {
        &self.fields
    }

    /// What is wrong, in the order of the seal.
    pub fn findings(&self) -> &[SealFinding] {
        &self.findings
    }

    /// What was signed: header and fields.
    pub const fn message(&self) -> &Personal<Vec<u8>> {
        &self.message
    }

    /// The signature, r and s one after the other: 64, 96 or 132 bytes. `None` when there is none, or
    /// none that can be read.
    pub fn signature(&self) -> Option<&[u8]> {
        self.signature.as_deref()
    }

    /// The first field of this name.
    pub fn field(&self, id: FieldId) -> Option<&SealField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Its value, without blanks around. `None` when there is none or nothing in it.
    pub fn value(&self, id: FieldId) -> Option<&str> {
        let value = self.field(id)?.value.reveal().trim();
        (!value.is_empty()).then_some(value)
    }

    /// The day that a field of eight digits says, `00` for an unknown part. `None` when it says none.
    pub fn day(&self, id: FieldId) -> Option<PartialDate> {
        day_of(self.value(id)?)
    }
}

/// A day as seals write it: DDMMYYYY.
pub(super) fn day_of(digits: &str) -> Option<PartialDate> {
    if digits.len() != 8 || !digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let (day, rest) = digits.split_at(2);
    let (month, year) = rest.split_at(2);
    PartialDate::parse_iso(&format!("{year}-{month}-{day}")).ok()
}
