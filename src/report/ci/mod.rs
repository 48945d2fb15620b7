//! What other programs are told of a run: annotations, alerts, tests, quality reports, tables. All of them write the same [`Item`]s, one for each
//! verdict, samlad bedömning and finding, and each format says how grave it is in its own words.

mod csv;
mod github;
mod gitlab;
mod item;
mod junit;
mod sarif;
mod spot;

#[cfg(test)]
mod tests;

pub use csv::csv;
pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use sarif::sarif;

use super::model::Report;
use super::rule::{KnownEntry, RuleVerdict};
use crate::diagnostic::{Code, Diagnostic, Sources, sha256_of_text};
use crate::exit::FailOn;
use crate::language::Lang;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Period};
use spot::Spot;

/// What a run has to tell other programs.
#[derive(Debug)]
pub struct Ci<'r> {
    /// The name of the pack, or what was named where it could not be read.
    pub(super) pack: String,
    /// In the order of the report: verdicts, samlade bedömningar, findings.
    pub(super) items: Vec<Item<'r>>,
}

/// What it means for whoever waits for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// It makes the run fail.
    Fails,
    /// Somebody should look: it falls short without failing the run, or keeps a rule that decides from being judged.
    Warns,
    /// Worth knowing.
    Notes,
    /// All is well.
    Passes,
    /// It was not to be judged here.
    Skipped,
}

/// What an item is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An indicator, a requirement or a check.
    Rule(RuleKind),
    /// A samlad bedömning.
    Assessment,
    /// Something to look at, or a fault in pack or figures.
    Finding(Code),
}

/// How many cells are listed.
const CELLS: usize = 5;

/// One thing to tell.
#[derive(Debug)]
pub(super) struct Item<'r> {
    /// The rule; of an assessment `assessment:` and its name, of a finding `finding:` and its code. Names have no colon.
    pub(super) rule: String,
    pub(super) kind: Kind,
    /// The rule's own title.
    pub(super) title: String,
    /// Of which part, when and on which basis, in words; empty for a finding.
    pub(super) cut: String,
    /// When and on which basis; of a finding nothing.
    pub(super) when: Option<(Period, Basis)>,
    /// Where and when for machines: what tells it from others of its rule, whatever the lines and the verdict.
    pub(super) key: String,
    pub(super) verdict: Option<Verdict>,
    /// The verdict in words; of a finding how bad it is.
    pub(super) word: String,
    pub(super) outcome: Outcome,
    /// Why, in a sentence or two.
    pub(super) message: String,
    /// Goal, references, and what to do about it.
    pub(super) help: Vec<String>,
    /// Where the rule is written.
    pub(super) policy: Option<Spot>,
    /// Where the figures it rests on stand, those of its own period and basis first, each place once.
    pub(super) figures: Vec<Spot>,
    /// All that is known of it, if it is a rule.
    pub(super) row: Option<&'r RuleVerdict>,
}

impl<'r> Ci<'r> {
    /// What a report has to tell. It must go down to the figures ([`super::Depth::Figures`]). A check that does not hold is told as a verdict
    /// and not once more as the finding that it is too.
    pub fn of(report: &'r Report, sources: &Sources, fail_on: FailOn, lang: Lang) -> Self {
        let rules = report.verdicts.iter().map(|row| Item::of_rule(row, sources, fail_on, lang));
        let assessments = report.assessments.iter().map(|row| Item::of_assessment(row, sources, lang));
        let findings = report.findings.iter().filter(|f| f.code != Code::CheckFailed);
        let findings = findings.map(|finding| Item::of_finding(finding, sources, lang));
        Self { pack: report.pack.id.clone(), items: rules.chain(assessments).chain(findings).collect() }
    }

    /// What there is to tell where pack or figures cannot be used: what is wrong with them.
    pub fn of_faults(named: &str, faults: &[Diagnostic], sources: &Sources, lang: Lang) -> Self {
        let items = faults.iter().map(|fault| Item::of_fault(fault, sources, lang));
        Self { pack: named.to_owned(), items: items.collect() }
    }
}

impl Outcome {
    /// The same for machines.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Warns => "warns",
            Self::Notes => "notes",
            Self::Passes => "passes",
            Self::Skipped => "skipped",
        }
    }
}

impl Item<'_> {
    /// "Ej uppfyllt: Resultat i procent (2024, budget)".
    pub(super) fn heading(&self) -> String {
        let word = super::wording::capital(&self.word);
        match self.cut.is_empty() {
            true => format!("{word}: {}", self.title),
            false => format!("{word}: {} ({})", self.title, self.cut),
        }
    }

    /// The message, for a finding what to do about it, and the cells that it rests on: no program that reads it opens a workbook at one.
    pub(super) fn told(&self) -> String {
        let help = if matches!(self.kind, Kind::Finding(_)) { self.help.as_slice() } else { &[] };
        let told = std::iter::once(&self.message).chain(help).cloned();
        told.chain(self.cells()).collect::<Vec<_>>().join(" ")
    }

    /// The cells that it rests on, in brackets.
    pub(super) fn cells(&self) -> Option<String> {
        let all = self.policy.iter().chain(&self.figures).filter(|spot| spot.cell.is_some());
        let all: Vec<String> = all.map(Spot::cited).collect();
        let left = all.len().saturating_sub(CELLS);
        let more = if left > 0 { format!(" + {left}") } else { String::new() };
        let listed = all.get(..CELLS).unwrap_or(&all).join(", ");
        (!all.is_empty()).then(|| format!("({listed}{more})"))
    }

    /// That it falls short, if that is known and accepted.
    pub(super) fn known(&self) -> Option<&'_ KnownEntry> {
        self.row?.known.as_ref()
    }

    /// What tells it from every other item of every run, whatever the lines and the verdict.
    pub(super) fn fingerprint(&self) -> String {
        sha256_of_text(&format!("{};{}", self.rule, self.key))
    }

    /// The place that a change is most likely about: of the figures, else of the rule, if it is on disk.
    pub(super) fn changed(&self) -> Option<&Spot> {
        self.figures.iter().chain(&self.policy).find(|spot| spot.is_on_disk)
    }
}
