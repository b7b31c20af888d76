//! « Mes données »: everything that is known of the person, gathered.

use super::deed::{GivenProof, confirmed};
use crate::account::Authenticated;
use crate::failure::Failure;
use crate::letter::put_mail;
use crate::mail;
use crate::ports::{Transaction, World};
use crate::records::{
    Account, AuditEntry, AuditRow, Case, ConsentRecord, DecisionRecord, Device, Evidence, Identity,
    LetterRecord, LoginRecord,
};
use jiff::Timestamp;
use sceau_domain::deed::Deed;

/// More logins than an installation keeps of anyone.
const ALL: u32 = 100_000;

/// Everything that is known of a person. Secrets of the installation are in the records and stay there:
/// whoever writes this out chooses what leaves.
#[derive(Debug, Clone)]
pub struct Export {
    /// When it was gathered.
    pub made_at: Timestamp,
    /// The account.
    pub account: Account,
    /// The active identity.
    pub identity: Identity,
    /// Every device, removed ones too.
    pub devices: Vec<Device>,
    /// Every case, oldest first.
    pub cases: Vec<ExportedCase>,
    /// Every login that is in the history, newest first, with what came of it.
    pub logins: Vec<(LoginRecord, &'static str)>,
}

/// A case with what happened in it.
#[derive(Debug, Clone)]
pub struct ExportedCase {
    /// The case.
    pub case: Case,
    /// What was consented to.
    pub consents: Vec<ConsentRecord>,
    /// What was received, without its bytes.
    pub evidence: Vec<Evidence>,
    /// What was decided.
    pub decisions: Vec<DecisionRecord>,
    /// What happened, oldest first.
    pub history: Vec<AuditRow>,
    /// Its letter, where one was sent.
    pub letter: Option<LetterRecord>,
}

/// Gathers everything, confirmed with the secret code. Told by mail, since whoever has it knows a lot.
///
/// # Errors
/// `SignatureInvalid`, `DeviceNotTrusted`, `NotFound`, `IdentityBlocked`; [`Failure::Store`].
pub async fn export(
    world: &World,
    by: &Authenticated,
    proof: &GivenProof,
) -> Result<Export, Failure> {
    let now = world.clock.now();
    let account = by.account.clone();
    let mut tx = world.store.begin().await?;
    let identity = confirmed(world, tx.as_mut(), by, Deed::Export, proof).await?;
    let mut cases = Vec::new();
    for case in tx.cases_of(account.id).await? {
        cases.push(gather(tx.as_mut(), case).await?);
    }
    let logins = tx.logins_of(account.id, ALL).await?;
    let devices = tx.devices_of(account.id).await?;
    let entry = AuditEntry::new(now, "account.exported")
        .of_account(account.id)
        .of_identity(identity.id);
    tx.append_audit(&entry).await?;
    let told = mail::data_exported(&world.configuration, &account, now)?;
    put_mail(world, tx.as_mut(), told, None).await?;
    tx.commit().await?;
    Ok(Export {
        made_at: now,
        account,
        identity,
        devices,
        cases,
        logins: logins
            .into_iter()
            .map(|login| {
                let outcome = crate::login::outcome_of(&login, now);
                (login, outcome)
            })
            .collect(),
    })
}

async fn gather(tx: &mut dyn Transaction, case: Case) -> Result<ExportedCase, Failure> {
    Ok(ExportedCase {
        consents: tx.consents_of(case.id).await?,
        evidence: tx.evidence_of(case.id).await?,
        decisions: tx.decisions_of(case.id).await?,
        history: tx.audit_of_case(case.id).await?,
        letter: tx.letter_of(case.id).await?,
        case,
    })
}
