//! Packs without faults.

use super::*;
use crate::diagnostic::{FileId, any_error};
use std::path::Path;

/// The files of a folder with an extension, sorted by name.
fn files(folder: &Path, extension: &str, sources: &mut Sources) -> Vec<FileId> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == extension));
    paths.sort();
    paths.iter().map(|p| sources.add(p.to_string_lossy(), std::fs::read_to_string(p).unwrap())).collect()
}

/// The packs of the repository.
struct Folder;

impl Library for Folder {
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/policies")).unwrap();
        entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    fn load(&mut self, name: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(name);
        let yaml = files(&folder, "yaml", sources);
        let scripts = files(&folder.join("rules"), "rhai", sources);
        let raw = raw::decode(&yaml, sources, faults)?;
        Some(PackSource { raw, files: yaml, scripts })
    }
}

#[test]
fn the_packs_of_the_repository_have_no_errors() {
    for name in Folder.names() {
        let mut sources = Sources::default();
        let mut faults = Vec::new();
        let shared = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), "rhai", &mut sources);
        let policy = Folder
            .load(&name, &mut sources, &mut faults)
            .and_then(|pack| check(pack, &mut Folder, &shared, &mut sources, &mut faults));
        assert!(!any_error(&faults), "{name}: {faults:#?}");
        let policy = policy.unwrap();
        // Every rule reads something, unless people judge it.
        for rule in &policy.rules {
            let by_people = rule.indicator().is_some_and(|i| i.value.is_none());
            assert!(by_people || !rule.reads.is_empty(), "{name}: {}", rule.name);
        }
    }
}

#[test]
fn the_hash_is_over_everything_that_can_change_a_verdict() {
    let hash = |name: &str, title: &str, script: &str, shared: &str| {
        let mut sources = Sources::default();
        let mut faults = Vec::new();
        let yaml = with(&formula("mnkr", "dubbla(skatter)")).replace("title: Prov", &format!("title: {title}"));
        let mut pack = pack_of(name, &yaml, &mut sources, &mut faults).unwrap();
        pack.scripts = vec![sources.add("rules/f.rhai", script)];
        let shared = [sources.add("shared/g.rhai", shared)];
        check(pack, &mut (), &shared, &mut sources, &mut faults).unwrap_or_else(|| panic!("{faults:#?}")).sha256
    };
    let calls = "fn dubbla(x) { tillägg(x) }";
    let first = hash("pack.yaml", "A", calls, "fn tillägg(x) { x + x }");
    assert_eq!(first, hash("pack.yaml", "A", calls, "fn tillägg(x) { x + x }"));
    assert_ne!(first, hash("pack.yaml", "B", calls, "fn tillägg(x) { x + x }"));
    assert_ne!(first, hash("pack.yaml", "A", calls, "fn tillägg(x) { x + x + x }"));
    // A shared function that nothing calls changes nothing.
    let alone = "fn dubbla(x) { x + x }";
    assert_eq!(
        hash("pack.yaml", "A", alone, "fn tillägg(x) { x }"),
        hash("pack.yaml", "A", alone, "fn tillägg(x) { -x }")
    );
}
