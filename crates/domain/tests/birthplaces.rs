//! `docs/birthplaces.md` says what the list and the search do: this writes it and holds it.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use sceau_domain::birthplace::{
    Birthplace, Commune, CommuneKind, communes, countries, data_version, departments,
    former_countries, search, search_countries,
};
use sceau_domain::date::PartialDate;
use sceau_domain::private::Personal;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn the_committed_page_is_what_the_list_and_the_search_do() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/birthplaces.md");
    let page = page();
    if std::env::var_os("SCEAU_GEN").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == page,
        "docs/birthplaces.md is old: SCEAU_GEN=1 cargo test -p sceau-domain --test birthplaces"
    );
}

fn page() -> String {
    let mut page = String::from(
        "<!-- Generated: SCEAU_GEN=1 cargo test -p sceau-domain --test birthplaces. Do not edit. -->\n\
         # Birthplaces through time\n\n\
         The civil register knows a birth in France by the code that the commune had on that day. A \
         wrong code passes every form and then fails each login, so the list holds every commune \
         since 1943 with its periods, and only what was in force at the birth can be chosen. Where \
         the register's code is in doubt, a caution goes to the person and to the operator.\n\n",
    );
    counts(&mut page);
    page.push_str("## Five births\n\nInvented people, real places.\n\n");
    in_france(&mut page, "A commune merged since", "lomme", "1990-03-12");
    in_france(&mut page, "A Paris arrondissement", "75018", "1972-03-12");
    in_france(&mut page, "Corsica before 1976", "ajaccio", "1970-03-12");
    abroad(
        &mut page,
        "A former territory",
        ("algerie", "Oran"),
        "1955-03-12",
    );
    abroad(&mut page, "Abroad", ("belgique", "Gand"), "1985-03-12");
    while page.ends_with("\n\n") {
        page.pop();
    }
    page
}

fn counts(page: &mut String) {
    let rows = communes();
    let of = |kind| rows.iter().filter(|row| row.kind() == kind).count();
    let codes: BTreeSet<_> = rows.iter().map(Commune::code).collect();
    let names: BTreeSet<_> = rows.iter().map(Commune::name).collect();
    let ended = || rows.iter().filter(|row| !row.is_in_force());
    let in_force: BTreeSet<_> = rows
        .iter()
        .filter(|row| row.is_in_force())
        .map(Commune::code)
        .collect();
    let lines = [
        ("rows of communes", rows.len()),
        ("– communes in their own right", of(CommuneKind::Commune)),
        ("– arrondissements", of(CommuneKind::Arrondissement)),
        ("– *déléguées*", of(CommuneKind::Delegated)),
        ("– *associées*", of(CommuneKind::Associated)),
        ("codes", codes.len()),
        (
            "codes that no row bears today",
            codes.len() - in_force.len(),
        ),
        ("names", names.len()),
        ("rows that have ended", ended().count()),
        (
            "– whose commune of today is known",
            ended().filter(|row| row.today().is_some()).count(),
        ),
        (
            "rows whose change has no day (2019 or later)",
            rows.iter().filter(|row| row.validity().is_loose()).count(),
        ),
        ("departments, with former names", departments().len()),
        ("countries", countries().len()),
        (
            "what countries were at another time",
            former_countries().len(),
        ),
    ];
    let _ = writeln!(
        page,
        "## The list\n\nFrom `{}`.\n\n| what | count |\n|---|---|",
        data_version().source
    );
    for (what, count) in lines {
        let _ = writeln!(page, "| {what} | {count} |");
    }
    page.push('\n');
}

fn in_france(page: &mut String, title: &str, query: &str, birth: &str) {
    let date = PartialDate::parse_iso(birth).unwrap();
    let found = search(query, Some(&date), 20);
    let chosen = found.at_birth[0].commune;
    let place = Birthplace::in_france(chosen.code(), &date).unwrap();
    let _ = writeln!(page, "### {title}\n\nBorn {birth}; typed « {query} ».\n");
    for offered in &found.at_birth {
        let _ = writeln!(page, "- offered: {}", line(offered.commune));
    }
    for other in &found.did_you_mean {
        let _ = writeln!(page, "- did you mean: {}", line(other.commune));
    }
    outcome(page, &place, &date);
}

fn abroad(page: &mut String, title: &str, (query, town): (&str, &str), birth: &str) {
    let date = PartialDate::parse_iso(birth).unwrap();
    let country = search_countries(query, 1)[0].country;
    let place = Birthplace::abroad(country.code(), Some(Personal::new(town.to_owned()))).unwrap();
    let _ = writeln!(
        page,
        "### {title}\n\nBorn {birth}; typed « {query} », town « {town} ».\n\n- offered: {} ({})",
        country.name_fr(),
        country.code()
    );
    for then in country.at(&date) {
        let _ = writeln!(page, "- at the birth: {}", then.name_fr());
    }
    outcome(page, &place, &date);
}

/// « Vitry-sur-Seine – Seine (75081) – until 1967-12-31 – today Val-de-Marne (94) »
fn line(commune: &Commune) -> String {
    let department = commune.department().name();
    let mut line = format!("{} – {department} ({})", commune.name(), commune.code());
    if let Some(from) = commune.validity().from() {
        let _ = write!(line, " – from {from}");
    }
    if let Some(until) = commune.validity().until() {
        let _ = write!(line, " – until {}", until.yesterday().unwrap());
    }
    if let Some(pole) = commune.pole() {
        let _ = write!(line, " – part of {}", pole.name());
    }
    if let Some(today) = commune.today() {
        let _ = write!(line, " – today {}", today.label());
    }
    line
}

fn outcome(page: &mut String, place: &Birthplace, birth: &PartialDate) {
    let claims = place.claims().unwrap();
    let _ = writeln!(
        page,
        "- sent: `birthplace` \"{}\", `birthcountry` \"{}\"",
        claims.birthplace, claims.birthcountry
    );
    for caution in place.cautions(birth) {
        let other = caution
            .other_code()
            .map_or(String::new(), |code| format!(" ({code})"));
        let _ = writeln!(page, "- caution: `{}`{other}", caution.as_str());
    }
    page.push('\n');
}
