//! The signing keys of a provider in three slots, so that a key is published before it signs and
//! stays published after its last token expired.

use serde::{Deserialize, Serialize};

use crate::UnixSeconds;

use super::{Jwks, KeyError, PrivateJwk, SigningKey};

/// Next, current, previous. Rotation moves each one on.
#[derive(Debug, Clone)]
pub struct KeyRing {
    /// Published, not used yet: clients that cache keys already know it when it starts.
    pub next: SigningKey,
    /// Signs.
    pub current: SigningKey,
    /// Published, no longer used: tokens it signed may still be read.
    pub previous: Option<SigningKey>,
    /// Since when the current one signs.
    pub since: UnixSeconds,
}

/// The stored form; keep it where the server's owner alone reads it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRingRecord {
    /// See [`KeyRing::next`].
    pub next: PrivateJwk,
    /// See [`KeyRing::current`].
    pub current: PrivateJwk,
    /// See [`KeyRing::previous`].
    pub previous: Option<PrivateJwk>,
    /// See [`KeyRing::since`]; 0 in files from before it was written, which makes the keys due.
    #[serde(default)]
    pub since: UnixSeconds,
}

impl KeyRing {
    /// A new ring of two fresh keys.
    ///
    /// # Errors
    /// [`KeyError::Generation`] when the randomness is stuck.
    pub fn make(now: UnixSeconds, fill: crate::Fill<'_>) -> Result<Self, KeyError> {
        Ok(Self {
            next: SigningKey::make(fill)?,
            current: SigningKey::make(fill)?,
            previous: None,
            since: now,
        })
    }

    /// Moves every key one slot on and draws a new next one. Call it no more often than clients
    /// refresh their cache of our keys.
    ///
    /// # Errors
    /// [`KeyError::Generation`]; the ring is unchanged then.
    pub fn rotate(self, now: UnixSeconds, fill: crate::Fill<'_>) -> Result<Self, KeyError> {
        let next = SigningKey::make(fill)?;
        Ok(Self {
            next,
            current: self.next,
            previous: Some(self.current),
            since: now,
        })
    }

    /// What is published at `jwks_uri`, the current key first.
    pub fn published(&self) -> Jwks {
        Jwks::of(
            [
                Some(&self.current),
                Some(&self.next),
                self.previous.as_ref(),
            ]
            .into_iter()
            .flatten()
            .map(SigningKey::public),
        )
    }

    /// The stored form.
    pub fn to_record(&self) -> KeyRingRecord {
        KeyRingRecord {
            next: self.next.to_jwk(),
            current: self.current.to_jwk(),
            previous: self.previous.as_ref().map(SigningKey::to_jwk),
            since: self.since,
        }
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] when a key is damaged.
    pub fn from_record(record: &KeyRingRecord) -> Result<Self, KeyError> {
        Ok(Self {
            next: SigningKey::from_jwk(&record.next)?,
            current: SigningKey::from_jwk(&record.current)?,
            previous: record
                .previous
                .as_ref()
                .map(SigningKey::from_jwk)
                .transpose()?,
            since: record.since,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jws;
    use crate::test_support::seeded;
    use serde_json::{Value, json};

    #[test]
    fn a_token_stays_readable_for_one_rotation_and_the_next_key_is_known_beforehand() {
        let fill = seeded(5);
        let ring = KeyRing::make(1, &fill).unwrap();
        let cached = ring.published();
        let token = jws::sign(&json!({"n": 1}), &ring.current).unwrap();
        let ring = ring.rotate(2, &fill).unwrap();
        assert!(jws::verify::<Value>(&token, &ring.published()).is_ok());
        let later = jws::sign(&json!({"n": 2}), &ring.current).unwrap();
        assert!(
            jws::verify::<Value>(&later, &cached).is_ok(),
            "known before it signed"
        );
        let ring = ring.rotate(2, &fill).unwrap();
        assert!(jws::verify::<Value>(&token, &ring.published()).is_err());
    }

    #[test]
    fn a_stored_ring_comes_back_whole() {
        let fill = seeded(6);
        let ring = KeyRing::make(1, &fill).unwrap().rotate(2, &fill).unwrap();
        let text = serde_json::to_string(&ring.to_record()).unwrap();
        let back = KeyRing::from_record(&serde_json::from_str(&text).unwrap()).unwrap();
        assert_eq!(back.published(), ring.published());
        assert_eq!(back.since, 2);
    }
}
