//! The end-session endpoint. There is nothing to end: nobody stays signed in to the provider, each
//! login is approved anew. What remains is to send the browser where its service registered.

use crate::ports::World;
use sceau_oidc::client::Client;
use sceau_oidc::logout::{Logout, LogoutError, check_logout};

/// Checks an end-session request (decoded pairs) and says where the browser goes.
///
/// # Errors
/// [`LogoutError`], to be said on a page of ours.
pub fn end_session(world: &World, parameters: &[(String, String)]) -> Result<Logout, LogoutError> {
    let clients: Vec<Client> = world.configuration.clients.values().cloned().collect();
    check_logout(parameters, &clients, &world.signing.ring().published())
}
