//! « Ma commune n'est pas dans la liste »: the operator reads the code on the birth certificate.

use super::AuthenticatedOperator;
use super::lock::{Held, hold, submitted_of};
use crate::failure::{Failure, Refusal};
use crate::ports::World;
use crate::records::AuditEntry;
use sceau_domain::birthplace::Birthplace;
use sceau_domain::id::CaseId;
use sceau_domain::journey::{State, Submitted};

/// Adds the code to a birthplace that the list does not have; recorded under the operator's name.
///
/// # Errors
/// `NotFound`, `CaseDecided`, `CaseNotAssigned`; `Malformed` when the birthplace has a code already;
/// `Birthplace` when the code has not the register's form; [`Failure::Store`].
pub async fn read_birthplace_code(
    world: &World,
    by: &AuthenticatedOperator,
    case: CaseId,
    code: &str,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let Held {
        mut case, entry, ..
    } = hold(world, tx.as_mut(), by, case).await?;
    let submitted = submitted_of(&case)?;
    let (prepared, gathered) = submitted.clone().reopen();
    let locked = prepared.locked().clone();
    let Birthplace::Unlisted(place) = locked.declared.birthplace else {
        return Err(Refusal::Malformed.into());
    };
    let place = place
        .with_certificate_code(code)
        .map_err(Refusal::Birthplace)?;
    let declaration = locked.declared.documented.declaration;
    let prepared = prepared.with_data(declaration, Birthplace::Unlisted(place), locked.at);
    let submitted = Submitted::new(prepared, gathered)
        .map_err(|_| Failure::Inconsistent("a submitted case lost a piece"))?;
    case.state = State::Processing(submitted, entry.appeal);
    case.changed_at = now;
    tx.put_case(&case).await?;
    let audit = AuditEntry::new(now, "birthplace.code_read")
        .of_account(case.account)
        .of_case(case.id)
        .by_operator(by.operator.id);
    tx.append_audit(&audit).await?;
    tx.commit().await?;
    Ok(())
}
