//! Complete logins a second: authorize, approve, code, token, userinfo, encrypted and durable, beside npm's
//! `oidc-provider` doing the same in the same run. `./dev bench login`.
//!
//! Each provider is a process of its own; this one is the browsers, the services and the people's apps
//! at once, so both share the machine with the same load.

mod line;
mod load;
mod person;
mod provider;
mod sceau;
mod server;
mod site;

use core::future::Future;
use load::{Login, Pace, flood, paced};
use provider::{Peer, Started, processor_time};
use sceau_benches::{Findings, Row, write_report, write_rows};
use std::path::Path;
use std::sync::Arc;

/// Logins under way at the same time.
const AT_ONCE: usize = 48;
/// Seconds of each measure.
const SECONDS: u64 = 10;
/// Identities in the store, unless `--identities N` says otherwise.
const IDENTITIES: [u32; 2] = [1_000, 100_000];
/// Browsers that wait for an approval.
const WAITING: u32 = 1_000;

type Outcome<T> = Result<T, Box<dyn core::error::Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|word| word == "serve") {
        // As `sceau-server` runs.
        let runtime = tokio::runtime::Runtime::new()?;
        return runtime.block_on(server::serve(arguments[at + 1].parse()?));
    }
    // One thread bears the load of either provider, so that the rest of the machine is the provider's.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build()?.block_on(measure(&arguments))
}

async fn measure(arguments: &[String]) -> Outcome<()> {
    let most = arguments
        .iter()
        .position(|word| word == "--identities")
        .and_then(|at| arguments.get(at + 1)?.parse().ok());
    let sizes = most.map_or_else(|| IDENTITIES.to_vec(), |most| vec![IDENTITIES[0], most]);
    let mut found = Findings::default();
    found.notes.push(format!(
        "{AT_ONCE} logins under way at once, {SECONDS} s each; one machine for everyone, the load on one thread. A \
         login is every request of browser, app and service; SQLite synchronous FULL on both sides."
    ));
    for size in sizes {
        measure_sceau(size, size == IDENTITIES[0], &mut found).await?;
    }
    match Peer::start().await {
        Ok(peer) => measure_peer(&peer, &mut found).await?,
        Err(reason) => found.missing.push(format!("oidc-provider: {reason}")),
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    write_rows(&top.join("target/bench/login.json"), &found.rows)?;
    write_report(&top.join("docs/benchmarks.md"), "login", &found)?;
    Ok(())
}

/// What one provider does under as many logins as it can take, and what that costs it and the load.
async fn flood_one<F, R>(started: &Started, log_in: F, case: &str, who: &str) -> Outcome<Vec<Row>>
where
    F: Fn(u32) -> R,
    R: Future<Output = Outcome<Login>> + Send + 'static,
{
    let before = (started.processor_time()?, processor_time("self")?);
    let run = flood(AT_ONCE, SECONDS, log_in).await?;
    let provider = started.processor_time()?.saturating_sub(before.0);
    let load = processor_time("self")?.saturating_sub(before.1);
    let mut rows = run.rows(case, who);
    rows.push(run.cost(case, who, "provider", provider));
    rows.push(run.cost(case, who, "load", load));
    Ok(rows)
}

async fn measure_sceau(identities: u32, is_first: bool, found: &mut Findings) -> Outcome<()> {
    let server = Started::sceau(identities).await?;
    let people = Arc::new(sceau::People::new(
        &server.address,
        &server.key,
        identities,
    )?);
    let case = format!("login/{identities} identities");
    let row = |metric: &str, unit: &str, value| Row::new(&case, "sceau", metric, unit, value);
    found
        .rows
        .push(row("memory, idle", "MiB", server.resident_mebibytes()?));
    let log_in = |number| {
        let people = Arc::clone(&people);
        async move { people.log_in(number).await }
    };
    let rows = flood_one(&server, log_in, &case, "sceau").await?;
    found.rows.extend(rows);
    if is_first {
        let pace = Pace {
            per_second: 100,
            seconds: SECONDS,
        };
        let requests = paced(pace, log_in).await?;
        found
            .rows
            .extend(requests.rows("request/at 100 logins a second", "sceau"));
        people.wait(WAITING).await?;
        let waiting = server.resident_mebibytes()?;
        found
            .rows
            .push(row("memory, 1,000 browsers waiting", "MiB", waiting));
    }
    Ok(())
}

async fn measure_peer(peer: &Peer, found: &mut Findings) -> Outcome<()> {
    let case = "login/1000 identities";
    let resident = peer.started.resident_mebibytes()?;
    let name = peer.name();
    let memory = Row::new(case, &name, "memory, idle", "MiB", resident);
    found.rows.push(memory);
    let site = Arc::new(provider::Site::new(&peer.started.address)?);
    let log_in = |number| {
        let site = Arc::clone(&site);
        async move { site.log_in(number).await }
    };
    let rows = flood_one(&peer.started, log_in, case, &name).await?;
    found.rows.extend(rows);
    Ok(())
}
