//! The link of a mail that leads to blocking.

use crate::crypto::{is_equal, to_hex};
use crate::ports::World;
use sceau_domain::id::LoginRequestId;

const PURPOSE: &[u8] = b"block-link";
/// Hexadecimal digits of the seal: 128 bits.
const SEAL: usize = 32;

/// `{base}bloquer/{token}`: a page that blocks the identity a login was about, once its button is pressed.
/// The token names the login and is sealed by the installation's key; it is good as long as the login is
/// in the history and the identity was not unblocked since.
pub fn block_link(world: &World, login: LoginRequestId) -> String {
    let base = &world.configuration.base_url;
    format!("{base}bloquer/{login}{}", seal_of(world, login))
}

/// The login that a token names.
pub(super) fn login_of(world: &World, token: &str) -> Option<LoginRequestId> {
    let (name, seal) = token.split_at_checked(token.len().checked_sub(SEAL)?)?;
    let login: LoginRequestId = name.parse().ok()?;
    is_equal(seal.as_bytes(), seal_of(world, login).as_bytes()).then_some(login)
}

fn seal_of(world: &World, login: LoginRequestId) -> String {
    let mut seal = to_hex(&world.keys.hash_code(PURPOSE, &login.to_string()));
    seal.truncate(SEAL);
    seal
}
