//! Sealed objects: nobody reads them without their key, and nobody changes them unseen.

use crate::{
    CASE, EVIDENCE, OTHER_CASE, OTHER_EVIDENCE, PIECE, UPLOAD, object, opened, picture, vault,
};
use bytes::Bytes;
use sceau_domain::id::{CaseId, EvidenceId};
use sceau_service::ports::{Vault, VaultFailure};
use std::fs;
use std::path::{Path, PathBuf};

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
