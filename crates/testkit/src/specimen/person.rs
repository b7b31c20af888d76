//! The invented holder of the specimens: the same seed is always the same person.

use jiff::Span;
use jiff::civil::Date;

use sceau_domain::document::{DeclarationDraft, DocumentKind, Nationality, Sex};

use super::SpecimenError;
use super::names;
use super::paper::Papers;
use super::portrait::Look;
use super::random::Dice;
use super::seal::SealPrint;
use std::collections::BTreeSet;

/// What only the machine-readable zone prints, where it is not what the document's face says: a document that
/// was tampered with, written by somebody who was wrong, or that of another country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ZonePrint {
    /// In place of the birth name.
    pub birth_name: Option<String>,
    /// In place of the given names.
    pub given_names: Option<Vec<String>>,
    /// In place of France, as the issuing state. The laminated card keeps France: no other state has one.
    pub issuer: Option<Nationality>,
    /// In place of the nationality. The laminated card has no room for one.
    pub nationality: Option<Nationality>,
}

impl ZonePrint {
    /// A state or a status by its letters (ICAO Doc 9303-3 section 5), as `issuer` and `nationality` take it.
    ///
    /// # Errors
    /// [`SpecimenError::UnknownState`].
    pub fn state(letters: &str) -> Result<Nationality, SpecimenError> {
        Nationality::parse(letters).ok_or_else(|| SpecimenError::UnknownState {
            letters: letters.to_owned(),
        })
    }
}

/// An invented person and their papers. Every value is made up, hence freely printable.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecimenPerson {
    /// The seed that made them; drawings of them use it too.
    pub seed: u64,
    /// Birth name with its accents, hyphen or apostrophe (« nom de naissance »).
    pub birth_name: String,
    /// All given names in order, one or two, possibly compound (« Anne-Sophie »).
    pub given_names: Vec<String>,
    /// Sex.
    pub sex: Sex,
    /// Birth date, 33 to 72 years before `today`.
    pub born: Date,
    /// Commune of birth in France, as cards and passport print it.
    pub commune: String,
    /// Department of birth and of issue, as three characters (`250`).
    pub department: String,
    /// Nationality code (ISO 3166 alpha-3), country and town printed by the residence permit only:
    /// a permit holder is not French, so the same drawn person has another origin there.
    pub abroad: (String, String, String),
    /// Height in centimetres.
    pub height_cm: u16,
    /// Postal address in two lines, in an invented street.
    pub address: [String; 2],
    /// How they look.
    pub look: Look,
    /// Their four documents.
    pub papers: Papers,
    /// What the zones of these documents say otherwise than their faces; nothing, usually.
    pub zone: ZonePrint,
    /// Whether the backs of their cards bear a visible electronic seal; none, usually.
    pub seal: SealPrint,
}

impl SpecimenPerson {
    /// All given names separated by a comma and a space, as documents print them.
    #[must_use]
    pub fn given_names_printed(&self) -> String {
        self.given_names.join(", ")
    }

    /// The nationality this document of theirs shows: a permit holder is not French.
    #[must_use]
    pub fn nationality(&self, kind: DocumentKind) -> &str {
        if kind.is_for_french_nationals() {
            "FRA"
        } else {
            &self.abroad.0
        }
    }

    /// What they type into the form to declare this document.
    #[must_use]
    pub fn declaration(&self, kind: DocumentKind) -> DeclarationDraft {
        let paper = self.papers.of(kind);
        DeclarationDraft {
            kind: Some(kind.as_str().to_owned()),
            number: Some(paper.number.clone()),
            sex: Some(self.sex.mrz_letter().to_string()),
            given_names: Some(self.given_names_printed()),
            birth_name: Some(self.birth_name.clone()),
            usage_name: None,
            birth_date: Some(self.born.to_string()),
            nationality: Some(self.nationality(kind).to_owned()),
            issue_date: Some(paper.issued.to_string()),
            expiry_date: Some(paper.expires.to_string()),
            zone_birth_name: None,
            zone_given_names: None,
            as_read: BTreeSet::new(),
        }
    }
}

/// The person of this seed, with papers that are all valid on `today`.
#[must_use]
pub fn person(seed: u64, today: Date) -> SpecimenPerson {
    let mut dice = Dice::new(seed, "person");
    let sex = if dice.chance(0.5) {
        Sex::Female
    } else {
        Sex::Male
    };
    let given_names = draw_given_names(&mut dice, sex);
    let born = draw_birth_date(&mut dice, today);
    let (commune, department) = *dice.pick(names::COMMUNES);
    let (code, country, town) = *dice.pick(names::ABROAD);
    let house = dice.below(89) + 1;
    let street = *dice.pick(names::STREETS);
    SpecimenPerson {
        seed,
        birth_name: (*dice.pick(names::FAMILY)).to_owned(),
        given_names,
        sex,
        born,
        commune: commune.to_owned(),
        department: department.to_owned(),
        abroad: (code.to_owned(), country.to_owned(), town.to_owned()),
        height_cm: match sex {
            Sex::Female => 155,
            Sex::Male => 166,
        } + u16::try_from(dice.below(24)).unwrap_or(0),
        address: [
            format!("{house} {street}"),
            format!("{}999 Ville-Spécimen", &department[..2]),
        ],
        look: Look::from_seed(seed, sex, today.year() - born.year()),
        papers: Papers::from_seed(seed, today, born, department),
        zone: ZonePrint::default(),
        seal: SealPrint::default(),
    }
}

fn draw_given_names(dice: &mut Dice, sex: Sex) -> Vec<String> {
    let list = match sex {
        Sex::Female => names::WOMEN,
        Sex::Male => names::MEN,
    };
    let first = dice.below(list.len());
    let mut chosen = vec![list[first].to_owned()];
    if dice.chance(0.7) {
        let step = 1 + dice.below(list.len() - 1);
        chosen.push(list[(first + step) % list.len()].to_owned());
    }
    chosen
}

fn draw_birth_date(dice: &mut Dice, today: Date) -> Date {
    let years = 33 + i64::try_from(dice.below(39)).unwrap_or(0);
    let days = i64::try_from(dice.below(365)).unwrap_or(0);
    today.saturating_sub(Span::new().years(years).days(days))
}
