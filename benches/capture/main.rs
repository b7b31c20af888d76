//! Capture measured beside its peers: `./dev bench capture`.
//!
//! One module per part. Each draws its input from a seed, measures Sceau and the peers in Rust on it,
//! writes the input for the peers in Python, and gives rows. Named as an argument, one is measured and printed
//! alone. Photographs of codes, of which the project keeps none, are measured alone and have a block of their
//! own in the report.

mod document;
mod face;
mod frame_path;
mod memory;
mod qr;
mod recorder;
mod shutter;

pub(crate) use sceau_benches::Findings;
use sceau_benches::{print, write_report, write_rows_of_part};
use std::path::{Path, PathBuf};

/// What every part is given.
pub(crate) struct Setting {
    /// `target/bench`, where input and results are written.
    pub(crate) folder: PathBuf,
    /// The Python of the peers, when `./dev bench` made it.
    pub(crate) python: Option<PathBuf>,
    /// Photographs of codes with their texts, when whoever measures has some.
    pub(crate) photos: Option<PathBuf>,
}

/// Measures one part.
type Part = fn(&Setting) -> Findings;

fn main() -> std::io::Result<()> {
    if std::env::args().any(|argument| argument == memory::WEIGHED) {
        memory::weigh();
        return Ok(());
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let setting = Setting {
        folder: top.join("target/bench"),
        python: std::env::var_os("SCEAU_BENCH_PYTHON").map(PathBuf::from),
        photos: std::env::var_os("SCEAU_BENCH_PHOTOS").map(PathBuf::from),
    };
    let report = top.join("docs/benchmarks.md");
    let json = setting.folder.join("capture.json");
    if let Some(folder) = &setting.photos {
        let found = qr::photographs(&setting, folder);
        write_rows_of_part(&json, &found.rows)?;
        return write_report(&report, "photographs", &found);
    }
    let parts: [(&str, Part); 7] = [
        ("qr", qr::measure),
        ("document", document::document),
        ("shutter", shutter::shutter),
        ("face", face::face),
        ("frame_path", frame_path::run),
        ("recorder", recorder::run),
        ("memory", memory::run),
    ];
    if let Some((_, part)) = parts
        .iter()
        .find(|(name, _)| std::env::args().any(|it| it == *name))
    {
        return print(&part(&setting));
    }
    let mut all = Findings::default();
    for (_, part) in parts {
        all.extend(part(&setting));
    }
    write_rows_of_part(&json, &all.rows)?;
    write_report(&report, "capture", &all)
}
