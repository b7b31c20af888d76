//! What every event of a person has in common: who asks, whether it was done already, the case, and
//! in the end one commit.

use super::standing::{Standing, standing_of};
use super::take_event::{By, take_event};
use crate::account::Authenticated;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, Case};
use jiff::Timestamp;
use sceau_domain::id::{AccountId, CaseId};
use sceau_domain::journey::Event;

/// A person's request that may be repeated safely.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who asks.
    pub by: Authenticated,
    /// The idempotency key: chosen by the app for this one act, at most 128 characters.
    pub key: String,
    /// SHA-256 of the request's body: the same key with another body is a conflict.
    pub request_hash: [u8; 32],
}

/// How a request begins.
pub(crate) enum Begun<'w> {
    /// It was done already: this is where things stand now.
    Repeated(Box<Standing>),
    /// It is to be done.
    Fresh(Box<Step<'w>>),
}

/// A request under way: one transaction, one case.
pub(crate) struct Step<'w> {
    world: &'w World,
    asked: &'w Asked,
    pub(crate) tx: Box<dyn Transaction>,
    pub(crate) case: Case,
    pub(crate) now: Timestamp,
}

impl<'w> Step<'w> {
    /// Opens the transaction, recognises a repetition, finds the case.
    ///
    /// # Errors
    /// `Malformed` key, `DeviceNotTrusted`, `IdempotencyConflict`; [`Failure::Store`].
    pub(crate) async fn begin(world: &'w World, asked: &'w Asked) -> Result<Begun<'w>, Failure> {
        if asked.key.is_empty() || asked.key.len() > 128 {
            return Err(Refusal::Malformed.into());
        }
        let mut tx = world.store.begin().await?;
        asked.by.require_case(tx.as_mut()).await?;
        let account = asked.by.account.id;
        if let Some(done) = tx.request_done(account, &asked.key).await? {
            if done != asked.request_hash {
                return Err(Refusal::IdempotencyConflict.into());
            }
            let case = case_or_open(world, tx.as_mut(), &asked.by).await?;
            let standing = standing_of(world, tx.as_mut(), &asked.by.account, case).await?;
            tx.commit().await?;
            return Ok(Begun::Repeated(Box::new(standing)));
        }
        let case = case_or_open(world, tx.as_mut(), &asked.by).await?;
        Ok(Begun::Fresh(Box::new(Self {
            world,
            asked,
            tx,
            case,
            now: world.clock.now(),
        })))
    }

    /// Lets the journey take the event, then commits.
    ///
    /// # Errors
    /// `NotPossibleHere`; [`Failure::Store`]. Nothing is kept then.
    pub(crate) async fn take(mut self, event: Event) -> Result<Standing, Failure> {
        let case = take_event(
            self.world,
            self.tx.as_mut(),
            self.case,
            event,
            By::Applicant,
        )
        .await?;
        self.case = case;
        self.finish().await
    }

    /// Keeps what the use case changed beside the journey's state, then commits.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub(crate) async fn keep(mut self, audit: &'static str) -> Result<Standing, Failure> {
        self.save(audit).await?;
        self.finish().await
    }

    /// Keeps what the use case changed (a try that was spent), then refuses. The request stays undone.
    ///
    /// # Errors
    /// Always: the refusal, or [`Failure::Store`].
    pub(crate) async fn refuse(
        mut self,
        audit: &'static str,
        refusal: Refusal,
    ) -> Result<Standing, Failure> {
        self.save(audit).await?;
        self.tx.commit().await?;
        Err(refusal.into())
    }

    async fn save(&mut self, audit: &'static str) -> Result<(), Failure> {
        self.case.changed_at = self.now;
        self.tx.put_case(&self.case).await?;
        let entry = AuditEntry::new(self.now, audit)
            .of_account(self.asked.by.account.id)
            .of_case(self.case.id);
        self.tx.append_audit(&entry).await?;
        Ok(())
    }

    /// Remembers the request as done, looks at where things stand, commits.
    pub(super) async fn finish(mut self) -> Result<Standing, Failure> {
        let account = &self.asked.by.account;
        self.tx
            .put_request_done(
                account.id,
                &self.asked.key,
                &self.asked.request_hash,
                self.now,
            )
            .await?;
        let standing = standing_of(self.world, self.tx.as_mut(), account, self.case).await?;
        self.tx.commit().await?;
        Ok(standing)
    }
}

/// The case that the caller goes on with: the account's newest. While an identity is recovered, the session that
/// recovers it has a case of its own, and the device that holds it keeps the one that gave it.
pub(crate) async fn case_for(
    tx: &mut dyn Transaction,
    by: &Authenticated,
) -> Result<Option<Case>, Failure> {
    let newest = tx.case_of(by.account.id).await?;
    let Some(identity) = tx.identity_of(by.account.id).await? else {
        return Ok(newest);
    };
    match &identity.recovery {
        None => Ok(newest),
        Some(recovery) if recovery.is_of(by) => {
            Ok(newest.filter(|case| case.created_at >= recovery.asked_at))
        }
        Some(_) => Ok(tx.case(identity.case).await?),
    }
}

/// The same; a first look opens one.
pub(crate) async fn case_or_open(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
) -> Result<Case, Failure> {
    if let Some(case) = case_for(tx, by).await? {
        return Ok(case);
    }
    let id = open_fresh(world, tx, by.account.id).await?;
    reread(tx, id).await
}

/// Opens a new case of an account.
pub(crate) async fn open_fresh(
    world: &World,
    tx: &mut dyn Transaction,
    account: AccountId,
) -> Result<CaseId, Failure> {
    let id = CaseId::make_random(world.random.as_ref());
    open_case(tx, &Case::new(id, account, world.clock.now())).await?;
    Ok(id)
}

/// Stores a new case.
pub(super) async fn open_case(tx: &mut dyn Transaction, case: &Case) -> Result<(), Failure> {
    tx.put_case(case).await?;
    let entry = AuditEntry::new(case.created_at, "case.opened")
        .of_account(case.account)
        .of_case(case.id);
    tx.append_audit(&entry).await?;
    Ok(())
}

/// Reads a case that was just written, with its stored version.
pub(super) async fn reread(tx: &mut dyn Transaction, case: CaseId) -> Result<Case, Failure> {
    tx.case(case)
        .await?
        .ok_or(Failure::Inconsistent("a case just written is not there"))
}
