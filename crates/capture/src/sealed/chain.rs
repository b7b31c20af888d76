//! What is known of a content without keeping it: its length, its hash, and a chain of hashes over its
//! segments, so that a signature at the end vouches for every piece in its order.

use aws_lc_rs::digest::{Context, SHA256};

/// The end of a chain: `H(0)` is 32 zero bytes, `H(n)` is SHA-256 of `H(n-1)` and the `n`th segment.
/// Anyone with the content alone computes it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// The last hash.
    pub head: [u8; 32],
    /// Segments of [`sceau_domain::film::SEGMENT_BYTES`]; an empty content has one, empty.
    pub segments: u32,
}

impl Chain {
    /// Before the first segment.
    pub const START: Self = Self {
        head: [0; 32],
        segments: 0,
    };

    /// After one more segment.
    #[must_use]
    pub fn and(self, segment: &[u8]) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(&self.head);
        context.update(segment);
        Self {
            head: bytes_of(context),
            segments: self.segments.saturating_add(1),
        }
    }
}

/// Length, hash and chain, kept while a content is written.
pub(super) struct Tally {
    pub(super) length: u64,
    pub(super) chain: Chain,
    hash: Context,
}

impl Tally {
    pub(super) fn new() -> Self {
        Self {
            length: 0,
            chain: Chain::START,
            hash: Context::new(&SHA256),
        }
    }

    pub(super) fn count(&mut self, segment: &[u8]) {
        self.length += segment.len() as u64;
        self.chain = self.chain.and(segment);
        self.hash.update(segment);
    }

    pub(super) fn sha256(self) -> [u8; 32] {
        bytes_of(self.hash)
    }
}

fn bytes_of(context: Context) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::digest::digest;

    #[test]
    fn a_segment_changed_or_moved_changes_the_end() {
        let end = |segments: &[&[u8]]| {
            segments
                .iter()
                .fold(Chain::START, |chain, segment| chain.and(segment))
                .head
        };
        assert_ne!(end(&[b"one", b"two"]), end(&[b"two", b"one"]));
        assert_ne!(end(&[b"one", b"two"]), end(&[b"onetwo"]));
        let first = digest(&SHA256, &[&[0; 32][..], b"one"].concat());
        assert_eq!(end(&[b"one"]).as_slice(), first.as_ref());
    }

    #[test]
    fn the_hash_is_that_of_the_whole() {
        let mut tally = Tally::new();
        tally.count(b"one");
        tally.count(b"two");
        assert_eq!((tally.length, tally.chain.segments), (6, 2));
        assert_eq!(
            tally.sha256().as_slice(),
            digest(&SHA256, b"onetwo").as_ref()
        );
    }
}
