//! What the binary can be told to do.

use crate::installation;
use crate::settings;
use crate::signing_keys::StoredSigningKeys;
use crate::wiring::{StartFailure, wire};
use axum::Router;
use sceau_http::{Site, router};
use sceau_service::examination::{compare_faces_due, examine_due};
use sceau_service::failure::{Failure, Refusal};
use sceau_service::jobs::{
    erase_left_accounts, run_round, send_due_messages, sweep, tell_services,
};
use sceau_service::person;
use sceau_service::ports::World;
use sceau_service::records::Carrier;
use sceau_service::review;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal;
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};

/// Between two rounds of due work. A message leaves this late, and as late as its own carrier makes it.
const ROUND: Duration = Duration::from_millis(500);
/// How long requests under way may take to end once the server is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(30);
/// Between two looks for what nobody needs any more, and for accounts that were left.
const TIDY: Duration = Duration::from_secs(600);

/// Serves until the system asks to stop; requests under way are answered first, within half a minute.
pub(crate) async fn serve(config: &Path) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    let world = wire(&settings).await?;
    // Built at the first search otherwise: someone would wait for it.
    tokio::task::spawn_blocking(sceau_domain::birthplace::warm_up);
    let listener = TcpListener::bind(settings.listen).await?;
    tracing::info!(at = %listener.local_addr()?, "serving");
    let mut loops = due_work(&world);
    let site = Site {
        world,
        console_files: settings.console,
        trusted_proxies: settings.trusted_proxies.into(),
    };
    tokio::select! {
        served = serve_until(listener, router(site), asked_to_stop(), LAST_REQUESTS) => Ok(served?),
        ended = loops.join_next() => Err(ended_early(ended)),
    }
}

/// Serves until told to stop; requests under way then have a while to end, and no longer.
async fn serve_until(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
) -> std::io::Result<()> {
    let stopping = Arc::new(Notify::new());
    let told = Arc::clone(&stopping);
    let stop = async move {
        stop.await;
        told.notify_one();
    };
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, routes).with_graceful_shutdown(stop);
    tokio::select! {
        served = async { served.await } => served,
        () = async { stopping.notified().await; tokio::time::sleep(patience).await } => {
            tracing::warn!("requests that did not end are given up");
            Ok(())
        }
    }
}

/// Makes a new installation, or brings the one that is there to the shape of this version.
pub(crate) async fn migrate(config: &Path) -> Result<(), StartFailure> {
    let settings = settings::read(config)?;
    wire(&settings).await?;
    let folder = std::path::absolute(&settings.data)?;
    writeln!(std::io::stdout(), "{}", folder.display())?;
    Ok(())
}

/// Everything that is done by itself, each part in a loop of its own: nobody's code waits for somebody's film or
/// for a slow mail server. A loop never ends: one that does, by a panic, ends the server, rather than letting it
/// serve on while letters expire unseen.
fn due_work(world: &World) -> JoinSet<()> {
    let mut loops = JoinSet::new();
    loops.spawn(work(world.clone()));
    loops.spawn(examine(world.clone()));
    loops.spawn(send(world.clone(), Carrier::Mail));
    loops.spawn(send(world.clone(), Carrier::Sms));
    loops.spawn(tell(world.clone()));
    loops.spawn(tidy(world.clone()));
    loops
}

fn ended_early(ended: Option<Result<(), JoinError>>) -> StartFailure {
    match ended {
        Some(Err(error)) => format!("due work died: {error}").into(),
        Some(Ok(())) | None => "due work ended".into(),
    }
}

/// Says that a job failed: it has its turn again.
fn note<T>(job: &'static str, outcome: Result<T, Failure>) {
    if let Err(failure) = outcome {
        tracing::error!(
            job,
            error = &failure as &dyn std::error::Error,
            "due work failed"
        );
    }
}

async fn work(world: World) {
    loop {
        note("round", run_round(&world).await);
        tokio::time::sleep(ROUND).await;
    }
}

async fn examine(world: World) {
    loop {
        note("examine_due", examine_due(&world).await);
        note("compare_faces_due", compare_faces_due(&world).await);
        tokio::time::sleep(ROUND).await;
    }
}

async fn send(world: World, carrier: Carrier) {
    loop {
        let sent = send_due_messages(&world, carrier).await;
        note("send_due_messages", sent);
        tokio::time::sleep(ROUND).await;
    }
}

async fn tell(world: World) {
    loop {
        note("tell_services", tell_services(&world).await);
        tokio::time::sleep(ROUND).await;
    }
}

async fn tidy(world: World) {
    loop {
        note("sweep", sweep(&world).await);
        note("erase_left_accounts", erase_left_accounts(&world).await);
        tokio::time::sleep(TIDY).await;
    }
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

/// Lists operators: id, name, whether they may act.
pub(crate) async fn list_operators(config: &Path) -> Result<(), StartFailure> {
    let world = open(config).await?;
    let mut out = std::io::stdout().lock();
    for operator in review::list_operators(&world).await? {
        let state = if operator.revoked_at.is_some() {
            "revoked"
        } else {
            "active"
        };
        writeln!(out, "{}\t{}\t{state}", operator.id, operator.name)?;
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
async fn open(config: &Path) -> Result<World, StartFailure> {
    let settings = settings::read(config)?;
    installation::require(&settings)?;
    wire(&settings).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::task::JoinHandle;
    use tokio::time::timeout;

    /// A server with a page that never answers, somebody who asked for a page, and the word to stop.
    async fn told_to_stop(
        address: &str,
        patience: Duration,
    ) -> (JoinHandle<std::io::Result<()>>, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let routes = Router::new()
            .route("/", get(async || "ici"))
            .route("/never", get(std::future::pending::<&'static str>));
        let word = Arc::new(Notify::new());
        let stop = Arc::clone(&word);
        let stop = async move { stop.notified().await };
        let serving = tokio::spawn(serve_until(listener, routes, stop, patience));
        let mut visitor = TcpStream::connect(at).await.unwrap();
        let asked = format!("GET {address} HTTP/1.1\r\nHost: essai\r\n\r\n");
        visitor.write_all(asked.as_bytes()).await.unwrap();
        if address == "/" {
            visitor.read_u8().await.unwrap();
        } else {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        word.notify_one();
        (serving, visitor)
    }

    #[tokio::test]
    async fn a_request_without_end_does_not_keep_the_server_from_stopping() {
        let patience = Duration::from_millis(400);
        let (mut serving, _visitor) = told_to_stop("/never", patience).await;
        let at_once = timeout(patience / 4, &mut serving).await;
        assert!(at_once.is_err(), "the request has its time");
        serving.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_server_that_nobody_waits_for_stops_at_once() {
        let patience = Duration::from_secs(600);
        let (serving, _visitor) = told_to_stop("/", patience).await;
        let at_once = timeout(Duration::from_secs(60), serving).await;
        at_once.unwrap().unwrap().unwrap();
    }
}
