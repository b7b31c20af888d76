//! 17 – the document's data, checked as a whole.

use super::Standing;
use super::step::{Asked, Begun, Step};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::time::day_in_france;
use sceau_domain::document::{DeclarationDraft, Field, FindingCode};
use sceau_domain::journey::{Event, EventName, Rejection, State};

/// Declares the document's data, as typed. The kind is the one chosen at step 16 when the draft leaves
/// it out. Whoever is under eighteen, and has mistyped nothing else, is told so on a page of its own.
///
/// # Errors
/// `Document` with every finding, `NotPossibleHere`; [`Failure::Store`].
pub async fn declare_document(
    world: &World,
    asked: &Asked,
    mut draft: DeclarationDraft,
) -> Result<Standing, Failure> {
    let step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let State::DocumentData(_, kind, _) = &step.case.state else {
        let rejection = Rejection {
            state: step.case.state.name(),
            event: EventName::DocumentDeclared,
        };
        return Err(Refusal::from(rejection).into());
    };
    if draft.text(Field::Kind).is_none() {
        draft.kind = Some(kind.as_str().to_owned());
    }
    let event = match draft.check(day_in_france(step.now)?) {
        Ok(checked) => Event::DocumentDeclared(checked.declaration),
        // A slip in another field is mended first: the birth date may be one too.
        Err(findings) if matches!(findings[..], [only] if only.code == FindingCode::Minor) => {
            Event::MinorDeclared
        }
        Err(findings) => return Err(Refusal::Document(findings).into()),
    };
    step.take(event).await
}
