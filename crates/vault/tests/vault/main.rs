//! What the vault promises, with a disk that others may write to.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

mod objects;
mod parts;
mod uploads;

use bytes::Bytes;
use futures_util::TryStreamExt;
use sceau_domain::id::{CaseId, EvidenceId, UploadId};
use sceau_domain::private::Secret;
use sceau_service::ports::{Vault, VaultFailure};
use sceau_testkit::clock::SeededRandom;
use sceau_vault::EncryptedVault;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const CASE: CaseId = CaseId::from_bytes([1; 16]);
const OTHER_CASE: CaseId = CaseId::from_bytes([2; 16]);
const EVIDENCE: EvidenceId = EvidenceId::from_bytes([3; 16]);
const OTHER_EVIDENCE: EvidenceId = EvidenceId::from_bytes([4; 16]);
const UPLOAD: UploadId = UploadId::from_bytes([5; 16]);
const PIECE: usize = 64 * 1024;

fn vault_with(folder: &Path, key: u8, seed: u64) -> EncryptedVault {
    let random = Arc::new(SeededRandom::new(seed));
    EncryptedVault::open(folder, &Secret::new([key; 32]), random).unwrap()
}

fn vault() -> (EncryptedVault, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (vault_with(folder.path(), 7, 1), folder)
}

fn picture(length: usize) -> Bytes {
    (0..length)
        .map(|at| u8::try_from(at % 251).unwrap())
        .collect::<Vec<_>>()
        .into()
}

async fn opened(
    vault: &EncryptedVault,
    case: CaseId,
    evidence: EvidenceId,
    name: &'static str,
) -> Result<Vec<u8>, VaultFailure> {
    let pieces: Vec<Bytes> = vault
        .open(case, evidence, name)
        .await?
        .try_collect()
        .await?;
    Ok(pieces.concat())
}

fn object(folder: &TempDir, case: CaseId, evidence: EvidenceId, name: &str) -> PathBuf {
    folder
        .path()
        .join(format!("objects/{case}/{evidence}.{name}"))
}
