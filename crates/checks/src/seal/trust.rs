//! The certificates whose signatures are verified, as the installation's configuration lists them.

use crate::film::name_of;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED,
    EcdsaVerificationAlgorithm, ParsedPublicKey, UnparsedPublicKey,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sceau_domain::seal::{Seal, SealOutcome};
use std::collections::HashMap;
use x509_cert::Certificate;
use x509_cert::der::{DecodePem as _, Encode as _};
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::Time;

/// The curves that seals are signed on, with the length of r and s together in bytes.
const CURVES: [(&EcdsaVerificationAlgorithm, usize); 3] = [
    (&ECDSA_P256_SHA256_FIXED, 64),
    (&ECDSA_P384_SHA384_FIXED, 96),
    (&ECDSA_P521_SHA512_FIXED, 132),
];

/// Why a certificate cannot be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrustFault {
    /// Not two names of four characters, digits and capital letters.
    #[error("authority and certificate are four digits or capital letters each")]
    Names,
    /// Neither a certificate nor a public key, as PEM.
    #[error("not a certificate, nor a public key, as PEM")]
    Pem,
    /// Its key is on none of P-256, P-384 and P-521.
    #[error("the key is on none of the curves P-256, P-384 and P-521")]
    Curve,
    /// A day of its validity is none, or the last comes before the first.
    #[error("the days of its validity are none")]
    Validity,
    /// The list has it already.
    #[error("listed twice")]
    Twice,
}

/// A certificate whose signatures are verified.
#[derive(Debug, Clone)]
pub struct TrustedCertificate {
    authority: String,
    certificate: String,
    signer: String,
    valid: (Date, Date),
    key: Vec<u8>,
    curve: usize,
}

impl TrustedCertificate {
    /// A certificate (X.509, PEM) under the names that seals give it. Its subject names the signer and
    /// its own days are those of its validity; that an authority issued it is the word of whoever wrote
    /// the list.
    ///
    /// # Errors
    /// [`TrustFault`].
    pub fn of_certificate(
        authority: &str,
        certificate: &str,
        pem: &str,
    ) -> Result<Self, TrustFault> {
        let parsed = Certificate::from_pem(pem.trim()).map_err(|_| TrustFault::Pem)?;
        let parsed = parsed.tbs_certificate();
        let key = parsed
            .subject_public_key_info()
            .to_der()
            .map_err(|_| TrustFault::Pem)?;
        let valid = (
            day_of(parsed.validity().not_before)?,
            day_of(parsed.validity().not_after)?,
        );
        let signer = parsed.subject().to_string();
        Self::new((authority, certificate), &signer, key, valid)
    }

    /// A bare public key (PEM), with the name of who signs with it and the first and last day of its
    /// validity.
    ///
    /// # Errors
    /// [`TrustFault`].
    pub fn of_key(
        authority: &str,
        certificate: &str,
        signer: &str,
        pem: &str,
        valid: (Date, Date),
    ) -> Result<Self, TrustFault> {
        let parsed = SubjectPublicKeyInfoOwned::from_pem(pem.trim());
        let key = parsed
            .and_then(|key| key.to_der())
            .map_err(|_| TrustFault::Pem)?;
        Self::new((authority, certificate), signer, key, valid)
    }

    /// The same, its signer named like this.
    #[must_use]
    pub fn named(mut self, signer: &str) -> Self {
        signer.clone_into(&mut self.signer);
        self
    }

    fn new(
        (authority, certificate): (&str, &str),
        signer: &str,
        key: Vec<u8>,
        valid: (Date, Date),
    ) -> Result<Self, TrustFault> {
        let is_name = |name: &str| {
            let is_plain = |sign: u8| sign.is_ascii_digit() || sign.is_ascii_uppercase();
            name.len() == 4 && name.bytes().all(is_plain)
        };
        if !is_name(authority) || !is_name(certificate) {
            return Err(TrustFault::Names);
        }
        if valid.0 > valid.1 {
            return Err(TrustFault::Validity);
        }
        let curve = CURVES
            .iter()
            .position(|(curve, _)| ParsedPublicKey::new(*curve, &key).is_ok())
            .ok_or(TrustFault::Curve)?;
        Ok(Self {
            authority: authority.to_owned(),
            certificate: certificate.to_owned(),
            signer: signer.to_owned(),
            valid,
            key,
            curve,
        })
    }

    /// Everything that decides what is verified, and what is said of it.
    fn line(&self) -> String {
        let Self {
            authority,
            certificate,
            signer,
            valid: (from, until),
            key,
            curve: _,
        } = self;
        format!(
            "{authority} {certificate} {from} {until} {} {signer}\n",
            name_of(key)
        )
    }

    fn has_signed(&self, seal: &Seal, signature: &[u8]) -> bool {
        let (algorithm, length) = CURVES[self.curve];
        signature.len() == length
            && UnparsedPublicKey::new(algorithm, &self.key)
                .verify(seal.message().reveal(), signature)
                .is_ok()
    }
}

/// The certificates of an installation. Empty by default: then nothing is verified, and said so.
#[derive(Debug, Clone, Default)]
pub struct TrustList(HashMap<(String, String), TrustedCertificate>);

impl TrustList {
    /// A list of these.
    ///
    /// # Errors
    /// [`TrustFault::Twice`].
    pub fn new(
        certificates: impl IntoIterator<Item = TrustedCertificate>,
    ) -> Result<Self, TrustFault> {
        let mut list = HashMap::new();
        for certificate in certificates {
            let names = (
                certificate.authority.clone(),
                certificate.certificate.clone(),
            );
            if list.insert(names, certificate).is_some() {
                return Err(TrustFault::Twice);
            }
        }
        Ok(Self(list))
    }

    /// What the list holds, for reports: the first digits of a hash over its certificates, in whatever order they
    /// came; `none` where it is empty.
    pub(crate) fn version(&self) -> String {
        let mut lines: Vec<String> = self.0.values().map(TrustedCertificate::line).collect();
        if lines.is_empty() {
            return "none".to_owned();
        }
        lines.sort_unstable();
        name_of(lines.concat().as_bytes())
    }

    /// Holds a seal's signature against the list, and names the signer where the list has the
    /// certificate. The day of signature is the seal's own word: it is signed too.
    pub(crate) fn verify(&self, seal: &Seal) -> (SealOutcome, Option<String>) {
        let header = seal.header();
        let names = (header.authority.clone(), header.certificate.clone());
        let Some(signature) = seal.signature() else {
            return (SealOutcome::Unsigned, None);
        };
        let Some(listed) = self.0.get(&names) else {
            return (SealOutcome::NotListed, None);
        };
        let outcome = if !listed.has_signed(seal, signature) {
            SealOutcome::Wrong
        } else {
            match header.signed {
                None => SealOutcome::Undated,
                Some(day) if (listed.valid.0..=listed.valid.1).contains(&day) => {
                    SealOutcome::Verified
                }
                Some(_) => SealOutcome::OutsideValidity,
            }
        };
        (outcome, Some(listed.signer.clone()))
    }
}

fn day_of(time: Time) -> Result<Date, TrustFault> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs());
    let instant = seconds
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    let instant = instant.ok_or(TrustFault::Validity)?;
    Ok(TimeZone::UTC.to_datetime(instant).date())
}

#[cfg(test)]
mod tests;
