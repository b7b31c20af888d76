//! The keys that the provider signs with. They change.

use sceau_oidc::keys::KeyRing;
use std::sync::{Arc, PoisonError, RwLock};

/// The new keys could not be kept; the old ones go on.
#[derive(Debug, thiserror::Error)]
#[error("the signing keys cannot be kept")]
pub struct SigningKeysFailure(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Holds the provider's signing keys.
pub trait SigningKeys: Send + Sync {
    /// The keys of now. Take it once for one token.
    fn ring(&self) -> Arc<KeyRing>;

    /// Replaces them; durable when it returns, and only then used.
    ///
    /// # Errors
    /// [`SigningKeysFailure`].
    fn replace(&self, ring: KeyRing) -> Result<(), SigningKeysFailure>;
}

/// Keys in memory, for tests.
#[derive(Debug)]
pub struct KeptSigningKeys(RwLock<Arc<KeyRing>>);

impl KeptSigningKeys {
    /// Begins with these.
    pub fn new(ring: KeyRing) -> Self {
        Self(RwLock::new(Arc::new(ring)))
    }
}

impl SigningKeys for KeptSigningKeys {
    fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, ring: KeyRing) -> Result<(), SigningKeysFailure> {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(())
    }
}
