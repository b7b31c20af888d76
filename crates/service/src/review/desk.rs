//! 21 – « En personne »: a simulated desk, reached by the code that the person's app shows.

use super::AuthenticatedOperator;
use super::decide::take_effect;
use crate::crypto::{read_readable, sha256};
use crate::failure::{Failure, Refusal};
use crate::person::{names_its_person, recovered_by};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case, DecisionRecord, Verdict};
use sceau_domain::birthplace::Birthplace;
use sceau_domain::document::Declaration;
use sceau_domain::id::{CaseId, DecisionId};
use sceau_domain::journey::{Event, State};
use sceau_domain::private::Secret;

/// What the desk compares with the person and the document in front of it.
#[derive(Debug, Clone)]
pub struct DeskDossier {
    /// Which case.
    pub case: CaseId,
    /// What was declared.
    pub declaration: Declaration,
    /// Born where.
    pub birthplace: Birthplace,
    /// Accepted just now.
    pub is_accepted: bool,
}

/// Finds the case of a code, scanned or typed; case, spaces and hyphens are forgiven.
///
/// # Errors
/// `NotFound`; [`Failure::Store`].
pub async fn desk_view(
    world: &World,
    by: &AuthenticatedOperator,
    code: &Secret<String>,
) -> Result<DeskDossier, Failure> {
    let mut tx = world.store.begin().await?;
    let (case, dossier) = find(tx.as_mut(), code).await?;
    let audit = AuditEntry::new(world.clock.now(), "desk.viewed")
        .of_account(case.account)
        .of_case(case.id)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    Ok(dossier)
}

/// Accepts the person at the desk, after looking at them and at their document. The code is spent. The
/// record holds no checklist: its questions are about pictures, and there were none.
///
/// # Errors
/// `NotFound`, also when the code was spent; `DecisionIncomplete` while the birthplace has no code, or when a
/// recovery declares another person;
/// [`Failure::Store`].
pub async fn desk_decide(
    world: &World,
    by: &AuthenticatedOperator,
    code: &Secret<String>,
) -> Result<DeskDossier, Failure> {
    let mut tx = world.store.begin().await?;
    let (case, dossier) = find(tx.as_mut(), code).await?;
    if dossier.birthplace.claims().is_none() || is_for_another(tx.as_mut(), &case).await? {
        return Err(Refusal::DecisionIncomplete.into());
    }
    tx.put_decision(&DecisionRecord {
        id: DecisionId::make_random(world.random.as_ref()),
        case: case.id,
        operator: by.operator.id,
        verdict: Verdict::Approve,
        reasons: Vec::new(),
        checklist: Vec::new(),
        message: None,
        note: None,
        at: world.clock.now(),
        awaits_second: false,
    })
    .await?;
    take_effect(world, tx.as_mut(), by, case, Event::Approved).await?;
    tx.commit().await?;
    Ok(DeskDossier {
        is_accepted: true,
        ..dossier
    })
}

/// Whether it would give an identity that is there already to another person's declaration.
async fn is_for_another(tx: &mut dyn Transaction, case: &Case) -> Result<bool, Failure> {
    let identity = recovered_by(tx, case).await?;
    let locked = case.state.locked();
    Ok(identity
        .zip(locked)
        .is_some_and(|(identity, locked)| !names_its_person(&identity, locked)))
}

async fn find(
    tx: &mut dyn Transaction,
    code: &Secret<String>,
) -> Result<(Case, DeskDossier), Failure> {
    let typed = read_readable(code.reveal());
    let found = tx.case_by_desk_code(&sha256(typed.as_bytes())).await?;
    let case = found.ok_or(Refusal::NotFound)?;
    let State::InPerson(desk) = &case.state else {
        return Err(Refusal::NotFound.into());
    };
    let locked = desk.locked();
    let dossier = DeskDossier {
        case: case.id,
        declaration: locked.declared.documented.declaration.clone(),
        birthplace: locked.declared.birthplace.clone(),
        is_accepted: false,
    };
    Ok((case, dossier))
}
