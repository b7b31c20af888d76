//! What the documents say, for whoever types it into the form.

use std::fmt::Write as _;

use super::super::paper::kind_folder;
use super::super::person::SpecimenPerson;
use super::super::{Kind, SpecimenError, mrz};

/// The person as TOML: identity, then one table per document with its lines.
pub(super) fn to_toml(person: &SpecimenPerson) -> Result<String, SpecimenError> {
    let given: Vec<String> = person
        .given_names
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    let mut text = format!(
        "# Invented person, made by sceau-specimens. Any likeness is chance.\n\
         seed = {}\nbirth_name = \"{}\"\ngiven_names = [{}]\nsex = \"{}\"\nborn = \"{}\"\n\
         birth_commune = \"{}\"\nbirth_department = \"{}\"\nheight_cm = {}\naddress = [\"{}\", \"{}\"]\n",
        person.seed,
        person.birth_name,
        given.join(", "),
        person.sex.mrz_letter(),
        person.born,
        person.commune,
        person.department,
        person.height_cm,
        person.address[0],
        person.address[1],
    );
    for kind in Kind::ALL {
        let paper = person.papers.of(kind);
        let lines: Vec<String> = mrz::lines(person, kind)?
            .iter()
            .map(|line| format!("\"{line}\""))
            .collect();
        let nationality = if kind == Kind::ResidencePermit {
            person.abroad.0.as_str()
        } else {
            "FRA"
        };
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "\n[{}]\nnumber = \"{}\"\nissued = \"{}\"\nexpires = \"{}\"\nnationality = \"{nationality}\"\nmrz = [{}]\n",
            kind_folder(kind),
            paper.number,
            paper.issued,
            paper.expires,
            lines.join(", "),
        );
    }
    let (code, country, town) = &person.abroad;
    let _ = write!(
        text,
        "\n[titre-de-sejour.birthplace]\ncode = \"{code}\"\ncountry = \"{country}\"\ntown = \"{town}\"\n"
    );
    Ok(text)
}
