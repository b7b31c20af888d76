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

    /// The part of the bench that this belongs to: `qr` of `qr/blur`.
    pub fn part(&self) -> &str {
        self.case.split('/').next().unwrap_or_default()
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

/// Writes the rows of one part of a bench: those of the same cases give way, what other parts wrote
/// before stays. A case's part is what stands before its first stroke (`specimens/all`).
///
/// # Errors
/// The disk's own, and [`io::ErrorKind::InvalidData`] when the file holds something else than rows.
pub fn write_rows_of_part(file: &Path, rows: &[Row]) -> io::Result<()> {
    let before: Vec<Row> = match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let is_measured_anew = |old: &Row| rows.iter().any(|new| new.part() == old.part());
    let stays = before.into_iter().filter(|row| !is_measured_anew(row));
    write_rows(file, &stays.chain(rows.iter().cloned()).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_measured_again_replaces_itself_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bench/reading.json");
        let row = |case: &str, value| Row::new(case, "sceau", "exact", "ratio", value);
        write_rows_of_part(&file, &[row("unseen/blur", 0.9), row("specimens/all", 0.7)]).unwrap();
        write_rows_of_part(&file, &[row("specimens/all", 0.8)]).unwrap();
        let rows: Vec<Row> = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(rows, [row("unseen/blur", 0.9), row("specimens/all", 0.8)]);
    }
}
