//! Parts of sealed objects: a player seeks in a film without the whole of it being opened each time.

use crate::{CASE, EVIDENCE, PIECE, object, picture, vault};
use futures_util::TryStreamExt;
use sceau_service::ports::{PartAsked, Place, Vault, VaultFailure};
use sceau_vault::EncryptedVault;
use std::fs;

const SEALED: usize = PIECE + 16;
const HEAD: usize = 27;

/// The bytes of a part and where they lie.
async fn part(
    vault: &EncryptedVault,
    first: usize,
    last: Option<usize>,
) -> Result<Option<(Place, Vec<u8>)>, VaultFailure> {
    let first = u64::try_from(first).unwrap();
    let last = last.map(|last| u64::try_from(last).unwrap());
    let asked = PartAsked { first, last };
    let Some(opened) = vault.open_part(CASE, EVIDENCE, "main", asked).await? else {
        return Ok(None);
    };
    let pieces: Vec<_> = opened.bytes.try_collect().await?;
    Ok(Some((opened.place, pieces.concat())))
}

#[tokio::test]
async fn a_part_is_the_same_bytes_wherever_it_begins_and_ends() {
    let (vault, _folder) = vault();
    for length in [1, PIECE, PIECE + 1, 18 * PIECE + 5] {
        let whole = picture(length);
        vault
            .seal(CASE, EVIDENCE, "main", whole.clone())
            .await
            .unwrap();
        let edges = [0, PIECE - 1, PIECE, 16 * PIECE, length - 1];
        for first in edges.into_iter().filter(|first| *first < length) {
            for last in edges.into_iter().filter(|last| *last >= first) {
                let (place, bytes) = part(&vault, first, Some(last)).await.unwrap().unwrap();
                let end = length.min(last + 1);
                assert_eq!(bytes, whole[first..end], "{first} to {last} of {length}");
                let part = u64::try_from(first).unwrap()..u64::try_from(end).unwrap();
                let length = u64::try_from(length).unwrap();
                assert_eq!(place, Place { part, length });
            }
            let (_, bytes) = part(&vault, first, None).await.unwrap().unwrap();
            assert_eq!(bytes, whole[first..]);
        }
        assert_eq!(part(&vault, length, None).await.unwrap(), None);
    }
    let empty = picture(0);
    vault.seal(CASE, EVIDENCE, "main", empty).await.unwrap();
    assert_eq!(part(&vault, 0, None).await.unwrap(), None);
}

/// A piece that is spoiled is noticed by whoever opens it, and by nobody else: so they are counted.
#[tokio::test]
async fn of_forty_pieces_a_part_opens_those_that_it_touches_and_the_last() {
    let (vault, folder) = vault();
    let whole = picture(40 * PIECE);
    vault
        .seal(CASE, EVIDENCE, "main", whole.clone())
        .await
        .unwrap();
    let file = object(&folder, CASE, EVIDENCE, "main");
    let sealed = fs::read(&file).unwrap();
    let (first, last) = (3 * PIECE + 10, 5 * PIECE);
    let mut opened = Vec::new();
    for piece in 0..40 {
        let mut spoiled = sealed.clone();
        spoiled[HEAD + piece * SEALED] ^= 1;
        fs::write(&file, spoiled).unwrap();
        match part(&vault, first, Some(last)).await {
            Ok(found) => assert_eq!(found.unwrap().1, whole[first..=last]),
            Err(VaultFailure::Tampered) => opened.push(piece),
            Err(failure) => panic!("{failure}"),
        }
    }
    assert_eq!(opened, [3, 4, 5, 39]);
}

#[tokio::test]
async fn a_part_of_an_object_that_was_cut_off_moved_or_erased_is_not_given() {
    let (vault, folder) = vault();
    vault
        .seal(CASE, EVIDENCE, "main", picture(4 * PIECE))
        .await
        .unwrap();
    let file = object(&folder, CASE, EVIDENCE, "main");
    let sealed = fs::read(&file).unwrap();
    for length in [0, 5, HEAD, HEAD + 3, HEAD + SEALED, HEAD + 2 * SEALED + 20] {
        fs::write(&file, &sealed[..length]).unwrap();
        let found = part(&vault, 0, Some(9)).await;
        assert!(
            matches!(found, Err(VaultFailure::Tampered)),
            "cut at {length}: {found:?}"
        );
    }
    let mut moved = sealed.clone();
    moved.copy_within(HEAD..HEAD + SEALED, HEAD + SEALED);
    fs::write(&file, moved).unwrap();
    let found = part(&vault, PIECE, Some(PIECE + 9)).await;
    assert!(matches!(found, Err(VaultFailure::Tampered)));

    fs::write(&file, sealed).unwrap();
    vault.erase_case(CASE).await.unwrap();
    let found = part(&vault, 0, Some(9)).await;
    assert!(matches!(found, Err(VaultFailure::Missing)));
}
