//! The list of certificates whose visible electronic seals are verified: a file beside `sceau.toml`.
//!
//! ```toml
//! [[certificates]]
//! authority = "FR01"          # as seals name it
//! certificate = "A1B2"
//! signer = "…"                # optional: the certificate's own subject otherwise
//! pem = """-----BEGIN CERTIFICATE-----…"""
//! # Of a bare public key also: valid_from = "2024-01-01", valid_until = "2027-01-01"
//! ```

use jiff::civil::Date;
use sceau_checks::{TrustFault, TrustList, TrustedCertificate};
use serde::Deserialize;
use std::io;
use std::path::{Path, PathBuf};

/// The list cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealsFailure {
    /// It cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It does not say what it must.
    #[error("{path} is not a list of certificates")]
    Malformed {
        /// Which.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A certificate that cannot be listed.
    #[error("certificate {authority} {certificate}: {fault}")]
    Certificate {
        /// Its authority.
        authority: String,
        /// Its name.
        certificate: String,
        /// Why.
        fault: TrustFault,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    #[serde(default)]
    certificates: Vec<CertificateEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificateEntry {
    authority: String,
    certificate: String,
    signer: Option<String>,
    pem: String,
    valid_from: Option<String>,
    valid_until: Option<String>,
}

/// Reads the list.
///
/// # Errors
/// [`SealsFailure`].
pub(crate) fn read(path: &Path) -> Result<TrustList, SealsFailure> {
    let text = std::fs::read_to_string(path).map_err(|source| SealsFailure::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let list: ListFile = toml::from_str(&text).map_err(|source| SealsFailure::Malformed {
        path: path.to_owned(),
        source: Box::new(source),
    })?;
    listed(&list.certificates)
}

/// One at a time, so that a fault is said with its certificate.
fn listed(entries: &[CertificateEntry]) -> Result<TrustList, SealsFailure> {
    let mut certificates = Vec::new();
    for entry in entries {
        let named = |fault| SealsFailure::Certificate {
            authority: entry.authority.clone(),
            certificate: entry.certificate.clone(),
            fault,
        };
        certificates.push(entry.trusted().map_err(named)?);
        TrustList::new(certificates.clone()).map_err(named)?;
    }
    Ok(TrustList::new(certificates).unwrap_or_default())
}

impl CertificateEntry {
    fn trusted(&self) -> Result<TrustedCertificate, TrustFault> {
        let (authority, certificate) = (&self.authority, &self.certificate);
        let signer = self.signer.as_deref();
        let day = |text: &String| text.parse::<Date>().map_err(|_| TrustFault::Validity);
        match (&self.valid_from, &self.valid_until) {
            (None, None) => {
                let read = TrustedCertificate::of_certificate(authority, certificate, &self.pem)?;
                Ok(match signer {
                    Some(signer) => read.named(signer),
                    None => read,
                })
            }
            (Some(from), Some(until)) => TrustedCertificate::of_key(
                authority,
                certificate,
                signer.unwrap_or(authority),
                &self.pem,
                (day(from)?, day(until)?),
            ),
            _ => Err(TrustFault::Validity),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sceau_testkit::specimen::seal;

    fn read_text(text: &str) -> Result<TrustList, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seals.toml");
        std::fs::write(&file, text).unwrap();
        read(&file).map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_list_of_the_specimens_is_read() {
        assert!(read_text(&seal::list()).is_ok());
        assert!(read_text("").is_ok(), "an empty list verifies nothing");
    }

    #[test]
    fn a_certificate_that_cannot_be_listed_is_named_at_the_start() {
        let fault = |text: String| read_text(&text).unwrap_err();
        let twice = fault(seal::list().repeat(2));
        assert_eq!(twice, "certificate ZZ00 0001: listed twice");
        let odd = fault(seal::list().replace("ZZ00", "zz"));
        assert!(odd.starts_with("certificate zz 0001: "), "{odd}");
        let damaged = fault(seal::list().replace("MII", "MIJ"));
        assert!(damaged.contains("not a certificate"), "{damaged}");
        let half = fault(format!("{}valid_from = \"2024-01-01\"\n", seal::list()));
        assert!(half.contains("days of its validity"), "{half}");
        let misspelt = fault(seal::list().replace("signer", "signature"));
        assert!(misspelt.contains("not a list"), "{misspelt}");
    }
}
