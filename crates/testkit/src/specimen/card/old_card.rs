//! The laminated identity card until 2021, ID-2.

use super::super::canvas::ink;
use super::backdrop::{Palette, emblem, paint};
use super::parts::{Sheet, printed};

const PALETTE: Palette = Palette {
    wash: [0x00DC_EAF0, 0x00EC_F3EC, 0x00DD_E8EE],
    lines: [0x0054_93A6, 0x007F_AE86],
    accent: 0x001F_5560,
};

pub(super) fn front(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "old card front");
    emblem(sheet, (8.0, 8.0), 4.2, ink(PALETTE.accent));
    sheet.title(
        (15.0, 7.6),
        4.0,
        PALETTE.accent,
        [
            "CARTE D’IDENTITÉ",
            "Document fictif, sans valeur · ancien modèle",
        ],
    );
    sheet.mark((69.0, 37.0), 12.2, -18.0);
    sheet.portrait((5.0, 15.5), 30.0);
    fields(sheet);
    sheet.signature((66.0, 52.8), 26.0);
    sheet.small((66.0, 48.0), 1.6, "Signature du titulaire :");
    sheet.small((5.0, 57.4), 1.9, "SPÉCIMEN · personne inventée");
    sheet.zone();
}

fn fields(sheet: &mut Sheet<'_>) {
    let person = sheet.person;
    let paper = &person.papers.old_card;
    let left = 39.0;
    sheet.small((66.0, 7.4), 1.9, "CARTE N° :");
    sheet.number((77.5, 7.6), 3.0, &paper.number);
    sheet.small((66.0, 11.2), 1.9, "Nationalité");
    sheet.number((77.5, 11.4), 2.6, "FRANÇAISE");
    sheet.field(
        (left, 19.0),
        60.0,
        "Nom :",
        &person.birth_name.to_uppercase(),
    );
    sheet.field(
        (left, 26.0),
        60.0,
        "Prénom(s) :",
        &person.given_names_printed(),
    );
    sheet.field(
        (left, 33.0),
        12.0,
        "Sexe :",
        &person.sex.mrz_letter().to_string(),
    );
    sheet.field(
        (left + 15.0, 33.0),
        26.0,
        "Né(e) le :",
        &printed(person.born),
    );
    sheet.field(
        (left, 40.0),
        50.0,
        "à :",
        &format!(
            "{} ({})",
            person.commune.to_uppercase(),
            &person.department[..2]
        ),
    );
    sheet.field(
        (left, 47.0),
        12.0,
        "Taille :",
        &format!("{},{:02} m", person.height_cm / 100, person.height_cm % 100),
    );
}

pub(super) fn back(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "old card back");
    sheet.mark((56.0, 40.0), 16.0, -18.0);
    let person = sheet.person;
    let paper = &person.papers.old_card;
    sheet.field((7.0, 10.0), 70.0, "Adresse :", &person.address[0]);
    sheet.field((7.0, 14.4), 70.0, "", &person.address[1]);
    sheet.field(
        (7.0, 26.0),
        40.0,
        "Carte valable jusqu’au :",
        &printed(paper.expires),
    );
    sheet.field((7.0, 34.0), 40.0, "Délivrée le :", &printed(paper.issued));
    sheet.field(
        (7.0, 42.0),
        60.0,
        "Par :",
        &format!("BUREAU SPÉCIMEN ({})", &person.department[..2]),
    );
    emblem(sheet, (86.0, 18.0), 9.0, ink(PALETTE.accent));
    sheet.small(
        (7.0, 60.0),
        1.9,
        "Document d’essai : dessin libre, personne inventée, aucune valeur.",
    );
    sheet.small(
        (7.0, 63.2),
        1.9,
        "Test document: independent design, invented person, no value.",
    );
}
