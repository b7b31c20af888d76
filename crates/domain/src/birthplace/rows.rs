//! From a line of the embedded list to a row.

use super::data::department;
use super::{Commune, CommuneKind, Country, Department, FormerCountry, FormerKind, Validity};

/// `75|Seine||1968-01-01`
pub(super) fn department_row(line: &'static str) -> Option<Department> {
    let mut fields = line.split('|');
    Some(Department {
        code: fields.next()?,
        name: fields.next()?,
        validity: Validity::read(
            fields.next().unwrap_or_default(),
            fields.next().unwrap_or_default(),
        ),
    })
}

/// `99327|BEN|Bénin|Benin|Dahomey`
pub(super) fn country_row(line: &'static str) -> Option<Country> {
    let mut fields = line.split('|');
    Some(Country {
        code: fields.next()?,
        iso3: fields.next().filter(|iso3| !iso3.is_empty()),
        name_fr: fields.next()?,
        name_en: fields.next()?,
        other_names: fields.next().unwrap_or_default(),
    })
}

/// `Tchécoslovaquie|Czechoslovakia||1993-01-01|D|99115|99116 99117`
pub(super) fn former_country_row(line: &'static str) -> Option<FormerCountry> {
    let mut fields = line.split('|');
    Some(FormerCountry {
        name_fr: fields.next()?,
        name_en: fields.next()?,
        validity: Validity::read(fields.next()?, fields.next()?),
        kind: match fields.next()? {
            "D" => FormerKind::Dissolved,
            "F" => FormerKind::UnderFrance,
            "T" => FormerKind::PartOfAnother,
            "N" => FormerKind::OtherName,
            _ => return None,
        },
        code: fields.next().filter(|code| !code.is_empty()),
        today: fields.next()?,
    })
}

/// `75081|Vitry-sur-Seine|C||||||1968-01-01|94081`
pub(super) fn commune_row(line: &'static str) -> Option<Commune> {
    let mut fields = line.split('|');
    let code = fields.next()?;
    let name = fields.next()?;
    let kind = match fields.next()? {
        "C" => CommuneKind::Commune,
        "A" => CommuneKind::Arrondissement,
        "D" => CommuneKind::Delegated,
        "S" => CommuneKind::Associated,
        _ => return None,
    };
    let mut rest = || fields.next().unwrap_or_default();
    let (postcodes, population, pole, own_department) = (rest(), rest(), rest(), rest());
    let validity = Validity::read(rest(), rest());
    let in_code = || code_department(code);
    let department_code = Some(own_department).filter(|d| !d.is_empty());
    Some(Commune {
        code,
        name,
        kind,
        postcodes,
        population: population.parse().unwrap_or(0),
        pole: Some(pole).filter(|pole| !pole.is_empty()),
        department: department(department_code.or_else(in_code)?, validity)?,
        today: Some(rest()).filter(|today| !today.is_empty()),
        validity,
    })
}

/// The department that a code says: two characters, three overseas.
fn code_department(code: &'static str) -> Option<&'static str> {
    code.get(
        ..if code.starts_with("97") || code.starts_with("98") {
            3
        } else {
            2
        },
    )
}
