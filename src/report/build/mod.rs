//! From a run to the report's plain data.

mod assessment;
mod claims;
mod diff;
mod findings;
mod inputs;
mod ledgers;
mod levers;
mod needs;
mod pictures;
mod precision;
mod risk;
mod rule;
mod sensitivity;
mod statements;
mod values;

pub use diff::Version;

use super::model::{Entity, FORMAT, FiguresFile, PackFacts, Report, Summary};
use super::rule::RuleVerdict;
use crate::diagnostic::{Diagnostic, FileId, Sources, Span};
use crate::figures::Coordinates;
use crate::language::Lang;
use crate::policy::{Policy, RuleKind};
use crate::verdict::{ExemptionState, Run};
use needs::Needs;

/// What writes a report: a run, the files it read, and the language.
pub(in crate::report) struct Scribe<'a, 'p> {
    pub run: &'a mut Run<'p>,
    pub sources: &'a Sources,
    pub lang: Lang,
    pub depth: Depth,
}

/// How far down a report goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// To the verdicts: what is printed as text, where checks that hold, or have nothing to check, are only counted.
    Verdicts,
    /// To the figures that each verdict rests on, with the value of every formula.
    Figures,
    /// To the colour limits and earlier years that pictures are drawn from.
    Pictures,
}

impl Report {
    /// Everything that a run concluded. `loading` are the warnings from reading pack and figures: they are findings too.
    pub fn of(
        run: &mut Run<'_>,
        sources: &Sources,
        figure_files: &[FileId],
        loading: &[Diagnostic],
        lang: Lang,
        depth: Depth,
    ) -> Self {
        let mut scribe = Scribe { run, sources, lang, depth };
        let judged = scribe.run.judgements.len();
        let mut verdicts = Vec::with_capacity(judged);
        verdicts.extend((0..judged).filter_map(|i| scribe.rule_verdict(i)));
        let claimed: Vec<RuleVerdict> = verdicts.extract_if(.., |v| v.kind == RuleKind::Claim).collect();
        let claims = scribe.claims(claimed);
        let recorded = scribe.recorded();
        let assessments = scribe.assessments();
        let values = scribe.values();
        let statements = scribe.statements(&mut Needs::of(scribe.run.policy()));
        let ledgers = scribe.ledgers();
        let (traced, doubts) = scribe.mistakes();
        let findings = scribe.findings(loading, &traced, &doubts);
        if depth == Depth::Pictures {
            // Last: looking back at earlier years must not change what is said of this one.
            scribe.add_pictures(&mut verdicts);
        }
        Self {
            format: FORMAT,
            engine: env!("CARGO_PKG_VERSION"),
            pack: PackFacts::of(scribe.run.policy()),
            figures: FiguresFile::of(figure_files, sources),
            as_of: scribe.run.evaluation.as_of(),
            summary: summary(&verdicts),
            verdicts,
            assessments,
            values,
            statements,
            ledgers,
            claims,
            recorded,
            findings,
            traced,
            what_if: None,
        }
    }
}

impl PackFacts {
    pub(in crate::report) fn of(policy: &Policy) -> Self {
        Self {
            id: policy.name.clone(),
            title: policy.title.clone(),
            organisation: policy.organisation.clone(),
            sha256: policy.sha256.clone(),
        }
    }
}

impl FiguresFile {
    pub(in crate::report) fn of(files: &[FileId], sources: &Sources) -> Vec<Self> {
        let files = files.iter().filter_map(|id| sources.get(*id));
        files.map(|f| Self { file: f.name.clone(), sha256: f.sha256() }).collect()
    }
}

fn summary(verdicts: &[RuleVerdict]) -> Summary {
    let mut summary = Summary::default();
    for row in verdicts {
        let exempted = row.exempted.as_ref().is_some_and(|e| e.state == ExemptionState::Applies);
        let of_kind = match row.kind {
            RuleKind::Indicator => &mut summary.indicator,
            RuleKind::Requirement => &mut summary.requirement,
            RuleKind::Check => &mut summary.check,
            // It stands beside the rules: see [`Report::claims`].
            RuleKind::Claim => continue,
        };
        of_kind.add(row.verdict, exempted, row.known.is_some());
        if row.counts && row.kind != RuleKind::Check {
            summary.counted.add(row.verdict, exempted, row.known.is_some());
        }
    }
    summary
}

impl Scribe<'_, '_> {
    /// file:line, if the place is in a file.
    pub fn cite(&self, span: Span) -> Option<String> {
        Some(self.sources.cite(span)).filter(|s| !s.is_empty())
    }
}

/// Coordinates as a map.
pub(in crate::report) fn entity(coordinates: &Coordinates) -> Entity {
    coordinates.pairs().iter().map(|(dimension, member)| (dimension.to_string(), member.to_string())).collect()
}

/// A unit's symbol; none for a plain ratio.
pub(in crate::report) fn symbol(unit: &crate::quantity::Unit) -> Option<String> {
    Some(unit.symbol().to_owned()).filter(|s| !s.is_empty())
}
