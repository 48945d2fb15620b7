//! What is told, before any format: each verdict once, as grave as it is for the run.

use super::super::{Ci, Item, Kind, Outcome};
use crate::exit::{ExitCode, FailOn};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::Report;
use crate::report::tests::{Read, small};

pub(super) const AWKWARD: &str = include_str!("../../tests/awkward.yaml");
pub(super) const KNOWN: &str = include_str!("known.yaml");
pub(super) const AWKWARD_FIGURES: &str = "period: 2024\nvalues:\n  överskott: -1,5 mnkr\n  andel: 5 %\n";

/// The sample pack, judged.
pub(super) struct Sample {
    pub read: Read,
    pub report: Report,
}

impl Sample {
    pub(super) fn mixed() -> Self {
        Self::of(Read::sample())
    }

    /// The same with every rule and figure three lines further down.
    pub(super) fn moved() -> Self {
        let down = |text: &str| format!("# \n# \n# \n{text}");
        let (pack, figures) = (include_str!("../../tests/pack.yaml"), include_str!("../../tests/figures.yaml"));
        Self::of(Read::of(&down(pack), &down(figures)))
    }

    pub(super) fn awkward() -> Self {
        Self::of(Read::of(AWKWARD, AWKWARD_FIGURES))
    }

    /// The sample pack with known failures of every kind: accepted, expired, and no longer so.
    pub(super) fn with_known() -> Self {
        let mut read = Read::sample();
        let file = read.sources.add("känt.yaml", KNOWN);
        read.put_in("paket");
        let report = read.report_with(file, Lang::Sv);
        Self { read, report }
    }

    pub(super) fn with_and_without_known() -> [Self; 2] {
        [Self::mixed(), Self::with_known()]
    }

    pub(super) fn of(mut read: Read) -> Self {
        read.put_in("paket");
        let report = read.report(Lang::Sv);
        Self { read, report }
    }

    pub(super) fn ci(&self) -> Ci<'_> {
        Ci::of(&self.report, &self.read.sources, FailOn::NotMet, Lang::Sv)
    }
}

/// How many of the report there are to tell: every verdict, samlad bedömning and finding, but not a failed check twice.
pub(super) fn told_in(report: &Report) -> usize {
    let checks = report.findings.iter().filter(|f| f.code.as_str() == "check-failed").count();
    report.verdicts.len() + report.assessments.len() + report.findings.len() - checks
}

fn outcome_of(ci: &Ci<'_>, rule: &str, key: &str) -> Outcome {
    let found: Vec<&Item<'_>> = ci.items.iter().filter(|item| item.rule == rule && item.key == key).collect();
    assert_eq!(found.len(), 1, "{rule} {key}");
    found[0].outcome
}

#[test]
fn the_sample_has_every_verdict() {
    let sample = Sample::mixed();
    for verdict in [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet, Verdict::Undetermined, Verdict::NotApplicable] {
        assert!(sample.report.verdicts.iter().any(|row| row.verdict == verdict), "{verdict:?}");
    }
}

#[test]
fn every_verdict_is_told_once_in_its_order() {
    for sample in Sample::with_and_without_known() {
        let ci = sample.ci();
        assert_eq!(ci.items.len(), told_in(&sample.report));
        let rules = ci.items.iter().filter(|item| matches!(item.kind, Kind::Rule(_)));
        let told: Vec<(&str, Option<Verdict>)> = rules.map(|item| (item.rule.as_str(), item.verdict)).collect();
        let judged: Vec<_> = sample.report.verdicts.iter().map(|row| (row.rule.as_str(), Some(row.verdict))).collect();
        assert_eq!(told, judged);
    }
}

#[test]
fn each_item_has_a_key_of_its_own() {
    for sample in Sample::with_and_without_known() {
        let ci = sample.ci();
        let mut keys: Vec<_> = ci.items.iter().map(|item| (&item.rule, &item.key)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), ci.items.len());
    }
}

#[test]
fn what_fails_the_run_is_what_is_told_as_failing() {
    let sample = Sample::mixed();
    let ci = sample.ci();
    assert_eq!(outcome_of(&ci, "rur", "2024;outcome"), Outcome::Fails);
    // A decision excuses it.
    assert_eq!(outcome_of(&ci, "ekonomi/resultat", "2024;budget"), Outcome::Warns);
    // Partly met.
    assert_eq!(outcome_of(&ci, "ekonomi/resultat", "2024;outcome"), Outcome::Warns);
    // The nämnd does not count.
    assert_eq!(outcome_of(&ci, "nämnd-i-balans", "nämnd=Kulturnämnd;2024;outcome"), Outcome::Warns);
    // Somebody has said why it is missing, and it is a should.
    assert_eq!(outcome_of(&ci, "nöjdhet/nöjda", "2024;outcome"), Outcome::Notes);
    // The check only warns.
    assert_eq!(outcome_of(&ci, "balanskrav", "2024;outcome"), Outcome::Warns);
    assert_eq!(outcome_of(&ci, "nöjdhet/trygga", "2024;outcome"), Outcome::Passes);
    assert!(ci.items.iter().all(|i| (i.verdict == Some(Verdict::NotApplicable)) == (i.outcome == Outcome::Skipped)));
    assert!(ci.items.iter().any(|i| i.outcome == Outcome::Fails));
    assert_eq!(ExitCode::of(&sample.read.run(), FailOn::NotMet), ExitCode::NotMet);
}

