//! Which figures need more decimals.

use serde::Serialize;

use super::what_if::FigureAt;
use super::words::Exact;
use crate::policy::Verdict;

/// What rounding can do to a verdict that it may have decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundingEntry {
    /// Each figure, or the few figures together, whose true values within their stated precision can give another verdict.
    pub witnesses: Vec<RoundingWitness>,
    /// No single figure can: proved.
    pub none_alone: bool,
    /// The figures of which it could not be told whether they alone can.
    pub open: Vec<FigureAt>,
    /// No figures can: proved. It is by the rounding that the pack compares with that the verdict is what it is.
    pub only_comparison: bool,
}

/// True values that give another verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundingWitness {
    /// The figures. If several, none of them can be left out.
    pub figures: Vec<RoundedFigure>,
    /// The verdict that they give.
    pub verdict: Verdict,
}

/// A rounded figure, and what it could really be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundedFigure {
    /// Its number in the set.
    #[serde(skip)]
    pub index: u32,
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureAt,
    /// It was not submitted: the sum of its parts, which are what need more decimals.
    pub is_sum: bool,
    /// Its stated value.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
    /// What it may be off by.
    pub precision: Exact,
    /// A value that it could really have, and that gives the other verdict.
    pub could_be: Exact,
}
