//! The check a FranceConnect+-like broker makes on what an identity provider sends.

use serde_json::{Map, Value};

use super::pivot::{ClaimName, PivotIdentity};

/// What is wrong with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClaimProblem {
    /// Not there, or empty where it must not be.
    Missing,
    /// Not a text, or not of the form required.
    Malformed,
}

/// One fault: which claim, and what is wrong. Never its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("claim {claim} is {problem:?}")]
pub struct ClaimFault {
    /// The claim's name in the token.
    pub claim: &'static str,
    /// What is wrong.
    pub problem: ClaimProblem,
}

impl ClaimFault {
    pub(super) const fn new(claim: &'static str, problem: ClaimProblem) -> Self {
        Self { claim, problem }
    }
}

/// Checks claims as the broker does: everything required is there and of the right form, the
/// commune only for a birth in France. Unknown claims are passed over.
///
/// # Errors
/// Every [`ClaimFault`], so that an integrator sees them at once.
pub fn check_as_broker(claims: &Map<String, Value>) -> Result<PivotIdentity, Vec<ClaimFault>> {
    let mut faults = Vec::new();
    let mut take = |claim: &'static str, is_right: &dyn Fn(&str) -> bool| {
        let problem = match claims.get(claim) {
            None | Some(Value::Null) => ClaimProblem::Missing,
            Some(Value::String(text)) if is_right(text) => return text.clone(),
            Some(Value::String(text)) if text.is_empty() => ClaimProblem::Missing,
            Some(_) => ClaimProblem::Malformed,
        };
        faults.push(ClaimFault::new(claim, problem));
        String::new()
    };
    let is_name = |text: &str| (1..=256).contains(&text.chars().count());
    take("sub", &|text| !text.is_empty() && text.is_ascii());
    let given_name = take(ClaimName::GivenName.as_str(), &is_name);
    let family_name = take(ClaimName::FamilyName.as_str(), &is_name);
    let birthdate = take(ClaimName::Birthdate.as_str(), &is_birthdate);
    let gender = take(ClaimName::Gender.as_str(), &|text| {
        matches!(text, "male" | "female" | "unspecified")
    });
    let birthcountry = take(ClaimName::Birthcountry.as_str(), &is_cog);
    let birthplace = if birthcountry == "99100" {
        take(ClaimName::Birthplace.as_str(), &is_cog)
    } else {
        claims
            .get("birthplace")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let email = take(ClaimName::Email.as_str(), &is_email);
    let preferred_username = match claims.get("preferred_username") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()).filter(|text| !text.is_empty()),
        Some(_) => Some(take(ClaimName::PreferredUsername.as_str(), &|_| false)),
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(PivotIdentity {
        given_name,
        family_name,
        birthdate,
        gender,
        birthplace,
        birthcountry,
        email,
        preferred_username,
    })
}

/// `^(?:2[AB]|[0-9]{2})[0-9]{3}$`.
pub(super) fn is_cog(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 5
        && (bytes.starts_with(b"2A") || bytes.starts_with(b"2B") || is_digits(&bytes[..2]))
        && is_digits(&bytes[2..])
}

pub(super) fn is_digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}

/// `YYYY-MM-DD`, a real day; `YYYY-MM-00`; `YYYY-00-00`.
fn is_birthdate(text: &str) -> bool {
    let Some((year, month, day)) = split_date(text) else {
        return false;
    };
    match (month, day) {
        (0, 0) => true,
        (1..=12, 0) => true,
        (1..=12, day) => day <= days_in(year, month),
        _ => false,
    }
}

pub(super) fn split_date(text: &str) -> Option<(u32, u32, u32)> {
    let bytes = text.as_bytes();
    let is_shaped = bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && [0..4, 5..7, 8..10]
            .into_iter()
            .all(|range| is_digits(&bytes[range]));
    if !is_shaped {
        return None;
    }
    Some((
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    ))
}

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// One `@`, something before it, a dotted host after it, no space: what a form can know.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else {
        return false;
    };
    let labels: Vec<&str> = host.split('.').collect();
    !local.is_empty()
        && local.len() <= 64
        && text.len() <= 254
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"@,;:<>()[]\\\"".contains(&byte))
        && labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

#[cfg(test)]
#[path = "broker_check_tests.rs"]
mod tests;
