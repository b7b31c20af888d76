//! From a code to a person the register admits: token, ID token, level, userinfo, claims,
//! register; each step can stop the login.

use sceau_oidc::acr::Acr;
use sceau_oidc::claims::{PivotIdentity, check_as_broker, to_published};
use sceau_oidc::client_auth::make_assertion;
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::{IdTokenClaims, Trust, open_id_token};
use sceau_oidc::relying_party::{Proof, token_form};
use sceau_oidc::secret::Secret;
use sceau_oidc::userinfo::open_userinfo;
use url::Url;

use super::BrokerFault;
use super::state::{BrokerState, Identified, Sent};
use crate::config::ProofKind;
use crate::outgoing::{OutgoingError, Provider};
use crate::register::{AnswerFault, Question, Verdict, read_answer};

/// Tolerated difference between the provider's clock and ours, in seconds.
const LEEWAY: i64 = 5;

/// Redeems the code and believes nothing before it is checked.
pub(super) async fn identify(
    state: &BrokerState,
    sent: &Sent,
    code: &Secret,
) -> Result<Identified, BrokerFault> {
    let provider = state
        .outgoing
        .discover(&state.provider.issuer)
        .await
        .map_err(|_| BrokerFault::ProviderUnreachable)?;
    let tokens = redeem(state, &provider, code).await?;
    let trust = Trust {
        issuer: &provider.metadata.issuer,
        client_id: &state.provider.client_id,
        provider_keys: &provider.keys,
        decryption_keys: &state.keys.decryption,
    };
    let id_token = open_id_token(
        &tokens.id_token,
        &trust,
        &sent.nonce,
        state.world.now(),
        LEEWAY,
    )
    .map_err(BrokerFault::IdToken)?;
    let acr = check_acr(&id_token, sent.acr, &state.provider.acrs)?;
    let received = fetch_claims(state, &provider, &trust, &tokens.access_token, &id_token).await?;
    ask_register(state, &received).await?;
    Ok(Identified {
        identity: to_published(&received),
        acr,
        auth_time: id_token.auth_time.unwrap_or(id_token.iat),
        amr: id_token.amr,
    })
}

async fn redeem(
    state: &BrokerState,
    provider: &Provider,
    code: &Secret,
) -> Result<TokenResponse, BrokerFault> {
    let endpoint = &provider.metadata.token_endpoint;
    let client_id = &state.provider.client_id;
    let proof = match state.provider.authentication {
        ProofKind::ClientSecretPost => {
            Proof::Secret(Secret::new(state.provider.client_secret.clone()))
        }
        ProofKind::PrivateKeyJwt => {
            let fill = |buffer: &mut [u8]| state.world.fill(buffer);
            make_assertion(
                client_id,
                endpoint,
                &state.keys.assertion,
                state.world.now(),
                &fill,
            )
            .map(|assertion| Proof::Assertion(Secret::new(assertion)))
            .map_err(|_| BrokerFault::TokenRefused(0))?
        }
    };
    let form = token_form(client_id, &state.callback, code, &proof, None);
    let answer = state
        .outgoing
        .post_form(endpoint, &form)
        .await
        .map_err(of_provider)?;
    if answer.status != 200 {
        return Err(BrokerFault::TokenRefused(answer.status));
    }
    serde_json::from_str(&answer.body).map_err(|_| BrokerFault::TokenRefused(answer.status))
}

const fn of_provider(_: OutgoingError) -> BrokerFault {
    BrokerFault::ProviderUnreachable
}

fn check_acr(token: &IdTokenClaims, asked: Acr, allowed: &[Acr]) -> Result<Acr, BrokerFault> {
    let text = token.acr.as_deref().ok_or(BrokerFault::AcrMissing)?;
    let acr = Acr::parse(text).ok_or(BrokerFault::AcrNotAllowed)?;
    if acr < asked {
        return Err(BrokerFault::AcrLow);
    }
    if allowed.contains(&acr) {
        Ok(acr)
    } else {
        Err(BrokerFault::AcrNotAllowed)
    }
}

async fn fetch_claims(
    state: &BrokerState,
    provider: &Provider,
    trust: &Trust<'_>,
    access_token: &str,
    id_token: &IdTokenClaims,
) -> Result<PivotIdentity, BrokerFault> {
    let endpoint = &provider.metadata.userinfo_endpoint;
    let answer = state
        .outgoing
        .get(endpoint, Some(access_token))
        .await
        .map_err(of_provider)?;
    if answer.status != 200 {
        return Err(BrokerFault::UserinfoRefused(answer.status));
    }
    let claims =
        open_userinfo(answer.body.trim(), trust, &id_token.sub).map_err(BrokerFault::Userinfo)?;
    check_as_broker(&claims).map_err(BrokerFault::Claims)
}

async fn ask_register(state: &BrokerState, identity: &PivotIdentity) -> Result<(), BrokerFault> {
    let endpoint = Url::parse(&state.register).map_err(|_| BrokerFault::RegisterUnreachable)?;
    let address = Question::about(identity).address(&endpoint);
    let answer = state
        .outgoing
        .get(address.as_str(), None)
        .await
        .map_err(|_| BrokerFault::RegisterUnreachable)?;
    if answer.status != 200 {
        return Err(BrokerFault::RegisterUnreachable);
    }
    match read_answer(&answer.body) {
        Ok(Verdict::Admitted) => Ok(()),
        Ok(Verdict::UsageNameGiven) => Err(BrokerFault::UsageName),
        Ok(Verdict::NotFound(code)) => Err(BrokerFault::NotFound(code)),
        Ok(Verdict::BadRequest) => Err(BrokerFault::RegisterRequest),
        Ok(Verdict::Deceased) => Err(BrokerFault::Deceased),
        Err(AnswerFault::Unreadable | AnswerFault::UnknownCode) => Err(BrokerFault::RegisterAnswer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_oidc::id_token::Audience;

    fn token(acr: Option<&str>) -> IdTokenClaims {
        IdTokenClaims {
            iss: String::new(),
            aud: Audience::One(String::new()),
            sub: String::from("s"),
            iat: 0,
            exp: 0,
            nonce: None,
            acr: acr.map(str::to_owned),
            amr: Vec::new(),
            auth_time: None,
            azp: None,
            sid: None,
        }
    }

    #[test]
    fn a_level_is_missing_low_not_allowed_or_fine() {
        let check = |acr, asked, allowed: &[Acr]| check_acr(&token(acr), asked, allowed);
        let substantial = [Acr::Eidas2];
        assert_eq!(
            check(None, Acr::Eidas2, &substantial),
            Err(BrokerFault::AcrMissing)
        );
        assert_eq!(
            check(Some("eidas1"), Acr::Eidas2, &substantial),
            Err(BrokerFault::AcrLow)
        );
        assert_eq!(
            check(Some("eidas3"), Acr::Eidas2, &substantial),
            Err(BrokerFault::AcrNotAllowed)
        );
        assert_eq!(
            check(Some("gold"), Acr::Eidas2, &substantial),
            Err(BrokerFault::AcrNotAllowed)
        );
        assert_eq!(
            check(Some("eidas2"), Acr::Eidas2, &substantial),
            Ok(Acr::Eidas2)
        );
        let both = [Acr::Eidas2, Acr::Eidas3];
        assert_eq!(
            check(Some("eidas3"), Acr::Eidas2, &both),
            Ok(Acr::Eidas3),
            "higher is fine"
        );
    }
}
