//! Writes zones, for specimen documents and for comparison with what was read.

use super::check_digit::check_digit;
use super::layout::{MrzField, MrzFormat};
use super::sheet::{MrzText, MrzWriteError, Sheet};
use crate::date::PartialDate;
use crate::document::names::transliterate_mrz_primary;
use crate::document::{Declaration, DocumentKind, Sex};
use core::fmt;
use jiff::civil::Date;

/// Everything a zone says. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneFacts {
    /// The format to write.
    pub format: MrzFormat,
    /// One or two letters: `ID`, `IR`, `P`.
    pub document_code: String,
    /// Issuing state, up to three letters.
    pub issuer: String,
    /// Document number in normal form.
    pub number: String,
    /// Family name, any spelling: it is transliterated.
    pub surname: String,
    /// Given names, any spelling.
    pub given_names: Vec<String>,
    /// Birth date; unknown parts are written `<<`.
    pub birth_date: PartialDate,
    /// Sex; `None` is written `<`.
    pub sex: Option<Sex>,
    /// Nationality as the zone writes it, up to three letters.
    pub nationality: String,
    /// Date of expiry as printed. The laminated card has no place for it.
    pub expiry_date: Option<Date>,
    /// Issuing office, up to six characters. Laminated card only.
    pub office: String,
    /// Optional data: TD1 line 1 (15), TD2 (7), TD3 (14), visas (16 and 8).
    pub optional_1: String,
    /// Optional data of TD1 line 2 (11).
    pub optional_2: String,
}

impl fmt::Debug for ZoneFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZoneFacts")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl From<&Declaration> for ZoneFacts {
    /// What the declared document should say, office and optional data left empty. The code `IR`
    /// of residence permits is from general knowledge.
    fn from(declaration: &Declaration) -> Self {
        let code = match declaration.kind() {
            DocumentKind::IdentityCard | DocumentKind::OldIdentityCard => "ID",
            DocumentKind::Passport => "P",
            DocumentKind::ResidencePermit => "IR",
        };
        Self {
            format: MrzFormat::of(declaration.kind()),
            document_code: code.to_owned(),
            issuer: "FRA".to_owned(),
            number: declaration.number().reveal().clone(),
            surname: declaration.birth_name().reveal().clone(),
            given_names: declaration.given_names().reveal().clone(),
            birth_date: *declaration.birth_date().reveal(),
            sex: Some(*declaration.sex().reveal()),
            nationality: declaration.nationality().reveal().mrz().to_owned(),
            expiry_date: Some(declaration.validity().reveal().printed),
            office: String::new(),
            optional_1: String::new(),
            optional_2: String::new(),
        }
    }
}

/// Writes a zone with all its check digits. Names are cut to their field, nothing else is.
///
/// # Errors
/// A value does not fit its columns, or a field the format needs is missing.
pub fn write_zone(facts: &ZoneFacts) -> Result<MrzText, MrzWriteError> {
    let mut sheet = Sheet::blank(facts.format);
    sheet.put(MrzField::DocumentCode, &facts.document_code)?;
    sheet.put(MrzField::Issuer, &facts.issuer)?;
    sheet.put(MrzField::BirthDate, &date_digits(facts.birth_date))?;
    sheet.put(
        MrzField::Sex,
        &facts.sex.map_or('<', Sex::mrz_letter).to_string(),
    )?;
    match facts.format {
        MrzFormat::OldCard => write_old_card(facts, sheet),
        MrzFormat::Td1 | MrzFormat::Td2 | MrzFormat::Td3 | MrzFormat::MrvA | MrzFormat::MrvB => {
            write_icao(facts, sheet)
        }
    }
}

fn write_old_card(facts: &ZoneFacts, mut sheet: Sheet) -> Result<MrzText, MrzWriteError> {
    let surname = transliterate_mrz_primary(&facts.surname);
    let given = transliterate_all(&facts.given_names).join("<<");
    let room = |field| MrzFormat::OldCard.room(field);
    sheet.put(MrzField::Surname, cut(&surname, room(MrzField::Surname)))?;
    sheet.put(
        MrzField::GivenNames,
        cut(&given, room(MrzField::GivenNames)),
    )?;
    sheet.put(MrzField::Office, &facts.office)?;
    sheet.put(MrzField::Number, &facts.number)?;
    Ok(sheet.seal(&[]))
}

fn write_icao(facts: &ZoneFacts, mut sheet: Sheet) -> Result<MrzText, MrzWriteError> {
    let format = facts.format;
    let expiry = facts
        .expiry_date
        .ok_or(MrzWriteError::Missing(MrzField::ExpiryDate))?;
    sheet.put(
        MrzField::ExpiryDate,
        &date_digits(PartialDate::from(expiry)),
    )?;
    sheet.put(MrzField::Nationality, &facts.nationality)?;
    sheet.put(
        MrzField::Names,
        &name_line(facts, format.room(MrzField::Names)),
    )?;
    if format == MrzFormat::Td1 {
        sheet.put(MrzField::Optional2, &facts.optional_2)?;
    }
    let room = format.room(MrzField::Number);
    match facts.number.get(room..).filter(|rest| !rest.is_empty()) {
        // ICAO Doc 9303-5 §4.2.2 and 9303-6 §4.2.2: a longer number goes on in the optional data, after its
        // replaced check digit, and brings its own check digit along.
        Some(rest) if matches!(format, MrzFormat::Td1 | MrzFormat::Td2) => {
            let digit = check_digit(&facts.number)
                .ok_or(MrzWriteError::SignNotAllowed(MrzField::Number))?;
            sheet.put(MrzField::Number, &facts.number[..room])?;
            sheet.put(
                MrzField::Optional1,
                &format!("{rest}{digit}<{}", facts.optional_1),
            )?;
            Ok(sheet.seal(&[MrzField::Number]))
        }
        _ => {
            sheet.put(MrzField::Number, &facts.number)?;
            sheet.put(MrzField::Optional1, &facts.optional_1)?;
            // An empty optional field of a passport may have `<` or `0` as check digit: `<` here.
            let empty = facts.optional_1.is_empty();
            Ok(sheet.seal(if empty { &[MrzField::Optional1] } else { &[] }))
        }
    }
}

/// `SURNAME<<GIVEN<GIVEN` cut to the room. A family name that would fill the line leaves place
/// for `<<` and one letter, so that both parts are always there (ICAO Doc 9303-3 §4.6).
fn name_line(facts: &ZoneFacts, room: usize) -> String {
    let surname = transliterate_mrz_primary(&facts.surname);
    let given = transliterate_all(&facts.given_names).join("<");
    if given.is_empty() {
        return cut(&surname, room).to_owned();
    }
    let surname = cut(&surname, room.saturating_sub(3));
    cut(&format!("{surname}<<{given}"), room).to_owned()
}

fn transliterate_all(names: &[String]) -> Vec<String> {
    names
        .iter()
        .map(|name| transliterate_mrz_primary(name))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The first `room` characters, without filling at the end. Transliterated text is ASCII.
fn cut(text: &str, room: usize) -> &str {
    text.get(..room).unwrap_or(text).trim_end_matches('<')
}

fn date_digits(date: PartialDate) -> String {
    let part = |part: Option<i8>| part.map_or("<<".to_owned(), |value| format!("{value:02}"));
    format!(
        "{:02}{}{}",
        date.year().rem_euclid(100),
        part(date.month()),
        part(date.day())
    )
}

#[cfg(test)]
mod tests;
