//! What every side-by-side bench shares: rows, statistics of times, peers written in other languages.
//!
//! A bench measures Sceau and its peers on the same input in the same run, and writes rows
//! `{"case", "who", "metric", "unit", "value"}` to `target/bench/<bench>.json`. A peer that could not
//! be installed is named, and has no row.

pub mod peer;
pub mod report;
pub mod row;
pub mod times;

pub use peer::{PeerRun, run_peer};
pub use report::{Findings, print, write_report};
pub use row::{Row, write_rows, write_rows_of_part};
pub use times::{Times, time};
