//! What a look at a piece gives: the row that is filed, and the objects that are sealed beside the piece before it.

use super::film::look_at_film;
use super::side::look_at_side;
use crate::failure::Failure;
use crate::ports::World;
use crate::records::{Evidence, Examination};
use bytes::Bytes;
use sceau_domain::document::DocumentKind;
use sceau_domain::journey::Part;
use sceau_domain::private::Personal;

/// What was seen on a piece; nothing of it is kept yet.
pub(super) struct Seen {
    pub(super) row: Examination,
    /// Each under its name in the vault.
    pub(super) objects: Vec<(&'static str, Bytes)>,
    /// The document's number, where it is beyond doubt.
    pub(super) number: Option<Personal<String>>,
}

/// Looks at a piece, off the runtime.
pub(super) async fn look_at(
    world: &World,
    evidence: &Evidence,
    kind: DocumentKind,
    bytes: Bytes,
) -> Result<Seen, Failure> {
    match evidence.part {
        Part::Front | Part::Back => look_at_side(world, evidence, kind, bytes).await,
        Part::Video => look_at_film(world, evidence, kind, bytes).await,
    }
}

/// What made an examination: the versions, and the walls that stood.
pub(super) fn made_by(version: String, walls: &str) -> String {
    if walls.is_empty() {
        version
    } else {
        format!("{version}, {walls}")
    }
}
