//! What a check of a declaration can find: closed lists with stable codes.

use crate::date::DateFinding;
use jiff::civil::Date;

/// A field of the declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Kind of document.
    Kind,
    /// Number of the document.
    Number,
    /// Sex as printed.
    Sex,
    /// All given names.
    GivenNames,
    /// Family name at birth.
    BirthName,
    /// Usage name.
    UsageName,
    /// Birth date.
    BirthDate,
    /// Nationality.
    Nationality,
    /// Date of issue.
    IssueDate,
    /// Date of expiry as printed.
    ExpiryDate,
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Kind,
        Self::Number,
        Self::Sex,
        Self::GivenNames,
        Self::BirthName,
        Self::UsageName,
        Self::BirthDate,
        Self::Nationality,
        Self::IssueDate,
        Self::ExpiryDate,
    ];

    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Number => "number",
            Self::Sex => "sex",
            Self::GivenNames => "given_names",
            Self::BirthName => "birth_name",
            Self::UsageName => "usage_name",
            Self::BirthDate => "birth_date",
            Self::Nationality => "nationality",
            Self::IssueDate => "issue_date",
            Self::ExpiryDate => "expiry_date",
        }
    }

    /// Reads a code written by [`Field::as_str`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == code)
    }
}

/// A field that a machine-readable zone can fill. The kind is not one: it is chosen before anything is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ZoneField {
    /// Number of the document.
    Number,
    /// Sex.
    Sex,
    /// Given names.
    GivenNames,
    /// Family name at birth.
    BirthName,
    /// Birth date.
    BirthDate,
    /// Nationality.
    Nationality,
    /// Date of expiry as printed.
    ExpiryDate,
}

impl ZoneField {
    /// Every one, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Number,
        Self::Sex,
        Self::GivenNames,
        Self::BirthName,
        Self::BirthDate,
        Self::Nationality,
        Self::ExpiryDate,
    ];

    /// The same among all fields of the declaration.
    pub const fn field(self) -> Field {
        match self {
            Self::Number => Field::Number,
            Self::Sex => Field::Sex,
            Self::GivenNames => Field::GivenNames,
            Self::BirthName => Field::BirthName,
            Self::BirthDate => Field::BirthDate,
            Self::Nationality => Field::Nationality,
            Self::ExpiryDate => Field::ExpiryDate,
        }
    }
}

/// Something that stops a declaration, at one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldFinding {
    /// Where.
    pub field: Field,
    /// What.
    pub code: FindingCode,
    /// The last day on which an expired document was accepted: with [`FindingCode::Expired`] alone.
    pub until: Option<Date>,
}

/// Why a field stops a declaration. Each has its sentence and its way on in the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingCode {
    /// The field is empty.
    Required,
    /// The text is far longer than anything a document prints.
    TextTooLong,
    /// No such kind of document.
    KindUnknown,
    /// Neither F nor M.
    SexUnknown,
    /// A sign that no document prints in a name: a digit, a symbol, a letter of another script.
    NameLetterNotAllowed,
    /// A hyphen at an end, or more than two hyphens together.
    NameSeparatorMisplaced,
    /// Separators only.
    NameNoLetter,
    /// Longer than 256 characters as the register would hold it.
    NameTooLong,
    /// A new card's number is 9 letters and digits.
    NumberFormatNewCard,
    /// A laminated card's number is 12 characters: 4 digits, 3 for the department, 5 digits.
    NumberFormatOldCard,
    /// The third and fourth digits of a laminated card's number are a month, 01 to 12.
    NumberMonthOldCard,
    /// A passport's number is 2 digits, 2 letters, 5 digits.
    NumberFormatPassport,
    /// No permit number looks like this.
    NumberFormatPermit,
    /// This is a laminated card's number: the other kind of card was chosen.
    NumberOfOldCard,
    /// This is a new card's number: the other kind of card was chosen.
    NumberOfNewCard,
    /// A letter O or I stands where a digit must be.
    NumberLetterForDigit,
    /// No such three-letter code.
    NationalityUnknown,
    /// French cards and passports are issued to nationals only.
    NationalityNotFrench,
    /// A national of France holds no residence permit.
    NationalityFrenchPermit,
    /// Not written like a date.
    DateMalformed,
    /// The year is outside 1900 to 2099.
    DateYearOutOfRange,
    /// A day without its month.
    DateDayWithoutMonth,
    /// The calendar has no such day.
    DateImpossible,
    /// Dates of issue and expiry are always whole.
    DateIncomplete,
    /// The birth date is after today.
    BornInFuture,
    /// Under 18 today by every reading of the birth date.
    Minor,
    /// 18 today by one reading of an incomplete birth date, 17 by another: a person must look.
    AdultUnsure,
    /// The date of issue is after today.
    IssuedInFuture,
    /// The date of issue is before the birth date.
    IssuedBeforeBirth,
    /// The date of issue is not before the date of expiry.
    IssueNotBeforeExpiry,
    /// This format of card was not issued at that date: the other one was chosen, or a date is wrong.
    CardFormatNotIssuedThen,
    /// No card of this kind was issued for so many years: one of the two dates is wrong.
    SpanUnexpected,
    /// The five added years were counted by hand: copy the date as printed.
    ExpiryAlreadyExtended,
    /// The document is no longer valid, extension included.
    Expired,
    /// The permit was issued for less than five years.
    PermitUnderFiveYears,
}

