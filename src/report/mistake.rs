//! Typical mistakes as plain data: what could explain that a sum does not agree, and figures that look odd. Suggestions, never corrections.

use serde::Serialize;

use super::build::entity;
use super::model::Entity;
use super::rule::Input;
use super::words::Exact;
use crate::diagnostic::{Code, Diagnostic, Sources, Span};
use crate::figures::{FigureSet, Vocabulary};
use crate::language::Text;
use crate::quantity::{Basis, Period};
use crate::solve::{Column, Doubt, Explanation, Held, Mistakes, Suspect, Trace, Untried};
use crate::verdict::Run;

/// A sum that does not agree, and what could explain it.
#[derive(Debug, Clone, Serialize)]
pub struct TracedSum {
    /// The check; null for a whole that its parts do not make up.
    pub rule: Option<String>,
    /// Its title, or that of the figure.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// What could explain it, the likeliest first; all of as few mistakes as possible. Empty: nothing of what was tried.
    pub explanations: Vec<ExplanationEntry>,
    /// How many more there are of as few mistakes.
    pub more: usize,
    /// Why nothing was tried: `slight` or `too_much`.
    pub untried: Option<&'static str>,
    /// Where to look: the first figure of the first explanation.
    #[serde(skip)]
    pub span: Span,
}

/// One explanation.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationEntry {
    /// The figures with a mistake.
    pub mistakes: Vec<MistakeEntry>,
    /// Checks that do not agree either, and would.
    pub mends: Vec<String>,
    /// Checks that agree, and no longer would.
    pub breaks: Vec<String>,
}

/// A figure with a mistake.
#[derive(Debug, Clone, Serialize)]
pub struct MistakeEntry {
    /// Which mistake: see `docs/policy-format.md`.
    pub mistake: &'static str,
    /// The figure as it was submitted.
    #[serde(flatten)]
    pub input: Input,
    /// What it would have been.
    pub instead: Exact,
    /// The figure that the mistake points at: of another column, or beside it.
    pub other: Option<Box<Input>>,
    /// The mistake itself.
    #[serde(skip)]
    pub suspect: Suspect,
}

/// Something that looks odd.
#[derive(Debug, Clone, Serialize)]
pub struct DoubtEntry {
    /// `figure`: a figure beside its other values; `column`: the same down a column; `copied`: a column with the values of the year before.
    pub doubt: &'static str,
    /// The column, for the latter two.
    pub column: Option<ColumnEntry>,
    /// The column that it has the values of.
    pub of: Option<ColumnEntry>,
    /// The figures; of a copied column the first.
    pub mistakes: Vec<MistakeEntry>,
    /// How many figures of the column it is about.
    pub figures: usize,
    /// Where to look.
    #[serde(skip)]
    pub span: Span,
    /// The first of a copied column.
    #[serde(skip)]
    pub first: Option<Input>,
}

/// A period and a basis.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnEntry {
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The edition.
    pub edition: Option<Period>,
}

impl From<Column> for ColumnEntry {
    fn from((period, basis, edition): Column) -> Self {
        Self { period, basis, edition: edition.map(|edition| edition.0) }
    }
}

/// What figures are called, and where they stand.
#[derive(Clone, Copy)]
pub(in crate::report) struct Figures<'a> {
    pub set: &'a FigureSet,
    pub vocabulary: &'a Vocabulary,
    pub sources: &'a Sources,
}

impl Figures<'_> {
    /// All that looks like a mistake.
    pub fn mistakes(self, found: &Mistakes, run: &Run<'_>) -> (Vec<TracedSum>, Vec<DoubtEntry>) {
        let traced = found.traces.iter().filter_map(|trace| TracedSum::of(trace, run, self)).collect();
        (traced, found.doubts.iter().map(|doubt| DoubtEntry::of(doubt, self)).collect())
    }

    fn input(self, index: u32) -> Option<Input> {
        Input::of(self.set.get(index)?, self.vocabulary, self.sources)
    }

    fn mistake(self, suspect: &Suspect) -> Option<MistakeEntry> {
        Some(MistakeEntry {
            mistake: suspect.mistake.name(),
            input: self.input(suspect.figure)?,
            instead: Exact(suspect.instead),
            other: suspect.mistake.other().and_then(|other| self.input(other)).map(Box::new),
            suspect: *suspect,
        })
    }

    fn span(self, index: u32) -> Span {
        let origin = self.set.get(index).and_then(|figure| figure.origins.first());
        origin.map_or(Span::NOWHERE, |origin| origin.span)
    }
}

