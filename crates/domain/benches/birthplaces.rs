//! `cargo bench -p sceau-domain --bench birthplaces`: how long a keystroke takes.
//!
//! Types the name of every fifteenth commune letter by letter, as it is and with two letters
//! swapped, and prints the distribution. Each query counts with the best of three runs: the cost
//! of the search, not of what else the machine does. Without `--bench` it types only a few.

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

use sceau_domain::birthplace::{
    Commune, communes, data_version, search, search_countries, warm_up,
};
use std::time::{Duration, Instant};

fn main() {
    let step = if std::env::args().any(|arg| arg == "--bench") {
        15
    } else {
        5_000
    };
    let before = resident_kib();
    let built = timed(warm_up);
    println!("list      {} {}", data_version().source, communes().len());
    println!(
        "built in  {built:?}, once; resident memory {before:?} → {:?} KiB",
        resident_kib()
    );

    let names: Vec<&str> = communes().iter().step_by(step).map(Commune::name).collect();
    let typed: Vec<String> = names.iter().flat_map(|name| keystrokes(name)).collect();
    let swapped: Vec<String> = names
        .iter()
        .flat_map(|name| keystrokes(&misspelt(name)))
        .collect();
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let numbers: Vec<String> = (0..1_000).map(|n| format!("{n:03}")).collect();
    report("names", &typed, |query| {
        search(query, None, 20).at_birth.len()
    });
    report("misspelt", &swapped, |query| {
        search(query, None, 20).at_birth.len()
    });
    report("one letter", &letters, |query| {
        search(query, None, 20).at_birth.len()
    });
    report("numbers", &numbers, |query| {
        search(query, None, 20).at_birth.len()
    });
    report("countries", &typed, |query| {
        search_countries(query, 20).len()
    });
}

fn keystrokes(name: &str) -> Vec<String> {
    let mut text = String::new();
    name.chars()
        .map(|letter| {
            text.push(letter);
            text.clone()
        })
        .collect()
}

fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let middle = letters.len() / 2;
    if middle > 0 {
        letters.swap(middle - 1, middle);
    }
    letters.into_iter().collect()
}

fn report(what: &str, queries: &[String], find: impl Fn(&str) -> usize) {
    let mut results = 0;
    let mut times: Vec<(Duration, &str)> = queries
        .iter()
        .map(|query| {
            (
                best_of_three(|| results = results.max(find(query))),
                query.as_str(),
            )
        })
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() - 1) * percent / 100);
    if let (Some((p50, _)), Some((p95, _)), Some((worst, query))) = (at(50), at(95), at(100)) {
        let count = times.len();
        println!(
            "{what:<10} {count:>6} queries, ≤ {results} results, \
             p50 {p50:>9.1?} p95 {p95:>9.1?} worst {worst:>9.1?} ({query})"
        );
    }
}

fn best_of_three(mut work: impl FnMut()) -> Duration {
    timed(&mut work).min(timed(&mut work)).min(timed(&mut work))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a measure of time is what this program is for"
)]
fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Resident memory where the system tells it.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}
