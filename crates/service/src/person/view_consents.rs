//! What the person agreed to, with the words they read.

use crate::account::Authenticated;
use crate::configuration::ConsentText;
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::{ConsentPurpose, ConsentRecord, Retention};

/// A consent, to be looked at.
#[derive(Debug, Clone)]
pub struct ShownConsent {
    /// To what, which version, when.
    pub record: ConsentRecord,
    /// The words; absent where the installation no longer has them.
    pub text: Option<ConsentText>,
    /// Whether whoever begins today is asked for the same.
    pub is_in_force: bool,
    /// When the film of its case goes or went; only where the consent was to that.
    pub film: Option<Retention>,
}

/// Looks at every consent of the account, newest first. Looking changes nothing.
///
/// # Errors
/// `NotFound` before an identity is active, `DeviceNotTrusted` on another device; [`Failure::Store`].
pub async fn view_consents(
    world: &World,
    by: &Authenticated,
) -> Result<Vec<ShownConsent>, Failure> {
    let mut tx = world.store.read().await?;
    by.require_trusted(tx.as_mut()).await?;
    let identity = tx.identity_of(by.account.id).await?;
    identity.ok_or(Refusal::NotFound)?;
    let mut shown = Vec::new();
    for case in tx.cases_of(by.account.id).await? {
        for record in tx.consents_of(case.id).await? {
            shown.push(show(world, record, case.retention));
        }
    }
    // Of what was agreed to at one moment, the last written comes first too.
    shown.reverse();
    shown.sort_by_key(|one| core::cmp::Reverse(one.record.consent.at));
    Ok(shown)
}

fn show(world: &World, record: ConsentRecord, retention: Retention) -> ShownConsent {
    let is_it =
        |text: &&ConsentText| text.purpose == record.purpose && text.hash == record.consent.hash;
    let configuration = &world.configuration;
    let in_force = configuration.texts.iter().find(is_it);
    let other = || configuration.other_texts.iter().find(is_it);
    ShownConsent {
        text: in_force.or_else(other).cloned(),
        is_in_force: in_force.is_some(),
        film: (record.purpose == ConsentPurpose::FaceVideo).then_some(retention),
        record,
    }
}
