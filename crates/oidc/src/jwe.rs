//! Encryption: compact JWE (RFC 7516) with `RSA-OAEP`, `RSA-OAEP-256` or `ECDH-ES` and always
//! `A256GCM`, the combinations FranceConnect+ takes. No kept-up Rust crate offers them on the one
//! crypto library we ship, so these are ours: the primitives are the library's.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::encoding::{decode_base64url, encode_base64url};
use crate::keys::{DecryptionKey, KeyMaterial, PublicJwk, agree, agree_once, encrypt_with_rsa};

/// How the content key reaches the recipient (RFC 7518 §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KeyManagement {
    /// RSA-OAEP with SHA-1, for brokers that still ask for it.
    #[serde(rename = "RSA-OAEP")]
    RsaOaep,
    /// RSA-OAEP with SHA-256.
    #[serde(rename = "RSA-OAEP-256")]
    RsaOaep256,
    /// Direct agreement with an ephemeral P-256 key.
    #[serde(rename = "ECDH-ES")]
    EcdhEs,
}

impl KeyManagement {
    /// The value of `alg`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RsaOaep => "RSA-OAEP",
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::EcdhEs => "ECDH-ES",
        }
    }

    /// The library's name of the RSA padding; `None` for key agreement.
    pub(crate) fn oaep(self) -> Option<&'static OaepAlgorithm> {
        match self {
            Self::RsaOaep => Some(&OAEP_SHA1_MGF1SHA1),
            Self::RsaOaep256 => Some(&OAEP_SHA256_MGF1SHA256),
            Self::EcdhEs => None,
        }
    }
}

/// To whom a token is encrypted: a key and the way the client registered.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The client's public key.
    pub key: PublicJwk,
    /// The registered key management.
    pub key_management: KeyManagement,
}

/// Why a JWE could not be made or opened. Opening says little on purpose: which step failed
/// helps only an attacker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JweError {
    /// The recipient's key does not fit the registered algorithm, or is broken.
    #[error("the recipient's key is unusable")]
    Key,
    /// Not a compact JWE this crate reads.
    #[error("the token is malformed or uses an unsupported algorithm")]
    Malformed,
    /// No key of ours opens it, or it was changed.
    #[error("the token could not be decrypted")]
    Decryption,
}

#[derive(Serialize, Deserialize)]
struct JweHeader {
    alg: KeyManagement,
    enc: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cty: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    epk: Option<PublicJwk>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    apu: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    apv: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crit: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zip: Option<String>,
}

const ENC: &str = "A256GCM";
const TAG: usize = 16;

type ContentKey = Zeroizing<[u8; 32]>;

/// Encrypts a signed JWT for a recipient (`cty: JWT`). Randomness: the content key or the
/// ephemeral key, and the 96-bit nonce, come from `fill`; RSA's padding from the crypto library.
///
/// # Errors
/// [`JweError::Key`] when the recipient's key cannot serve.
pub fn encrypt(
    plaintext: &[u8],
    recipient: &Recipient,
    fill: crate::Fill<'_>,
) -> Result<String, JweError> {
    let mut header = JweHeader {
        alg: recipient.key_management,
        enc: ENC.to_owned(),
        cty: Some(String::from("JWT")),
        kid: recipient.key.kid.clone(),
        epk: None,
        apu: None,
        apv: None,
        crit: None,
        zip: None,
    };
    let (content_key, encrypted_key) =
        match (recipient.key_management.oaep(), &recipient.key.material) {
            (Some(oaep), KeyMaterial::Rsa { n, e }) => {
                let mut content_key = ContentKey::default();
                fill(content_key.as_mut());
                let wrapped =
                    encrypt_with_rsa(n, e, oaep, content_key.as_ref()).ok_or(JweError::Key)?;
                (content_key, wrapped)
            }
            (None, KeyMaterial::Ec { .. }) => {
                let (ephemeral, shared) = agree_once(&recipient.key, fill).ok_or(JweError::Key)?;
                header.epk = Some(ephemeral);
                (derive_content_key(&shared, &[], &[]), Vec::new())
            }
            _ => return Err(JweError::Key),
        };
    let header = serde_json::to_vec(&header).map_err(|_| JweError::Key)?;
    seal_content(
        &encode_base64url(header),
        &encrypted_key,
        &content_key,
        plaintext,
        fill,
    )
}

