//! What the binary can be told to do.

use crate::due_work;
use crate::installation;
use crate::settings;
use crate::signing_keys::StoredSigningKeys;
use crate::wiring::{StartFailure, wire};
use sceau_http::{Site, router};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::person;
use sceau_service::ports::World;
use sceau_service::review;
use std::io::Write as _;
use std::path::Path;
use tokio::net::TcpListener;
use tokio::signal;

/// Serves until the system asks to stop; requests under way are answered first, within half a minute.
pub(crate) async fn serve(config: &Path) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    let world = wire(&settings).await?;
    // Built at the first search otherwise: someone would wait for it.
    tokio::task::spawn_blocking(sceau_domain::birthplace::warm_up);
    let listener = TcpListener::bind(settings.listen).await?;
    tracing::info!(at = %listener.local_addr()?, "serving");
    let loops = due_work::begin(&world);
    let site = Site {
        world: world.into(),
        console_files: settings.console.map(Into::into),
        trusted_proxies: settings.trusted_proxies.into(),
    };
    due_work::serve_beside(loops, listener, router(site), asked_to_stop()).await
}

/// Makes a new installation, or brings the one that is there to the shape of this version.
pub(crate) async fn migrate(config: &Path) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    wire(&settings).await?;
    let folder = std::path::absolute(&settings.data)?;
    writeln!(std::io::stdout(), "{}", folder.display())?;
    Ok(())
}

async fn asked_to_stop() {
    let mut terminate = match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::warn!(%error, "cannot listen for the signal to stop");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = signal::ctrl_c() => (),
        _ = terminate.recv() => (),
    }
    tracing::info!("stopping");
}

/// Moves the signing keys on and prints the name of the one that signs from the next start.
pub(crate) fn rotate_keys(config: &Path, is_leaked: bool) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    installation::require(&settings)?;
    let keys = StoredSigningKeys::open(&settings.data.join("keys"))?;
    let name = keys.rotate_now(is_leaked)?;
    writeln!(std::io::stdout(), "{name}")?;
    Ok(())
}

/// Blocks somebody's identity.
pub(crate) async fn block_identity(config: &Path, address: &str) -> Result<(), StartFailure> {
    let world = open(config).await?;
    let blocked = person::block_for(&world, address).await;
    blocked.map_err(|failure| nobody(failure, "nobody with this address has an identity"))
}

/// Erases somebody's account, with their identity if they have one.
pub(crate) async fn erase_identity(config: &Path, address: &str) -> Result<(), StartFailure> {
    let world = open(config).await?;
    let erased = person::erase_for(&world, address).await;
    erased.map_err(|failure| nobody(failure, "nobody has an account with this address"))
}

fn nobody(failure: Failure, words: &'static str) -> StartFailure {
    match failure {
        Failure::Refusal(Refusal::NotFound) => words.into(),
        other => other.into(),
    }
}

/// Adds an operator; their key is printed once and kept nowhere.
pub(crate) async fn add_operator(config: &Path, name: &str) -> Result<(), StartFailure> {
    let world = open(config).await?;
    let added = review::add_operator(&world, name).await?;
    writeln!(std::io::stdout(), "{}\t{}", added.id, added.key.reveal())?;
    Ok(())
}

/// Lists operators: id, name, whether they may act, how many decisions they took within the last hour.
pub(crate) async fn list_operators(config: &Path) -> Result<(), StartFailure> {
    let world = open(config).await?;
    let operators = review::list_operators(&world).await?;
    let counts = review::count_decisions(&world).await?;
    let mut out = std::io::stdout().lock();
    for operator in operators {
        let state = if operator.revoked_at.is_some() {
            "revoked"
        } else {
            "active"
        };
        let mine = counts
            .iter()
            .find(|counted| counted.operator == operator.id);
        let lately = mine.map_or(0, |counted| counted.count);
        writeln!(out, "{}\t{}\t{state}\t{lately}", operator.id, operator.name)?;
    }
    Ok(())
}

/// Ends an operator's access.
pub(crate) async fn revoke_operator(config: &Path, operator: &str) -> Result<(), StartFailure> {
    let world = open(config).await?;
    let operator = operator
        .parse()
        .map_err(|_| "not an operator's identifier")?;
    review::revoke_operator(&world, operator).await?;
    Ok(())
}

/// The installation that is there: none is made.
pub(crate) async fn open(config: &Path) -> Result<World, StartFailure> {
    let settings = settings::read(config)?;
    installation::require(&settings)?;
    wire(&settings).await
}
