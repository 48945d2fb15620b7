//! What the report says of the document's own words: claims about the figures, and sentences that no figure can judge.

use serde::Serialize;

use super::model::Entity;
use super::rule::{Input, MissingEntry};
use super::words::{Exact, Told};
use crate::evaluate::Reason;
use crate::policy::{Policy, Recorded};
use crate::quantity::{Basis, Period};

/// What the document says about the figures, for one entity, period and basis.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimEntry {
    /// Its name.
    pub claim: String,
    /// Its title.
    pub title: String,
    /// The words of the document.
    pub quote: Option<String>,
    /// Of which part.
    pub entity: Entity,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// Whether it is true; null: the figures do not tell.
    pub holds: Option<bool>,
    /// Why they do not.
    pub reason_code: Option<Reason>,
    /// Why, in a sentence or two.
    pub reason: String,
    /// What there is: the left side, where the claim is a comparison.
    pub actual: Option<Told>,
    /// What is claimed: the right side.
    pub expected: Option<Told>,
    /// actual − expected.
    pub difference: Option<Exact>,
    /// What is tolerated.
    pub tolerance: Option<Exact>,
    /// The unit of all four.
    pub unit: Option<String>,
    /// References.
    pub refs: Vec<String>,
    /// What is missing.
    pub missing: Vec<MissingEntry>,
    /// The figures it rests on.
    pub inputs: Vec<Input>,
}

/// A sentence of the guideline that no figure can judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordedEntry {
    /// Its name.
    pub recorded: String,
    /// What it is about.
    pub title: String,
    /// Its words.
    pub quote: Option<String>,
    /// The name of its goal.
    pub goal: Option<String>,
    /// Why no figure can judge it.
    pub because: String,
    /// Where it stands.
    #[serde(rename = "ref")]
    pub reference: String,
}

impl RecordedEntry {
    /// One of a policy, as plain data.
    pub(super) fn of(recorded: &Recorded, policy: &Policy) -> Self {
        let goal = recorded.goal.and_then(|g| policy.goals.get(g as usize));
        Self {
            recorded: recorded.name.clone(),
            title: recorded.title.clone(),
            quote: recorded.quote.clone(),
            goal: goal.map(|g| g.name.clone()),
            because: recorded.because.clone(),
            reference: recorded.reference.clone(),
        }
    }
}
