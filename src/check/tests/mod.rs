//! Good packs, and every way for one to be wrong.

mod any_text;
mod formulas;
mod good;
mod names;
mod packs;
mod rules;
mod scripts;
mod statements;
mod values;

use super::{Library, PackSource, check};
use crate::diagnostic::{Code, Diagnostic, Severity, Sources};
use crate::policy::{Policy, raw};

/// A head and a vocabulary to write faults about.
const BASE: &str = "\
pack: prov
format: 1
title: Prov
valid: 2024
defaults:
  compare: exact
  scale: boolean
---
dimensions:
  nämnd:
    title: Nämnd
    members: [Trafiknämnd, Kulturnämnd]
figures:
  årets_resultat:
    title: Årets resultat
    unit: mnkr
    measured: during
    by: [nämnd]
  skatter:
    title: Skatter och bidrag
    unit: mnkr
    measured: during
  kostnad_tkr:
    title: Kostnad
    unit: tkr
    measured: during
  soliditet:
    title: Soliditet
    unit: \"%\"
    measured: at
  nöjda:
    title: Nöjda
    unit: \"%\"
    measured: during
  vårdplatser:
    title: Vårdplatser
    unit: st
    measured: at
parameters:
  gräns:
    title: Gräns
    unit: \"%\"
    value: 2 %
    ref: Riktlinjer
";

/// A pack of one file.
fn pack_of(name: &str, yaml: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
    let file = sources.add(name, yaml);
    let raw = raw::decode(&[file], sources, faults)?;
    Some(PackSource { raw, files: vec![file], scripts: Vec::new() })
}

/// Checks a pack of one file that uses no other.
fn check_text(yaml: &str) -> (Option<Policy>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let mut faults = Vec::new();
    let policy = pack_of("pack.yaml", yaml, &mut sources, &mut faults)
        .and_then(|pack| check(pack, &mut (), &[], &mut sources, &mut faults));
    (policy, faults, sources)
}

/// The base with more sections.
fn with(sections: &str) -> String {
    format!("{BASE}---\n{sections}")
}

/// The codes and underlined texts of all errors, in the order of the files; each must have help.
fn errors(faults: &[Diagnostic], sources: &Sources) -> Vec<(Code, String)> {
    let mut found: Vec<&Diagnostic> = faults.iter().filter(|f| f.severity == Severity::Error).collect();
    found.sort_by_key(|f| f.span());
    for fault in &found {
        assert!(fault.help.is_some(), "no help: {}", fault.message.sv);
    }
    found.iter().map(|f| (f.code, sources.slice(f.span()).to_owned())).collect()
}

/// Checks that a pack has exactly these errors.
fn wrong_pack(yaml: &str, expected: &[(Code, &str)]) {
    let (policy, faults, sources) = check_text(yaml);
    let expected: Vec<(Code, String)> = expected.iter().map(|(c, t)| (*c, (*t).to_owned())).collect();
    assert_eq!(errors(&faults, &sources), expected, "{yaml}\n{faults:#?}");
    assert!(policy.is_none());
}

/// Checks that the base with more sections has exactly these errors.
fn wrong(sections: &str, expected: &[(Code, &str)]) {
    wrong_pack(&with(sections), expected);
}

/// The policy of the base with more sections, which must have no errors.
fn policy(sections: &str) -> Policy {
    let (policy, faults, sources) = check_text(&with(sections));
    assert_eq!(errors(&faults, &sources), [], "{faults:#?}");
    policy.unwrap()
}

/// The help of the first error.
fn help(sections: &str) -> String {
    let (_, faults, _) = check_text(&with(sections));
    let first = faults.iter().find(|f| f.severity == Severity::Error);
    first.and_then(|f| f.help.as_ref()).map(|h| h.sv.clone()).unwrap_or_default()
}

/// An indicator with these lines.
fn indicator(lines: &str) -> String {
    let lines: String = lines.lines().map(|l| format!("    {l}\n")).collect();
    format!("indicators:\n  - indicator: i\n    title: I\n{lines}")
}

/// A formula with a unit and a text, and a requirement that uses it so that nothing is unused.
fn formula(unit: &str, is: &str) -> String {
    format!("formulas:\n  f:\n    title: F\n    unit: \"{unit}\"\n    is: {is}\n")
}
