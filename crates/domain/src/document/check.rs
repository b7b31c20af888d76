//! The check of a declaration: every field, then the rules between fields, all findings at once.

use super::declaration::Declaration;
use super::draft::DeclarationDraft;
use super::finding::{Field, FieldFinding, FindingCode, Notice, ZoneField};
use super::kind::DocumentKind;
use super::names;
use super::nationality::Nationality;
use super::number::DocumentNumber;
use super::sex::Sex;
use super::validity::{Span, Validity, judge_span, was_issued_then};
use crate::date::PartialDate;
use crate::private::Personal;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Longest text read from one field, in bytes. The longest name a register holds is 256 letters.
const MAX_TEXT: usize = 2_000;

/// The longest name a zone holds: the whole name field of a passport.
const MAX_ZONE_NAMES: usize = 39;

/// A declaration without findings, and what its owner should still be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The validated identity.
    pub declaration: Declaration,
    /// Remarks that stop nothing, in the order of the form.
    pub notices: Vec<Notice>,
}

impl DeclarationDraft {
    /// Checks every field and the rules between them, as of `today` (a day in France).
    ///
    /// The same draft and day always give the same answer.
    ///
    /// # Errors
    /// Every finding, in the order of the form. Rules between fields are only judged when the
    /// fields they need could be read.
    pub fn check(&self, today: Date) -> Result<Checked, Vec<FieldFinding>> {
        let mut check = Check::default();
        let read = Read::of(self, &mut check);
        read.judge(today, &mut check);
        let Check {
            mut findings,
            mut notices,
        } = check;
        findings.sort_unstable();
        findings.dedup();
        notices.sort_by_key(|notice| notice.field());
        match read.complete(today) {
            Some(declaration) if findings.is_empty() => Ok(Checked {
                declaration,
                notices,
            }),
            _ => Err(findings),
        }
    }
}

/// What the check has to say so far.
#[derive(Default)]
struct Check {
    findings: Vec<FieldFinding>,
    notices: Vec<Notice>,
}

impl Check {
    fn refuse(&mut self, field: Field, code: FindingCode) {
        self.findings.push(FieldFinding {
            field,
            code,
            until: None,
        });
    }

    /// Keeps the value, or notes why there is none.
    fn keep<T>(&mut self, field: Field, result: Result<T, FindingCode>) -> Option<T> {
        result.map_err(|code| self.refuse(field, code)).ok()
    }
}

/// The fields that could be read, each on its own.
struct Read {
    kind: Option<DocumentKind>,
    number: Option<DocumentNumber>,
    sex: Option<Sex>,
    given_names: Option<Vec<String>>,
    birth_name: Option<String>,
    usage_name: Option<String>,
    birth_date: Option<PartialDate>,
    nationality: Option<Nationality>,
    issue_date: Option<Date>,
    expiry_date: Option<Date>,
    zone_birth_name: Option<String>,
    zone_given_names: Option<String>,
    as_read: BTreeSet<ZoneField>,
}

impl Read {
    fn of(draft: &DeclarationDraft, check: &mut Check) -> Self {
        let kind = required(draft, Field::Kind)
            .and_then(|text| DocumentKind::from_code(text).ok_or(FindingCode::KindUnknown));
        let kind = check.keep(Field::Kind, kind);
        let sex = required(draft, Field::Sex)
            .and_then(|text| Sex::parse(text).ok_or(FindingCode::SexUnknown));
        let given_names = required(draft, Field::GivenNames).and_then(names::split_given_names);
        let birth_name = required(draft, Field::BirthName).and_then(names::parse_name);
        let usage_name = bounded(draft, Field::UsageName)
            .and_then(|text| text.map(names::parse_name).transpose());
        let birth_date = required(draft, Field::BirthDate)
            .and_then(|text| PartialDate::parse_typed(text).map_err(FindingCode::from));
        Self {
            kind,
            number: read_number(draft, kind, check),
            sex: check.keep(Field::Sex, sex),
            given_names: check.keep(Field::GivenNames, given_names),
            birth_name: check.keep(Field::BirthName, birth_name),
            usage_name: check.keep(Field::UsageName, usage_name).flatten(),
            birth_date: check.keep(Field::BirthDate, birth_date),
            nationality: read_nationality(draft, kind, check),
            issue_date: check.keep(Field::IssueDate, whole_date(draft, Field::IssueDate)),
            expiry_date: check.keep(Field::ExpiryDate, whole_date(draft, Field::ExpiryDate)),
            zone_birth_name: draft.zone_birth_name.as_deref().and_then(zone_text),
            zone_given_names: draft.zone_given_names.as_deref().and_then(zone_text),
            as_read: filled_as_read(draft),
        }
    }

    /// The rules between fields and with today.
    fn judge(&self, today: Date, check: &mut Check) {
        self.judge_names(check);
        if let Some(birth) = self.birth_date {
            judge_age(birth, today, check);
        }
        let Some(issue) = self.issue_date else { return };
        if issue > today {
            check.refuse(Field::IssueDate, FindingCode::IssuedInFuture);
        }
        if self
            .birth_date
            .is_some_and(|birth| issue < birth.earliest())
        {
            check.refuse(Field::IssueDate, FindingCode::IssuedBeforeBirth);
        }
        let Some(kind) = self.kind else { return };
        if !was_issued_then(kind, issue) {
            check.refuse(Field::IssueDate, FindingCode::CardFormatNotIssuedThen);
        }
        if let Some(number) = &self.number
            && kind == DocumentKind::OldIdentityCard
            && !number.starts_with_month_of(issue)
        {
            check.notices.push(Notice::NumberMonthDiffers);
        }
        if let (Some(birth), Some(printed)) = (self.birth_date, self.expiry_date) {
            judge_validity(kind, birth, (issue, printed), today, check);
        }
    }

