//! What one figure alone would have to be.

use serde::Serialize;

use super::model::Entity;
use super::words::Exact;
use crate::policy::Verdict;
use crate::quantity::{Basis, Period};

/// A figure that those who decide can change, and what it alone can do for a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeverEntry {
    /// The figure.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// Of which part.
    pub entity: Entity,
    /// Its period.
    pub period: Period,
    /// Its basis.
    pub basis: Basis,
    /// Its stated value.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
    /// The step that it is reported in.
    pub step: Exact,
    /// The least value that was tried.
    pub min: Exact,
    /// The greatest.
    pub max: Exact,
    /// For the next better verdict and for met.
    pub answers: Vec<LeverAnswer>,
}

/// What it takes for one verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeverAnswer {
    /// The verdict.
    pub verdict: Verdict,
    /// Reached, never (proved), or open.
    pub outcome: LeverOutcome,
    /// The nearest value that reaches it.
    pub value: Option<Exact>,
    /// How far that is from the stated value.
    pub change: Option<Exact>,
    /// No smaller change reaches it: proved. If not, only that one step less does not.
    pub smallest: bool,
}

/// Whether one figure alone is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeverOutcome {
    /// A value reaches it.
    Reached,
    /// No value in the range does.
    Never,
    /// It could not be told.
    Open,
}

impl LeverEntry {
    /// What it takes for a verdict.
    pub(in crate::report) fn answer(&self, verdict: Verdict) -> Option<&LeverAnswer> {
        self.answers.iter().find(|a| a.verdict == verdict)
    }
}
