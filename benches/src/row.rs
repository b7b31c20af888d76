//! One measured number.

use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// One measured number of one contender.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What was given: `qr/blur`, `document/glare`.
    pub case: String,
    /// `sceau`, or the peer's name with its version.
    pub who: String,
    /// What was counted: `decoded`, `mean`, `p95`, `max`.
    pub metric: String,
    /// `ratio`, `ms`, `count`, `MiB`.
    pub unit: String,
    /// The number.
    pub value: f64,
}

impl Row {
    /// A row.
    pub fn new(case: &str, who: &str, metric: &str, unit: &str, value: f64) -> Self {
        Self {
            case: case.into(),
            who: who.into(),
            metric: metric.into(),
            unit: unit.into(),
            value,
        }
    }
}

/// Writes the rows as one JSON list, a row a line.
///
/// # Errors
/// The disk's own.
pub fn write_rows(file: &Path, rows: &[Row]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let lines: Result<Vec<_>, _> = rows.iter().map(serde_json::to_string).collect();
    std::fs::write(file, format!("[\n{}\n]\n", lines?.join(",\n")))
}
