//! The browser goes back to its service: with a code, or with the reason why there is none.

use super::cookie::InteractionCookie;
use super::describe_provider::issuer;
use super::find_interaction::{known, read_request};
use super::means::{means_of, name_of, reaches};
use super::pivot::pivot_of;
use super::state::{LoginState, state_of};
use crate::crypto::sha256;
use crate::failure::{Failure, Refusal};
use crate::ports::{Transaction, World};
use crate::records::{AuditEntry, AuthorizationGrant, Interaction, KeyProtection, LoginRecord};
use jiff::Timestamp;
use sceau_domain::id::IdentityId;
use sceau_domain::login::RequestState;
use sceau_oidc::access::make_access_token;
use sceau_oidc::request::AuthorizationRequest;
use sceau_oidc::request_error::{Answer, ErrorCode};
use url::Url;

/// How a passage ends.
#[derive(Debug, Clone)]
pub enum Finished {
    /// Not yet: it waits, or may be asked again.
    NotYet(LoginState),
    /// Send the browser there (303); the address holds a code that works once.
    Redirect(Url),
}

/// Ends a passage whose request was answered or whose page is over. It ends once.
///
/// # Errors
/// `NotFound`, `LoginAnswered` when the answer left before; [`Failure::Store`].
pub async fn finish_login(world: &World, cookie: &InteractionCookie) -> Result<Finished, Failure> {
    let now = world.clock.now();
    let mut tx = world.store.begin().await?;
    let interaction = known(tx.as_mut(), cookie).await?;
    let login = tx.login_of(interaction.id).await?;
    let state = state_of(&interaction, login.as_ref(), now);
    let request = read_request(world, &interaction)?;
    let location = match (state, login) {
        (LoginState::Finished, _) => return Err(Refusal::LoginAnswered.into()),
        (LoginState::Approved, Some(login)) => {
            let passage = Approved {
                interaction: &interaction,
                request: &request,
                login,
            };
            grant(world, tx.as_mut(), passage, now).await?
        }
        (LoginState::Refused | LoginState::Mismatch | LoginState::PageOver, _) => {
            refuse(world, &request, ErrorCode::AccessDenied)
        }
        (waiting, _) => return Ok(Finished::NotYet(waiting)),
    };
    close(tx.as_mut(), interaction, state_word(state), now).await?;
    tx.commit().await?;
    Ok(Finished::Redirect(location))
}

/// Marks a passage as over, so that no second answer leaves.
pub(super) async fn close(
    tx: &mut dyn Transaction,
    mut interaction: Interaction,
    word: &'static str,
    now: Timestamp,
) -> Result<(), Failure> {
    interaction.is_finished = true;
    tx.put_interaction(&interaction).await?;
    let entry =
        AuditEntry::new(now, "login.finished").with_detail(format!("{} {word}", interaction.id));
    tx.append_audit(&entry).await?;
    Ok(())
}

/// The address of an error answer; the description is the one brokers of this family know.
pub(super) fn refuse(world: &World, request: &AuthorizationRequest, code: ErrorCode) -> Url {
    let words = match code {
        ErrorCode::AccessDenied => "User auth aborted",
        _ => "the identity cannot be given",
    };
    let issuer = issuer(world);
    answer_to(request, &issuer).error(code, words)
}

const fn answer_to<'a>(request: &'a AuthorizationRequest, issuer: &'a str) -> Answer<'a> {
    Answer {
        redirect_uri: &request.redirect_uri,
        state: match &request.state {
            Some(state) => Some(state.as_str()),
            None => None,
        },
        issuer,
    }
}

const fn state_word(state: LoginState) -> &'static str {
    match state {
        LoginState::Approved => "approved",
        LoginState::PageOver => "page_over",
        LoginState::Mismatch => "mismatch",
        _ => "refused",
    }
}

struct Approved<'a> {
    interaction: &'a Interaction,
    request: &'a AuthorizationRequest,
    login: LoginRecord,
}

/// Makes the code, where the approval still stands.
async fn grant(
    world: &World,
    tx: &mut dyn Transaction,
    passage: Approved<'_>,
    now: Timestamp,
) -> Result<Url, Failure> {
    let standing = match find_standing(tx, &passage.login).await? {
        Ok(standing) => standing,
        Err(code) => return Ok(refuse(world, passage.request, code)),
    };
    let Approved {
        interaction,
        request,
        mut login,
    } = passage;
    let code = make_access_token(&|bytes: &mut [u8]| world.random.fill(bytes));
    let life = world.configuration.login.tokens.code;
    let grant = AuthorizationGrant {
        client: interaction.client.clone(),
        login: login.request.id,
        identity: standing.identity,
        parameters: interaction.parameters.clone(),
        acr: login.level.clone(),
        amr: means_of(standing.protection)
            .iter()
            .map(|means| name_of(*means).to_owned())
            .collect(),
        auth_time: standing.approved_at,
        expires_at: crate::time::after(now, jiff::SignedDuration::from_secs(life)),
        dpop_key: None,
    };
    tx.put_code(&sha256(code.reveal().as_bytes()), &grant)
        .await?;
    login.request.state = RequestState::Completed;
    tx.put_login(&login).await?;
    Ok(answer_to(request, &issuer(world)).code(code.reveal()))
}

/// An approval that stands.
struct Standing {
    identity: IdentityId,
    protection: KeyProtection,
    approved_at: Timestamp,
}

/// Whether an approval still stands: not where the person reported the login meanwhile, or blocked and unblocked
/// their identity since. An identity that cannot be written as claims is told as `server_error` here, where the
/// person still is, rather than at the service's own door.
async fn find_standing(
    tx: &mut dyn Transaction,
    login: &LoginRecord,
) -> Result<Result<Standing, ErrorCode>, Failure> {
    let (RequestState::Approved { by, at }, Some(account)) = (login.request.state, login.account)
    else {
        return Err(Failure::Inconsistent("an approved login without account"));
    };
    let identity = tx
        .identity_of(account)
        .await?
        .filter(|identity| identity.device == by && identity.blocked_at.is_none())
        .filter(|identity| {
            identity
                .unblocked_at
                .is_none_or(|unblocked| unblocked <= at)
        })
        .filter(|_| login.reported_at.is_none());
    let (Some(identity), Some(device)) = (identity, tx.device(by).await?) else {
        return Ok(Err(ErrorCode::AccessDenied));
    };
    if !reaches(device.protection, &login.level) {
        return Ok(Err(ErrorCode::AccessDenied));
    }
    let holder = tx
        .account(account)
        .await?
        .ok_or(Failure::Inconsistent("identity without account"))?;
    if pivot_of(&identity, &holder).is_err() {
        tracing::error!(identity = %identity.id, "an identity cannot be written as claims");
        return Ok(Err(ErrorCode::ServerError));
    }
    Ok(Ok(Standing {
        identity: identity.id,
        protection: device.protection,
        approved_at: at,
    }))
}
