//! Looks at a picture of a side.

use super::examine_due::{PORTRAIT, SEAL, UNREADABLE, ZONE};
use super::seen::{Seen, made_by};
use super::zone_text::text_of;
use crate::failure::Failure;
use crate::ports::{SideFacts, World, ZoneFacts};
use crate::records::{Evidence, Examination, SealSeen};
use bytes::Bytes;
use sceau_domain::document::DocumentKind;
use sceau_domain::document::mrz::parse_zone;
use sceau_domain::private::Personal;
use std::sync::Arc;

pub(super) async fn look_at_side(
    world: &World,
    evidence: &Evidence,
    kind: DocumentKind,
    picture: Bytes,
) -> Result<Seen, Failure> {
    let SideFacts {
        findings,
        document,
        zone,
        seal,
        portrait,
        walls,
    } = look(world, evidence, kind, picture).await?;
    let has_portrait = portrait.is_some();
    let row = Examination {
        evidence: evidence.id,
        case: evidence.case,
        made_by: made_by(world.examiner.version(), &walls),
        findings,
        document,
        zone: zone.as_ref().map(|zone| (zone.format, zone.corners)),
        seal: seal.as_ref().map(|seal| SealSeen {
            corners: seal.corners,
            outcome: seal.outcome,
            signer: seal.signer.clone(),
        }),
        has_portrait,
        film: None,
        at: world.clock.now(),
    };
    let text = zone.as_ref().map(|zone| Bytes::from(text_of(zone)));
    let objects = [
        (PORTRAIT, portrait.map(|jpeg| jpeg.into_inner().into())),
        (ZONE, text),
        (SEAL, seal.map(|seal| seal.content.into_inner().into())),
    ];
    Ok(Seen {
        row,
        objects: objects
            .into_iter()
            .filter_map(|(name, bytes)| Some((name, bytes?)))
            .collect(),
        number: zone.as_ref().and_then(sure_number),
    })
}

/// A look that dies in this process is a picture that cannot be read: it is not tried for ever.
async fn look(
    world: &World,
    evidence: &Evidence,
    kind: DocumentKind,
    picture: Bytes,
) -> Result<SideFacts, Failure> {
    let (examiner, part) = (Arc::clone(&world.examiner), evidence.part);
    let look = move || examiner.examine_side(&picture, part, kind);
    let looked = tokio::task::spawn_blocking(look).await;
    looked.unwrap_or_else(|_| {
        Ok(SideFacts {
            findings: vec![UNREADABLE.to_owned()],
            ..SideFacts::default()
        })
    })
}

/// A number that its check digit covers; a doubtful one would point at strangers.
fn sure_number(zone: &ZoneFacts) -> Option<Personal<String>> {
    let lines: Vec<&str> = zone.lines.reveal().iter().map(String::as_str).collect();
    let reading = parse_zone(zone.format, &lines);
    let is_sure = reading.findings().is_empty();
    let number = reading.number().filter(|_| is_sure)?;
    Some(Personal::new(number.to_owned()))
}
