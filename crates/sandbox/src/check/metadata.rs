//! What a provider publishes: metadata and keys.

use std::collections::HashSet;

use sceau_oidc::discovery::ProviderMetadata;
use sceau_oidc::scope::Scopes;
use serde_json::Value;
use url::{Host, Url};

use super::SCOPE;
use super::report::{Report, Verdict};
use crate::outgoing::Provider;

/// Holds the metadata against what a broker of this family needs.
pub(super) fn judge(report: &mut Report, provider: &Provider, keys: &Value) {
    let metadata = &provider.metadata;
    report.note(
        "discovery-issuer",
        "Discovery §4.3",
        Verdict::Holds("names the very issuer asked".to_owned()),
    );
    report.note(
        "discovery-addresses",
        "Discovery §3",
        judge_addresses(metadata),
    );
    report.note("discovery-code-flow", "Core §3.1", judge_flow(metadata));
    report.note(
        "discovery-encryption",
        "FranceConnect+",
        judge_encryption(metadata),
    );
    report.note("discovery-levels", "FranceConnect+", judge_levels(metadata));
    report.note("discovery-scopes", "FranceConnect+", judge_scopes(metadata));
    report.note("keys-published", "RFC 7517 §4", judge_keys(keys));
}

fn judge_addresses(metadata: &ProviderMetadata) -> Verdict {
    let mut addresses = vec![
        ("authorization_endpoint", &metadata.authorization_endpoint),
        ("token_endpoint", &metadata.token_endpoint),
        ("userinfo_endpoint", &metadata.userinfo_endpoint),
        ("jwks_uri", &metadata.jwks_uri),
    ];
    let mut faults = Vec::new();
    match &metadata.end_session_endpoint {
        Some(address) => addresses.push(("end_session_endpoint", address)),
        None => faults.push("end_session_endpoint is missing".to_owned()),
    }
    for (name, address) in addresses {
        if !Url::parse(address).is_ok_and(|address| is_protected(&address)) {
            faults.push(format!("{name} is not an https address"));
        }
    }
    Verdict::of(&faults, "five, over TLS or on this machine")
}

/// TLS, or this very machine.
pub(super) fn is_protected(address: &Url) -> bool {
    let is_local = match address.host() {
        Some(Host::Ipv4(host)) => host.is_loopback(),
        Some(Host::Ipv6(host)) => host.is_loopback(),
        Some(Host::Domain(host)) => host == "localhost",
        None => false,
    };
    address.scheme() == "https" || (address.scheme() == "http" && is_local)
}

fn judge_flow(metadata: &ProviderMetadata) -> Verdict {
    let mut faults = Vec::new();
    let types = &metadata.response_types_supported;
    if !types.iter().any(|kind| kind == "code") {
        faults.push("the code flow is not offered".to_owned());
    }
    let gives_tokens = |kind: &&String| kind.split(' ').any(|part| part == "token");
    if let Some(kind) = types.iter().find(gives_tokens) {
        faults.push(format!(
            "{kind:?} gives access tokens in an address (RFC 9700 §2.1.2)"
        ));
    }
    let methods = &metadata.token_endpoint_auth_methods_supported;
    let known = ["client_secret_post", "private_key_jwt"];
    if !methods
        .iter()
        .any(|method| known.contains(&method.as_str()))
    {
        faults.push("neither client_secret_post nor private_key_jwt".to_owned());
    }
    Verdict::of(&faults, methods.join(", "))
}

fn judge_encryption(metadata: &ProviderMetadata) -> Verdict {
    let mut faults = Vec::new();
    let signs = |offered: &[String]| offered.iter().any(|alg| alg == "ES256" || alg == "RS256");
    let hides = |offered: &[String]| {
        let known = ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"];
        offered.iter().any(|alg| known.contains(&alg.as_str()))
    };
    let gcm = |offered: &[String]| offered.iter().any(|enc| enc == "A256GCM");
    for (what, signing, managing, encrypting) in [
        (
            "ID token",
            &metadata.id_token_signing_alg_values_supported,
            &metadata.id_token_encryption_alg_values_supported,
            &metadata.id_token_encryption_enc_values_supported,
        ),
        (
            "userinfo",
            &metadata.userinfo_signing_alg_values_supported,
            &metadata.userinfo_encryption_alg_values_supported,
            &metadata.userinfo_encryption_enc_values_supported,
        ),
    ] {
        if !signs(signing) {
            faults.push(format!("{what}: neither ES256 nor RS256"));
        }
        if signing.iter().any(|alg| alg == "none") {
            faults.push(format!("{what}: unsigned is offered"));
        }
        if !hides(managing) || !gcm(encrypting) {
            faults.push(format!(
                "{what}: no RSA-OAEP, RSA-OAEP-256 or ECDH-ES with A256GCM"
            ));
        }
    }
    let seen = metadata.id_token_encryption_alg_values_supported.join(", ");
    Verdict::of(&faults, format!("{seen}; A256GCM"))
}

fn judge_levels(metadata: &ProviderMetadata) -> Verdict {
    let levels = &metadata.acr_values_supported;
    if levels.iter().any(|acr| acr == "eidas2" || acr == "eidas3") {
        Verdict::Holds(levels.join(", "))
    } else {
        Verdict::Fails("neither eidas2 nor eidas3".to_owned())
    }
}

fn judge_scopes(metadata: &ProviderMetadata) -> Verdict {
    let missing = |scope: &&str| !metadata.scopes_supported.iter().any(|known| known == scope);
    let mut faults: Vec<String> = SCOPE
        .split(' ')
        .filter(missing)
        .map(|scope| format!("the scope {scope} is missing"))
        .collect();
    let claims = Scopes::parse(SCOPE).claims();
    let unknown = |name: &&str| !metadata.claims_supported.iter().any(|known| known == name);
    faults.extend(
        (claims.iter().map(|claim| claim.as_str()))
            .filter(unknown)
            .map(|name| format!("the claim {name} is missing")),
    );
    Verdict::of(&faults, SCOPE)
}

/// `keys`: the published document as it came, because a private part would not survive being read.
fn judge_keys(keys: &Value) -> Verdict {
    let none = Vec::new();
    let keys = keys.get("keys").and_then(Value::as_array).unwrap_or(&none);
    let mut faults = Vec::new();
    let mut names = HashSet::new();
    for key in keys {
        match key.get("kid").and_then(Value::as_str) {
            None => faults.push("a key without kid".to_owned()),
            Some(kid) if !names.insert(kid) => faults.push("two keys with one kid".to_owned()),
            Some(_) => {}
        }
        let private = ["d", "p", "q", "dp", "dq", "qi", "k"];
        if private.iter().any(|part| key.get(part).is_some()) {
            faults.push("a private part is published".to_owned());
        }
    }
    if keys.is_empty() {
        faults.push("no key".to_owned());
    }
    Verdict::of(&faults, format!("{} public", keys.len()))
}
