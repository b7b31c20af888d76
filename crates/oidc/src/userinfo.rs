//! The userinfo answer: claims as a sealed JWT, `application/jwt` (Core §5.3.2).

use serde_json::{Map, Value};

use crate::claims::PivotIdentity;
use crate::id_token::{TokenFault, Trust, open};
use crate::scope::Scopes;

/// The claims of an answer: the subject, what the scopes opened, and, because it is signed,
/// issuer and audience.
pub fn make_userinfo(
    identity: &PivotIdentity,
    subject: &str,
    scopes: &Scopes,
    issuer: &str,
    client_id: &str,
) -> Map<String, Value> {
    let mut claims = identity.claims_for(scopes);
    for (name, value) in [("sub", subject), ("iss", issuer), ("aud", client_id)] {
        claims.insert(name.to_owned(), Value::String(value.to_owned()));
    }
    claims
}

/// Opens an answer and checks that it is from the provider, for us, about the same person as the
/// ID token (Core §5.3.2, §5.3.4).
///
/// # Errors
/// The first [`TokenFault`] found.
pub fn open_userinfo(
    answer: &str,
    trust: &Trust<'_>,
    expected_subject: &str,
) -> Result<Map<String, Value>, TokenFault> {
    let claims: Map<String, Value> = open(answer, trust)?;
    if claims
        .get("iss")
        .and_then(Value::as_str)
        .is_some_and(|iss| iss != trust.issuer)
    {
        return Err(TokenFault::Issuer);
    }
    let is_for_us = match claims.get("aud") {
        None => true,
        Some(Value::String(one)) => one == trust.client_id,
        Some(Value::Array(many)) => many.iter().any(|one| one == trust.client_id),
        Some(_) => false,
    };
    if !is_for_us {
        return Err(TokenFault::Audience);
    }
    match claims.get("sub").and_then(Value::as_str) {
        None | Some("") => Err(TokenFault::MissingSubject),
        Some(subject) if subject != expected_subject => Err(TokenFault::OtherSubject),
        Some(_) => Ok(claims),
    }
}
