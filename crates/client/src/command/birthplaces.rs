//! Birthplaces by what is typed: the list is on the device, nothing is asked of anyone.

use super::Answer;
use crate::App;
use crate::app::blocking;
use sceau_domain::birthplace::{self, Commune, FormerCountry, Match};
use sceau_domain::date::PartialDate;
use sceau_wire::host::{
    CommuneView, CommunesView, CountriesView, CountryView, SearchArgs, TodayView,
};

/// Longest list: what fits a screen with its keyboard, twice.
const MOST: usize = 20;
/// Changes after this year's first day have no date in the list.
const LAST_DATED_YEAR: i16 = 2019;

/// Communes as they were at the birth date, then those of that time that a name or code of another
/// time leads to.
///
/// # Errors
/// None in practice: any text is accepted.
pub async fn search_communes(_: &App, args: SearchArgs) -> Answer<CommunesView> {
    // The first search builds the index: a fraction of a second, not on the runtime's thread.
    blocking(move || {
        let birth = birth_of(&args);
        let found = birthplace::search(args.query.reveal(), birth.as_ref(), MOST);
        let at_birth: Vec<&Commune> = found.at_birth.iter().map(|found| found.commune).collect();
        let others = others(&found.did_you_mean, &at_birth, birth.as_ref());
        CommunesView {
            at_birth: at_birth.into_iter().map(commune_view).collect(),
            did_you_mean: others.into_iter().map(commune_view).collect(),
        }
    })
    .await
}

/// Countries by their present and former names, with what each was at the birth date.
///
/// # Errors
/// None in practice: any text is accepted.
pub async fn search_countries(_: &App, args: SearchArgs) -> Answer<CountriesView> {
    blocking(move || {
        let birth = birth_of(&args);
        let found = birthplace::search_countries(args.query.reveal(), MOST);
        let view = |found: &birthplace::CountryMatch| {
            let then: Vec<&FormerCountry> = birth
                .iter()
                .flat_map(|birth| found.country.at(birth))
                .collect();
            let named = |name: fn(&FormerCountry) -> &'static str| {
                let names: Vec<_> = then.iter().map(|former| name(former)).collect();
                (!names.is_empty()).then(|| names.join(" / "))
            };
            CountryView {
                code: found.country.code().to_owned(),
                name_fr: found.country.name_fr().to_owned(),
                name_en: found.country.name_en().to_owned(),
                then_fr: named(FormerCountry::name_fr),
                then_en: named(FormerCountry::name_en),
            }
        };
        CountriesView {
            countries: found.iter().map(view).collect(),
        }
    })
    .await
}

fn birth_of(args: &SearchArgs) -> Option<PartialDate> {
    let date = args.birth_date.as_ref()?;
    PartialDate::parse_iso(date.reveal()).ok()
}

/// What can be chosen instead of communes of another time; those themselves where nothing can, so
/// that the person sees that they were understood.
fn others(
    matches: &[Match],
    at_birth: &[&Commune],
    birth: Option<&PartialDate>,
) -> Vec<&'static Commune> {
    let mut found: Vec<&'static Commune> = Vec::new();
    for other in matches {
        let then = birth
            .map(|birth| other.commune.counterparts(birth))
            .unwrap_or_default();
        let instead = if then.is_empty() {
            vec![other.commune]
        } else {
            then
        };
        for commune in instead {
            if !found.contains(&commune) && !at_birth.contains(&commune) {
                found.push(commune);
            }
        }
    }
    found.truncate(MOST);
    found
}

fn commune_view(commune: &Commune) -> CommuneView {
    let period = commune.validity();
    let last = period.until().and_then(|until| until.yesterday().ok());
    let last = if period.is_loose() {
        // The bound lies years after the last day that is sure.
        last.map(|_| LAST_DATED_YEAR)
    } else {
        last.map(jiff::civil::Date::year)
    };
    CommuneView {
        code: commune.code().to_owned(),
        name: commune.name().to_owned(),
        department: commune.department().name().to_owned(),
        department_code: commune.department().code().to_owned(),
        since: period.from().map(jiff::civil::Date::year),
        until: last,
        is_change_undated: period.is_loose(),
        part_of: commune.pole().map(|pole| pole.name().to_owned()),
        today: commune.today().map(|today| TodayView {
            name: today.name().to_owned(),
            department: today.department().label(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, birth: &str) -> Vec<&'static str> {
        let birth = PartialDate::parse_iso(birth).unwrap();
        let found = birthplace::search(query, Some(&birth), MOST);
        let at_birth: Vec<&Commune> = found.at_birth.iter().map(|found| found.commune).collect();
        let others = others(&found.did_you_mean, &at_birth, Some(&birth));
        others.iter().map(|commune| commune.code()).collect()
    }

    #[test]
    fn a_name_of_today_leads_to_what_can_be_chosen() {
        assert_eq!(
            found("valserhone", "1980-05-04"),
            ["01033", "01091", "01205"]
        );
    }

    #[test]
    fn what_is_offered_already_is_not_offered_again() {
        assert!(!found("vitry sur seine", "1950-05-04").contains(&"75081"));
    }

    #[test]
    fn a_line_says_until_when_and_what_it_is_today() {
        let birth = PartialDate::parse_iso("1950-05-04").unwrap();
        let found = birthplace::search("vitry sur seine", Some(&birth), 1);
        let view = commune_view(found.at_birth[0].commune);
        assert_eq!(
            (view.department.as_str(), view.until),
            ("Seine", Some(1967))
        );
        assert_eq!(view.today.unwrap().department, "Val-de-Marne (94)");
    }

    #[test]
    fn a_merger_after_the_dated_history_has_no_year_of_its_own() {
        let birth = PartialDate::parse_iso("1990-05-04").unwrap();
        let found = birthplace::search("pierrefitte sur seine", Some(&birth), 1);
        let view = commune_view(found.at_birth[0].commune);
        assert_eq!((view.until, view.is_change_undated), (Some(2019), true));
        assert_eq!(view.today.unwrap().name, "Saint-Denis");
    }
}
