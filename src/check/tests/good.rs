//! Packs without faults.

use super::*;
use crate::diagnostic::{FileId, render};
use crate::language::Lang;

#[test]
fn kronoberg() {
    let mut sources = Sources::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/region-kronoberg-2024");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    names.sort();
    let files: Vec<FileId> = names
        .iter()
        .map(|p| sources.add(p.file_name().unwrap().to_string_lossy(), std::fs::read_to_string(p).unwrap()))
        .collect();
    let mut faults = Vec::new();
    let policy = raw::decode(&files, &sources, &mut faults).and_then(|raw| {
        let pack = PackSource { raw, files: files.clone(), scripts: Vec::new() };
        check(pack, &mut (), &[], &mut sources, &mut faults)
    });
    for f in &faults {
        println!("{}", render(f, &sources, Lang::Sv, false));
    }
    let policy = policy.unwrap();
    println!(
        "{} figures {} formulas {} rules {} statements {} assessments",
        policy.vocabulary.figures.len(),
        policy.formulas.len(),
        policy.rules.len(),
        policy.statements.len(),
        policy.assessments.len()
    );
    assert!(!crate::diagnostic::any_error(&faults));
}
