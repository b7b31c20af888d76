//! What is said of the person: the declaration and the birthplace, each built again by its checks.

use super::BadFact;
use crate::text::{AsText, AsWord};
use jiff::civil::{Date, date};
use sceau_domain::birthplace::{Birthplace, BirthplaceError, Validity};
use sceau_domain::date::PartialDate;
use sceau_domain::document::{Declaration, DeclarationDraft, ZoneField};
use sceau_domain::journey::Draft;
use sceau_domain::private::Personal;
use serde::{Deserialize, Serialize};

/// A declaration as the draft that gives it again, with the day of its check.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeclarationRow {
    kind: Option<String>,
    number: Option<String>,
    sex: Option<String>,
    given_names: Option<String>,
    birth_name: Option<String>,
    usage_name: Option<String>,
    birth_date: Option<String>,
    nationality: Option<String>,
    issue_date: Option<String>,
    expiry_date: Option<String>,
    /// Absent in rows older than it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone_birth_name: Option<String>,
    /// Absent in rows older than it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone_given_names: Option<String>,
    /// Absent in rows older than it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    as_read: Vec<AsWord<ZoneField>>,
    checked_on: AsText<Date>,
}

impl From<&Declaration> for DeclarationRow {
    fn from(declaration: &Declaration) -> Self {
        let DeclarationDraft {
            kind,
            number,
            sex,
            given_names,
            birth_name,
            usage_name,
            birth_date,
            nationality,
            issue_date,
            expiry_date,
            zone_birth_name,
            zone_given_names,
            as_read,
        } = declaration.to_draft();
        Self {
            kind,
            number,
            sex,
            given_names,
            birth_name,
            usage_name,
            birth_date,
            nationality,
            issue_date,
            expiry_date,
            zone_birth_name,
            zone_given_names,
            as_read: as_read.into_iter().map(AsWord).collect(),
            checked_on: AsText(declaration.checked_on()),
        }
    }
}

impl TryFrom<DeclarationRow> for Declaration {
    type Error = BadFact;
    fn try_from(row: DeclarationRow) -> Result<Self, BadFact> {
        let DeclarationRow {
            kind,
            number,
            sex,
            given_names,
            birth_name,
            usage_name,
            birth_date,
            nationality,
            issue_date,
            expiry_date,
            zone_birth_name,
            zone_given_names,
            as_read,
            checked_on,
        } = row;
        let draft = DeclarationDraft {
            kind,
            number,
            sex,
            given_names,
            birth_name,
            usage_name,
            birth_date,
            nationality,
            issue_date,
            expiry_date,
            zone_birth_name,
            zone_given_names,
            as_read: as_read.into_iter().map(|AsWord(field)| field).collect(),
        };
        draft
            .check(checked_on.0)
            .map(|checked| checked.declaration)
            .map_err(|_| BadFact)
    }
}

/// A birthplace as what its check takes. A commune goes with a day on which it had its code: the
/// birth date may have been corrected since, and the journey, not the store, says what that means.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(crate) enum BirthplaceRow {
    InFrance {
        code: String,
        name: String,
        valid_on: AsText<Date>,
    },
    Abroad {
        country: String,
        town: Option<String>,
    },
    Unlisted {
        name: String,
        department: Option<String>,
        certificate_code: Option<String>,
    },
}

impl From<&Birthplace> for BirthplaceRow {
    fn from(birthplace: &Birthplace) -> Self {
        match birthplace {
            Birthplace::InFrance(place) => Self::InFrance {
                code: place.commune().code().to_owned(),
                name: place.commune().name().to_owned(),
                valid_on: AsText(day_within(place.commune().validity())),
            },
            Birthplace::Abroad(place) => Self::Abroad {
                country: place.country().code().to_owned(),
                town: place.town().map(|town| town.reveal().clone()),
            },
            Birthplace::Unlisted(place) => Self::Unlisted {
                name: place.name().reveal().clone(),
                department: place
                    .department()
                    .map(|department| department.reveal().clone()),
                certificate_code: place.certificate_code().map(str::to_owned),
            },
        }
    }
}

impl TryFrom<BirthplaceRow> for Birthplace {
    type Error = BadFact;
    fn try_from(row: BirthplaceRow) -> Result<Self, BadFact> {
        match row {
            BirthplaceRow::InFrance {
                code,
                name,
                valid_on,
            } => {
                let AsText(day) = valid_on;
                let day = PartialDate::new(day.year(), Some(day.month()), Some(day.day()));
                Self::in_france_named(&code, &name, &day.map_err(|_| BadFact)?)
            }
            BirthplaceRow::Abroad { country, town } => {
                Self::abroad(&country, town.map(Personal::new))
            }
            BirthplaceRow::Unlisted {
                name,
                department,
                certificate_code,
            } => restore_unlisted(name, department, certificate_code),
        }
        .map_err(|_| BadFact)
    }
}

fn restore_unlisted(
    name: String,
    department: Option<String>,
    certificate_code: Option<String>,
) -> Result<Birthplace, BirthplaceError> {
    let department = department.map(Personal::new);
    match (
        Birthplace::unlisted(&Personal::new(name), department.as_ref())?,
        certificate_code,
    ) {
        (Birthplace::Unlisted(place), Some(code)) => {
            place.with_certificate_code(&code).map(Birthplace::Unlisted)
        }
        (place, _) => Ok(place),
    }
}

/// A day inside a period: its first, else the last before its end, else one of an open period.
fn day_within(period: Validity) -> Date {
    let before_end = || period.until().and_then(|until| until.yesterday().ok());
    period
        .from()
        .or_else(before_end)
        .unwrap_or(date(2000, 1, 1))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftRow {
    declaration: Option<DeclarationRow>,
    birthplace: Option<BirthplaceRow>,
}

impl From<&Draft> for DraftRow {
    fn from(draft: &Draft) -> Self {
        let Draft {
            declaration,
            birthplace,
        } = draft;
        Self {
            declaration: declaration.as_ref().map(DeclarationRow::from),
            birthplace: birthplace.as_ref().map(BirthplaceRow::from),
        }
    }
}

impl TryFrom<DraftRow> for Draft {
    type Error = BadFact;
    fn try_from(row: DraftRow) -> Result<Self, BadFact> {
        let DraftRow {
            declaration,
            birthplace,
        } = row;
        Ok(Self {
            declaration: declaration.map(Declaration::try_from).transpose()?,
            birthplace: birthplace.map(Birthplace::try_from).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_domain::document::DocumentKind;
    use sceau_testkit::samples::declaration;

    #[test]
    fn a_declaration_from_before_its_fields_said_where_they_come_from_was_typed() {
        let row = DeclarationRow::from(&declaration(DocumentKind::Passport));
        let mut row = serde_json::to_value(row).unwrap();
        assert_eq!(row["as_read"], serde_json::json!(["number", "birth_name"]));
        row.as_object_mut().unwrap().remove("as_read");
        let older: DeclarationRow = serde_json::from_value(row).unwrap();
        assert!(Declaration::try_from(older).unwrap().as_read().is_empty());
    }

    #[test]
    fn a_commune_is_kept_with_a_day_on_which_it_had_its_code() {
        let (from, until) = (date(1968, 1, 1), date(1976, 1, 1));
        assert_eq!(day_within(Validity::new(Some(from), Some(until))), from);
        assert_eq!(
            day_within(Validity::new(None, Some(until))),
            date(1975, 12, 31)
        );
        assert_eq!(day_within(Validity::default()), date(2000, 1, 1));
    }
}
