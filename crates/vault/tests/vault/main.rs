//! What the vault promises, with a disk that others may write to.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use bytes::Bytes;
use futures_util::TryStreamExt;
use sceau_domain::id::{CaseId, EvidenceId, UploadId};
use sceau_domain::private::Secret;
use sceau_service::ports::{Vault, VaultFailure};
use sceau_testkit::clock::SeededRandom;
use sceau_vault::EncryptedVault;
use std::fs;
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

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                every_file(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[tokio::test]
async fn a_piece_of_any_size_opens_as_it_was_sealed() {
    let (vault, _folder) = vault();
    for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 200_000] {
        vault
            .seal(CASE, EVIDENCE, "main", picture(length))
            .await
            .unwrap();
        let bytes = opened(&vault, CASE, EVIDENCE, "main").await.unwrap();
        assert_eq!(bytes, picture(length), "{length}");
    }
}

#[tokio::test]
async fn nothing_lies_on_the_disk_in_clear() {
    let (vault, folder) = vault();
    let telling = b"SPECIMEN MAELYS MARTIN";
    vault
        .seal(CASE, EVIDENCE, "main", Bytes::from_static(telling))
        .await
        .unwrap();
    vault
        .append(UPLOAD, 0, Bytes::from_static(telling))
        .await
        .unwrap();
    let files = every_file(folder.path());
    assert_eq!(
        files.len(),
        4,
        "a check, a key, an object, an upload: {files:?}"
    );
    for file in files {
        let bytes = fs::read(&file).unwrap();
        assert!(
            !bytes.windows(8).any(|window| window == &telling[..8]),
            "{file:?}"
        );
    }
}

#[tokio::test]
async fn any_changed_byte_is_noticed() {
    let (vault, folder) = vault();
    vault
        .seal(CASE, EVIDENCE, "main", picture(PIECE + 100))
        .await
        .unwrap();
    let file = object(&folder, CASE, EVIDENCE, "main");
    let sealed = fs::read(&file).unwrap();
    for at in [0, 7, 8, 20, 30, PIECE, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        fs::write(&file, changed).unwrap();
        let found = opened(&vault, CASE, EVIDENCE, "main").await;
        assert!(
            matches!(found, Err(VaultFailure::Tampered)),
            "byte {at}: {found:?}"
        );
    }
}

#[tokio::test]
async fn an_object_cut_off_at_any_place_is_noticed() {
    let (vault, folder) = vault();
    vault
        .seal(CASE, EVIDENCE, "main", picture(2 * PIECE))
        .await
        .unwrap();
    let file = object(&folder, CASE, EVIDENCE, "main");
    let sealed = fs::read(&file).unwrap();
    let whole_pieces = [27, 27 + PIECE + 16];
    for length in whole_pieces
        .into_iter()
        .chain([0, 5, 26, 40, PIECE, sealed.len() - 1])
    {
        fs::write(&file, &sealed[..length]).unwrap();
        let found = opened(&vault, CASE, EVIDENCE, "main").await;
        assert!(
            matches!(found, Err(VaultFailure::Tampered)),
            "cut at {length}"
        );
    }
    fs::write(&file, [&sealed[..], &[0; 40]].concat()).unwrap();
    let found = opened(&vault, CASE, EVIDENCE, "main").await;
    assert!(
        matches!(found, Err(VaultFailure::Tampered)),
        "something was added"
    );
}

#[tokio::test]
async fn pieces_objects_and_keys_cannot_be_swapped() {
    let (vault, folder) = vault();
    for (case, evidence, name) in [
        (CASE, EVIDENCE, "main"),
        (CASE, EVIDENCE, "clip"),
        (CASE, OTHER_EVIDENCE, "main"),
    ] {
        vault
            .seal(case, evidence, name, picture(2 * PIECE + 9))
            .await
            .unwrap();
    }
    vault
        .seal(OTHER_CASE, EVIDENCE, "main", picture(9))
        .await
        .unwrap();
    let file = object(&folder, CASE, EVIDENCE, "main");
    let sealed = fs::read(&file).unwrap();

    let piece = PIECE + 16;
    let (head, body) = sealed.split_at(27);
    let swapped = [
        head,
        &body[piece..2 * piece],
        &body[..piece],
        &body[2 * piece..],
    ]
    .concat();
    fs::write(&file, swapped).unwrap();
    let found = opened(&vault, CASE, EVIDENCE, "main").await;
    assert!(
        matches!(found, Err(VaultFailure::Tampered)),
        "two pieces changed places"
    );

    for (case, evidence, name) in [
        (CASE, EVIDENCE, "clip"),
        (CASE, OTHER_EVIDENCE, "main"),
        (OTHER_CASE, EVIDENCE, "main"),
    ] {
        fs::copy(object(&folder, case, evidence, name), &file).unwrap();
        let found = opened(&vault, CASE, EVIDENCE, "main").await;
        assert!(
            matches!(found, Err(VaultFailure::Tampered)),
            "{case} {evidence} {name}"
        );
    }
    let key = |case: CaseId| folder.path().join(format!("keys/{case}.key"));
    fs::copy(key(OTHER_CASE), key(CASE)).unwrap();
    let found = opened(&vault, CASE, OTHER_EVIDENCE, "main").await;
    assert!(
        matches!(found, Err(VaultFailure::Tampered)),
        "another case's key"
    );
}

