//! What was read of figures files, before anything is judged. Serialised it is the JSON of `riktlinje import`, beside what was not understood.

use serde::Serialize;

use super::json::pretty;
use super::mistake::{DoubtEntry, Figures, TracedSum};
use super::model::{FORMAT, FiguresFile, PackFacts};
use super::rule::Input;
use super::wording::facts::fact_in_words;
use crate::diagnostic::{FileId, Sources};
use crate::figures::{Figure, FigureId, FigureSet, Given, Vocabulary};
use crate::language::{Lang, Text};
use crate::policy::Policy;
use crate::solve;

/// What was read, and what the policy reads that was not there.
#[derive(Debug, Clone, Serialize)]
pub struct ImportReport {
    /// The version of the format.
    pub format: u32,
    /// The version of the program.
    pub engine: &'static str,
    /// The policy pack.
    pub pack: PackFacts,
    /// The files, in the order they were given.
    pub files: Vec<FiguresFile>,
    /// What was read: each figure with its value and place. Sums of parts are not among them.
    pub read: Vec<ReadFigure>,
    /// Figures that formulas of the policy read and that no file gives a value for, in any period or part, in the order of the pack.
    pub lacking: Vec<LackingFigure>,
    /// Figures that look odd beside the same ones of other periods.
    pub doubts: Vec<DoubtEntry>,
    /// Sums that do not agree, and what could explain each.
    pub traced: Vec<TracedSum>,
}

/// A figure that was read.
#[derive(Debug, Clone, Serialize)]
pub struct ReadFigure {
    /// What it is, its value and its places.
    #[serde(flatten)]
    pub input: Input,
    /// A value that is no number, for people.
    #[serde(skip)]
    pub words: Option<Text>,
}

/// A figure that no file gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LackingFigure {
    /// Its name.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// Its unit; empty for a fact.
    pub unit: String,
    /// Why it is assumed where it is not submitted, if it is.
    pub assumed: Option<String>,
}

/// The report as JSON, with what was not understood under `diagnostics`.
pub fn import_json(report: &ImportReport, diagnostics: Vec<serde_json::Value>) -> String {
    let mut value = serde_json::to_value(report).unwrap_or_default();
    value["diagnostics"] = diagnostics.into();
    pretty(&value)
}

impl ImportReport {
    /// What files gave to a policy.
    pub fn of(policy: &Policy, set: &FigureSet, files: &[FileId], sources: &Sources) -> Self {
        let vocabulary = &policy.vocabulary;
        let submitted = set.all().iter().filter(|figure| !figure.is_sum);
        let has_no_value = |id: &FigureId| set.of(*id).1.iter().all(|f| matches!(f.given, Given::Missing { .. }));
        let lacking = policy.figures_read().into_iter().filter(has_no_value).filter_map(|id| vocabulary.get(id));
        let figures = Figures { set, vocabulary, sources };
        let (traced, doubts) = solve::mistakes_in(policy, set, |run, found| figures.mistakes(&found, run));
        Self {
            format: FORMAT,
            engine: env!("CARGO_PKG_VERSION"),
            pack: PackFacts::of(policy),
            files: FiguresFile::of(files, sources),
            read: submitted.filter_map(|figure| read(figure, vocabulary, sources)).collect(),
            lacking: lacking
                .map(|definition| LackingFigure {
                    figure: definition.name.to_string(),
                    title: definition.title.clone(),
                    unit: definition.unit.symbol().to_owned(),
                    assumed: definition.default.as_ref().map(|default| default.because.clone()),
                })
                .collect(),
            doubts,
            traced,
        }
    }
}

fn read(figure: &Figure, vocabulary: &Vocabulary, sources: &Sources) -> Option<ReadFigure> {
    let definition = vocabulary.get(figure.id)?;
    let words = match &figure.given {
        Given::Fact(fact) => {
            let said = |lang| fact_in_words(fact, definition, lang);
            Some(Text::new(said(Lang::Sv), said(Lang::En)))
        }
        Given::Number { .. } | Given::Missing { .. } => None,
    };
    Some(ReadFigure { input: Input::of(figure, vocabulary, sources)?, words })
}
