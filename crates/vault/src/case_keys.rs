//! The wrapped key of each case, a file each.

use crate::disk::{erase, on_disk, read_whole, storage, write_whole};
use crate::sealing::SealingKey;
use sceau_domain::id::CaseId;
use sceau_domain::random::Random;
use sceau_service::ports::VaultFailure;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The keys of all cases.
#[derive(Clone)]
pub(crate) struct CaseKeys {
    folder: PathBuf,
    vault_key: SealingKey,
    random: Arc<dyn Random>,
    /// Two pieces sealed at once must not make two keys of one case.
    making: Arc<Mutex<()>>,
}

impl CaseKeys {
    /// Opens the folder of keys, making it if need be.
    pub(crate) fn open(
        folder: PathBuf,
        vault_key: SealingKey,
        random: Arc<dyn Random>,
    ) -> Result<Self, VaultFailure> {
        std::fs::create_dir_all(&folder).map_err(storage)?;
        Ok(Self {
            folder,
            vault_key,
            random,
            making: Arc::default(),
        })
    }

    /// The key of a case.
    ///
    /// # Errors
    /// `Missing` when the case never had one, or it was erased.
    pub(crate) async fn key_of(&self, case: CaseId) -> Result<SealingKey, VaultFailure> {
        let keys = self.clone();
        on_disk(move || keys.find(case)?.ok_or(VaultFailure::Missing)).await
    }

    /// The key of a case, made if it has none yet.
    pub(crate) async fn key_for(&self, case: CaseId) -> Result<SealingKey, VaultFailure> {
        let keys = self.clone();
        on_disk(move || {
            let _alone = keys.making.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(key) = keys.find(case)? {
                return Ok(key);
            }
            let (key, wrapped) = keys.vault_key.make_random_key(&*keys.random, &name(case))?;
            write_whole(&keys.path(case), &wrapped)?;
            Ok(key)
        })
        .await
    }

    /// Erases the key of a case: from now on nobody opens its objects.
    pub(crate) async fn erase(&self, case: CaseId) -> Result<(), VaultFailure> {
        let keys = self.clone();
        on_disk(move || {
            let _alone = keys.making.lock().unwrap_or_else(PoisonError::into_inner);
            erase(&keys.path(case).with_extension("new"))?;
            erase(&keys.path(case))
        })
        .await
    }

    fn find(&self, case: CaseId) -> Result<Option<SealingKey>, VaultFailure> {
        let wrapped = read_whole(&self.path(case))?;
        wrapped
            .map(|bytes| self.vault_key.unwrap_key(&name(case), &bytes))
            .transpose()
    }

    fn path(&self, case: CaseId) -> PathBuf {
        Path::new(&self.folder).join(format!("{case}.key"))
    }
}

/// What a case's wrapped key belongs to.
pub(crate) fn name(case: CaseId) -> Vec<u8> {
    format!("sceau-vault-case-key-v1\n{case}").into_bytes()
}