#[tokio::test]
async fn an_erased_case_is_gone_even_where_its_objects_were_copied() {
    let (vault, folder) = vault();
    vault
        .seal(CASE, EVIDENCE, "main", picture(100))
        .await
        .unwrap();
    vault
        .seal(CASE, EVIDENCE, "clip", picture(100))
        .await
        .unwrap();
    vault
        .seal(OTHER_CASE, EVIDENCE, "main", picture(100))
        .await
        .unwrap();
    let copy = fs::read(object(&folder, CASE, EVIDENCE, "main")).unwrap();

    vault.erase_case(CASE).await.unwrap();
    assert!(matches!(
        opened(&vault, CASE, EVIDENCE, "main").await,
        Err(VaultFailure::Missing)
    ));
    assert!(!object(&folder, CASE, EVIDENCE, "clip").exists());
    assert!(opened(&vault, OTHER_CASE, EVIDENCE, "main").await.is_ok());
    vault.erase_case(CASE).await.unwrap();

    vault
        .seal(CASE, OTHER_EVIDENCE, "main", picture(1))
        .await
        .unwrap();
    fs::write(object(&folder, CASE, EVIDENCE, "main"), copy).unwrap();
    let found = opened(&vault, CASE, EVIDENCE, "main").await;
    assert!(
        matches!(found, Err(VaultFailure::Tampered)),
        "a new key opens no old object"
    );
}

#[tokio::test]
async fn an_upload_goes_on_where_it_stopped_and_nowhere_else() {
    let (vault, folder) = vault();
    assert_eq!(vault.uploaded(UPLOAD).await.unwrap(), 0);
    assert!(matches!(
        vault.read_upload(UPLOAD).await,
        Err(VaultFailure::Missing)
    ));
    vault.append(UPLOAD, 0, picture(1000)).await.unwrap();
    for wrong in [0, 999, 1001] {
        let refused = vault.append(UPLOAD, wrong, picture(1)).await;
        assert!(
            matches!(refused, Err(VaultFailure::Offset { durable: 1000 })),
            "at {wrong}"
        );
    }
    let vault = vault_with(folder.path(), 7, 2);
    assert_eq!(vault.uploaded(UPLOAD).await.unwrap(), 1000);
    vault.append(UPLOAD, 1000, picture(500)).await.unwrap();
    let whole = vault.read_upload(UPLOAD).await.unwrap();
    assert_eq!(whole, [picture(1000), picture(500)].concat());
    vault.discard_upload(UPLOAD).await.unwrap();
    vault.discard_upload(UPLOAD).await.unwrap();
    assert_eq!(vault.uploaded(UPLOAD).await.unwrap(), 0);
}

#[tokio::test]
async fn a_record_half_written_when_the_server_died_is_dropped_and_sent_again() {
    let (vault, folder) = vault();
    vault.append(UPLOAD, 0, picture(1000)).await.unwrap();
    let file = folder.path().join(format!("uploads/{UPLOAD}.part"));
    let acknowledged = fs::metadata(&file).unwrap().len();
    vault.append(UPLOAD, 1000, picture(500)).await.unwrap();
    let whole = fs::read(&file).unwrap();
    for length in usize::try_from(acknowledged).unwrap()..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(
            vault.uploaded(UPLOAD).await.unwrap(),
            1000,
            "killed at byte {length}"
        );
    }
    vault.append(UPLOAD, 1000, picture(700)).await.unwrap();
    let found = vault.read_upload(UPLOAD).await.unwrap();
    assert_eq!(found, [picture(1000), picture(700)].concat());
}

#[tokio::test]
async fn an_upload_whose_head_was_half_written_begins_anew() {
    let (vault, folder) = vault();
    let file = folder.path().join(format!("uploads/{UPLOAD}.part"));
    fs::write(&file, b"SCEAUUP1half a key").unwrap();
    assert_eq!(vault.uploaded(UPLOAD).await.unwrap(), 0);
    vault.append(UPLOAD, 0, picture(10)).await.unwrap();
    assert_eq!(vault.read_upload(UPLOAD).await.unwrap(), picture(10));
}

#[tokio::test]
async fn a_changed_upload_is_noticed_and_records_cannot_change_places() {
    let (vault, folder) = vault();
    for offset in [0, 100, 200] {
        vault.append(UPLOAD, offset, picture(100)).await.unwrap();
    }
    let file = folder.path().join(format!("uploads/{UPLOAD}.part"));
    let whole = fs::read(&file).unwrap();
    let (head, records) = whole.split_at(whole.len() - 3 * 144);
    let swapped = [head, &records[144..288], &records[..144], &records[288..]].concat();
    fs::write(&file, swapped).unwrap();
    assert!(matches!(
        vault.read_upload(UPLOAD).await,
        Err(VaultFailure::Tampered)
    ));
    let mut changed = whole;
    *changed.last_mut().unwrap() ^= 1;
    fs::write(&file, changed).unwrap();
    assert!(matches!(
        vault.read_upload(UPLOAD).await,
        Err(VaultFailure::Tampered)
    ));
}

#[tokio::test]
async fn pieces_sealed_at_once_share_one_key() {
    let (vault, _folder) = vault();
    let seal = |number: u8| {
        let vault = vault.clone();
        async move {
            let evidence = EvidenceId::from_bytes([number; 16]);
            vault
                .seal(CASE, evidence, "main", picture(number.into()))
                .await
        }
    };
    futures_util::future::try_join_all((0..20).map(seal))
        .await
        .unwrap();
    for number in 0..20 {
        let evidence = EvidenceId::from_bytes([number; 16]);
        let found = opened(&vault, CASE, evidence, "main").await.unwrap();
        assert_eq!(found, picture(number.into()));
    }
}
