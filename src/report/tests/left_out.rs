//! What a used pack has and this one leaves out is told, wherever a pack or a run is.

use super::{Read, told};
use crate::check::{Library, PackSource, check};
use crate::diagnostic::{Code, Diagnostic, Sources};
use crate::figures::load;
use crate::language::Lang;
use crate::policy::{Policy, raw};
use crate::report::{page, text};

const USED: &str = "pack: god-sed
format: 1
title: God sed
valid: 2020..
defaults: {compare: exact, scale: boolean, ref: Skriften}
figures:
  a: {title: A, unit: mnkr, measured: during}
goals:
  - goal: ekonomi
    title: Ekonomi
    goal_kind: financial
    ref: Skriften, s. 1
    indicators:
      - {indicator: positivt, title: A är positivt, value: a, at_least: 0}
requirements:
  - {requirement: tak, title: A är högst tio, ref: 'Skriften, s. 2', that: a <= tio}
parameters:
  tio: {title: Tio, unit: mnkr, value: 10 mnkr, ref: Skriften, local: true}
claims:
  - {claim: växer, title: A växer, ref: 'Skriften, s. 3', that: a > föregående(a)}
";

const OWN: &str = "pack: eget
format: 1
title: Eget
valid: 2024
uses:
  - pack: god-sed
    set:
      tio: {value: 11 mnkr, ref: 'Budgeten, s. 4'}
    skip:
      - {rule: positivt, because: Underskottet är beslutat}
      - {claim: växer, because: Det gäller ett annat år}
defaults: {compare: exact, ref: Budgeten}
requirements:
  - requirement: eget-tak
    title: A är högst tjugo
    that: a <= tio + tio
    replaces: {name: tak, because: Vårt tak är högre}
";

struct Used;

impl Library for Used {
    fn names(&self) -> Vec<String> {
        vec!["god-sed".to_owned()]
    }

    fn load(&mut self, name: &str, sources: &mut Sources, faults: &mut Vec<Diagnostic>) -> Option<PackSource> {
        let file = sources.add(format!("{name}/pack.yaml"), USED);
        Some(PackSource { raw: raw::decode(&[file], sources, faults)?, files: vec![file], scripts: Vec::new() })
    }
}

fn read() -> Read {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let file = sources.add("pack.yaml", OWN);
    let policy: Option<Policy> = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
        let source = PackSource { raw, files: vec![file], scripts: Vec::new() };
        check(source, &mut Used, &[], &mut sources, &mut faults)
    });
    let policy = policy.unwrap_or_else(|| panic!("{}", told(&faults, &sources)));
    assert!(policy.warnings.is_empty(), "a reason that is given is no fault of the pack: {:?}", policy.warnings);
    let file = sources.add("figures.yaml", "period: 2024\nvalues:\n  a: 1 mnkr\n");
    let loaded = load(&[file], &sources, &policy.vocabulary, &[]);
    Read { sources, policy, loaded, files: vec![file] }
}

#[test]
fn the_page_has_a_section_for_each_used_pack() {
    let policy = read().policy;
    let swedish = page(&policy, Lang::Sv);
    let table = "## Utelämnat ur `god-sed`

| Regel eller påstående | Varför | I stället | Källa |
| --- | --- | --- | --- |
| A är positivt `ekonomi/positivt` | Underskottet är beslutat |  | Skriften, s. 1 |
| A växer `växer` | Det gäller ett annat år |  | Skriften, s. 3 |
| A är högst tio `tak` | Vårt tak är högre | `eget-tak` | Skriften, s. 2 |
";
    assert!(swedish.contains(table), "{swedish}");
    assert!(page(&policy, Lang::En).contains("## Left out of `god-sed`\n\n| Rule or claim | Why | Instead | Source |"));
    assert!(swedish.contains("| Tio `tio` | 11 mnkr | 2024 | Budgeten, s. 4 |"), "{swedish}");
}

#[test]
fn a_run_tells_each_with_its_reason() {
    let read = read();
    let report = read.report(Lang::Sv);
    assert_eq!(report.verdicts.iter().map(|v| v.rule.as_str()).collect::<Vec<_>>(), ["eget-tak"]);
    assert!(report.claims.is_empty());
    let lines = "Utelämnat
─────────
  – Inte bedömt: A är positivt (`ekonomi/positivt` ur `god-sed`). Skäl: Underskottet är beslutat.
  – Inte bedömt: A växer (`växer` ur `god-sed`). Skäl: Det gäller ett annat år.
  – Ersatt av `eget-tak`: A är högst tio (`tak` ur `god-sed`). Skäl: Vårt tak är högre.

Sammanfattning: 1 uppfyllt.
";
    let swedish = text(&report, 100, false, Lang::Sv);
    assert!(swedish.contains(lines), "{swedish}");
    let english = text(&read.report(Lang::En), 100, false, Lang::En);
    assert!(english.contains("  – Not judged: A är positivt (`ekonomi/positivt` of `god-sed`). Reason: "), "{english}");
    assert!(english.contains("  – Replaced by `eget-tak`: A är högst tio"), "{english}");
    // In JSON they are among the findings.
    let found: Vec<_> = report.findings.iter().map(|f| (f.code, f.place.as_deref().unwrap_or_default())).collect();
    let place = |line: u32, column: u32| format!("pack.yaml:{line}:{column}");
    let places = [place(10, 16), place(11, 17), place(17, 22)];
    assert_eq!(found, places.each_ref().map(|place| (Code::RuleLeftOut, place.as_str())));
}
