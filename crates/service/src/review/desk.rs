//! 21 – « En personne »: a simulated desk, reached by the code that the person's app shows.
//!
//! An identity that comes to another device needs two operators here as well: the first acceptance is an opinion,
//! the second one, by somebody else and with the same code, takes effect.

use super::AuthenticatedOperator;
use super::blind::open_opinions;
use super::decide::take_effect;
use super::dossier::recovery_of;
use crate::case::recused_from;
use crate::crypto::{read_readable, sha256};
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case, DecisionRecord, Verdict};
use sceau_domain::birthplace::Birthplace;
use sceau_domain::document::Declaration;
use sceau_domain::id::{CaseId, DecisionId, OperatorId};
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
    /// Whether an identity that is there comes to another device, and whether its person was declared:
    /// `recovery.same_person`, `recovery.other_person`.
    pub recovery: Option<&'static str>,
    /// Accepted just now.
    pub is_accepted: bool,
    /// This operator accepted; another one must before it takes effect.
    pub awaits_second: bool,
}

/// Finds the case of a code, scanned or typed; case, spaces and hyphens are forgiven.
///
/// # Errors
/// `NotFound`; `CaseNotAssigned` for whoever said that they know the person; [`Failure::Store`].
pub async fn desk_view(
    world: &World,
    by: &AuthenticatedOperator,
    code: &Secret<String>,
) -> Result<DeskDossier, Failure> {
    let mut tx = world.store.begin().await?;
    let (case, dossier) = find(tx.as_mut(), by, code).await?;
    let audit = AuditEntry::new(world.clock.now(), "desk.viewed")
        .of_account(case.account)
        .of_case(case.id)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    Ok(dossier)
}

/// Accepts the person at the desk, after looking at them and at their document. The code is spent, unless a
/// recovery waits for a second operator. The record holds no checklist: its questions are about pictures, and
/// there were none.
///
/// # Errors
/// `NotFound`, also when the code was spent; `DecisionIncomplete` while the birthplace has no code, or when a
/// recovery declares another person; `CaseNotAssigned` for whoever accepted it already, or said that they know
/// the person; [`Failure::Store`].
pub async fn desk_decide(
    world: &World,
    by: &AuthenticatedOperator,
    code: &Secret<String>,
) -> Result<DeskDossier, Failure> {
    let mut tx = world.store.begin().await?;
    let (case, dossier) = find(tx.as_mut(), by, code).await?;
    if dossier.awaits_second {
        return Err(Refusal::CaseNotAssigned.into());
    }
    let is_for_another = dossier.recovery == Some("recovery.other_person");
    if dossier.birthplace.claims().is_none() || is_for_another {
        return Err(Refusal::DecisionIncomplete.into());
    }
    let is_first = opinions_at_desk(tx.as_mut(), &case).await?.is_empty();
    let awaits_second = dossier.recovery.is_some() && is_first;
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
        awaits_second,
    })
    .await?;
    if awaits_second {
        let audit = AuditEntry::new(world.clock.now(), "decision.opinion")
            .of_account(case.account)
            .of_case(case.id)
            .by_operator(by.operator.id);
        tx.append_audit(&audit).await?;
    } else {
        take_effect(world, tx.as_mut(), by, case, Event::Approved).await?;
    }
    tx.commit().await?;
    Ok(DeskDossier {
        is_accepted: !awaits_second,
        awaits_second,
        ..dossier
    })
}

/// Who accepted the person at the desk and waits for a second operator.
async fn opinions_at_desk(
    tx: &mut dyn Transaction,
    case: &Case,
) -> Result<Vec<OperatorId>, Failure> {
    let opinions = open_opinions(tx, case.id).await?.into_iter();
    Ok(opinions
        .filter(|opinion| opinion.verdict == Verdict::Approve)
        .map(|opinion| opinion.operator)
        .collect())
}

async fn find(
    tx: &mut dyn Transaction,
    by: &AuthenticatedOperator,
    code: &Secret<String>,
) -> Result<(Case, DeskDossier), Failure> {
    let typed = read_readable(code.reveal());
    let found = tx.case_by_desk_code(&sha256(typed.as_bytes())).await?;
    let case = found.ok_or(Refusal::NotFound)?;
    let State::InPerson(desk) = &case.state else {
        return Err(Refusal::NotFound.into());
    };
    if recused_from(tx, case.id).await?.contains(&by.operator.id) {
        return Err(Refusal::CaseNotAssigned.into());
    }
    let locked = desk.locked();
    let recovery = recovery_of(tx, &case, locked).await?;
    let opinions = opinions_at_desk(tx, &case).await?;
    let dossier = DeskDossier {
        case: case.id,
        declaration: locked.declared.documented.declaration.clone(),
        birthplace: locked.declared.birthplace.clone(),
        recovery,
        is_accepted: false,
        awaits_second: opinions.contains(&by.operator.id),
    };
    Ok((case, dossier))
}
