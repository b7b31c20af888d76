//! What vouches for a film: a chain of hashes over its segments, signed at its end. Both sides compute
//! the same bytes from this.

use crate::id::DeviceId;

/// Bytes of a segment of a film's chain; the last may be shorter. `H(0)` is 32 zero bytes, `H(n)` is
/// SHA-256 of `H(n-1)` and the `n`th segment.
pub const SEGMENT_BYTES: usize = 65_536;

/// What the device key signs when it is opened: the key that signs films for as long as the app runs.
/// The device key itself opens with the secret code alone, and nobody is asked for it in the middle of
/// a film.
pub fn session_key_statement(device: DeviceId, public_point: &[u8]) -> Vec<u8> {
    let mut statement = format!("sceau-session-key-v1\n{device}\n").into_bytes();
    statement.extend_from_slice(public_point);
    statement
}

/// What the session's key signs when a film ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilmStatement<'a> {
    /// The challenge that the film answers; empty when it answers none.
    pub challenge: &'a str,
    /// Bytes of the film.
    pub length: u64,
    /// The end of its chain.
    pub head: &'a [u8; 32],
}

impl FilmStatement<'_> {
    /// The exact bytes that are signed and verified.
    pub fn to_bytes(&self) -> Vec<u8> {
        let challenge = self.challenge.lines().next().unwrap_or("");
        let mut statement = format!("sceau-film-v1\n{challenge}\n{}\n", self.length).into_bytes();
        statement.extend_from_slice(self.head);
        statement
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_of_another_challenge_length_or_content_is_another_statement() {
        let film = FilmStatement {
            challenge: "c1",
            length: 7,
            head: &[1; 32],
        };
        let others = [
            FilmStatement {
                challenge: "c2",
                ..film
            },
            FilmStatement { length: 8, ..film },
            FilmStatement {
                head: &[2; 32],
                ..film
            },
        ];
        for other in others {
            assert_ne!(other.to_bytes(), film.to_bytes());
        }
        assert!(film.to_bytes().starts_with(b"sceau-film-v1\nc1\n7\n\x01"));
    }

    #[test]
    fn a_key_is_bound_to_its_device() {
        let of = |device| session_key_statement(DeviceId::from_bytes([device; 16]), &[4; 65]);
        assert_ne!(of(1), of(2));
        assert!(of(1).ends_with(&[4; 65]));
    }
}
