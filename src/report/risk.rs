//! How likely each colour is, as plain data. Serialised it is the JSON of `riktlinje risk`.

use serde::Serialize;

use super::model::{FiguresFile, PackFacts};
use super::sensitivity::RuleAt;
use super::what_if::FigureAt;
use super::words::Exact;
use crate::quantity::Date;

/// What came out of all rounds.
#[derive(Debug, Clone, Serialize)]
pub struct RiskReport {
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
    /// The seed: the same one gives the same counts.
    pub seed: u64,
    /// How many rounds.
    pub rounds: u32,
    /// The figures are drawn independently of each other.
    pub independent: bool,
    /// What was drawn.
    pub spreads: Vec<SpreadEntry>,
    /// How often each verdict came out, the most often not met first.
    pub verdicts: Vec<OddsEntry>,
    /// How many judgements of measures and requirements no drawn figure touches.
    pub untouched: usize,
    /// Published values over the drawn figures: they were computed instead.
    pub set_aside: Vec<FigureAt>,
}

/// A figure that was drawn.
#[derive(Debug, Clone, Serialize)]
pub struct SpreadEntry {
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureAt,
    /// Its stated value.
    pub value: Exact,
    /// How far to either side.
    pub spread: Exact,
    /// Their unit.
    pub unit: String,
    /// `uniform`, `triangular` or `normal` (the spread is two standard deviations).
    pub shape: &'static str,
    /// The step in which values are drawn.
    pub step: Exact,
    /// Some judgement reads it.
    pub is_read: bool,
}

/// How often a judgement came out how.
#[derive(Debug, Clone, Serialize)]
pub struct OddsEntry {
    /// Which rule, and where; its verdict is the one on the stated figures.
    #[serde(flatten)]
    pub at: RuleAt,
    /// In how many rounds which verdict.
    pub met: Share,
    /// Partly met.
    pub partly_met: Share,
    /// Not met.
    pub not_met: Share,
    /// Undetermined.
    pub undetermined: Share,
    /// Not applicable.
    pub not_applicable: Share,
}

/// A part of all rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub rounds: u32,
    /// In percent of all, rounded to two decimals.
    pub percent: Exact,
}

/// What came out as JSON: indented, a line break at the end.
pub fn risk_json(report: &RiskReport) -> String {
    super::json::pretty(report)
}
