//! Good packs and every way to be wrong.

mod good;

use super::{PackSource, check};
use crate::diagnostic::{Diagnostic, Sources};
use crate::policy::{Policy, raw};

/// Checks a pack of one file.
fn check_text(yaml: &str) -> (Option<Policy>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let file = sources.add("pack.yaml", yaml);
    let mut faults = Vec::new();
    let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
        let pack = PackSource { raw, files: vec![file], scripts: Vec::new() };
        check(pack, &mut (), &[], &mut sources, &mut faults)
    });
    (policy, faults, sources)
}
