//! From a zone that was read to the form that a person confirms.

use jiff::civil::Date;
use sceau_capture::ZoneLook;
use sceau_domain::document::mrz::MrzReading;
use sceau_domain::examination::kind_of_zone;
use sceau_wire::document::DocumentDraft;
use sceau_wire::host::ZoneView;
use std::collections::BTreeSet;

/// What the screen is told. `today` tells the century of a birth.
pub(crate) fn zone_view(look: &ZoneLook, today: Date) -> ZoneView {
    ZoneView {
        is_seen: !matches!(look, ZoneLook::Nothing),
        document: match look {
            ZoneLook::Read(reading) => Some(draft_of(reading, today)),
            ZoneLook::Nothing | ZoneLook::Seen => None,
        },
    }
}

/// Everything the zone says; what it lacks (issue date, accents, the expiry of an old card) is asked.
fn draft_of(zone: &MrzReading, today: Date) -> DocumentDraft {
    DocumentDraft {
        kind: kind_of_zone(zone).map(Into::into),
        number: zone.number().map(Into::into),
        sex: zone.sex().map(Into::into),
        given_names: zone.given_names().map(|names| listed(names).into()),
        birth_name: zone.surname().map(|name| spoken(name).into()),
        usage_name: None,
        birth_date: zone.birth_date(today).map(|date| date.to_string().into()),
        nationality: zone
            .nationality()
            .map(|nationality| nationality.as_str().into()),
        issue_date: None,
        expiry_date: zone.expiry_date().map(|date| date.to_string().into()),
        zone_birth_name: zone.surname().map(Into::into),
        zone_given_names: zone.given_names().map(Into::into),
        // Which of it stands is known once the person sends the form.
        as_read: BTreeSet::new(),
    }
}

/// `MAELYS<GAELLE<MARIE` as the form takes it: `Maelys, Gaelle, Marie`. The zone does not say which of
/// them are one compound name: the person does.
fn listed(names: &str) -> String {
    let separator = if names.contains("<<") { "<<" } else { "<" };
    names
        .split(separator)
        .map(spoken)
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A name as people write it: blanks for filling, one capital a word.
fn spoken(name: &str) -> String {
    name.split('<')
        .filter(|word| !word.is_empty())
        .map(capitalised)
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1.min(word.len()));
    format!("{first}{}", rest.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_domain::document::mrz::{MrzFormat, parse_zone};

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn read(format: MrzFormat, lines: &[&str]) -> DocumentDraft {
        let look = ZoneLook::Read(Box::new(parse_zone(format, lines)));
        zone_view(&look, TODAY).document.unwrap()
    }

    #[test]
    fn a_card_fills_the_form_but_for_what_its_zone_lacks() {
        let card = read(
            MrzFormat::Td1,
            &[
                "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<",
                "9007138F3002119FRA<<<<<<<<<<<6",
                "MARTIN<<MAELYS<GAELLE<MARIE<<<",
            ],
        );
        assert_eq!(card.given_names.unwrap().reveal(), "Maelys, Gaelle, Marie");
        assert_eq!(
            card.zone_given_names.unwrap().reveal(),
            "MAELYS<GAELLE<MARIE"
        );
        assert_eq!(card.birth_name.unwrap().reveal(), "Martin");
        assert_eq!(card.zone_birth_name.unwrap().reveal(), "MARTIN");
        assert_eq!(card.birth_date.unwrap().reveal(), "1990-07-13");
        assert_eq!(card.expiry_date.unwrap().reveal(), "2030-02-11");
        assert_eq!(card.number.unwrap().reveal(), "X4RTBPFW4");
        assert!(card.issue_date.is_none() && card.usage_name.is_none());
    }

    #[test]
    fn an_old_card_has_no_expiry_and_its_given_names_are_told_apart() {
        let card = read(
            MrzFormat::OldCard,
            &[
                "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02",
                "1710GVA123451ANNE<ZOE<<EVA<9112311F2",
            ],
        );
        assert_eq!(card.birth_name.unwrap().reveal(), "Test Name");
        assert_eq!(card.given_names.unwrap().reveal(), "Anne Zoe, Eva");
        assert!(card.expiry_date.is_none());
    }

    #[test]
    fn a_zone_that_is_not_sure_fills_nothing() {
        assert!(zone_view(&ZoneLook::Seen, TODAY).document.is_none());
        assert!(!zone_view(&ZoneLook::Nothing, TODAY).is_seen);
    }
}
