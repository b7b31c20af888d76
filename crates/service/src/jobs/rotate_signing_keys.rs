//! Signing keys grow old: a stolen one is of use for a while only.

use crate::failure::Failure;
use crate::ports::World;
use crate::records::AuditEntry;
use crate::time::days;
use jiff::Timestamp;

/// Moves the keys on when the current one has signed for long enough; how often (0 or 1). The next key
/// has been published since the last time, and the one before stays published until the next.
///
/// # Errors
/// [`Failure::Store`]; [`Failure::Inconsistent`] when the new keys cannot be kept, and nothing changed.
pub async fn rotate_signing_keys(world: &World) -> Result<u32, Failure> {
    let now = world.clock.now();
    let ring = world.signing.ring();
    let life = days(world.configuration.login.signing_key_days);
    let since = Timestamp::from_second(ring.since).unwrap_or(Timestamp::MIN);
    if now.duration_since(since) < life {
        return Ok(0);
    }
    let fill = |bytes: &mut [u8]| world.random.fill(bytes);
    let next = (*ring)
        .clone()
        .rotate(now.as_second(), &fill)
        .map_err(|_| Failure::Inconsistent("no signing key could be made"))?;
    let name = next.current.kid().to_owned();
    world.signing.replace(next).map_err(|failure| {
        tracing::error!(error = &failure as &dyn core::error::Error, "keys not kept");
        Failure::Inconsistent("the signing keys cannot be kept")
    })?;
    let mut tx = world.store.begin().await?;
    tx.append_audit(&AuditEntry::new(now, "keys.rotated").with_detail(name))
        .await?;
    tx.commit().await?;
    Ok(1)
}
