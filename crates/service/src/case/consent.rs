//! Consents: to the text that was shown, in the version it has now. Those of the journey's events, and
//! the face video's, which is no event.

use crate::crypto::to_hex;
use crate::failure::Refusal;
use crate::ports::World;
use crate::records::{ConsentPurpose, ConsentRecord};
use jiff::Timestamp;
use sceau_domain::id::CaseId;
use sceau_domain::journey::Consent;

/// A consent as it comes from the app.
#[derive(Debug, Clone)]
pub struct GivenConsent {
    /// The version that was shown.
    pub version: String,
    /// The SHA-256 of the text that was shown, hexadecimal.
    pub hash: String,
    /// The box.
    pub given: bool,
}

/// Takes a consent if the box is ticked and the text shown is the one in force.
///
/// # Errors
/// `ConsentMissing`, `TermsOutdated`.
pub(crate) fn take_consent(
    world: &World,
    purpose: ConsentPurpose,
    given: &GivenConsent,
    at: Timestamp,
) -> Result<Consent, Refusal> {
    if !given.given {
        return Err(Refusal::ConsentMissing);
    }
    let text = world
        .configuration
        .texts
        .iter()
        .find(|text| text.purpose == purpose);
    match text {
        Some(text) if text.version == given.version && to_hex(&text.hash) == given.hash => {
            Ok(Consent {
                version: given.version.clone(),
                hash: text.hash,
                at,
            })
        }
        _ => Err(Refusal::TermsOutdated),
    }
}

/// The consent as recorded for itself, beside the state.
pub(crate) fn record_of(case: CaseId, purpose: ConsentPurpose, consent: &Consent) -> ConsentRecord {
    ConsentRecord {
        case,
        purpose,
        consent: consent.clone(),
    }
}
