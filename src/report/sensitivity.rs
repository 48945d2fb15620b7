//! What moves each goal most, as plain data. Serialised it is the JSON of `riktlinje sensitivity`.

use serde::Serialize;

use super::model::{Entity, FiguresFile, PackFacts};
use super::what_if::FigureAt;
use super::words::Exact;
use crate::policy::{RuleKind, Verdict};
use crate::quantity::{Basis, Date, Period};

/// What was varied, and what it moved.
#[derive(Debug, Clone, Serialize)]
pub struct SensitivityReport {
    /// The version of the format.
    pub format: u32,
    /// The version of the program.
    pub engine: &'static str,
    /// The policy pack.
    pub pack: PackFacts,
    /// The figures files, in the order they were given.
    pub figures: Vec<FiguresFile>,
    /// The assessment date.
    pub as_of: Date,
    /// Every number of a measure or requirement that some figure can move or could have moved, in the order of the pack.
    pub measures: Vec<MeasureEntry>,
    /// Those that rest on no figure that can be changed.
    pub without_lever: Vec<RuleAt>,
    /// Those that have no number to move: undetermined, or judged by people.
    pub without_value: Vec<RuleAt>,
    /// The figures that the measures rest on and that were not varied, and why.
    pub not_varied: Vec<NotVaried>,
    /// Published values over a figure that moved something: they were computed instead, with and without the change.
    pub set_aside: Vec<FigureAt>,
}

/// A rule, and where it was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleAt {
    /// Its name.
    pub rule: String,
    /// Indicator or requirement.
    pub kind: RuleKind,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The verdict on the submitted figures.
    pub verdict: Verdict,
}

/// A number that is held against a limit.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureEntry {
    /// Which rule, and where.
    #[serde(flatten)]
    pub at: RuleAt,
    /// The condition of a requirement, as written in the pack; the number is how far its left side is above its right side.
    pub condition: Option<String>,
    /// The number on the submitted figures.
    pub value: Exact,
    /// Its unit.
    pub unit: Option<String>,
    /// The unit of a change of it: percentage points for percent.
    pub change_unit: Option<String>,
    /// The nearest limits below and above where the colour becomes another one.
    pub limits: Vec<ColourLimitEntry>,
    /// What moves it, the most first.
    pub effects: Vec<EffectEntry>,
    /// Figures that can be changed, that it rests on and that do not move it.
    pub unmoved: Vec<FigureAt>,
}

/// Where a colour becomes another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColourLimitEntry {
    /// What it becomes.
    pub verdict: Verdict,
    /// The value there.
    pub at: Exact,
    /// How far that is from the value as compared.
    pub distance: Exact,
}

/// What one figure does to a measure.
#[derive(Debug, Clone, Serialize)]
pub struct EffectEntry {
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureAt,
    /// Its stated value.
    pub value: Exact,
    /// Its unit: what one more is one of.
    pub unit: String,
    /// One percent more, one percent less, one of its unit more and one less; null where the pack does not let it go so far.
    pub plus_percent: Option<TriedEntry>,
    /// One percent less.
    pub minus_percent: Option<TriedEntry>,
    /// One of its unit more.
    pub plus_unit: Option<TriedEntry>,
    /// One of its unit less.
    pub minus_unit: Option<TriedEntry>,
}

/// One figure at another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TriedEntry {
    /// The value of the figure.
    pub to: Exact,
    /// How much the measure moved; null if it has no value then.
    pub change: Option<Exact>,
    /// How much its limit moved; null if it has none in numbers.
    pub limit_change: Option<Exact>,
    /// The verdict then.
    pub verdict: Verdict,
}

/// A figure that was not varied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotVaried {
    /// The figure.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// `no_lever`, `outcome`, `other_period` or `published`.
    pub because: &'static str,
}

/// What was varied as JSON: indented, a line break at the end.
pub fn sensitivity_json(report: &SensitivityReport) -> String {
    super::json::pretty(report)
}
