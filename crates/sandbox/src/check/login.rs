//! A whole login, with a person: what comes back, and what it is worth afterwards.

use sceau_oidc::UnixSeconds;
use sceau_oidc::acr::{Acr, Amr};
use sceau_oidc::claims::{ClaimProblem, check_as_broker, check_published, to_published};
use sceau_oidc::encoding::decode_base64url;
use sceau_oidc::grant::TokenResponse;
use sceau_oidc::id_token::{IdTokenClaims, open_id_token};
use sceau_oidc::relying_party::{read_callback, token_form};
use sceau_oidc::secret::Secret;
use sceau_oidc::userinfo::open_userinfo;
use serde_json::Value;

use super::door::Door;
use super::report::{Report, Verdict};
use super::{Checker, Person};
use crate::outgoing::{Answer, OutgoingError};
use crate::web::read_pairs;

/// Tolerated difference between the provider's clock and ours, in seconds.
const LEEWAY: i64 = 5;
/// The longest life of a token in seconds: FranceConnect+ says 60, some are slower.
const LONGEST_LIFE: i64 = 300;

/// What a login gave.
struct Given {
    tokens: TokenResponse,
    sent: Sent,
}

/// What was sent with the browser.
struct Sent {
    state: String,
    nonce: String,
    acr: Acr,
    at: UnixSeconds,
}

/// Sends a person through a login and judges everything that comes of it.
pub(super) async fn judge(report: &mut Report, checker: &Checker, door: &mut Door, person: Person) {
    let answered = match go(checker, door, person).await {
        Ok(answered) => answered,
        Err(reason) => {
            report.note("login-answer", "Core §3.1.2.5", Verdict::NotRun(reason));
            return;
        }
    };
    let (sent, pairs) = answered;
    let code = match read_callback(&pairs, Some(&sent.state), &checker.issuer) {
        Ok(code) => code,
        Err(fault) => {
            report.note(
                "login-answer",
                "Core §3.1.2.5",
                Verdict::Fails(fault.to_string()),
            );
            return;
        }
    };
    report.note(
        "login-answer",
        "Core §3.1.2.5",
        Verdict::Holds("code and state".to_owned()),
    );
    let (verdict, tokens) = read_tokens(redeem(checker, &code).await);
    report.note("code-redeemed", "Core §3.1.3.3", verdict);
    let Some(tokens) = tokens else { return };
    let given = Given { tokens, sent };
    if let Some(claims) = judge_id_token(report, checker, &given) {
        judge_userinfo(report, checker, &given, &claims).await;
    }
    judge_afterwards(report, checker, &given, &code).await;
}

/// Sends the person, waits for their return.
async fn go(
    checker: &Checker,
    door: &mut Door,
    person: Person,
) -> Result<(Sent, Vec<(String, String)>), String> {
    let pairs = checker.ask_for_login(&[]);
    let value = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let sent = Sent {
        state: value("state"),
        nonce: value("nonce"),
        acr: checker.acr,
        at: checker.world.now(),
    };
    person(checker.login_address(&pairs));
    match door.answer().await {
        Some(query) => Ok((sent, read_pairs(&query))),
        None => Err("nobody came back".to_owned()),
    }
}

async fn redeem(checker: &Checker, code: &Secret) -> Result<Answer, OutgoingError> {
    let proof = checker.prove().ok_or(OutgoingError::Unexpected)?;
    let form = token_form(
        &checker.client_id,
        checker.callback.as_str(),
        code,
        &proof,
        None,
    );
    checker
        .outgoing
        .post_form(&checker.token_endpoint, &form)
        .await
}

fn read_tokens(asked: Result<Answer, OutgoingError>) -> (Verdict, Option<TokenResponse>) {
    let answer = match asked {
        Ok(answer) => answer,
        Err(silence) => return (Verdict::Fails(silence.to_string()), None),
    };
    let Ok(tokens) = serde_json::from_str::<TokenResponse>(&answer.body) else {
        return (
            Verdict::Fails(format!("status {}, no tokens", answer.status)),
            None,
        );
    };
    let mut faults = Vec::new();
    if !tokens.token_type.eq_ignore_ascii_case("bearer") {
        faults.push("not a bearer token".to_owned());
    }
    let kept = answer.headers.get("cache-control");
    if kept.is_none_or(|kept| kept.as_bytes() != b"no-store") {
        faults.push("may be kept in a cache".to_owned());
    }
    (
        Verdict::of(&faults, format!("tokens for {} s", tokens.expires_in)),
        Some(tokens),
    )
}

/// How a token is hidden: its header says it, and only the header is read.
fn judge_hiding(token: &str) -> Verdict {
    let parts = token.split('.').count();
    let header = token.split('.').next().and_then(decode_base64url);
    let header: Value = header
        .and_then(|header| serde_json::from_slice(&header).ok())
        .unwrap_or_default();
    let text = |name: &str| header.get(name).and_then(Value::as_str).unwrap_or("none");
    let (alg, enc) = (text("alg"), text("enc"));
    let mut faults = Vec::new();
    if parts != 5 {
        faults.push("not encrypted".to_owned());
    } else if !["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"].contains(&alg) || enc != "A256GCM" {
        faults.push("neither RSA-OAEP, RSA-OAEP-256 nor ECDH-ES with A256GCM".to_owned());
    }
    Verdict::of(&faults, format!("{alg}, {enc}"))
}

