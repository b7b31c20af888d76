//! The link of a mail that stops a recovery.

use crate::crypto::{is_equal, to_hex};
use crate::ports::World;
use jiff::Timestamp;
use sceau_domain::id::AccountId;

const PURPOSE: &[u8] = b"recovery-link";
/// Hexadecimal digits of the seal: 128 bits.
const SEAL: usize = 32;

/// `{base}annuler/{token}`: a page that stops the recovery asked for at that instant, once its button is
/// pressed. The token names the account and is sealed by the installation's key.
pub(crate) fn recovery_link(world: &World, account: AccountId, asked_at: Timestamp) -> String {
    let base = &world.configuration.base_url;
    format!(
        "{base}annuler/{account}{}",
        seal_of(world, account, asked_at)
    )
}

/// The seal that came with a token.
pub(super) struct Seal(String);

impl Seal {
    /// Whether it is that of a recovery.
    pub(super) fn is_of(&self, world: &World, account: AccountId, asked_at: Timestamp) -> bool {
        is_equal(
            self.0.as_bytes(),
            seal_of(world, account, asked_at).as_bytes(),
        )
    }
}

/// The account that a token names, and its seal, not judged yet.
pub(super) fn account_of(token: &str) -> Option<(AccountId, Seal)> {
    let (name, seal) = token.split_at_checked(token.len().checked_sub(SEAL)?)?;
    Some((name.parse().ok()?, Seal(seal.to_owned())))
}

fn seal_of(world: &World, account: AccountId, asked_at: Timestamp) -> String {
    let named = format!("{account} {}", asked_at.as_nanosecond());
    let mut seal = to_hex(&world.keys.hash_code(PURPOSE, &named));
    seal.truncate(SEAL);
    seal
}
