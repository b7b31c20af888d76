use super::*;
use crate::jwe::KeyManagement;
use crate::test_support::{ISSUER, id_token_claims, seeded, signing_key};
use crate::userinfo::open_userinfo;
use serde_json::json;

const NOW: UnixSeconds = 1_010;

type Spoil = fn(&mut IdTokenClaims);

fn open_with(token: &str, keys: &[DecryptionKey]) -> Result<IdTokenClaims, TokenFault> {
    let provider_keys = Jwks::of([signing_key(1).public()]);
    let trust = Trust {
        issuer: ISSUER,
        client_id: "broker",
        provider_keys: &provider_keys,
        decryption_keys: keys,
    };
    open_id_token(token, &trust, "a91c", NOW, 5)
}

#[test]
fn a_token_sealed_for_the_broker_is_opened_by_the_broker_only() {
    let fill = seeded(4);
    let ours = DecryptionKey::make_ec(&fill).unwrap();
    let recipient = Recipient {
        key: ours.public(),
        key_management: KeyManagement::EcdhEs,
    };
    let token = seal(&id_token_claims(), &signing_key(1), Some(&recipient), &fill).unwrap();
    assert_eq!(token.split('.').count(), 5);
    assert_eq!(open_with(&token, &[ours]).unwrap(), id_token_claims());
    let theirs = DecryptionKey::make_ec(&fill).unwrap();
    assert_eq!(open_with(&token, &[theirs]), Err(TokenFault::Encryption));
}

#[test]
fn a_signed_only_token_is_refused_where_encryption_was_agreed() {
    let token = seal(&id_token_claims(), &signing_key(1), None, &seeded(4)).unwrap();
    assert!(open_with(&token, &[]).is_ok());
    let ours = DecryptionKey::make_ec(&seeded(4)).unwrap();
    assert_eq!(open_with(&token, &[ours]), Err(TokenFault::Encryption));
}

#[test]
fn each_claim_that_does_not_fit_this_login_is_refused_by_name() {
    let cases: [(Spoil, TokenFault); 9] = [
        (
            |claims| claims.iss = String::from("https://x"),
            TokenFault::Issuer,
        ),
        (
            |claims| claims.aud = Audience::One(String::from("x")),
            TokenFault::Audience,
        ),
        (
            |claims| claims.aud = Audience::Many(vec!["broker".into(), "x".into()]),
            TokenFault::Audience,
        ),
        (
            |claims| claims.azp = Some(String::from("x")),
            TokenFault::Audience,
        ),
        (|claims| claims.exp = NOW - 5, TokenFault::Time),
        (|claims| claims.iat = NOW + 6, TokenFault::Time),
        (|claims| claims.nonce = None, TokenFault::Nonce),
        (
            |claims| claims.nonce = Some(String::from("x")),
            TokenFault::Nonce,
        ),
        (|claims| claims.sub.clear(), TokenFault::MissingSubject),
    ];
    for (spoil, fault) in cases {
        let mut claims = id_token_claims();
        spoil(&mut claims);
        let token = seal(&claims, &signing_key(1), None, &seeded(4)).unwrap();
        assert_eq!(open_with(&token, &[]), Err(fault));
    }
    let foreign = seal(&id_token_claims(), &signing_key(2), None, &seeded(4)).unwrap();
    assert_eq!(open_with(&foreign, &[]), Err(TokenFault::UnknownKey));
}

#[test]
fn means_this_crate_does_not_know_are_passed_over() {
    let token = jws::sign(
        &json!({"iss": ISSUER, "aud": ["broker"], "sub": "abc", "iat": 1000, "exp": 1060,
                "nonce": "a91c", "amr": ["pin", "telepathy"]}),
        &signing_key(1),
    )
    .unwrap();
    assert_eq!(open_with(&token, &[]).unwrap().amr, [Amr::Pin]);
}

#[test]
fn userinfo_about_someone_else_or_for_someone_else_is_refused() {
    let provider_keys = Jwks::of([signing_key(1).public()]);
    let trust = Trust {
        issuer: ISSUER,
        client_id: "broker",
        provider_keys: &provider_keys,
        decryption_keys: &[],
    };
    let cases = [
        (json!({"sub": "abc", "iss": ISSUER, "aud": "broker"}), None),
        (
            json!({"sub": "abd", "iss": ISSUER, "aud": "broker"}),
            Some(TokenFault::OtherSubject),
        ),
        (
            json!({"iss": ISSUER, "aud": "broker"}),
            Some(TokenFault::MissingSubject),
        ),
        (
            json!({"sub": "abc", "iss": "https://x"}),
            Some(TokenFault::Issuer),
        ),
        (
            json!({"sub": "abc", "iss": ISSUER, "aud": ["x"]}),
            Some(TokenFault::Audience),
        ),
    ];
    for (claims, fault) in cases {
        let answer = jws::sign(&claims, &signing_key(1)).unwrap();
        assert_eq!(
            open_userinfo(&answer, &trust, "abc").err(),
            fault,
            "{claims}"
        );
    }
}
