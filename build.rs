//! Packs and shared rules become part of the program: all texts one after the other, an index of them with their fingerprints,
//! and what was read of each as YAML, so that it is read once. A new file among them must be noticed.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/yaml/event.rs"]
#[allow(missing_docs, reason = "documented where it belongs")]
mod event;

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in ["policies", "rules"] {
        println!("cargo::rerun-if-changed={folder}");
        files_in(Path::new(folder), &mut files)?;
    }
    println!("cargo::rerun-if-changed=src/yaml/event.rs");
    files.sort();
    let (mut names, mut texts, mut events) = (String::new(), String::new(), Vec::new());
    let mut index = String::from("&[\n");
    for (name, path) in files {
        let text = fs::read_to_string(&path)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        // YAML that cannot be kept is read, and its faults are said, when it is used.
        let kept = name.ends_with(".yaml").then(|| event::keep(text)).flatten().unwrap_or_default();
        let ranges = [(names.len(), name.len()), (texts.len(), text.len()), (events.len(), kept.len())];
        let [name_at, text_at, events_at] = ranges.map(|(start, length)| start..start + length);
        let sha256: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let _ = writeln!(
            index,
            "    File {{ name: {name_at:?}, text: {text_at:?}, events: {events_at:?}, sha256: {sha256:?} }},"
        );
        names.push_str(&name);
        texts.push_str(text);
        events.extend(kept);
    }
    index.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("index.rs"), index)?;
    fs::write(out.join("names.txt"), names)?;
    fs::write(out.join("texts.txt"), texts)?;
    fs::write(out.join("events.bin"), events)
}

/// The files in a folder and those inside it, by name with `/`. Hidden ones are left out.
fn files_in(folder: &Path, found: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            files_in(&path, found)?;
        } else {
            found.push((path.to_string_lossy().replace('\\', "/"), path));
        }
    }
    Ok(())
}
