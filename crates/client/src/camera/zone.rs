//! From a zone that was read to the form that a person confirms.

use jiff::civil::Date;
use sceau_capture::ZoneLook;
use sceau_domain::document::Nationality;
use sceau_domain::document::mrz::MrzReading;
use sceau_domain::examination::Paper;
use sceau_wire::document::DocumentDraft;
use sceau_wire::host::ZoneView;
use std::collections::BTreeSet;

/// What the screen is told. `today` tells the century of a birth.
pub(crate) fn zone_view(look: &ZoneLook, today: Date) -> ZoneView {
    let nothing = ZoneView {
        is_seen: false,
        document: None,
        other: None,
        hindrance: None,
    };
    let seen = ZoneView {
        is_seen: true,
        ..nothing.clone()
    };
    match look {
        ZoneLook::Nothing => nothing,
        ZoneLook::Seen(hindrance) => ZoneView {
            hindrance: hindrance.map(|hindrance| hindrance.as_str().to_owned()),
            ..seen
        },
        ZoneLook::Read(zone) => match not_taken(zone) {
            Some(other) => ZoneView {
                other: Some(other.to_owned()),
                ..seen
            },
            None => ZoneView {
                document: Some(draft_of(zone, today)),
                ..seen
            },
        },
    }
}

/// Why no form can be filled from this zone: the paper that it is, or the holder's nationality.
fn not_taken(zone: &MrzReading) -> Option<&'static str> {
    let Some(paper) = Paper::of(zone) else {
        return Some(Paper::Other.as_str());
    };
    let Some(kind) = paper.kind() else {
        return Some(paper.as_str());
    };
    let is_french = zone.nationality() == Some(Nationality::FRANCE);
    (kind.is_for_french_nationals() && !is_french).then_some("nationality")
}

/// Everything the zone says; what it lacks (issue date, accents, the expiry of an old card) is asked.
fn draft_of(zone: &MrzReading, today: Date) -> DocumentDraft {
    DocumentDraft {
        kind: Paper::of(zone).and_then(Paper::kind).map(Into::into),
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
    use sceau_domain::document::mrz::{MrzFormat, MrzHindrance, parse_zone};

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
    fn a_zone_that_is_not_sure_fills_nothing_and_says_what_hinders() {
        let hindered = ZoneLook::Seen(Some(MrzHindrance::State));
        let seen = zone_view(&hindered, TODAY);
        assert!(seen.is_seen && seen.document.is_none() && seen.other.is_none());
        assert_eq!(seen.hindrance.as_deref(), Some("state"));
        assert_eq!(zone_view(&ZoneLook::Seen(None), TODAY).hindrance, None);
        assert!(!zone_view(&ZoneLook::Nothing, TODAY).is_seen);
    }

    #[test]
    fn what_is_no_document_of_france_fills_nothing_and_is_named() {
        let other = |format, lines: &[&str]| {
            let look = ZoneLook::Read(Box::new(parse_zone(format, lines)));
            let seen = zone_view(&look, TODAY);
            assert!(seen.is_seen && seen.document.is_none());
            seen.other.unwrap()
        };
        let german = [
            "IDD<<X4RTBPFW46<<<<<<<<<<<<<<<",
            "9007138F3002119D<<<<<<<<<<<<<6",
            "MUSTERMANN<<ERIKA<<<<<<<<<<<<<",
        ];
        assert_eq!(other(MrzFormat::Td1, &german), "foreign_card");
        let passport = "12AB345673FRA9007138F3002119<<<<<<<<<<<<<<02";
        let senegalese = ["P<SENDIOP<<AWA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", passport];
        assert_eq!(other(MrzFormat::Td3, &senegalese), "foreign_passport");
        let visa = ["V<FRADIOP<<AWA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", passport];
        assert_eq!(other(MrzFormat::MrvA, &visa), "visa");
        let not_french = [
            "P<FRADIOP<<AWA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
            "12AB345673SEN9007138F3002119<<<<<<<<<<<<<<02",
        ];
        assert_eq!(other(MrzFormat::Td3, &not_french), "nationality");
    }

    #[test]
    fn whoever_is_older_than_a_hundred_is_not_made_a_child() {
        let card = read(
            MrzFormat::Td1,
            &[
                "IDFRAX4RTBPFW46<<<<<<<<<<<<<<<",
                "2107138F3002119FRA<<<<<<<<<<<6",
                "MARTIN<<MAELYS<GAELLE<MARIE<<<",
            ],
        );
        assert_eq!(card.birth_date.unwrap().reveal(), "1921-07-13");
    }
}
