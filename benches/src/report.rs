//! The rows as Markdown tables, in place of the last ones in `docs/benchmarks.md`.

use crate::row::Row;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// What a part of a bench found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Measured numbers.
    pub rows: Vec<Row>,
    /// Peers that could not be measured, with the reason.
    pub missing: Vec<String>,
    /// Sentences for the report: seeds, sizes, caps.
    pub notes: Vec<String>,
}

impl Findings {
    /// Takes over what another part found.
    pub fn extend(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.missing.extend(other.missing);
        self.notes.extend(other.notes);
    }
}

/// Replaces what is between the two marks of a bench, `<!-- name:begin -->` and `<!-- name:end -->`, by
/// what was found, and prints it.
///
/// # Errors
/// The disk's own, and [`io::ErrorKind::InvalidData`] when a mark is missing.
pub fn write_report(file: &Path, name: &str, found: &Findings) -> io::Result<()> {
    let (begin, end) = (
        format!("<!-- {name}:begin -->"),
        format!("<!-- {name}:end -->"),
    );
    let page = fs::read_to_string(file)?;
    let parts = page.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "docs/benchmarks.md has lost its marks",
        ));
    };
    fs::write(
        file,
        format!("{before}{begin}\n{}{end}{after}", body(found)),
    )?;
    print(found)
}

/// Prints what was measured.
///
/// # Errors
/// Those of the standard output.
pub fn print(found: &Findings) -> io::Result<()> {
    io::stdout().write_all(body(found).as_bytes())
}

fn body(found: &Findings) -> String {
    let mut text = format!("\nMeasured on {}, on {}.\n", date(), machine());
    for note in &found.notes {
        let _ = writeln!(text, "{note}");
    }
    for section in in_order(&found.rows, Row::part) {
        let is_here = |row: &&Row| row.part() == section;
        let rows: Vec<&Row> = found.rows.iter().filter(is_here).collect();
        let _ = write!(text, "\n### {section}\n\n{}", table(&rows));
    }
    if !found.missing.is_empty() {
        text.push_str("\nMissing:\n\n");
        for peer in &found.missing {
            let _ = writeln!(text, "- {peer}");
        }
    }
    text
}

/// A line for each case and contender, a column for each metric.
fn table(rows: &[&Row]) -> String {
    let metrics = in_order(rows, |row| (row.metric.as_str(), row.unit.as_str()));
    let mut text = String::from("| case | who |");
    for (metric, unit) in &metrics {
        let _ = match *unit {
            "ratio" | "count" => write!(text, " {metric} |"),
            unit => write!(text, " {metric} ({unit}) |"),
        };
    }
    let _ = writeln!(text, "\n|---|---|{}", "---|".repeat(metrics.len()));
    for (case, who) in in_order(rows, |row| (row.case.as_str(), row.who.as_str())) {
        let name = case.split_once('/').map_or(case, |(_, name)| name);
        let _ = write!(text, "| {name} | {who} |");
        for metric in &metrics {
            let row = rows.iter().find(|row| {
                row.case == case
                    && row.who == who
                    && (row.metric.as_str(), row.unit.as_str()) == *metric
            });
            let value = row.map_or_else(String::new, |row| shown(row));
            let _ = write!(text, " {value} |");
        }
        text.push('\n');
    }
    text
}

fn shown(row: &Row) -> String {
    match row.unit.as_str() {
        "ratio" => format!("{:.1} %", row.value * 100.0),
        "count" => format!("{:.0}", row.value),
        _ if row.value < 10.0 => format!("{:.2}", row.value),
        _ => format!("{:.1}", row.value),
    }
}

/// Each value once, in the order they come first.
fn in_order<'a, R, T: PartialEq>(rows: &'a [R], value: impl Fn(&'a R) -> T) -> Vec<T> {
    let mut seen = Vec::new();
    for row in rows {
        let value = value(row);
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

fn date() -> String {
    std::env::var_os("SCEAU_BENCH_DATE").map_or_else(
        || "an unknown day".into(),
        |day| day.to_string_lossy().into_owned(),
    )
}

/// The processor's name and how many cores there are.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("an unknown processor", |(_, name)| name);
    let plural = if cores == 1 { "" } else { "s" };
    format!("{model}, {cores} core{plural}")
}
