//! The app's state: its ports, and what is known while it runs.

use crate::account::Holder;
use crate::camera::Cameras;
use crate::captures::Captures;
use crate::entries::EntryFile;
use crate::files;
use crate::memory::Memory;
use crate::ports::{Ports, SecretName, SecretStore};
use crate::remote::{Call, Remote};
use crate::settings::Settings;
use crate::uploads::Queue;
#[cfg(feature = "mock")]
use sceau_capture::SourceChoice;
use sceau_capture::sealed::{CaptureKey, SealFault, SealedFolder};
use sceau_domain::private::Secret as Guarded;
use sceau_wire::Secret;
use sceau_wire::error::{ErrorCode, Problem};
use sceau_wire::host::RecordingState;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The app, without a window: what a host holds and hands to every command.
pub struct App {
    pub(crate) settings: Settings,
    pub(crate) ports: Ports,
    pub(crate) remote: Remote,
    pub(crate) cameras: Arc<Cameras>,
    pub(crate) captures: Arc<Captures>,
    pub(crate) entries: Arc<EntryFile>,
    pub(crate) awaited: Arc<EntryFile>,
    pub(crate) queue: Queue,
    /// Rung when something new may travel: a capture submitted, a session opened.
    pub(crate) bell: Notify,
    memory: Mutex<Memory>,
}

/// Why the app cannot start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// The app's folder cannot be made or written.
    #[error("the app's folder cannot be used")]
    Folder,
    /// The store of secrets refused.
    #[error("the store of secrets refused")]
    Secrets,
    /// The connection cannot be readied.
    #[error("the connection cannot be readied")]
    Connection,
}

impl From<SealFault> for OpenFault {
    fn from(_: SealFault) -> Self {
        Self::Folder
    }
}

impl App {
    /// Opens the app: reads what was kept, removes captures that nothing refers to any more. Blocks
    /// for a moment; opens no camera and no connection.
    ///
    /// # Errors
    /// [`OpenFault`].
    pub fn open(settings: Settings, ports: Ports) -> Result<Arc<Self>, OpenFault> {
        std::fs::create_dir_all(&settings.folder).map_err(|_| OpenFault::Folder)?;
        let key = CaptureKey::from_bytes(*kept_key(&ports, SecretName::CaptureKey)?.reveal());
        let key_of_entries = kept_key(&ports, EntryFile::KEY)?;
        let entries = EntryFile::of_entries(&settings.folder, &key_of_entries);
        let awaited = EntryFile::of_sign_in(&settings.folder, &key_of_entries);
        let folder = captures_folder(&settings, &ports)?;
        let recording = (folder.cut_recordings() > 0).then_some(RecordingState::ToRedo);
        let queue = Queue::open(settings.folder.join("uploads.json"));
        let captures = Arc::new(Captures::new(folder, key));
        captures.keep_only(&queue.handles())?;
        let memory = Memory {
            token: read_token(ports.secrets.as_ref())?,
            holder: Holder::read(&settings.folder),
            sign_in: (awaited.read()).and_then(|text| serde_json::from_str(text.reveal()).ok()),
            device: read(ports.secrets.as_ref(), SecretName::DeviceKey)?
                .and_then(|bytes| serde_json::from_slice(bytes.reveal()).ok()),
            configuration: files::read_json(&configuration_file(&settings)),
            recording,
            ..Memory::default()
        };
        Ok(Arc::new(Self {
            remote: Remote::new(&settings).map_err(|_| OpenFault::Connection)?,
            cameras: Arc::new(Cameras::new(
                ports.source.clone(),
                Arc::clone(&ports.clock),
                settings.models.clone(),
                &settings.folder,
            )),
            captures,
            entries: Arc::new(entries),
            awaited: Arc::new(awaited),
            queue,
            bell: Notify::new(),
            memory: Mutex::new(memory),
            settings,
            ports,
        }))
    }

    /// What is in memory. Never held across an await.
    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn preferences_file(&self) -> PathBuf {
        self.settings.folder.join("preferences.json")
    }

    pub(crate) fn configuration_file(&self) -> PathBuf {
        configuration_file(&self.settings)
    }

    /// The session's token.
    pub(crate) fn token(&self) -> Result<Secret, Problem> {
        self.memory()
            .token
            .clone()
            .ok_or(Problem::new(ErrorCode::SessionMissing))
    }