fn seal_content(
    header: &str,
    encrypted_key: &[u8],
    content_key: &ContentKey,
    plaintext: &[u8],
    fill: crate::Fill<'_>,
) -> Result<String, JweError> {
    let mut nonce = [0; 12];
    fill(&mut nonce);
    let mut content = plaintext.to_vec();
    let tag = aes_key(content_key)
        .ok_or(JweError::Key)?
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(header.as_bytes()),
            &mut content,
        )
        .map_err(|_| JweError::Key)?;
    let part = |bytes: &[u8]| encode_base64url(bytes);
    Ok([
        header.to_owned(),
        part(encrypted_key),
        part(&nonce),
        part(&content),
        part(tag.as_ref()),
    ]
    .join("."))
}

/// Opens a compact JWE with the key its `kid` names, or, without `kid`, with any that fits.
///
/// # Errors
/// [`JweError::Malformed`] before a key is tried, [`JweError::Decryption`] after.
pub fn decrypt(token: &str, keys: &[DecryptionKey]) -> Result<Vec<u8>, JweError> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header_text, encrypted_key, nonce, content, tag] = parts[..] else {
        return Err(JweError::Malformed);
    };
    let read = |text: &str| decode_base64url(text).ok_or(JweError::Malformed);
    let header: JweHeader =
        serde_json::from_slice(&read(header_text)?).map_err(|_| JweError::Malformed)?;
    let nonce: [u8; 12] = read(nonce)?.try_into().map_err(|_| JweError::Malformed)?;
    let (encrypted_key, content, tag) = (read(encrypted_key)?, read(content)?, read(tag)?);
    if header.enc != ENC || header.crit.is_some() || header.zip.is_some() || tag.len() != TAG {
        return Err(JweError::Malformed);
    }
    let mut fitting = keys
        .iter()
        .filter(|key| header.kid.is_none() || key.public().kid.as_deref() == header.kid.as_deref());
    fitting
        .find_map(|key| {
            let content_key = open_content_key(&header, &encrypted_key, key)?;
            let mut buffer = content.clone();
            aes_key(&content_key)?
                .open_in_place_separate_tag(
                    Nonce::assume_unique_for_key(nonce),
                    Aad::from(header_text.as_bytes()),
                    &tag,
                    &mut buffer,
                )
                .ok()?;
            Some(buffer)
        })
        .ok_or(JweError::Decryption)
}

fn open_content_key(
    header: &JweHeader,
    encrypted_key: &[u8],
    key: &DecryptionKey,
) -> Option<ContentKey> {
    if let Some(oaep) = header.alg.oaep() {
        let bytes = key.decrypt_with_rsa(oaep, encrypted_key)?;
        let mut content_key = ContentKey::default();
        if bytes.len() != content_key.len() {
            return None;
        }
        content_key.copy_from_slice(&bytes);
        return Some(content_key);
    }
    if !encrypted_key.is_empty() {
        return None;
    }
    let shared = agree(key, header.epk.as_ref()?)?;
    let info = |text: &Option<String>| match text {
        None => Some(Vec::new()),
        Some(text) => decode_base64url(text),
    };
    Some(derive_content_key(
        &shared,
        &info(&header.apu)?,
        &info(&header.apv)?,
    ))
}

fn derive_content_key(shared: &[u8], apu: &[u8], apv: &[u8]) -> ContentKey {
    let mut content_key = ContentKey::default();
    derive_concat_kdf(shared, ENC, apu, apv, content_key.as_mut());
    content_key
}

/// The Concat KDF of RFC 7518 §4.6.2, for outputs of at most 32 bytes (one round of SHA-256).
fn derive_concat_kdf(shared: &[u8], algorithm: &str, apu: &[u8], apv: &[u8], output: &mut [u8]) {
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes();
    let mut input = Zeroizing::new(1_u32.to_be_bytes().to_vec());
    input.extend_from_slice(shared);
    for part in [algorithm.as_bytes(), apu, apv] {
        input.extend_from_slice(&length(part));
        input.extend_from_slice(part);
    }
    let bits = u32::try_from(output.len() * 8).unwrap_or(u32::MAX);
    input.extend_from_slice(&bits.to_be_bytes());
    let hash = Zeroizing::new(crate::encoding::derive_sha256(&input));
    let taken = output.len().min(hash.len());
    output[..taken].copy_from_slice(&hash[..taken]);
}

fn aes_key(content_key: &ContentKey) -> Option<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM, content_key.as_ref())
        .ok()
        .map(LessSafeKey::new)
}

#[cfg(test)]
#[path = "jwe_tests.rs"]
mod tests;
