//! Small texts sealed in a file each: a killed app loses none of them. What was being typed and is not sent yet, which
//! is the interface's own; and the sign-in whose code is awaited.

use crate::files;
use crate::ports::SecretName;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sceau_domain::private::Secret;
use sceau_domain::random::Random;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of the nonce that stands before the sealed text. Drawn anew at every write: with 24 bytes no
/// two will ever be equal.
const NONCE: usize = 24;
/// The sealed file and its key.
pub(crate) struct EntryFile {
    path: PathBuf,
    /// Authenticated with the text, so that no other sealed file passes for this one.
    label: &'static [u8],
    cipher: XChaCha20Poly1305,
}

impl EntryFile {
    /// The secret that opens it.
    pub(crate) const KEY: SecretName = SecretName::EntryKey;

    /// What was being typed.
    pub(crate) fn of_entries(folder: &Path, key: &Secret<[u8; 32]>) -> Self {
        Self::new(folder.join("entries.sealed"), b"sceau entries v1", key)
    }

    /// The sign-in whose code is awaited: it names an address.
    pub(crate) fn of_sign_in(folder: &Path, key: &Secret<[u8; 32]>) -> Self {
        Self::new(folder.join("sign-in.sealed"), b"sceau sign-in v1", key)
    }

    fn new(path: PathBuf, label: &'static [u8], key: &Secret<[u8; 32]>) -> Self {
        let cipher = XChaCha20Poly1305::new(&Key::from(*key.reveal()));
        Self {
            path,
            label,
            cipher,
        }
    }

    /// Replaces what was kept. Blocks.
    pub(crate) fn write(&self, random: &dyn Random, text: &str) -> io::Result<()> {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let payload = Payload {
            msg: text.as_bytes(),
            aad: self.label,
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
            aad: self.label,
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
        EntryFile::of_entries(folder.path(), &Secret::new([key; 32]))
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
    fn one_sealed_file_does_not_pass_for_another() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, 7).write(&SystemRandom, "Spécimen").unwrap();
        let sign_in = EntryFile::of_sign_in(folder.path(), &Secret::new([7; 32]));
        std::fs::rename(folder.path().join("entries.sealed"), &sign_in.path).unwrap();
        assert!(sign_in.read().is_none());
    }

    #[test]
    fn the_disk_holds_no_word_of_them() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, 7).write(&SystemRandom, "Spécimen").unwrap();
        let bytes = std::fs::read(folder.path().join("entries.sealed")).unwrap();
        assert!(
            !bytes
                .windows(8)
                .any(|part| part == &"Spécimen".as_bytes()[..8])
        );
    }

    #[test]
    fn another_key_a_changed_byte_or_a_cut_file_open_nothing() {
        let folder = tempfile::tempdir().unwrap();
        file(&folder, 7).write(&SystemRandom, "Spécimen").unwrap();
        assert!(file(&folder, 8).read().is_none());
        let path = folder.path().join("entries.sealed");
        let whole = std::fs::read(&path).unwrap();
        let mut changed = whole.clone();
        changed[30] ^= 1;
        for broken in [&changed[..], &whole[..whole.len() - 1], &whole[..10]] {
            std::fs::write(&path, broken).unwrap();
            assert!(file(&folder, 7).read().is_none());
        }
    }
}