impl FindingCode {
    /// Every code, in order of declaration.
    pub const ALL: [Self; 35] = [
        Self::Required,
        Self::TextTooLong,
        Self::KindUnknown,
        Self::SexUnknown,
        Self::NameLetterNotAllowed,
        Self::NameSeparatorMisplaced,
        Self::NameNoLetter,
        Self::NameTooLong,
        Self::NumberFormatNewCard,
        Self::NumberFormatOldCard,
        Self::NumberMonthOldCard,
        Self::NumberFormatPassport,
        Self::NumberFormatPermit,
        Self::NumberOfOldCard,
        Self::NumberOfNewCard,
        Self::NumberLetterForDigit,
        Self::NationalityUnknown,
        Self::NationalityNotFrench,
        Self::NationalityFrenchPermit,
        Self::DateMalformed,
        Self::DateYearOutOfRange,
        Self::DateDayWithoutMonth,
        Self::DateImpossible,
        Self::DateIncomplete,
        Self::BornInFuture,
        Self::Minor,
        Self::AdultUnsure,
        Self::IssuedInFuture,
        Self::IssuedBeforeBirth,
        Self::IssueNotBeforeExpiry,
        Self::CardFormatNotIssuedThen,
        Self::SpanUnexpected,
        Self::ExpiryAlreadyExtended,
        Self::Expired,
        Self::PermitUnderFiveYears,
    ];

    /// Stable code, part of the contract with the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "field.required",
            Self::TextTooLong => "field.too_long",
            Self::KindUnknown => "kind.unknown",
            Self::SexUnknown => "sex.unknown",
            Self::NameLetterNotAllowed => "name.letter_not_allowed",
            Self::NameSeparatorMisplaced => "name.separator_misplaced",
            Self::NameNoLetter => "name.no_letter",
            Self::NameTooLong => "name.too_long",
            Self::NumberFormatNewCard => "number.format_new_card",
            Self::NumberFormatOldCard => "number.format_old_card",
            Self::NumberMonthOldCard => "number.month_old_card",
            Self::NumberFormatPassport => "number.format_passport",
            Self::NumberFormatPermit => "number.format_permit",
            Self::NumberOfOldCard => "number.looks_like_old_card",
            Self::NumberOfNewCard => "number.looks_like_new_card",
            Self::NumberLetterForDigit => "number.letter_for_digit",
            Self::NationalityUnknown => "nationality.unknown",
            Self::NationalityNotFrench => "nationality.must_be_french",
            Self::NationalityFrenchPermit => "nationality.french_on_permit",
            Self::DateMalformed => "date.malformed",
            Self::DateYearOutOfRange => "date.year_out_of_range",
            Self::DateDayWithoutMonth => "date.day_without_month",
            Self::DateImpossible => "date.impossible",
            Self::DateIncomplete => "date.incomplete",
            Self::BornInFuture => "person.born_in_future",
            Self::Minor => "person.minor",
            Self::AdultUnsure => "person.adult_unsure",
            Self::IssuedInFuture => "document.issued_in_future",
            Self::IssuedBeforeBirth => "document.issued_before_birth",
            Self::IssueNotBeforeExpiry => "document.issue_not_before_expiry",
            Self::CardFormatNotIssuedThen => "document.card_format_not_issued_then",
            Self::SpanUnexpected => "document.span_unexpected",
            Self::ExpiryAlreadyExtended => "document.expiry_already_extended",
            Self::Expired => "document.expired",
            Self::PermitUnderFiveYears => "permit.under_five_years",
        }
    }
}

