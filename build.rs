//! The packs in the program are read as YAML here, once; a new file among them, or among the shared rules, must be noticed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/yaml/event.rs"]
#[allow(missing_docs, reason = "documented where it belongs")]
mod event;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/yaml/event.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut paths = Vec::new();
    yaml_files(Path::new("policies"), &mut paths)?;
    let name = |path: &Path| path.strip_prefix("policies").unwrap_or(path).to_string_lossy().replace('\\', "/");
    let mut files: Vec<(String, PathBuf)> = paths.into_iter().map(|path| (name(&path), path)).collect();
    files.sort();
    let (mut bytes, mut table) = (Vec::new(), String::from("&[\n"));
    for (name, path) in files {
        // One that cannot be kept is read, and its faults are said, when it is used.
        let Some(kept) = event::keep(&fs::read_to_string(&path)?) else { continue };
        let _ = writeln!(table, "    ({name:?}, {}..{}),", bytes.len(), bytes.len() + kept.len());
        bytes.extend(kept);
    }
    table.push(']');
    fs::write(out.join("events.bin"), bytes)?;
    fs::write(out.join("events.rs"), table)
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            yaml_files(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
    Ok(())
}