#[test]
fn what_is_partly_met_fails_where_it_is_to() {
    let sample = Sample::mixed();
    let ci = Ci::of(&sample.report, &sample.read.sources, FailOn::PartlyMet, Lang::Sv);
    assert_eq!(outcome_of(&ci, "ekonomi/resultat", "2024;outcome"), Outcome::Fails);
    assert_eq!(outcome_of(&ci, "ekonomi/resultat", "2024;budget"), Outcome::Warns);
}

#[test]
fn what_is_known_warns_and_what_is_not_accepted_any_more_fails() {
    let sample = Sample::with_known();
    let ci = sample.ci();
    assert_eq!(outcome_of(&ci, "rur", "2024;outcome"), Outcome::Warns);
    assert_eq!(outcome_of(&ci, "rur", "2023;outcome"), Outcome::Warns);
    assert_eq!(outcome_of(&ci, "ekonomi/soliditet", "2024-12-31;outcome"), Outcome::Warns);
    // Expired the day before, and worse than what is accepted.
    assert_eq!(outcome_of(&ci, "ekonomi/sjukfrånvaro", "2024;outcome"), Outcome::Fails);
    assert_eq!(outcome_of(&ci, "ekonomi/resultat", "2023;outcome"), Outcome::Fails);
    let known: Vec<&str> = ci.items.iter().filter(|item| item.known().is_some()).map(|i| i.rule.as_str()).collect();
    assert_eq!(known, ["ekonomi/soliditet", "rur", "rur"]);
    // No verdict is another one than without.
    let verdicts = |sample: &Sample| sample.report.verdicts.iter().map(|row| row.verdict).collect::<Vec<_>>();
    assert_eq!(verdicts(&sample), verdicts(&Sample::mixed()));
    let strict = Ci::of(&sample.report, &sample.read.sources, FailOn::PartlyMet, Lang::Sv);
    assert_eq!(outcome_of(&strict, "ekonomi/soliditet", "2024-12-31;outcome"), Outcome::Warns);
    let stale = ci.items.iter().filter(|item| item.rule.starts_with("finding:baseline-"));
    let stale: Vec<_> = stale.map(|i| (i.title.as_str(), i.outcome, i.policy.as_ref().unwrap())).collect();
    let stale: Vec<_> =
        stale.into_iter().map(|(code, outcome, at)| (code, outcome, at.path.as_str(), at.line)).collect();
    let at = "paket/känt.yaml";
    assert_eq!(
        stale,
        [
            ("baseline-expired", Outcome::Warns, at, 20),
            ("baseline-unmatched", Outcome::Warns, at, 26),
            ("baseline-unmatched", Outcome::Warns, at, 32),
        ]
    );
}

#[test]
fn places_are_those_of_the_rule_and_of_its_own_figures_first() {
    let sample = Sample::mixed();
    let ci = sample.ci();
    let item = ci.items.iter().find(|i| i.rule == "ekonomi/resultat" && i.key == "2024;outcome").unwrap();
    let policy = item.policy.as_ref().unwrap();
    let line = include_str!("../../tests/pack.yaml").lines().nth(policy.line - 1).unwrap();
    assert!(policy.path == "paket/pack.yaml" && line.contains("indicator: resultat"), "{line}");
    let figures: Vec<_> = item.figures.iter().map(|spot| (spot.path.as_str(), spot.line)).collect();
    assert_eq!(figures, [("paket/figures/figures.yaml", 15), ("paket/figures/figures.yaml", 16)]);
}

#[test]
fn a_figure_of_its_own_year_comes_before_one_that_the_formula_names_first() {
    let rules = "figures:
  a: {title: A, unit: mnkr, measured: during}
requirements:
  - {requirement: x, title: X, for: {bases: [outcome]}, that: föregående(a) <= a}
";
    let figures = "period: 2023\nvalues:\n  a: 2 mnkr\n---\nperiod: 2024\nvalues:\n  a: 1 mnkr\n";
    let sample = Sample::of(Read::of(&small(rules), figures));
    let ci = sample.ci();
    let item = ci.items.iter().find(|item| item.key == "2024;outcome").unwrap();
    assert_eq!(item.figures.iter().map(|spot| spot.line).collect::<Vec<_>>(), [7, 3]);
}
