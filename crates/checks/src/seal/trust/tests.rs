//! Signatures of the test authority and of keys made here.

use super::*;
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING,
    ECDSA_P521_SHA512_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm, KeyPair as _,
};
use jiff::civil::date;
use sceau_domain::document::DocumentKind;
use sceau_domain::seal::parse_seal;
use sceau_testkit::specimen::person;
use sceau_testkit::specimen::seal::{self, SealPrint};

const TODAY: Date = date(2026, 11, 23);
const KIND: DocumentKind = DocumentKind::IdentityCard;

fn listed() -> TrustedCertificate {
    TrustedCertificate::of_certificate(seal::AUTHORITY, seal::CERTIFICATE, seal::CERTIFICATE_PEM)
        .unwrap()
}

fn verified(print: SealPrint) -> (SealOutcome, Option<String>) {
    let mut who = person(4, TODAY);
    who.seal = print;
    let seal = parse_seal(&seal::content(&who, KIND).unwrap()).unwrap();
    TrustList::new([listed()]).unwrap().verify(&seal)
}

/// The message of a seal without a day of signature, or signed on its day of issue.
fn message(is_dated: bool) -> Vec<u8> {
    let mut message = seal::message(&person(4, TODAY), KIND, seal::CERTIFICATE);
    if !is_dated {
        message[16..20].copy_from_slice(b"FFFF");
    }
    message
}

fn outcome(list: &TrustList, message: &[u8], signature: &[u8]) -> SealOutcome {
    let text = seal::with_signature(message, signature);
    list.verify(&parse_seal(&text).unwrap()).0
}

fn pem(kind: &str, der: &[u8]) -> String {
    use x509_cert::der::pem::{LineEnding, encode_string};
    encode_string(kind, LineEnding::LF, der).unwrap()
}

#[test]
fn the_signature_of_a_listed_certificate_is_verified_and_its_signer_named() {
    let (outcome, signer) = verified(SealPrint::Signed);
    assert_eq!(outcome, SealOutcome::Verified);
    let signer = signer.unwrap();
    assert!(signer.contains("sans valeur"), "{signer}");
    assert_eq!(listed().named("Nous").signer, "Nous");
}

#[test]
fn another_key_another_certificate_and_no_signature_are_told_apart() {
    assert_eq!(verified(SealPrint::Forged).0, SealOutcome::Wrong);
    assert_eq!(
        verified(SealPrint::Unlisted),
        (SealOutcome::NotListed, None)
    );
    let list = TrustList::new([listed()]).unwrap();
    assert_eq!(outcome(&list, &message(true), b""), SealOutcome::Unsigned);
    let nothing = TrustList::default();
    let signature = seal::sign(&message(true));
    assert_eq!(
        outcome(&nothing, &message(true), &signature),
        SealOutcome::NotListed
    );
}

#[test]
fn a_single_sign_changed_makes_the_signature_wrong() {
    let list = TrustList::new([listed()]).unwrap();
    let whole = message(true);
    let signature = seal::sign(&whole);
    assert_eq!(outcome(&list, &whole, &signature), SealOutcome::Verified);
    // The country, then every value: nothing that was signed may change.
    for at in 24..whole.len() {
        let mut changed = whole.clone();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let found = outcome(&list, &changed, &signature);
        assert_eq!(found, SealOutcome::Wrong, "sign {at}");
    }
    let mut other = signature;
    other[63] ^= 1;
    assert_eq!(outcome(&list, &whole, &other), SealOutcome::Wrong);
}

#[test]
fn a_signature_of_a_day_without_validity_and_one_without_a_day_say_so() {
    let undated = message(false);
    let list = TrustList::new([listed()]).unwrap();
    assert_eq!(
        outcome(&list, &undated, &seal::sign(&undated)),
        SealOutcome::Undated
    );
    let issued = person(4, TODAY).papers.new_card.issued;
    for (from, until, expected) in [
        (issued, issued, SealOutcome::Verified),
        (
            date(2001, 1, 1),
            issued.yesterday().unwrap(),
            SealOutcome::OutsideValidity,
        ),
        (
            issued.tomorrow().unwrap(),
            date(2090, 1, 1),
            SealOutcome::OutsideValidity,
        ),
    ] {
        let mut narrow = listed();
        narrow.valid = (from, until);
        let list = TrustList::new([narrow]).unwrap();
        let found = outcome(&list, &message(true), &seal::sign(&message(true)));
        assert_eq!(found, expected, "{from} {until}");
    }
}

#[test]
fn all_three_curves_are_verified_and_none_for_another() {
    let message = message(true);
    let curves: [(&'static EcdsaSigningAlgorithm, usize); 3] = [
        (&ECDSA_P256_SHA256_FIXED_SIGNING, 64),
        (&ECDSA_P384_SHA384_FIXED_SIGNING, 96),
        (&ECDSA_P521_SHA512_FIXED_SIGNING, 132),
    ];
    let made = curves.map(|(curve, length)| {
        let pair = EcdsaKeyPair::generate(curve).unwrap();
        let key: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let signature = pair.sign(&SystemRandom::new(), &message).unwrap();
        assert_eq!(signature.as_ref().len(), length);
        let valid = (date(2020, 1, 1), date(2030, 1, 1));
        let pem = pem("PUBLIC KEY", key.as_ref());
        let listed =
            TrustedCertificate::of_key(seal::AUTHORITY, seal::CERTIFICATE, "Clé", &pem, valid);
        let list = TrustList::new([listed.unwrap()]).unwrap();
        (list, signature)
    });
    for (at, (list, _)) in made.iter().enumerate() {
        for (other, (_, signature)) in made.iter().enumerate() {
            let expected = if at == other {
                SealOutcome::Verified
            } else {
                SealOutcome::Wrong
            };
            assert_eq!(
                outcome(list, &message, signature.as_ref()),
                expected,
                "{at} {other}"
            );
        }
    }
}

#[test]
fn what_cannot_be_listed_says_why() {
    let of = |authority, certificate, pem: &str| {
        TrustedCertificate::of_certificate(authority, certificate, pem).unwrap_err()
    };
    let pem_text = seal::CERTIFICATE_PEM;
    assert_eq!(of("ZZ0", "0001", pem_text), TrustFault::Names);
    assert_eq!(of("ZZ00", "é01", pem_text), TrustFault::Names);
    assert_eq!(of("ZZ00", "0001", "un certificat"), TrustFault::Pem);
    let key = |pem: &str, valid| TrustedCertificate::of_key("ZZ00", "0001", "Clé", pem, valid);
    let valid = (date(2020, 1, 1), date(2030, 1, 1));
    assert_eq!(key(pem_text, valid).unwrap_err(), TrustFault::Pem);
    let backwards = (valid.1, valid.0);
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let own: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let own = pem("PUBLIC KEY", own.as_ref());
    assert_eq!(key(&own, backwards).unwrap_err(), TrustFault::Validity);
    assert_eq!(
        TrustList::new([listed(), listed()]).unwrap_err(),
        TrustFault::Twice
    );
}

#[test]
fn a_key_that_signs_in_another_way_is_not_listed() {
    use aws_lc_rs::signature::Ed25519KeyPair;
    let pair = Ed25519KeyPair::generate().unwrap();
    let key: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let pem = pem("PUBLIC KEY", key.as_ref());
    let valid = (date(2020, 1, 1), date(2030, 1, 1));
    let listed = TrustedCertificate::of_key("ZZ00", "0001", "Clé", &pem, valid);
    assert_eq!(listed.unwrap_err(), TrustFault::Curve);
}
