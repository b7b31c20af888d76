//! As many as can be at the same time, or so many a second.

use crate::Outcome;
use core::future::Future;
use core::time::Duration;
use sceau_benches::{Row, Times};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

/// How long a login took, as a whole and request by request.
#[derive(Debug, Default)]
pub(crate) struct Login {
    requests: Vec<(&'static str, Duration)>,
}

impl Login {
    /// Runs one request of a login, with how long it took.
    pub(crate) async fn step<T>(
        &mut self,
        part: &'static str,
        request: impl Future<Output = Outcome<T>>,
    ) -> Outcome<T> {
        let begun = now();
        let answer = request.await?;
        self.requests.push((part, begun.elapsed()));
        Ok(answer)
    }

    fn whole(&self) -> Duration {
        self.requests.iter().map(|(_, took)| took).sum()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a bench measures the real clock; nothing else here reads it"
)]
fn now() -> Instant {
    Instant::now()
}

/// What a flood gave.
pub(crate) struct Flood {
    /// Those before anything was measured.
    first: u32,
    logins: u32,
    seconds: f64,
    times: Times,
}

impl Flood {
    pub(crate) fn rows(&self, case: &str, who: &str) -> Vec<Row> {
        let rate = f64::from(self.logins) / self.seconds;
        let mut rows = vec![Row::new(case, who, "logins", "/s", rate)];
        rows.extend(self.times.rows(case, who));
        rows
    }

    /// What each login cost a process, of what it spent while the flood ran.
    pub(crate) fn cost(&self, case: &str, who: &str, process: &str, spent: Duration) -> Row {
        let each = spent.as_secs_f64() * 1_000.0 / f64::from(self.logins + self.first);
        let metric = format!("processor time of the {process}");
        Row::new(case, who, &metric, "ms a login", each)
    }
}

/// Keeps so many logins under way for so long.
pub(crate) async fn flood<F, R>(at_once: usize, seconds: u64, log_in: F) -> Outcome<Flood>
where
    F: Fn(u32) -> R,
    R: Future<Output = Outcome<Login>> + Send + 'static,
{
    let next = Arc::new(AtomicU32::new(0));
    // What is built at the first use is built before it counts.
    for _ in 0..at_once {
        log_in(next.fetch_add(1, Ordering::Relaxed)).await?;
    }
    let first = next.load(Ordering::Relaxed);
    let (begun, end) = (now(), Duration::from_secs(seconds));
    let mut under_way = tokio::task::JoinSet::new();
    for _ in 0..at_once {
        under_way.spawn(log_in(next.fetch_add(1, Ordering::Relaxed)));
    }
    let (mut logins, mut times) = (0, Times::default());
    while let Some(login) = under_way.join_next().await {
        times.push(login??.whole());
        logins += 1;
        if begun.elapsed() < end {
            under_way.spawn(log_in(next.fetch_add(1, Ordering::Relaxed)));
        }
    }
    Ok(Flood {
        first,
        logins,
        seconds: begun.elapsed().as_secs_f64(),
        times,
    })
}

/// So many a second, whether the ones before are done or not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) per_second: u32,
    pub(crate) seconds: u64,
}

/// The times of single requests at a pace: of all, and of each part of a login, in their order.
#[derive(Default)]
pub(crate) struct Requests {
    all: Times,
    parts: Vec<(&'static str, Times)>,
}

impl Requests {
    pub(crate) fn rows(&self, case: &str, who: &str) -> Vec<Row> {
        let mut rows = self.all.rows(case, who);
        for (part, times) in &self.parts {
            rows.extend(times.rows(&format!("part/{part}"), who));
        }
        rows
    }

    fn push(&mut self, part: &'static str, took: Duration) {
        self.all.push(took);
        let known = self.parts.iter().position(|(known, _)| *known == part);
        let at = known.unwrap_or_else(|| {
            self.parts.push((part, Times::default()));
            self.parts.len() - 1
        });
        self.parts[at].1.push(took);
    }
}

/// Logins at a pace.
pub(crate) async fn paced<F, R>(pace: Pace, log_in: F) -> Outcome<Requests>
where
    F: Fn(u32) -> R,
    R: Future<Output = Outcome<Login>> + Send + 'static,
{
    let mut beat = tokio::time::interval(Duration::from_secs(1) / pace.per_second);
    let mut under_way = tokio::task::JoinSet::new();
    let logins = u64::from(pace.per_second) * pace.seconds;
    for number in 0..u32::try_from(logins)? {
        beat.tick().await;
        under_way.spawn(log_in(number));
    }
    let mut requests = Requests::default();
    while let Some(login) = under_way.join_next().await {
        for (part, took) in login??.requests {
            requests.push(part, took);
        }
    }
    Ok(requests)
}
