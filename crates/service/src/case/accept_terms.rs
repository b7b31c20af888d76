//! 8 – the terms, in the version shown.

use super::Standing;
use super::consent::{GivenConsent, record_of, take_consent};
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use crate::records::ConsentPurpose;
use sceau_domain::journey::Event;

/// Records the consent to the terms.
///
/// # Errors
/// `ConsentMissing`, `TermsOutdated`, `NotPossibleHere`; [`Failure::Store`].
pub async fn accept_terms(
    world: &World,
    asked: &Asked,
    terms: &GivenConsent,
) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let consent = take_consent(world, ConsentPurpose::Identity, terms, step.now)?;
    let record = record_of(step.case.id, ConsentPurpose::Identity, &consent);
    step.tx.put_consent(&record).await?;
    step.take(Event::TermsAccepted(consent)).await
}
