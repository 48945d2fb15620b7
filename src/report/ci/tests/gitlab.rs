//! The quality report, read with structs that allow no other key.

use serde::Deserialize;
use std::collections::BTreeSet;

use super::mixed::{Sample, told_in};
use crate::diagnostic::Sources;
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::ci::{Ci, Outcome};
use crate::report::gitlab;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: String,
    location: Location,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    begin: usize,
}

fn entries(sample: &Sample) -> Vec<Entry> {
    serde_json::from_str(&gitlab(&sample.ci())).unwrap()
}

fn prints(sample: &Sample) -> Vec<String> {
    entries(sample).into_iter().map(|entry| entry.fingerprint).collect()
}

#[test]
fn what_falls_short_is_an_entry_and_the_rest_is_none() {
    for sample in Sample::with_and_without_known() {
        let (ci, entries) = (sample.ci(), entries(&sample));
        let well = ci.items.iter().filter(|i| matches!(i.outcome, Outcome::Passes | Outcome::Skipped)).count();
        assert!(well > 0);
        assert_eq!(entries.len() + well, told_in(&sample.report));
        for (severity, outcome) in [("major", Outcome::Fails), ("minor", Outcome::Warns), ("info", Outcome::Notes)] {
            let told: Vec<_> = entries.iter().filter(|e| e.severity == severity).map(|e| &e.check_name).collect();
            let wanted: Vec<_> = ci.items.iter().filter(|i| i.outcome == outcome).map(|i| &i.rule).collect();
            assert_eq!(told, wanted, "{severity}");
        }
    }
}

#[test]
fn an_entry_stands_at_the_figure() {
    let entries = entries(&Sample::mixed());
    let rur = entries.iter().find(|e| e.check_name == "rur" && e.severity == "major").unwrap();
    assert_eq!((rur.location.path.as_str(), rur.location.lines.begin), ("paket/figures/figures.yaml", 21));
    assert!(
        rur.description.starts_with("Ej uppfyllt: Resultatutjämningsreserven används rätt (2024, utfall). "),
        "{rur:?}"
    );
    // Nothing of it is in the figures.
    let missing = entries.iter().find(|e| e.check_name == "nöjdhet/nöjda" && e.severity == "info").unwrap();
    assert_eq!(missing.location.path, "paket/pack.yaml");
}

#[test]
fn an_entry_is_known_by_rule_part_period_basis_and_verdict() {
    let before = prints(&Sample::mixed());
    let once: BTreeSet<&String> = before.iter().collect();
    assert_eq!(once.len(), before.len());
    assert_eq!(prints(&Sample::moved()), before);
    assert_eq!(prints(&Sample::mixed()), before);
    let mut better = Sample::mixed();
    let row =
        better.report.verdicts.iter_mut().find(|row| row.rule == "rur" && row.verdict == Verdict::NotMet).unwrap();
    row.verdict = Verdict::PartlyMet;
    let after = prints(&better);
    assert_eq!(after.iter().filter(|print| !before.contains(print)).count(), 1);
}

#[test]
fn every_letter_comes_out_as_it_was() {
    let entries = entries(&Sample::awkward());
    assert_eq!(entries.len(), 1);
    let title = "Ej uppfyllt: =1+1 \"citat\" <tagg> & 100 %, a: ##[error]rad ett\nrad två ]]> (2024, utfall). ";
    assert!(entries[0].description.starts_with(title), "{}", entries[0].description);
    assert_eq!(entries[0].check_name, "åäö");
}

#[test]
fn nothing_to_tell_is_an_empty_list() {
    assert_eq!(gitlab(&Ci::of_faults("x", &[], &Sources::default(), Lang::Sv)), "[]\n");
}

#[test]
fn what_is_known_is_minor_and_another_entry() {
    let (with, without) = (entries(&Sample::with_known()), entries(&Sample::mixed()));
    let rur = |entries: &[Entry]| {
        let entry = entries.iter().find(|e| e.description.contains("används rätt (2024, utfall)")).unwrap();
        (entry.severity.clone(), entry.fingerprint.clone(), entry.description.clone())
    };
    let ((is, print, said), (was, print_without, _)) = (rur(&with), rur(&without));
    assert_eq!((is.as_str(), was.as_str()), ("minor", "major"));
    assert_ne!(print, print_without);
    assert!(said.starts_with("Ej uppfyllt (känd brist): "), "{said}");
    assert!(said.ends_with("Känd brist, godtas till och med 2025-12-31: Reserven återställs 2026."), "{said}");
}
