//! Which figures formulas read, through every formula that they read. Found from the trees, without evaluating.

use std::collections::BTreeSet;

use crate::figures::FigureId;
use crate::formula::{FormulaId, Operation};
use crate::policy::Policy;

/// The figures of every formula of a policy, found once each.
pub(in crate::report) struct Needs<'p> {
    policy: &'p Policy,
    found: Vec<Option<BTreeSet<FigureId>>>,
}

impl<'p> Needs<'p> {
    pub fn of(policy: &'p Policy) -> Self {
        Self { policy, found: vec![None; policy.formulas.len()] }
    }

    /// The figures that a formula reads.
    pub fn figures(&mut self, id: FormulaId) -> BTreeSet<FigureId> {
        if let Some(known) = self.found.get(id.0 as usize).cloned().flatten() {
            return known;
        }
        let mut figures = BTreeSet::new();
        let policy = self.policy;
        for node in policy.formula(id).map_or(&[][..], |f| &f.tree.nodes) {
            if let Operation::Figure(figure) = node.operation {
                figures.insert(figure);
            }
            if let Some(inner) = node.operation.formula() {
                figures.extend(self.figures(inner));
            }
        }
        if let Some(entry) = self.found.get_mut(id.0 as usize) {
            *entry = Some(figures.clone());
        }
        figures
    }
}
