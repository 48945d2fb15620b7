//! What formulas need: which figures they read, and by which dimensions their values can differ. Found from the trees, without evaluating.

use std::collections::BTreeSet;

use crate::figures::{FigureId, Name};
use crate::formula::{FormulaId, Operation};
use crate::policy::Policy;

/// What one formula needs, through every formula that it reads.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Need {
    /// The figures.
    pub figures: BTreeSet<FigureId>,
    /// The dimensions.
    pub dimensions: BTreeSet<Name>,
}

/// The same for every formula of a policy; found once each.
pub(in crate::report) struct Needs<'p> {
    policy: &'p Policy,
    found: Vec<Option<Need>>,
}

impl<'p> Needs<'p> {
    pub fn of(policy: &'p Policy) -> Self {
        Self { policy, found: vec![None; policy.formulas.len()] }
    }

    /// What a formula needs.
    pub fn get(&mut self, id: FormulaId) -> Need {
        let known = self.found.get(id.0 as usize).cloned().flatten();
        known.unwrap_or_else(|| {
            let need = self.find(id);
            if let Some(entry) = self.found.get_mut(id.0 as usize) {
                *entry = Some(need.clone());
            }
            need
        })
    }

    fn find(&mut self, id: FormulaId) -> Need {
        let mut need = Need::default();
        let Some(formula) = self.policy.formula(id) else { return need };
        for node in &formula.tree.nodes {
            match &node.operation {
                Operation::Figure(figure) => {
                    need.figures.insert(*figure);
                    need.dimensions
                        .extend(self.policy.vocabulary.get(*figure).into_iter().flat_map(|d| d.by.iter().cloned()));
                }
                Operation::Parameter(parameter) => {
                    let values = self.policy.parameter(*parameter).map_or(&[][..], |p| &p.values);
                    need.dimensions.extend(
                        values.iter().flat_map(|v| v.coordinates.pairs()).map(|(dimension, _)| dimension.clone()),
                    );
                }
                Operation::Members(_, inner, gathered) => {
                    let inner = self.get(*inner);
                    need.figures.extend(inner.figures);
                    need.dimensions.extend(inner.dimensions.into_iter().filter(|d| d != gathered));
                }
                other => {
                    if let Some(inner) = other.formula() {
                        let inner = self.get(inner);
                        need.figures.extend(inner.figures);
                        need.dimensions.extend(inner.dimensions);
                    }
                }
            }
        }
        need
    }
}
