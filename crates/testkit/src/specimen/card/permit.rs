//! The residence permit, ID-1.

use super::super::canvas::{alpha, ink};
use super::backdrop::{Palette, emblem, paint};
use super::parts::{Sheet, printed};

const PALETTE: Palette = Palette {
    wash: [0x00FA_E6E0, 0x00FB_F2E4, 0x00E6_F0E4],
    lines: [0x00C7_7F6A, 0x0079_A57C],
    accent: 0x008A_3B2A,
};

pub(super) fn front(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "permit front");
    emblem(sheet, (79.0, 6.5), 3.4, ink(PALETTE.accent));
    sheet.title(
        (4.6, 6.4),
        3.5,
        PALETTE.accent,
        [
            "TITRE DE SÉJOUR",
            "Residence permit · document fictif, sans valeur",
        ],
    );
    sheet.mark((57.0, 31.0), 10.2, -17.0);
    sheet.portrait((4.0, 12.4), 26.0);
    sheet.ghost((72.0, 27.0), 9.5);
    let person = sheet.person;
    let paper = &person.papers.permit;
    let left = 32.6;
    sheet.number((52.0, 7.2), 3.0, &paper.number);
    sheet.field(
        (left, 13.6),
        49.0,
        "NOM Prénoms",
        &person.birth_name.to_uppercase(),
    );
    sheet.field((left, 17.2), 49.0, "", &person.given_names_printed());
    sheet.field(
        (left, 24.6),
        8.0,
        "SEXE",
        &person.sex.mrz_letter().to_string(),
    );
    sheet.field((left + 11.0, 24.6), 14.0, "NATIONALITÉ", &person.abroad.0);
    sheet.field(
        (left + 24.5, 24.6),
        16.0,
        "DATE DE NAISS.",
        &printed(person.born),
    );
    sheet.field(
        (left, 30.8),
        38.0,
        "CATÉGORIE DU TITRE",
        "CARTE DE RÉSIDENT",
    );
    sheet.field(
        (left, 37.0),
        38.0,
        "FIN DE VALIDITÉ",
        &printed(paper.expires),
    );
    sheet.signature((36.0, 47.2), 22.0);
    sheet.small((left, 51.2), 1.5, "Signature du titulaire");
    sheet.small((4.6, 50.6), 2.0, "SPÉCIMEN · Sceau");
}

pub(super) fn back(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "permit back");
    sheet.mark((38.0, 21.0), 10.0, -12.0);
    let person = sheet.person;
    let paper = &person.papers.permit;
    sheet.field((4.6, 5.2), 26.0, "DÉLIVRÉ LE", &printed(paper.issued));
    sheet.field((33.0, 5.2), 30.0, "PAR", "BUREAU SPÉCIMEN");
    sheet.field(
        (4.6, 12.0),
        58.0,
        "LIEU DE NAISSANCE",
        &format!(
            "{} ({})",
            person.abroad.2.to_uppercase(),
            person.abroad.1.to_uppercase()
        ),
    );
    sheet.field(
        (4.6, 18.8),
        58.0,
        "ADRESSE",
        &format!("{}, {}", person.address[0], person.address[1]),
    );
    sheet.small(
        (4.6, 26.8),
        1.6,
        "REMARQUES : document d’essai, personne inventée, aucune valeur.",
    );
    emblem(sheet, (74.0, 12.5), 6.0, alpha(ink(PALETTE.accent), 0.85));
    sheet.zone();
}
