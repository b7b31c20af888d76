//! Uploads: what was acknowledged is kept, and nothing else.

use crate::{UPLOAD, picture, vault, vault_with};
use sceau_service::ports::{Vault, VaultFailure};
use std::fs;

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

/// A length that is wrong misleads whoever walks over the records, and nobody else: reading them all back notices it.
#[tokio::test]
async fn of_two_thousand_tiny_pieces_none_is_walked_over_again_for_the_next() {
    let (vault, folder) = vault();
    let bytes = picture(2000);
    for at in 0..2000 {
        let offset = u64::try_from(at).unwrap();
        vault
            .append(UPLOAD, offset, bytes.slice(at..=at))
            .await
            .unwrap();
    }
    assert_eq!(vault.read_upload(UPLOAD).await.unwrap(), bytes);
    let restarted = vault_with(folder.path(), 7, 2);
    assert_eq!(restarted.uploaded(UPLOAD).await.unwrap(), 2000);

    let file = folder.path().join(format!("uploads/{UPLOAD}.part"));
    let mut misleading = fs::read(&file).unwrap();
    let first_length = misleading.len() - 2000 * 45;
    misleading[first_length] = 200;
    fs::write(&file, misleading).unwrap();
    assert_eq!(vault.uploaded(UPLOAD).await.unwrap(), 2000);
    vault.append(UPLOAD, 2000, picture(1)).await.unwrap();
    let walked = vault_with(folder.path(), 7, 3).uploaded(UPLOAD).await;
    assert_ne!(walked.unwrap(), 2001, "a restart walks over them once");
    assert!(matches!(
        vault.read_upload(UPLOAD).await,
        Err(VaultFailure::Tampered)
    ));
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
