//! The one-use link of a notice and the six characters printed beside it.

use crate::crypto::{make_random_readable, make_random_token, sha256};
use crate::ports::World;
use crate::records::LetterLink;
use crate::time::after;
use jiff::{SignedDuration, Timestamp};
use sceau_domain::id::LetterId;
use sceau_domain::private::Secret;

/// Characters of the code printed in a notice (about 30 bits, tried at most five times).
pub const NOTICE_CODE_LENGTH: usize = 6;
/// Wrong codes before a notice's code is void.
pub(super) const CODE_TRIES: u8 = 5;
/// A link never lives longer, whatever the configuration says (NIST SP 800-63A-4 draft).
const LONGEST_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A link as it is sent: afterwards only its hashes are known.
pub(crate) struct FreshLink {
    pub(crate) record: LetterLink,
    pub(crate) token: Secret<String>,
    pub(crate) code: Secret<String>,
    pub(crate) hours: i64,
}

/// Makes a link (256 random bits) and its code. Replacing the record's link voids the older one.
pub(crate) fn make_link(world: &World, letter: LetterId, now: Timestamp) -> FreshLink {
    let life = world.configuration.letter_link_life.min(LONGEST_LIFE);
    let token = make_random_token(world.random.as_ref());
    let code = Secret::new(make_random_readable(
        world.random.as_ref(),
        NOTICE_CODE_LENGTH,
    ));
    FreshLink {
        record: LetterLink {
            token_hash: sha256(token.reveal().as_bytes()),
            code_hash: world.keys.hash_code(letter.as_bytes(), code.reveal()),
            wrong_tries: 0,
            expires_at: after(now, life),
            used_at: None,
        },
        token,
        code,
        hours: life.as_hours(),
    }
}
