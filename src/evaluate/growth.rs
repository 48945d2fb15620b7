//! Growth rates: what may not be divided by when it falls.

use super::Evaluation;
use super::run::Walk;
use crate::formula::{Elsewhere, NodeId, Operation, Tree};

impl Evaluation<'_> {
    /// Whether a node of the formula that is being evaluated is a growth rate.
    pub(super) fn is_growth_of(&self, walk: &Walk, id: NodeId) -> bool {
        self.policy.formula(walk.formula).is_some_and(|f| self.is_growth(&f.tree, id))
    }

    /// Whether a node is a growth rate, `förändring(x) / föregående(x)` or `x / föregående(x) - 1`: a ratio to one means nothing unless it is positive.
    fn is_growth(&self, tree: &Tree, id: NodeId) -> bool {
        let is_earlier =
            |id: &NodeId| self.leads_to(tree, *id, &|o| matches!(o, Operation::Elsewhere(Elsewhere::Previous, _)));
        let is_ratio = |id: &NodeId| {
            self.leads_to(tree, *id, &|o| matches!(o, Operation::Divide(_, under, _) if is_earlier(under)))
        };
        match tree.get(id).map(|n| &n.operation) {
            Some(Operation::Scale(inner, _) | Operation::Call(_, inner)) => self.is_growth(tree, *inner),
            Some(Operation::Formula(id)) => {
                self.policy.formula(*id).is_some_and(|f| self.is_growth(&f.tree, f.tree.root))
            }
            Some(Operation::Divide(change, base, _)) => {
                is_earlier(base)
                    && self.leads_to(
                        tree,
                        *change,
                        &|o| matches!(o, Operation::Subtract(_, before) if is_earlier(before)),
                    )
            }
            Some(Operation::Subtract(ratio, _)) => is_ratio(ratio),
            _ => false,
        }
    }

    /// Whether an operation, seen through changes of unit and calls, is one of a kind.
    fn leads_to(&self, tree: &Tree, id: NodeId, wanted: &dyn Fn(&Operation) -> bool) -> bool {
        match tree.get(id).map(|n| &n.operation) {
            Some(Operation::Scale(inner, _) | Operation::Call(_, inner)) => self.leads_to(tree, *inner, wanted),
            found => found.is_some_and(wanted),
        }
    }
}