fn judge_id_token(report: &mut Report, checker: &Checker, given: &Given) -> Option<IdTokenClaims> {
    report.note(
        "id-token-encrypted",
        "FranceConnect+",
        judge_hiding(&given.tokens.id_token),
    );
    let (sent, now) = (&given.sent, checker.world.now());
    let opened = open_id_token(
        &given.tokens.id_token,
        &checker.trust(),
        &sent.nonce,
        now,
        LEEWAY,
    );
    let claims = match opened {
        Ok(claims) => claims,
        Err(fault) => {
            report.note(
                "id-token",
                "Core §3.1.3.7",
                Verdict::Fails(fault.to_string()),
            );
            return None;
        }
    };
    report.note(
        "id-token",
        "Core §3.1.3.7",
        Verdict::Holds("issuer, audience, time, nonce, subject".to_owned()),
    );
    let level = claims.acr.as_deref().unwrap_or("none");
    let reached =
        Acr::parse(level).is_some_and(|acr| acr >= sent.acr && checker.acrs.contains(&acr));
    let faults: Vec<_> = (!reached)
        .then(|| format!("{level} where {} was asked", sent.acr.as_str()))
        .into_iter()
        .collect();
    report.note(
        "id-token-level",
        "FranceConnect+",
        Verdict::of(&faults, level),
    );
    report.note("id-token-means", "FranceConnect+", judge_means(&claims));
    report.note(
        "id-token-time",
        "FranceConnect+",
        judge_times(&claims, sent.at, now),
    );
    Some(claims)
}

fn judge_means(claims: &IdTokenClaims) -> Verdict {
    let name = |amr: &Amr| format!("{amr:?}").to_lowercase();
    let means: Vec<_> = claims.amr.iter().map(name).collect();
    if means.is_empty() {
        Verdict::Fails("no amr that FranceConnect+ knows".to_owned())
    } else {
        Verdict::Holds(means.join(", "))
    }
}

/// `since`: when the browser left. The person must have signed in after that (`prompt=login`).
fn judge_times(claims: &IdTokenClaims, since: UnixSeconds, now: UnixSeconds) -> Verdict {
    let life = claims.exp - claims.iat;
    let mut faults = Vec::new();
    if life > LONGEST_LIFE {
        faults.push(format!("lives {life} s"));
    }
    match claims.auth_time {
        None => faults.push("auth_time is missing".to_owned()),
        Some(at) if at < since - LEEWAY || at > now + LEEWAY => {
            faults.push("auth_time is not of this login".to_owned());
        }
        Some(_) => {}
    }
    Verdict::of(&faults, format!("lives {life} s, auth_time of this login"))
}

async fn judge_userinfo(
    report: &mut Report,
    checker: &Checker,
    given: &Given,
    id_token: &IdTokenClaims,
) {
    let token = Some(given.tokens.access_token.as_str());
    let answer = match checker
        .outgoing
        .get(&checker.userinfo_endpoint, token)
        .await
    {
        Ok(answer) => answer,
        Err(silence) => {
            report.note(
                "userinfo",
                "Core §5.3.2",
                Verdict::Fails(silence.to_string()),
            );
            return;
        }
    };
    let body = answer.body.trim();
    report.note("userinfo-encrypted", "FranceConnect+", judge_hiding(body));
    let claims = match open_userinfo(body, &checker.trust(), &id_token.sub) {
        Ok(claims) => claims,
        Err(fault) => {
            report.note("userinfo", "Core §5.3.2", Verdict::Fails(fault.to_string()));
            return;
        }
    };
    report.note(
        "userinfo",
        "Core §5.3.2",
        Verdict::Holds("of the same subject".to_owned()),
    );
    let say = |fault: &sceau_oidc::claims::ClaimFault| match fault.problem {
        ClaimProblem::Missing => format!("{} is missing", fault.claim),
        ClaimProblem::Malformed => format!("{} is malformed", fault.claim),
    };
    let (faults, seen) = match check_as_broker(&claims) {
        Ok(identity) => (check_published(&to_published(&identity)), claims.len()),
        Err(faults) => (faults, claims.len()),
    };
    let faults: Vec<_> = faults.iter().map(say).collect();
    let verdict = Verdict::of(&faults, format!("{seen} claims in the published form"));
    report.note("claims", "FranceConnect+", verdict);
}

/// What was used must be worth nothing.
async fn judge_afterwards(report: &mut Report, checker: &Checker, given: &Given, code: &Secret) {
    let again = redeem(checker, code).await;
    let verdict = match again {
        Ok(answer) if answer.status == 400 && answer.body.contains("invalid_grant") => {
            Verdict::Holds("invalid_grant (400)".to_owned())
        }
        Ok(answer) => Verdict::Fails(format!("status {}", answer.status)),
        Err(silence) => Verdict::Fails(silence.to_string()),
    };
    report.note("code-twice", "RFC 6749 §4.1.2", verdict);
    let token = Some(given.tokens.access_token.as_str());
    let verdict = match checker
        .outgoing
        .get(&checker.userinfo_endpoint, token)
        .await
    {
        Ok(answer) if answer.status == 401 => {
            Verdict::Holds("ends with the copied code".to_owned())
        }
        Ok(answer) => Verdict::Fails(format!(
            "status {}: the token outlives the copy",
            answer.status
        )),
        Err(silence) => Verdict::Fails(silence.to_string()),
    };
    report.note("token-of-a-copied-code", "RFC 6749 §4.1.2", verdict);
}