impl From<DateFinding> for FindingCode {
    fn from(finding: DateFinding) -> Self {
        match finding {
            DateFinding::Malformed => Self::DateMalformed,
            DateFinding::YearOutOfRange => Self::DateYearOutOfRange,
            DateFinding::DayWithoutMonth => Self::DateDayWithoutMonth,
            DateFinding::Impossible => Self::DateImpossible,
        }
    }
}

/// Something the person (or the operator) should know, that stops nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Notice {
    /// A laminated card whose printed date counts five years more, with its real end.
    ValidityExtended {
        /// Last day of validity.
        until: Date,
    },
    /// A laminated card's number does not begin with the year and month of issue.
    NumberMonthDiffers,
    /// A permit's number is not 9 or 10 characters long.
    NumberUnusual,
    /// A new card's number has the form of a passport's number.
    NumberLooksLikePassport,
    /// A passport printed for another span than five or ten years, such as an emergency passport.
    SpanUnusual,
    /// The register cannot hold a letter of this name: it will be written without it, and the
    /// file keeps the original.
    TransliteratedInRegister {
        /// The name concerned.
        field: Field,
    },
}

impl Notice {
    /// Every code that [`Notice::code`] can give.
    pub const CODES: [&'static str; 6] = [
        "validity.extended",
        "number.month_differs",
        "number.unusual",
        "number.looks_like_passport",
        "validity.span_unusual",
        "name.transliterated_in_register",
    ];

    /// Stable code, part of the contract with the interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ValidityExtended { .. } => "validity.extended",
            Self::NumberMonthDiffers => "number.month_differs",
            Self::NumberUnusual => "number.unusual",
            Self::NumberLooksLikePassport => "number.looks_like_passport",
            Self::SpanUnusual => "validity.span_unusual",
            Self::TransliteratedInRegister { .. } => "name.transliterated_in_register",
        }
    }

    /// The field beside which the interface shows it.
    pub const fn field(self) -> Field {
        match self {
            Self::ValidityExtended { .. } | Self::SpanUnusual => Field::ExpiryDate,
            Self::NumberMonthDiffers | Self::NumberUnusual | Self::NumberLooksLikePassport => {
                Field::Number
            }
            Self::TransliteratedInRegister { field } => field,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_findings_share_a_code() {
        let codes: BTreeSet<_> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), FindingCode::ALL.len());
        assert!(codes.iter().all(|code| code.contains('.')));
        let fields: BTreeSet<_> = Field::ALL.iter().map(|field| field.as_str()).collect();
        assert_eq!(fields.len(), Field::ALL.len());
    }

    #[test]
    fn a_finding_about_a_date_keeps_the_code_of_the_date_room() {
        for finding in DateFinding::ALL {
            assert_eq!(FindingCode::from(finding).as_str(), finding.as_str());
        }
    }

    #[test]
    fn every_notice_has_a_listed_code() {
        let until = Date::constant(2028, 3, 1);
        let notices = [
            Notice::ValidityExtended { until },
            Notice::NumberMonthDiffers,
            Notice::NumberUnusual,
            Notice::NumberLooksLikePassport,
            Notice::SpanUnusual,
            Notice::TransliteratedInRegister {
                field: Field::BirthName,
            },
        ];
        assert_eq!(notices.map(Notice::code), Notice::CODES);
    }
}
