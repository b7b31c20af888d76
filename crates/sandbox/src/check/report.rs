//! What was held against a provider, line by line, and how it is printed.

use core::fmt;

use serde::Serialize;

/// What came of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "seen")]
pub enum Verdict {
    /// As asked; what was seen.
    Holds(String),
    /// Not as asked; what was seen instead. Codes, names and numbers only, never a person's data.
    Fails(String),
    /// Could not be asked; why.
    NotRun(String),
}

impl Verdict {
    /// `Holds` when there is nothing to say against it, else `Fails` with what there is.
    pub(super) fn of(faults: &[String], seen: impl Into<String>) -> Self {
        if faults.is_empty() {
            Self::Holds(seen.into())
        } else {
            Self::Fails(faults.join("; "))
        }
    }

    /// The word of the table.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Holds(_) => "holds",
            Self::Fails(_) => "FAILS",
            Self::NotRun(_) => "not run",
        }
    }

    /// What was seen, or why nothing was.
    pub fn seen(&self) -> &str {
        let (Self::Holds(seen) | Self::Fails(seen) | Self::NotRun(seen)) = self;
        seen
    }
}

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name, stable between versions.
    pub name: &'static str,
    /// Where it is written.
    pub source: &'static str,
    /// What came of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// Every question of a run, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The questions.
    pub rows: Vec<Row>,
}

impl Report {
    pub(super) fn note(&mut self, name: &'static str, source: &'static str, verdict: Verdict) {
        self.rows.push(Row {
            name,
            source,
            verdict,
        });
    }

    /// How many failed.
    pub fn failures(&self) -> usize {
        let failed = |row: &&Row| matches!(row.verdict, Verdict::Fails(_));
        self.rows.iter().filter(failed).count()
    }

    /// The verdict of a question.
    pub fn verdict(&self, name: &str) -> Option<&Verdict> {
        let row = self.rows.iter().find(|row| row.name == name)?;
        Some(&row.verdict)
    }
}

/// The table for a terminal.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let longest = |text: fn(&Row) -> &str| self.rows.iter().map(|row| text(row).len()).max();
        let names = longest(|row| row.name).unwrap_or_default();
        let sources = longest(|row| row.source).unwrap_or_default();
        for row in &self.rows {
            let (name, source) = (row.name, row.source);
            let (word, seen) = (row.verdict.word(), row.verdict.seen());
            writeln!(f, "{word:7}  {name:names$}  {source:sources$}  {seen}")?;
        }
        let (all, failed) = (self.rows.len(), self.failures());
        let silent = |row: &&Row| matches!(row.verdict, Verdict::NotRun(_));
        let not_run = self.rows.iter().filter(silent).count();
        write!(f, "{all} questions: {failed} failed, {not_run} not run")
    }
}
