//! Requests a broker sends by itself with nothing to show for: each must be refused as the standards say.

use axum::http::header::{CACHE_CONTROL, WWW_AUTHENTICATE};
use sceau_oidc::relying_party::token_form;
use sceau_oidc::secret::Secret;
use serde_json::Value;

use super::Checker;
use super::report::{Report, Verdict};
use crate::outgoing::{Answer, OutgoingError};

/// A code that was never given.
const NO_CODE: &str = "a-code-that-was-never-given";
/// A token that was never given.
const NO_TOKEN: &str = "a-token-that-was-never-given";

type Asked = Result<Answer, OutgoingError>;

/// Asks the token endpoint, userinfo and logout.
pub(super) async fn judge(report: &mut Report, checker: &Checker) {
    judge_token_endpoint(report, checker).await;
    judge_userinfo(report, checker).await;
    report.note(
        "logout-without-client",
        "FranceConnect+",
        judge_logout(checker, None).await,
    );
    report.note(
        "logout-to-a-stranger",
        "RP-Initiated Logout §3",
        judge_logout(checker, Some("https://evil.test/")).await,
    );
}

async fn judge_token_endpoint(report: &mut Report, checker: &Checker) {
    let Some(proof) = checker.prove() else {
        let silent = Verdict::NotRun("no assertion can be signed".to_owned());
        report.note("code-unknown", "RFC 6749 §5.2", silent);
        return;
    };
    let code = Secret::new(NO_CODE.to_owned());
    let good = token_form(
        &checker.client_id,
        checker.callback.as_str(),
        &code,
        &proof,
        None,
    );
    let changed = |name: &'static str, value: Option<&str>| {
        let others = good.iter().filter(|(key, _)| *key != name).cloned();
        let set = value.map(|value| (name, value.to_owned()));
        others.chain(set).collect::<Vec<_>>()
    };
    let another = ("client_secret", "another".to_owned());
    let questions = [
        ("code-unknown", good.clone(), &["invalid_grant"][..]),
        (
            "code-missing",
            changed("code", None),
            &["invalid_request", "invalid_grant"],
        ),
        (
            "grant-unknown",
            changed("grant_type", Some("password")),
            &["unsupported_grant_type", "unauthorized_client"],
        ),
        (
            "client-without-proof",
            unproved(&good),
            &["invalid_client", "invalid_request"],
        ),
        (
            "client-with-another-secret",
            [unproved(&good), vec![another]].concat(),
            &["invalid_client"],
        ),
    ];
    for (name, form, errors) in questions {
        let asked = checker
            .outgoing
            .post_form(&checker.token_endpoint, &form)
            .await;
        report.note(name, "RFC 6749 §5.2", judge_refusal(asked, errors));
    }
    report.note("token-by-get", "RFC 6749 §3.2", judge_get(checker).await);
}

async fn judge_get(checker: &Checker) -> Verdict {
    match checker.outgoing.get(&checker.token_endpoint, None).await {
        Ok(answer) if answer.status >= 400 => Verdict::Holds(format!("status {}", answer.status)),
        Ok(answer) => Verdict::Fails(format!("GET is answered with {}", answer.status)),
        Err(silence) => Verdict::NotRun(silence.to_string()),
    }
}

/// The same form without what proves the client.
fn unproved(form: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let proves = ["client_secret", "client_assertion", "client_assertion_type"];
    let kept = form.iter().filter(|(key, _)| !proves.contains(key));
    kept.cloned().collect()
}

fn judge_refusal(asked: Asked, errors: &[&str]) -> Verdict {
    let answer = match asked {
        Ok(answer) => answer,
        Err(silence) => return Verdict::Fails(silence.to_string()),
    };
    let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let error = body
        .get("error")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mut faults = Vec::new();
    if !errors.contains(&error) {
        faults.push(format!("not {}", errors.join(" or ")));
    }
    if !(answer.status == 400 || (answer.status == 401 && error == "invalid_client")) {
        faults.push(format!("status {}", answer.status));
    }
    let kept = answer.headers.get(CACHE_CONTROL);
    if !kept.is_some_and(|kept| kept.as_bytes().windows(8).any(|word| word == b"no-store")) {
        faults.push("may be kept in a cache".to_owned());
    }
    Verdict::of(&faults, format!("{error} ({})", answer.status))
}

async fn judge_userinfo(report: &mut Report, checker: &Checker) {
    let endpoint = &checker.userinfo_endpoint;
    let by_query = format!("{endpoint}?access_token={NO_TOKEN}");
    for (name, source, statuses, asked) in [
        (
            "userinfo-without-token",
            "RFC 6750 §3",
            &[401][..],
            checker.outgoing.get(endpoint, None).await,
        ),
        (
            "userinfo-with-unknown-token",
            "RFC 6750 §3.1",
            &[401],
            checker.outgoing.get(endpoint, Some(NO_TOKEN)).await,
        ),
        (
            "userinfo-token-in-address",
            "RFC 9700 §4.3.2",
            &[400, 401],
            checker.outgoing.get(&by_query, None).await,
        ),
    ] {
        let verdict = match asked {
            Ok(answer) => {
                let mut faults = Vec::new();
                if !statuses.contains(&answer.status) {
                    faults.push(format!("status {}", answer.status));
                }
                if !answer.headers.contains_key(WWW_AUTHENTICATE) {
                    faults.push("WWW-Authenticate is missing".to_owned());
                }
                Verdict::of(&faults, format!("{}, with a challenge", answer.status))
            }
            Err(silence) => Verdict::Fails(silence.to_string()),
        };
        report.note(name, source, verdict);
    }
}

/// `to`: where a stranger wants the browser sent; without one, only that the page answers.
async fn judge_logout(checker: &Checker, to: Option<&str>) -> Verdict {
    let Some(endpoint) = &checker.end_session_endpoint else {
        return Verdict::NotRun("no end_session_endpoint".to_owned());
    };
    let address = match to {
        None => endpoint.clone(),
        Some(to) => format!("{endpoint}?post_logout_redirect_uri={to}"),
    };
    let answer = match checker.outgoing.get(&address, None).await {
        Ok(answer) => answer,
        Err(silence) => return Verdict::Fails(silence.to_string()),
    };
    let leads_away = answer
        .headers
        .get("location")
        .and_then(|location| location.to_str().ok())
        .is_some_and(|location| location.starts_with("https://evil.test"));
    match (to, answer.status) {
        (Some(_), _) if leads_away => Verdict::Fails("the browser is sent there".to_owned()),
        (None, status) if status >= 400 => Verdict::Fails(format!("status {status}")),
        (_, status) => Verdict::Holds(format!("status {status}")),
    }
}
