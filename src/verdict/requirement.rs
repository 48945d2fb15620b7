//! Judging requirements and checks.

use rust_decimal::Decimal;

use super::{ConditionResult, Judgement, Run};
use crate::evaluate::{Bounds, ContextId, Reason, RecordId, Value};
use crate::formula::{Comparison, FormulaId, NodeId, Operation, Tree, Type};
use crate::policy::{Check, Requirement, Rule, Verdict, Within};
use crate::quantity::Unit;

impl<'p> Run<'p> {
    pub(super) fn judge_requirement(&mut self, judgement: &mut Judgement, requirement: &'p Requirement) {
        let context = judgement.context;
        let applies = requirement.when.map(|when| {
            let record = self.evaluation.value(when, context);
            self.evaluation.value_of(record)
        });
        let mut unknown = None;
        let mut failed = false;
        for condition in &requirement.conditions {
            let result = self.condition(condition.that, context);
            failed |= result.holds == Some(false);
            if result.holds.is_none() {
                unknown = unknown.or(self.evaluation.value_of(result.record).reason());
            }
            judgement.conditions.push(result);
        }
        match (applies, failed, unknown) {
            (Some(Value::Truth(false)), _, _) => judgement.not_applicable(Reason::WhenFalse),
            (Some(Value::Unknown(reason)), _, _) => judgement.undetermined(reason),
            (_, true, _) => judgement.verdict = Verdict::NotMet,
            (_, false, Some(reason)) => judgement.undetermined(reason),
            (_, false, None) => judgement.verdict = Verdict::Met,
        }
    }

    fn condition(&mut self, that: FormulaId, context: ContextId) -> ConditionResult {
        let record = self.evaluation.value(that, context);
        let holds = self.evaluation.value_of(record).truth();
        let sides = self.policy().formula(that).and_then(|f| self.sides(&f.tree, record));
        ConditionResult { record, holds, sides, tolerance: None }
    }

    /// The two sides of a comparison at the top of a condition.
    fn sides(&self, tree: &Tree, record: RecordId) -> Option<(Decimal, Decimal)> {
        let (_, left, right) = top_comparison(tree, tree.root)?;
        let number = |node| self.evaluation.slot(record, node).value.number();
        number(left).zip(number(right))
    }

    /// The unit of both sides of a condition, if they are numbers.
    pub fn unit_of_sides(&self, condition: &ConditionResult) -> Option<&'p Unit> {
        self.kind_of_sides(condition)?.unit()
    }

    /// What both sides of a condition are.
    pub fn kind_of_sides(&self, condition: &ConditionResult) -> Option<&'p Type> {
        let tree = &self.policy().formula(self.evaluation.record(condition.record).formula)?.tree;
        let (_, left, _) = top_comparison(tree, tree.root)?;
        Some(&tree.get(left)?.kind)
    }

    pub(super) fn judge_check(&mut self, judgement: &mut Judgement, rule: &'p Rule, check: &'p Check) {
        let is_given = self.anything_given(rule, judgement.context);
        if !is_given && !self.any_part_given(rule, judgement.context) {
            judgement.not_applicable(Reason::NotMeasured);
            return;
        }
        self.judge_comparison(judgement, check.that, &check.within);
        if !is_given && judgement.verdict == Verdict::Undetermined {
            judgement.conditions.clear();
            judgement.not_applicable(Reason::NotMeasured);
        }
    }

    /// A yes or no; a comparison at its top holds within the tolerance.
    pub(super) fn judge_comparison(&mut self, judgement: &mut Judgement, that: FormulaId, within: &Within) {
        let context = judgement.context;
        let mut result = self.condition(that, context);
        let found = self.evaluation.value_of(result.record);
        if let (Some((left, right)), Some(formula)) = (&result.sides, self.policy().formula(that)) {
            let how = top_comparison(&formula.tree, formula.tree.root).map(|(how, ..)| how);
            let tolerance = match within {
                Within::Exact => Some(Decimal::ZERO),
                Within::Amount(amount) => Some(*amount),
                Within::Rounding => self.rounding_tolerance(that, context),
            };
            result.holds = how.zip(tolerance).and_then(|(how, tolerance)| holds_within(how, *left, *right, tolerance));
            result.tolerance = tolerance;
        }
        match (result.holds, found) {
            (Some(true), _) => judgement.verdict = Verdict::Met,
            (Some(false), _) => judgement.verdict = Verdict::NotMet,
            (None, Value::Unknown(reason)) => judgement.undetermined(reason),
            (None, _) => judgement.undetermined(Reason::Overflow),
        }
        judgement.conditions.push(result);
    }

    /// Whether any figure that a check reads is there: a check over a table that was not submitted checks nothing.
    fn anything_given(&self, rule: &Rule, context: ContextId) -> bool {
        rule.reads.is_empty() || rule.reads.iter().any(|id| self.evaluation.is_given(*id, context))
    }

    /// Whether parts are, which is enough for a check over all of them; where it is not, it checks nothing either.
    fn any_part_given(&self, rule: &Rule, context: ContextId) -> bool {
        rule.reads.iter().any(|id| self.evaluation.is_given_for_a_part(*id, context))
    }

    /// The half units of all terms on both sides.
    fn rounding_tolerance(&mut self, that: FormulaId, context: ContextId) -> Option<Decimal> {
        let (left, right) = self.evaluation.side_bounds(that, context)?;
        Bounds::half_width(left)?.checked_add(right.half_width()?)
    }
}

/// The comparison at the top, seen through function calls.
pub(crate) fn top_comparison(tree: &Tree, root: NodeId) -> Option<(Comparison, NodeId, NodeId)> {
    match &tree.get(root)?.operation {
        Operation::Compare(how, left, right) => Some((*how, *left, *right)),
        Operation::Call(_, inner) => top_comparison(tree, *inner),
        _ => None,
    }
}

fn holds_within(how: Comparison, left: Decimal, right: Decimal, tolerance: Decimal) -> Option<bool> {
    let difference = left.checked_sub(right)?;
    Some(match how {
        Comparison::Equal => difference.abs() <= tolerance,
        Comparison::NotEqual => difference.abs() > tolerance,
        Comparison::AtMost => difference <= tolerance,
        Comparison::Below => difference < tolerance || tolerance.is_zero() && difference < Decimal::ZERO,
        Comparison::AtLeast => -difference <= tolerance,
        Comparison::Above => -difference < tolerance || tolerance.is_zero() && -difference < Decimal::ZERO,
    })
}
