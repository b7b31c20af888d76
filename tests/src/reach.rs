//! Which files of a package its compiler sees: a file that no `mod` names is neither built, tested nor
//! linted, and nobody notices.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The files that a target is made of: its root, and whatever the `mod` lines lead to from there. Files
/// that cannot be read lead nowhere: the compiler complains of those.
#[must_use]
pub fn files_of_target(root: &Path) -> BTreeSet<PathBuf> {
    let mut reached = BTreeSet::new();
    let folder = |file: &Path| file.parent().unwrap_or(Path::new("")).to_owned();
    // A file, and the folder in which its modules lie.
    let mut left = vec![(root.to_owned(), folder(root))];
    while let Some((file, modules)) = left.pop() {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        if !reached.insert(file.clone()) {
            continue;
        }
        let mut named_path = None;
        for line in text.lines().map(str::trim) {
            if let Some(path) = between(line, "#[path = \"", "\"]") {
                named_path = Some(folder(&file).join(path));
            } else if let Some(name) = module_named(line) {
                let own = modules.join(name);
                match named_path.take() {
                    Some(path) => left.push((path.clone(), folder(&path))),
                    None => {
                        left.push((own.with_extension("rs"), own.clone()));
                        left.push((own.join("mod.rs"), own));
                    }
                }
            }
        }
    }
    reached
}

/// Every file of the language in a folder, without those of packages inside it and of what they build.
#[must_use]
pub fn files_in_folder(top: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if !path.join("Cargo.toml").exists() && !path.ends_with("target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.insert(path);
            }
        }
    }
    found
}

/// The name in `mod name;`, with or without a visibility.
fn module_named(line: &str) -> Option<&str> {
    let declared = line.strip_suffix(';')?;
    let (before, name) = declared.rsplit_once("mod ")?;
    let is_declaration = before.is_empty() || before.starts_with("pub");
    is_declaration.then_some(name)
}

fn between<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    line.strip_prefix(before)?.strip_suffix(after)
}
