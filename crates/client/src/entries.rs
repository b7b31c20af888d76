//! What was being typed and is not sent yet, sealed in one file: a killed app loses none of it.
//!
//! What stands in it is the interface's own; here it is bytes.

use crate::files;
use crate::ports::SecretName;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use std::io;
use std::path::PathBuf;

/// Bytes of the nonce that stands before the sealed text. Drawn anew at every write: with 24 bytes no
/// two will ever be equal.
const NONCE: usize = 24;
/// Authenticated with the text, so that no other sealed file passes for this one.
const LABEL: &[u8] = b"sceau entries v1";

/// The sealed file and its key.
pub(crate) struct EntryFile {
    path: PathBuf,
    cipher: XChaCha20Poly1305,
}

impl EntryFile {
    /// The secret that opens it.
    pub(crate) const KEY: SecretName = SecretName::EntryKey;

    pub(crate) fn new(path: PathBuf, key: &Secret<[u8; 32]>) -> Self {
        let cipher = XChaCha20Poly1305::new(&Key::from(*key.reveal()));
        Self { path, cipher }
    }

    /// Replaces what was kept. Blocks.
    pub(crate) fn write(&self, random: &dyn Random, text: &str) -> io::Result<()> {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let payload = Payload {
            msg: text.as_bytes(),
            aad: LABEL,
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| io::Error::other("the entries could not be sealed"))?;
        files::write_whole(&self.path, &[nonce.as_slice(), &sealed].concat())
    }

    /// What was kept; `None` when nothing was, or when it cannot be opened any more (another key,
    /// a damaged disk): entries are typed again then. Blocks.
    pub(crate) fn read(&self) -> Option<Secret<String>> {
        let bytes = std::fs::read(&self.path).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let nonce = XNonce::from(<[u8; NONCE]>::try_from(nonce).ok()?);
        let payload = Payload {
            msg: sealed,
            aad: LABEL,
        };
        let plain = self.cipher.decrypt(&nonce, payload).ok()?;
        Some(Secret::new(String::from_utf8(plain).ok()?))
    }

    /// Forgets it; forgetting twice is no fault. Blocks.
    pub(crate) fn erase(&self) -> io::Result<()> {
        files::delete(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemRandom;

    fn file(folder: &tempfile::TempDir, key: u8) -> EntryFile {
        EntryFile::new(folder.path().join("entries"), &Secret::new([key; 32]))
    }

    #[test]
    fn entries_are_found_again_and_the_newest_counts() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, 7).write(&SystemRandom, "avant").unwrap();
        file(&folder, 7)
            .write(&SystemRandom, "Zoé, née Spécimen")
            .unwrap();
        let kept = file(&folder, 7).read().unwrap();
        assert_eq!(kept.reveal(), "Zoé, née Spécimen");
        file(&folder, 7).erase().unwrap();
        file(&folder, 7).erase().unwrap();
        assert!(file(&folder, 7).read().is_none());
    }

    #[test]
    fn the_disk_holds_no_word_of_them() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, 7).write(&SystemRandom, "Spécimen").unwrap();
        let bytes = std::fs::read(folder.path().join("entries")).unwrap();
        assert!(
            !bytes
                .windows(8)
                .any(|part| part == "Spécimen".as_bytes()[..8].as_ref())
        );
    }

    #[test]
    fn another_key_a_changed_byte_or_a_cut_file_open_nothing() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, 7).write(&SystemRandom, "Spécimen").unwrap();
        assert!(file(&folder, 8).read().is_none());
        let path = folder.path().join("entries");
        let whole = std::fs::read(&path).unwrap();
        let mut changed = whole.clone();
        changed[30] ^= 1;
        for broken in [&changed[..], &whole[..whole.len() - 1], &whole[..10]] {
            std::fs::write(&path, broken).unwrap();
            assert!(file(&folder, 7).read().is_none());
        }
    }
}
