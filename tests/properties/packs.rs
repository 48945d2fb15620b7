//! Packs from text, as the program reads them.

use riktlinje::check::{PackSource, check};
use riktlinje::diagnostic::{Diagnostic, FileId, Sources};
use riktlinje::policy::{Policy, raw};

/// A pack of some YAML and script files, by their names; everything that was said of it.
pub fn read(files: &[(&str, &str)], sources: &mut Sources) -> (Option<Policy>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let ids: Vec<(FileId, bool)> =
        files.iter().map(|(name, text)| (sources.add(*name, *text), name.ends_with(".rhai"))).collect();
    let of_kind = |script: bool| ids.iter().filter(|(_, s)| *s == script).map(|(id, _)| *id).collect::<Vec<_>>();
    let yaml = of_kind(false);
    let policy = raw::decode(&yaml, sources, &mut faults).and_then(|raw| {
        let pack = PackSource { raw, files: yaml, scripts: of_kind(true) };
        check(pack, &mut (), &[], sources, &mut faults)
    });
    (policy, faults)
}

/// A pack that is right.
pub fn good(text: &str) -> Policy {
    let mut sources = Sources::default();
    let (policy, faults) = read(&[("pack.yaml", text)], &mut sources);
    let said: Vec<_> = faults.iter().map(|f| format!("{}: {}", sources.place(f.span()), f.message.en)).collect();
    policy.unwrap_or_else(|| panic!("{said:#?}"))
}
