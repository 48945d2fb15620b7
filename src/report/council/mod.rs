//! What the council's page and the protocol are written from: the report, and how each of its verdicts came about.

mod money;
mod own;
mod said;

pub(super) use own::OwnTexts;
pub(super) use said::{Changes, Said};

use super::build::{Depth, Scribe};
use super::explain::ExplainedRow;
use super::model::Report;
use super::rule::RuleVerdict;
use crate::diagnostic::Sources;
use crate::language::Lang;
use crate::policy::RuleKind;
use crate::verdict::Run;

/// A report with the derivation of each verdict.
#[derive(Debug, Clone)]
pub struct Council {
    /// Everything that the run concluded.
    pub report: Report,
    /// How each entry of [`Report::verdicts`] came about, in the same order.
    pub grounds: Vec<ExplainedRow>,
    /// What is in Swedish also in English.
    pub(super) own: OwnTexts,
}

/// A verdict on the page: its number, counted from 1 in the order of the report, and how it came about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'c> {
    /// Its number.
    pub number: usize,
    /// The verdict.
    pub verdict: &'c RuleVerdict,
    /// How it came about.
    pub ground: Option<&'c ExplainedRow>,
}

impl Council {
    /// A report of a run down to its pictures ([`Depth::Pictures`]), and how each of its verdicts came about.
    pub fn of(report: Report, run: &mut Run<'_>, sources: &Sources, lang: Lang) -> Self {
        let shown: Vec<usize> = (0..run.judgements.len())
            .filter(|index| run.judgements.get(*index).is_some_and(|j| run.rule(j).kind() != RuleKind::Claim))
            .collect();
        let mut scribe = Scribe { run, sources, lang, depth: Depth::Pictures };
        let grounds = shown.into_iter().filter_map(|index| scribe.explained_row(index)).collect();
        let own = match lang {
            Lang::Sv => OwnTexts::default(),
            Lang::En => OwnTexts::of(run),
        };
        Self { report, grounds, own }
    }

    /// The measures and the requirements: what the answer is about.
    pub(super) fn judged(&self) -> Vec<Row<'_>> {
        [RuleKind::Indicator, RuleKind::Requirement].into_iter().flat_map(|kind| self.rows(kind)).collect()
    }

    /// The verdicts of a kind.
    pub(super) fn rows(&self, kind: RuleKind) -> Vec<Row<'_>> {
        let all = self.report.verdicts.iter().enumerate();
        let rows = all.map(|(index, verdict)| Row { number: index + 1, verdict, ground: self.grounds.get(index) });
        rows.filter(|row| row.verdict.kind == kind).collect()
    }
}

/// All that verdicts and assessments rest on, each once, in the order in which it first comes.
pub(super) fn assumptions(council: &Council) -> Vec<&str> {
    let report = &council.report;
    let of_rules = report.verdicts.iter().flat_map(|v| &v.rests_on);
    let mut found: Vec<&str> = Vec::new();
    for why in of_rules.chain(report.assessments.iter().flat_map(|a| &a.rests_on)) {
        if !found.contains(&why.as_str()) {
            found.push(why);
        }
    }
    found
}
