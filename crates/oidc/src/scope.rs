//! Scopes and the claims each opens (FranceConnect+'s published list, without the `rnipp_*` ones).

use serde::{Deserialize, Serialize};

use crate::claims::ClaimName;

/// The scopes of a request, in the order received, without doubles. Unknown ones are kept: a
/// provider may ignore them (RFC 6749 §3.3), and the answer echoes only what opened something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// Reads a space-separated `scope`.
    pub fn parse(text: &str) -> Self {
        let mut scopes: Vec<String> = Vec::new();
        for scope in text.split_ascii_whitespace() {
            if !scopes.iter().any(|known| known == scope) {
                scopes.push(scope.to_owned());
            }
        }
        Self(scopes)
    }

    /// Is this scope among them?
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Is there nothing here that is not there?
    pub fn is_within(&self, granted: &Self) -> bool {
        self.0.iter().all(|scope| granted.contains(scope))
    }

    /// As the parameter is written.
    pub fn to_text(&self) -> String {
        self.0.join(" ")
    }

    /// The claims these scopes open, each once, in the order of [`ClaimName::ALL`]. `sub` is
    /// always given and is not listed.
    pub fn claims(&self) -> Vec<ClaimName> {
        ClaimName::ALL
            .into_iter()
            .filter(|claim| self.0.iter().any(|scope| opened_by(scope).contains(claim)))
            .collect()
    }
}

/// The scope that asks for claims again later, without a new approval (Core §11).
pub const OFFLINE_ACCESS: &str = "offline_access";

/// Every scope that opens at least one claim, plus `openid`: for the discovery document.
pub const SUPPORTED: [&str; 12] = [
    "openid",
    "profile",
    "email",
    "preferred_username",
    "birth",
    "birthplace",
    "birthcountry",
    "identite_pivot",
    "given_name",
    "family_name",
    "birthdate",
    "gender",
];

fn opened_by(scope: &str) -> &'static [ClaimName] {
    use ClaimName as C;
    match scope {
        "profile" => &[
            C::GivenName,
            C::FamilyName,
            C::Birthdate,
            C::Gender,
            C::PreferredUsername,
        ],
        "email" => &[C::Email],
        "preferred_username" => &[C::PreferredUsername],
        "birth" => &[C::Birthplace, C::Birthcountry],
        "birthplace" => &[C::Birthplace],
        "birthcountry" => &[C::Birthcountry],
        "identite_pivot" => &[
            C::GivenName,
            C::FamilyName,
            C::Birthdate,
            C::Gender,
            C::Birthplace,
            C::Birthcountry,
        ],
        "given_name" => &[C::GivenName],
        "family_name" => &[C::FamilyName],
        "birthdate" => &[C::Birthdate],
        "gender" => &[C::Gender],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scopes_the_broker_sends_open_the_whole_identity() {
        let scopes =
            Scopes::parse("openid profile email preferred_username birthplace birthcountry");
        assert_eq!(scopes.claims(), ClaimName::ALL.to_vec());
    }

    #[test]
    fn openid_alone_opens_nothing_but_the_subject() {
        assert!(Scopes::parse("openid").claims().is_empty());
    }

    #[test]
    fn every_supported_scope_but_openid_opens_something() {
        for scope in SUPPORTED.iter().skip(1) {
            assert!(!Scopes::parse(scope).claims().is_empty(), "{scope}");
        }
    }

    #[test]
    fn a_scope_said_twice_counts_once() {
        assert_eq!(
            Scopes::parse("openid  email openid").to_text(),
            "openid email"
        );
    }
}
