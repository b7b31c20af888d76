//! 22 – two separate consents, then the letter is deposited.

use super::Standing;
use super::consent::{GivenConsent, record_of, take_consent};
use super::step::{Asked, Begun, Step};
use crate::failure::Failure;
use crate::ports::World;
use crate::records::ConsentPurpose;
use sceau_domain::id::LetterId;
use sceau_domain::journey::Event;

/// Records both consents (CPCE L.100: the receipt's is its own) and sends the letter.
///
/// # Errors
/// `ConsentMissing`, `TermsOutdated`, `NotPossibleHere`; [`Failure::Store`].
pub async fn agree_to_letter(
    world: &World,
    asked: &Asked,
    terms: &GivenConsent,
    receipt: &GivenConsent,
) -> Result<Standing, Failure> {
    let mut step = match Step::begin(world, asked).await? {
        Begun::Repeated(standing) => return Ok(*standing),
        Begun::Fresh(step) => step,
    };
    let terms = take_consent(world, ConsentPurpose::LetterService, terms, step.now)?;
    let receipt = take_consent(world, ConsentPurpose::LetterReceipt, receipt, step.now)?;
    for (purpose, consent) in [
        (ConsentPurpose::LetterService, &terms),
        (ConsentPurpose::LetterReceipt, &receipt),
    ] {
        let record = record_of(step.case.id, purpose, consent);
        step.tx.put_consent(&record).await?;
    }
    let letter = LetterId::make_random(world.random.as_ref());
    step.take(Event::LetterAgreed {
        terms,
        receipt,
        letter,
    })
    .await
}