impl DoubtEntry {
    fn of(doubt: &Doubt, figures: Figures<'_>) -> Self {
        let (kind, suspects, column) = match doubt {
            Doubt::Figure(suspect) => ("figure", vec![*suspect], None),
            Doubt::Column(column, suspects) => ("column", suspects.clone(), Some(*column)),
            Doubt::Copied { column, .. } => ("copied", Vec::new(), Some(*column)),
        };
        let (first, of, count) = match doubt {
            Doubt::Copied { first, of, figures, .. } => (Some(*first), Some(*of), *figures),
            _ => (suspects.first().map(|suspect| suspect.figure), None, suspects.len()),
        };
        Self {
            doubt: kind,
            column: column.map(ColumnEntry::from),
            of: of.map(ColumnEntry::from),
            mistakes: suspects.iter().filter_map(|suspect| figures.mistake(suspect)).collect(),
            figures: count,
            span: first.map_or(Span::NOWHERE, |first| figures.span(first)),
            first: first.and_then(|first| figures.input(first)),
        }
    }

    /// As something to look at beside the figures.
    pub(in crate::report) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::warning(Code::DoubtfulFigure, self.span, Text::each(|lang| self.says(lang)))
    }
}

impl TracedSum {
    fn of(trace: &Trace, run: &Run<'_>, figures: Figures<'_>) -> Option<Self> {
        let Trace { held, explanations, more, untried } = trace;
        let first = explanations.first().and_then(|explanation| explanation.suspects.first());
        let (rule, title, entity, period, basis) = match *held {
            Held::Check(index) => {
                let judgement = run.judgements.get(index)?;
                let (rule, context) = (run.rule(judgement), run.evaluation.context(judgement.context));
                (
                    Some(rule.name.clone()),
                    rule.title.clone(),
                    entity(&context.coordinates),
                    context.period,
                    context.basis,
                )
            }
            Held::Parts { whole, .. } => {
                let whole = figures.set.get(whole)?;
                let title = figures.vocabulary.get(whole.id)?.title.clone();
                (None, title, entity(&whole.coordinates), whole.period, whole.basis)
            }
        };
        let explained = |explanation: &Explanation| ExplanationEntry {
            mistakes: explanation.suspects.iter().filter_map(|suspect| figures.mistake(suspect)).collect(),
            mends: explanation.mends.iter().filter_map(|held| named(*held, run, figures)).collect(),
            breaks: explanation.breaks.iter().filter_map(|held| named(*held, run, figures)).collect(),
        };
        Some(Self {
            rule,
            title,
            entity,
            period,
            basis,
            explanations: explanations.iter().map(explained).collect(),
            more: *more,
            untried: untried.map(|untried| match untried {
                Untried::Slight => "slight",
                Untried::TooMuch => "too_much",
            }),
            span: first.map_or(Span::NOWHERE, |suspect| figures.span(suspect.figure)),
        })
    }

    /// As something to look at beside the figures, if there is anything to suggest that nothing speaks against.
    pub(in crate::report) fn diagnostic(&self) -> Option<Diagnostic> {
        let likeliest = self.explanations.first().filter(|explanation| explanation.breaks.is_empty())?;
        Some(Diagnostic::warning(Code::LikelyMistake, self.span, Text::each(|lang| self.would_agree(likeliest, lang))))
    }
}

/// What is held, by its title and where it is held.
fn named(held: Held, run: &Run<'_>, figures: Figures<'_>) -> Option<String> {
    match held {
        Held::Check(index) => {
            let judgement = run.judgements.get(index)?;
            let context = run.evaluation.context(judgement.context);
            Some(format!("{} ({})", run.rule(judgement).title, context.period))
        }
        Held::Parts { whole, .. } => {
            let whole = figures.set.get(whole)?;
            Some(format!("{} ({})", figures.vocabulary.get(whole.id)?.title, whole.period))
        }
    }
}