    fn judge_names(&self, check: &mut Check) {
        let given = self.given_names.as_ref().map(|names| names.join(" "));
        let names = [
            (Field::GivenNames, given.as_ref()),
            (Field::BirthName, self.birth_name.as_ref()),
            (Field::UsageName, self.usage_name.as_ref()),
        ];
        for (field, name) in names {
            if name.is_some_and(|name| !names::fits_claims_alphabet(name)) {
                check
                    .notices
                    .push(Notice::TransliteratedInRegister { field });
            }
        }
    }

    /// The declaration, when every field it needs could be read.
    fn complete(self, today: Date) -> Option<Declaration> {
        let (kind, birth, issue) = (self.kind?, self.birth_date?, self.issue_date?);
        let validity = Validity::derive(kind, birth, issue, self.expiry_date?);
        Some(Declaration {
            kind,
            number: self.number?,
            sex: Personal::new(self.sex?),
            given_names: Personal::new(self.given_names?),
            birth_name: Personal::new(self.birth_name?),
            usage_name: self.usage_name.map(Personal::new),
            birth_date: Personal::new(birth),
            nationality: Personal::new(self.nationality?),
            issue_date: Personal::new(issue),
            validity: Personal::new(validity),
            zone_birth_name: self.zone_birth_name.map(Personal::new),
            zone_given_names: self.zone_given_names.map(Personal::new),
            as_read: self.as_read,
            checked_on: today,
        })
    }
}

/// A field of a zone without its filling. Nobody typed it: what cannot be one is dropped, not refused.
fn zone_text(text: &str) -> Option<String> {
    let text = text.trim().trim_matches('<');
    let is_zone_text = text.len() <= MAX_ZONE_NAMES
        && text
            .bytes()
            .all(|sign| sign.is_ascii_uppercase() || sign == b'<');
    (is_zone_text && !text.is_empty()).then(|| text.to_owned())
}

/// What is empty holds nothing that was read: it is dropped, so that nobody is stopped by what they cannot see.
fn filled_as_read(draft: &DeclarationDraft) -> BTreeSet<ZoneField> {
    let read = draft.as_read.iter().copied();
    read.filter(|field| draft.text(field.field()).is_some())
        .collect()
}

fn bounded(draft: &DeclarationDraft, field: Field) -> Result<Option<&str>, FindingCode> {
    match draft.text(field) {
        Some(text) if text.len() > MAX_TEXT => Err(FindingCode::TextTooLong),
        text => Ok(text),
    }
}

fn required(draft: &DeclarationDraft, field: Field) -> Result<&str, FindingCode> {
    bounded(draft, field)?.ok_or(FindingCode::Required)
}

fn read_number(
    draft: &DeclarationDraft,
    kind: Option<DocumentKind>,
    check: &mut Check,
) -> Option<DocumentNumber> {
    let text = check.keep(Field::Number, required(draft, Field::Number))?;
    let (number, notice) = check.keep(Field::Number, DocumentNumber::parse(kind?, text))?;
    check.notices.extend(notice);
    Some(number)
}

/// French cards and passports say nothing new with their nationality: it may be left out.
fn read_nationality(
    draft: &DeclarationDraft,
    kind: Option<DocumentKind>,
    check: &mut Check,
) -> Option<Nationality> {
    let kind = kind?;
    let result = match (
        bounded(draft, Field::Nationality),
        kind.is_for_french_nationals(),
    ) {
        (Err(code), _) => Err(code),
        (Ok(None), true) => Ok(Nationality::FRANCE),
        (Ok(None), false) => Err(FindingCode::Required),
        (Ok(Some(text)), french) => match (Nationality::parse(text), french) {
            (None, _) => Err(FindingCode::NationalityUnknown),
            (Some(Nationality::FRANCE), false) => Err(FindingCode::NationalityFrenchPermit),
            (Some(other), true) if other != Nationality::FRANCE => {
                Err(FindingCode::NationalityNotFrench)
            }
            (Some(code), _) => Ok(code),
        },
    };
    check.keep(Field::Nationality, result)
}

fn whole_date(draft: &DeclarationDraft, field: Field) -> Result<Date, FindingCode> {
    let date = PartialDate::parse_typed(required(draft, field)?)?;
    date.exact().ok_or(FindingCode::DateIncomplete)
}

fn judge_age(birth: PartialDate, today: Date, check: &mut Check) {
    if birth.earliest() > today {
        check.refuse(Field::BirthDate, FindingCode::BornInFuture);
    } else if !birth.may_be_adult_on(today) {
        check.refuse(Field::BirthDate, FindingCode::Minor);
    } else if !birth.is_surely_adult_on(today) {
        check.refuse(Field::BirthDate, FindingCode::AdultUnsure);
    }
}

fn judge_validity(
    kind: DocumentKind,
    birth: PartialDate,
    (issue, printed): (Date, Date),
    today: Date,
    check: &mut Check,
) {
    if issue >= printed {
        return check.refuse(Field::ExpiryDate, FindingCode::IssueNotBeforeExpiry);
    }
    match judge_span(kind, birth, issue, printed) {
        Span::Usual => {}
        Span::Unusual => check.notices.push(Notice::SpanUnusual),
        Span::Refused(code) => return check.refuse(Field::ExpiryDate, code),
    }
    let validity = Validity::derive(kind, birth, issue, printed);
    if !validity.covers(today) {
        check.findings.push(FieldFinding {
            field: Field::ExpiryDate,
            code: FindingCode::Expired,
            until: Some(validity.real),
        });
    } else if validity.extended {
        check.notices.push(Notice::ValidityExtended {
            until: validity.real,
        });
    }
}

#[cfg(test)]
mod tests;
