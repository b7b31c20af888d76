//! The data page of a passport, ID-3.

use super::super::canvas::ink;
use super::backdrop::{Palette, emblem, paint};
use super::parts::{Sheet, printed};

const PALETTE: Palette = Palette {
    wash: [0x00F4_E9DC, 0x00F7_F1E8, 0x00E9_E4F3],
    lines: [0x00B5_8A5C, 0x0083_79B8],
    accent: 0x006B_3A2A,
};

pub(super) fn page(sheet: &mut Sheet<'_>) {
    paint(sheet, PALETTE, "passport");
    emblem(sheet, (9.0, 9.0), 4.6, ink(PALETTE.accent));
    sheet.title(
        (16.0, 8.6),
        4.4,
        PALETTE.accent,
        [
            "PASSEPORT / PASSPORT",
            "Document fictif, sans valeur · page de données",
        ],
    );
    sheet.mark((82.0, 43.0), 15.0, -18.0);
    sheet.portrait((5.5, 18.0), 35.0);
    sheet.ghost((105.0, 38.0), 14.0);
    fields(sheet);
    let left = 45.0;
    sheet.signature((left + 36.0, 64.8), 30.0);
    sheet.small((left + 36.0, 58.0), 1.55, "Signature du titulaire");
    sheet.small((5.5, 67.6), 2.1, "SPÉCIMEN · personne inventée");
    sheet.zone();
}

fn fields(sheet: &mut Sheet<'_>) {
    let person = sheet.person;
    let paper = &person.papers.passport;
    let left = 45.0;
    sheet.field((left, 18.6), 10.0, "Type", "P");
    sheet.field((left + 13.0, 18.6), 22.0, "Code du pays / Code", "FRA");
    sheet.small((left + 43.0, 18.6), 1.55, "Passeport n° / Passport No.");
    sheet.number((left + 43.0, 22.4), 3.6, &paper.number);
    sheet.field(
        (left, 25.6),
        72.0,
        "Nom / Surname",
        &person.birth_name.to_uppercase(),
    );
    sheet.field(
        (left, 32.0),
        72.0,
        "Prénoms / Given names",
        &person.given_names_printed(),
    );
    sheet.field((left, 38.4), 30.0, "Nationalité / Nationality", "Française");
    sheet.field(
        (left + 32.0, 38.4),
        24.0,
        "Date de naissance / Date of birth",
        &printed(person.born),
    );
    sheet.field(
        (left, 44.8),
        10.0,
        "Sexe / Sex",
        &person.sex.mrz_letter().to_string(),
    );
    sheet.field(
        (left + 13.0, 44.8),
        44.0,
        "Lieu de naissance / Place of birth",
        &person.commune.to_uppercase(),
    );
    sheet.field(
        (left, 51.2),
        26.0,
        "Date de délivrance / Date of issue",
        &printed(paper.issued),
    );
    sheet.field(
        (left + 32.0, 51.2),
        26.0,
        "Date d’expiration / Date of expiry",
        &printed(paper.expires),
    );
    sheet.field(
        (left, 57.6),
        40.0,
        "Autorité / Authority",
        "BUREAU SPÉCIMEN",
    );
}
