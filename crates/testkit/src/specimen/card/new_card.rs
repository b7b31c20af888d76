//! The identity card since 2021, ID-1.

use super::super::canvas::{Type, alpha, ink, rounded};
use super::super::fonts::Style;
use super::super::random::Dice;
use super::super::seal::SealPrint;
use super::backdrop::{Palette, emblem, paint};
use super::parts::{Sheet, printed};

const PALETTE: Palette = Palette {
    wash: [0x00DD_E9F6, 0x00F3_EFFA, 0x00FB_E6E4],
    lines: [0x0058_7FC0, 0x00C0_7B9A],
    accent: 0x003A_3088,
};

pub(super) fn front(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "new card front");
    emblem(sheet, (6.6, 6.5), 3.4, ink(PALETTE.accent));
    sheet.title(
        (12.0, 6.4),
        3.5,
        PALETTE.accent,
        [
            "CARTE D’IDENTITÉ",
            "Identity card · document fictif, sans valeur",
        ],
    );
    sheet.mark((57.0, 30.0), 10.2, -17.0);
    sheet.portrait((4.0, 12.4), 26.0);
    sheet.ghost((71.5, 26.0), 9.5);
    let person = sheet.person;
    let paper = &person.papers.new_card;
    let left = 32.6;
    sheet.field(
        (left, 13.6),
        49.0,
        "NOM / Surname",
        &person.birth_name.to_uppercase(),
    );
    sheet.field(
        (left, 19.6),
        49.0,
        "Prénoms / Given names",
        &person.given_names_printed(),
    );
    sheet.field(
        (left, 25.6),
        8.0,
        "SEXE / Sex",
        &person.sex.mrz_letter().to_string(),
    );
    sheet.field((left + 11.0, 25.6), 14.0, "NATIONALITÉ", "FRA");
    sheet.field(
        (left + 24.5, 25.6),
        19.0,
        "DATE DE NAISS.",
        &printed(person.born),
    );
    sheet.field(
        (left, 31.6),
        36.0,
        "LIEU DE NAISSANCE / Place of birth",
        &person.commune.to_uppercase(),
    );
    sheet.field((left, 37.6), 20.0, "N° DU DOCUMENT", &paper.number);
    sheet.field(
        (left + 22.5, 37.6),
        19.0,
        "DATE D’EXPIR.",
        &printed(paper.expires),
    );
    sheet.signature((36.0, 47.6), 22.0);
    sheet.small((left, 51.2), 1.5, "Signature du titulaire");
    let can = Dice::new(person.seed, "can").digits(6);
    sheet.number((68.5, 50.6), 3.1, &can);
    sheet.small((4.6, 50.6), 2.0, "SPÉCIMEN · Sceau");
}

pub(super) fn back(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "new card back");
    sheet.mark((36.0, 22.0), 10.0, -12.0);
    let person = sheet.person;
    sheet.field(
        (4.6, 5.2),
        20.0,
        "TAILLE / Height",
        &format!("{},{:02} m", person.height_cm / 100, person.height_cm % 100),
    );
    sheet.field(
        (28.0, 5.2),
        30.0,
        "DATE DE DÉLIVRANCE",
        &printed(person.papers.new_card.issued),
    );
    sheet.field((4.6, 12.6), 50.0, "ADRESSE / Address", &person.address[0]);
    sheet.field((4.6, 16.2), 50.0, "", &person.address[1]);
    sheet.small(
        (4.6, 24.6),
        1.6,
        "Document d’essai : personne inventée, dessin libre,",
    );
    sheet.small(
        (4.6, 27.0),
        1.6,
        "aucune valeur. / Test document: invented person, no value.",
    );
    if person.seal == SealPrint::Absent {
        stamp(sheet);
    }
    emblem(sheet, (55.5, 8.4), 3.2, alpha(ink(PALETTE.accent), 0.85));
    sheet.zone();
}

/// The place of the visible electronic stamp, left empty: a false one would mislead readers.
fn stamp(sheet: &mut Sheet<'_>) {
    if let Some(place) = rounded(67.0, 4.6, 14.0, 14.0, 0.8) {
        sheet.canvas.fill(&place, alpha(ink(0x00FF_FFFF), 0.8));
        sheet.canvas.line(&place, 0.2, ink(PALETTE.accent));
    }
    let kind = Type {
        style: Style::Sans,
        size: 1.7,
        colour: ink(PALETTE.accent),
    };
    sheet
        .canvas
        .text(sheet.fonts, kind, 68.1, 10.9, "cachet visible");
    sheet
        .canvas
        .text(sheet.fonts, kind, 70.0, 13.5, "(spécimen)");
}
