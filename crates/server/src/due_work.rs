//! What the server does by itself, and serving beside it.

use crate::wiring::StartFailure;
use axum::Router;
use sceau_service::examination::{compare_faces_due, examine_due};
use sceau_service::failure::Failure;
use sceau_service::jobs::{
    erase_left_accounts, run_round, send_due_messages, sweep, tell_services,
};
use sceau_service::ports::World;
use sceau_service::records::Carrier;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};

/// Between two rounds of due work. A message leaves this late, and as late as its own carrier makes it.
const ROUND: Duration = Duration::from_millis(500);
/// How long requests under way may take to end once the server is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(30);
/// Between two looks for what nobody needs any more, and for accounts that were left.
const TIDY: Duration = Duration::from_secs(600);

/// Serves until asked to stop, then answers the requests under way within half a minute, or until a loop ends.
///
/// # Errors
/// The network's own; a loop that ended.
pub(crate) async fn serve_beside(
    mut loops: JoinSet<()>,
    listener: TcpListener,
    routes: Router,
    asked_to_stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartFailure> {
    tokio::select! {
        served = serve_until(listener, routes, asked_to_stop, LAST_REQUESTS) => Ok(served?),
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

/// Everything that is done by itself, each part in a loop of its own: nobody's code waits for somebody's film or
/// for a slow mail server. A loop never ends: one that does, by a panic, ends the server, rather than letting it
/// serve on while letters expire unseen.
pub(crate) fn begin(world: &World) -> JoinSet<()> {
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

#[cfg(test)]
mod tests;
