//! What it would take, as plain data.

use super::{Scribe, entity};
use crate::report::lever::{LeverAnswer, LeverEntry, LeverOutcome};
use crate::report::words::Exact;
use crate::solve::{self, Lever, Outcome};
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    /// What each figure that the pack offers can do for a verdict that falls short, the most useful first.
    pub(super) fn levers(&self, judgement: &Judgement) -> Vec<LeverEntry> {
        solve::levers(self.run, judgement).iter().filter_map(|lever| self.lever(lever)).collect()
    }

    pub(in crate::report) fn lever(&self, lever: &Lever) -> Option<LeverEntry> {
        let figure = self.run.evaluation.figures().get(lever.figure)?;
        let definition = self.run.policy().vocabulary.get(figure.id)?;
        let answers = lever.answers.iter().map(|answer| {
            let (outcome, value, change, smallest) = match answer.outcome {
                Outcome::Reached { value, change, smallest } => {
                    (LeverOutcome::Reached, Some(Exact(value)), Some(Exact(change)), smallest)
                }
                Outcome::Never => (LeverOutcome::Never, None, None, false),
                Outcome::Open => (LeverOutcome::Open, None, None, false),
            };
            LeverAnswer { verdict: answer.wanted, outcome, value, change, smallest }
        });
        Some(LeverEntry {
            figure: definition.name.to_string(),
            title: definition.title.clone(),
            entity: entity(&figure.coordinates),
            period: figure.period,
            basis: figure.basis,
            value: Exact(lever.value),
            unit: definition.unit.symbol().to_owned(),
            step: Exact(lever.step),
            min: Exact(lever.range.0),
            max: Exact(lever.range.1),
            answers: answers.collect(),
        })
    }
}
