//! `finns` and `saknas`: whether something is there, and when nobody knows.

use super::run::Walk;
use super::slots::Tag;
use super::{Bounds, ContextId, Evaluation, Reason, RecordId, Value};
use crate::figures::{FigureId, Given};
use crate::formula::{FormulaId, NodeId, Operation, Tree, Type};

/// A formula that has been or is being evaluated: where its slots are, and in which context.
#[derive(Clone, Copy)]
struct Evaluated {
    formula: FormulaId,
    first: usize,
    context: ContextId,
}

impl<'p> Evaluation<'p> {
    /// Whether a part of a formula has a value. That no year is known is not that there is none.
    pub(super) fn present(&mut self, walk: &Walk, id: NodeId) -> Value {
        let here = Evaluated { formula: walk.formula, first: walk.first, context: walk.context };
        match self.input(walk, id) {
            Tag::Unknown(Reason::TooShortWindow) if self.is_year(walk, id) => Value::Unknown(Reason::TooShortWindow),
            Tag::Unknown(Reason::NoValue) if self.is_left_open(here, id) => Value::Unknown(Reason::NoValue),
            Tag::Unknown(Reason::NoValue | Reason::TooShortWindow | Reason::SeriesBreak) => Value::Truth(false),
            Tag::Unknown(reason) => Value::Unknown(reason),
            _ => Value::Truth(true),
        }
    }

    fn is_year(&self, walk: &Walk, id: NodeId) -> bool {
        let tree = self.policy.formula(walk.formula).map(|f| &f.tree);
        tree.and_then(|t| t.get(id)).is_some_and(|n| n.kind == Type::Year)
    }

    /// Whether a part without a value is a fact of which nobody knows whether there is one.
    fn is_left_open(&self, place: Evaluated, id: NodeId) -> bool {
        let Some(node) = self.policy.formula(place.formula).and_then(|f| f.tree.get(id)) else { return false };
        match &node.operation {
            Operation::Figure(figure) => self.is_fact_left_open(*figure, place.context),
            Operation::Holds(inner) | Operation::Call(_, inner) => self.is_left_open(place, *inner),
            Operation::Formula(_) | Operation::Published(_) | Operation::Elsewhere(..) | Operation::Moved(..) => {
                let link = self.slots.get(place.first + id.0 as usize).map(|slot| slot.link);
                link.and_then(|link| link.record()).is_some_and(|record| self.is_record_left_open(record))
            }
            _ => false,
        }
    }

    fn is_record_left_open(&self, id: RecordId) -> bool {
        let record = self.record(id);
        let place = Evaluated { formula: record.formula, first: record.first as usize, context: record.context };
        let root = self.policy.formula(record.formula).map(|f| f.tree.root);
        root.is_some_and(|root| self.is_left_open(place, root))
    }

    /// Somebody has said why it is missing: then it may well be there, and only is not known. Or it is given for another period that meets
    /// this one: the whole year where a month is judged.
    fn is_fact_left_open(&self, id: FigureId, context: ContextId) -> bool {
        let Some(definition) = self.policy.vocabulary.get(id).filter(|d| d.fact.is_some()) else { return false };
        if let Some(index) = self.found_figure(id, context) {
            return self.is_explained(index);
        }
        let here = self.context(context);
        let part = here.coordinates.only(&definition.by);
        self.figures.of(id).1.iter().any(|f| {
            let is_fact = matches!(f.given, Given::Fact(_));
            is_fact && f.period.overlaps(here.period) && f.coordinates == *part && f.basis <= here.basis
        })
    }

    /// Whether a part of a formula has a value, for its bounds; `None` where that is not told by its figures and formulas.
    pub(super) fn is_there(&mut self, tree: &'p Tree, id: NodeId, context: ContextId) -> Option<bool> {
        let known = |value| !matches!(value, Value::Unknown(_) | Value::NotReached);
        match &tree.get(id)?.operation {
            Operation::Figure(id) => {
                let there = known(self.figure(*id, context).value);
                (there || !self.is_fact_left_open(*id, context)).then_some(there)
            }
            Operation::Parameter(id) => Some(known(self.parameter(*id, context).value)),
            Operation::Formula(id) => self.is_record_there(*id, context),
            Operation::Elsewhere(place, id) => {
                let there = self.elsewhere(*place, context);
                self.is_record_there(*id, there)
            }
            Operation::Moved(moment, id, time) => match self.node_bounds(tree, context, *time) {
                Bounds::Number(low, high) if low == high => {
                    let there = self.at_moment(*moment, low, context)?;
                    self.is_record_there(*id, there)
                }
                _ => None,
            },
            Operation::Scale(x, _) | Operation::Negate(x) | Operation::Call(_, x) | Operation::Holds(x) => {
                self.is_there(tree, *x, context)
            }
            _ => None,
        }
    }

    fn is_record_there(&mut self, id: FormulaId, context: ContextId) -> Option<bool> {
        let record = self.value(id, context);
        let is_year = self.policy.formula(id).is_some_and(|f| f.kind == Type::Year);
        match self.value_of(record) {
            Value::Unknown(Reason::TooShortWindow) if is_year => None,
            Value::Unknown(_) | Value::NotReached if self.is_record_left_open(record) => None,
            value => Some(!matches!(value, Value::Unknown(_) | Value::NotReached)),
        }
    }
}