    /// A request of someone signed in. A session that the server no longer knows is forgotten.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        call: Call<'_>,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Problem> {
        let token = self.token()?;
        self.ask_as(&token, call, body).await
    }

    /// A request of one session, whoever is signed in meanwhile.
    pub(crate) async fn ask_as<T: DeserializeOwned>(
        &self,
        token: &Secret,
        call: Call<'_>,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Problem> {
        let answer = self.remote.send(call.with_token(token), body).await;
        if let Err(problem) = &answer
            && problem.code == ErrorCode::SessionMissing
        {
            self.forget_token(token).await;
        }
        answer
    }

    /// Forgets a session that the server refused, unless another was opened meanwhile.
    pub(crate) async fn forget_token(&self, refused: &Secret) {
        let is_current = {
            let mut memory = self.memory();
            let is_current = memory.token.as_ref() == Some(refused);
            if is_current {
                memory.token = None;
                memory.session_key = None;
                memory.is_unlocked = false;
            }
            is_current
        };
        if !is_current {
            return;
        }
        // It is already worthless: a store that refuses is no reason to fail what was asked.
        let _ = if self.is_erasure_open() {
            // The account is gone. The mark stays, for whoever presses « delete » again.
            let forgotten = self.forget_person().await;
            self.memory().is_erased = true;
            forgotten
        } else {
            self.erase_secret(SecretName::Session).await
        };
    }

    /// A fresh key that makes one request safe to repeat.
    pub(crate) fn make_key(&self) -> String {
        let mut bytes = [0; 16];
        self.ports.random.fill(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Keeps a secret between two runs.
    pub(crate) async fn keep_secret(
        &self,
        name: SecretName,
        secret: Guarded<Vec<u8>>,
    ) -> Result<(), Problem> {
        let store = Arc::clone(&self.ports.secrets);
        blocking(move || store.write(name, &secret))
            .await?
            .map_err(|_| storage_failed())
    }

    /// Forgets a secret.
    pub(crate) async fn erase_secret(&self, name: SecretName) -> Result<(), Problem> {
        let store = Arc::clone(&self.ports.secrets);
        blocking(move || store.erase(name))
            .await?
            .map_err(|_| storage_failed())
    }
}

pub(crate) const fn storage_failed() -> Problem {
    Problem::new(ErrorCode::StorageFailed)
}

/// Runs what may block on a thread that may.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Problem::new(ErrorCode::Internal))
}

fn captures_folder(settings: &Settings, ports: &Ports) -> Result<SealedFolder, OpenFault> {
    let folder = SealedFolder::open(settings.folder.join("captures"))?;
    #[cfg(feature = "mock")]
    if let SourceChoice::Scripted(scenario) = &ports.source
        && let Some(room) = scenario.disk_room()
    {
        return Ok(folder.with_room(room));
    }
    // Only a scenario has a word in it.
    let _ = ports;
    Ok(folder)
}

fn configuration_file(settings: &Settings) -> PathBuf {
    settings.folder.join("configuration.json")
}

fn read(store: &dyn SecretStore, name: SecretName) -> Result<Option<Guarded<Vec<u8>>>, OpenFault> {
    store.read(name).map_err(|_| OpenFault::Secrets)
}

fn read_token(store: &dyn SecretStore) -> Result<Option<Secret>, OpenFault> {
    let bytes = read(store, SecretName::Session)?;
    Ok(bytes.and_then(|bytes| Some(Secret::from(core::str::from_utf8(bytes.reveal()).ok()?))))
}

/// A key of this device, drawn the first time it is needed.
fn kept_key(ports: &Ports, name: SecretName) -> Result<Guarded<[u8; 32]>, OpenFault> {
    let kept = read(ports.secrets.as_ref(), name)?;
    if let Some(bytes) = kept.and_then(|bytes| <[u8; 32]>::try_from(bytes.reveal().as_slice()).ok())
    {
        return Ok(Guarded::new(bytes));
    }
    let mut key = [0; 32];
    ports.random.fill(&mut key);
    ports
        .secrets
        .write(name, &Guarded::new(key.to_vec()))
        .map_err(|_| OpenFault::Secrets)?;
    Ok(Guarded::new(key))
}
