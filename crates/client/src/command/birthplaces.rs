//! Birthplaces by what is typed: the list is on the device, nothing is asked of anyone.

use super::Answer;
use crate::App;
use crate::app::blocking;
use sceau_domain::birthplace::{self, Commune, Match};
use sceau_domain::date::PartialDate;
use sceau_wire::host::{CommuneView, CommunesView, CountriesView, CountryView, SearchArgs};

/// Longest list: what fits a screen with its keyboard, twice.
const MOST: usize = 20;

/// Communes as they were at the birth date, then those of another time.
///
/// # Errors
/// None in practice: any text is accepted.
pub async fn search_communes(_: &App, args: SearchArgs) -> Answer<CommunesView> {
    // The first search builds the index: a fraction of a second, not on the runtime's thread.
    blocking(move || {
        let birth = args
            .birth_date
            .and_then(|date| PartialDate::parse_iso(date.reveal()).ok());
        let found = birthplace::search(args.query.reveal(), birth.as_ref(), MOST);
        let views = |list: &[Match]| {
            list.iter()
                .map(|found| commune_view(found.commune))
                .collect()
        };
        CommunesView {
            at_birth: views(&found.at_birth),
            did_you_mean: views(&found.did_you_mean),
        }
    })
    .await
}

/// Countries by their present and former names.
///
/// # Errors
/// None in practice: any text is accepted.
pub async fn search_countries(_: &App, args: SearchArgs) -> Answer<CountriesView> {
    blocking(move || {
        let found = birthplace::search_countries(args.query.reveal(), MOST);
        let view = |found: &birthplace::CountryMatch| CountryView {
            code: found.country.code().to_owned(),
            name_fr: found.country.name_fr().to_owned(),
            name_en: found.country.name_en().to_owned(),
        };
        CountriesView {
            countries: found.iter().map(view).collect(),
        }
    })
    .await
}

fn commune_view(commune: &Commune) -> CommuneView {
    CommuneView {
        code: commune.code().to_owned(),
        name: commune.name().to_owned(),
        department: commune.department().label(),
        note: note_of(commune),
    }
}

/// The period of a commune that was not always there, and the one it is part of now.
fn note_of(commune: &Commune) -> Option<String> {
    let validity = commune.validity();
    let period = match (validity.from(), validity.until()) {
        (None, None) => None,
        (from, until) => {
            let year = |date: Option<jiff::civil::Date>| {
                date.map_or_else(|| "…".into(), |date| date.year().to_string())
            };
            Some(format!("{} – {}", year(from), year(until)))
        }
    };
    let pole = commune.pole().map(|pole| format!("→ {}", pole.name()));
    let notes: Vec<String> = [period, pole].into_iter().flatten().collect();
    (!notes.is_empty()).then(|| notes.join(", "))
}
