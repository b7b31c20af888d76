//! M12 – the person answers, the device signs.

use super::means::reaches;
use crate::account::Authenticated;
use crate::crypto::is_signed_by;
use crate::failure::{Failure, Refusal};
use crate::language::Language;
use crate::letter::put_mail;
use crate::mail::{self, LoginMail};
use crate::person::block_link;
use crate::ports::{Transaction, World};
use crate::records::{Answered, AuditEntry, Device, Holder, LoginRecord};
use jiff::Timestamp;
use sceau_domain::id::LoginRequestId;
use sceau_domain::login::{AnswerRefusal, ApprovalStatement, Decision, MatchNumber, RequestState};

/// An answer as it came from the app.
#[derive(Debug, Clone)]
pub struct GivenAnswer {
    /// To which request.
    pub request: LoginRequestId,
    /// Yes, no, not me.
    pub decision: Decision,
    /// The two digits typed, for an approval.
    pub number: Option<u8>,
    /// ECDSA P-256 with SHA-256 over [`ApprovalStatement`], 64 bytes. An approval needs it; a refusal
    /// without it is taken, since saying no must never be hard.
    pub signature: Option<Vec<u8>>,
}

/// Takes an answer. Whatever it changed is kept, a wrong number too; an approval and « Ce n'est pas moi » are told
/// by mail, and the latter is a report to those who run the installation.
///
/// # Errors
/// `DeviceNotTrusted`, `NotFound`, `IdentityBlocked` for an approval, `SignatureInvalid`, `LoginExpired`, `LoginAnswered`,
/// `LoginMismatch`, `LoginLevel` for an approval by a key that does not reach the level asked; [`Failure::Store`].
pub async fn answer_request(
    world: &World,
    by: &Authenticated,
    given: &GivenAnswer,
) -> Result<(), Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let holder = tx.holder_of(by.account.id).await?;
    by.require_holder(holder.as_ref())?;
    let holder = holder.ok_or(Refusal::NotFound)?;
    if given.decision == Decision::Approve && holder.blocked_at.is_some() {
        return Err(Refusal::IdentityBlocked.into());
    }
    let device = by.device.as_ref().ok_or(Refusal::DeviceNotTrusted)?;
    let mut login = tx
        .login(given.request)
        .await?
        .filter(|login| login.account == Some(by.account.id))
        .ok_or(Refusal::NotFound)?;
    if given.decision == Decision::Approve && !reaches(device.protection, &login.level) {
        return Err(Refusal::LoginLevel.into());
    }
    let number = given.number.and_then(MatchNumber::new);
    if !is_signature_right(&login, device, given, number) {
        let entry = entry_of(now, "login.signature_refused", &login, by, holder);
        tx.append_audit(&entry).await?;
        tx.commit().await?;
        return Err(Refusal::SignatureInvalid.into());
    }
    let answered = login.request.answer(given.decision, number, device.id, now);
    if matches!(answered, Ok(()) | Err(AnswerRefusal::WrongNumber)) {
        login.answered = Some(Answered {
            by: device.id,
            at: now,
        });
        if login.request.state == RequestState::Disowned {
            // Nobody else would learn of it: those who run the installation read reports.
            login.reported_at = Some(now);
            tracing::warn!(login = %login.request.id, "a person disowned a login request");
        }
        tx.put_login(&login).await?;
        let kind = audit_kind(login.request.state);
        tx.append_audit(&entry_of(now, kind, &login, by, holder))
            .await?;
        tell(world, tx.as_mut(), by, &login, now).await?;
        tx.commit().await?;
    }
    answered.map_err(|refusal| {
        Failure::from(match refusal {
            AnswerRefusal::Late => Refusal::LoginExpired,
            AnswerRefusal::AlreadyAnswered => Refusal::LoginAnswered,
            AnswerRefusal::WrongNumber => Refusal::LoginMismatch,
        })
    })
}

fn is_signature_right(
    login: &LoginRecord,
    device: &Device,
    given: &GivenAnswer,
    number: Option<MatchNumber>,
) -> bool {
    let Some(signature) = &given.signature else {
        return given.decision != Decision::Approve;
    };
    let statement = ApprovalStatement {
        request: login.request.id,
        service: &login.service,
        level: &login.level,
        decision: given.decision,
        number,
        nonce: login.nonce.reveal(),
    };
    is_signed_by(&device.public_key, &statement.to_bytes(), signature)
}

/// The kind under which a state is kept in the audit.
pub(super) const fn audit_kind(state: RequestState) -> &'static str {
    match state {
        RequestState::Approved { .. } | RequestState::Completed => "login.approved",
        RequestState::Refused => "login.refused",
        RequestState::Disowned => "login.disowned",
        RequestState::NumberMismatch => "login.mismatch",
        RequestState::Waiting => "login.expired",
    }
}

fn entry_of(
    now: Timestamp,
    kind: &'static str,
    login: &LoginRecord,
    by: &Authenticated,
    holder: Holder,
) -> AuditEntry {
    AuditEntry::new(now, kind)
        .of_account(by.account.id)
        .of_identity(holder.identity)
        .with_detail(login.request.id.to_string())
}

/// Tells by mail what the person would want to know if it was not they: an approval, and that « Ce
/// n'est pas moi » was heard.
async fn tell(
    world: &World,
    tx: &mut dyn Transaction,
    by: &Authenticated,
    login: &LoginRecord,
    now: Timestamp,
) -> Result<(), Failure> {
    let link = block_link(world, login.request.id);
    let asker = login.asker_in_words(Language::from_code(&by.account.language));
    let about = LoginMail {
        service: &asker,
        browser: &login.browser,
        by_number: login.by_number,
        at: now,
        block_link: &link,
    };
    let message = match login.request.state {
        RequestState::Approved { .. } => {
            mail::login_used(&world.configuration, &by.account, &about)?
        }
        RequestState::Disowned => mail::login_disowned(&world.configuration, &by.account, &about)?,
        _ => return Ok(()),
    };
    put_mail(world, tx, message, None).await
}
