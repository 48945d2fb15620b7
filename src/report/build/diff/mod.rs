//! Two drafts, or two versions of a guideline, beside each other, as plain data.

mod definitions;
mod drafts;
mod versions;

pub use versions::Version;

use super::rule::difference_unit;
use super::symbol;
use crate::policy::RuleKind;
use crate::quantity::{LongDecimal, Unit};
use crate::report::diff::{AssessmentTurn, Long, NumberEntry};
use crate::report::words::Exact;
use crate::solve::{Turn, Which, numbers_of};
use crate::verdict::{AssessmentResult, Judgement, Run};
use rust_decimal::Decimal;

/// A number of a judgement on both sides, without contributions.
fn number_entry(sides: [(&Run<'_>, &Judgement); 2], which: Which) -> NumberEntry {
    let numbers = sides.map(|(run, judgement)| numbers_of(run, judgement));
    let [before, after] = [&numbers[0], &numbers[1]].map(|all| number(all, which));
    // Where the second side has no such number, the first says what it is of.
    let [old, new] = sides;
    let (run, judgement) = if after.is_some() { new } else { old };
    let index = if let Which::Condition(index) = which { Some(index) } else { None };
    let condition = index.and_then(|index| judgement.conditions.get(index));
    let text = condition.and_then(|c| run.policy().formula(run.evaluation.record(c.record).formula));
    let unit: Option<&Unit> = match run.rule(judgement).kind() {
        RuleKind::Indicator => run.rule(judgement).indicator().and_then(|indicator| indicator.unit.as_ref()),
        _ => condition.and_then(|condition| run.unit_of_sides(condition)),
    };
    let own = |unit: &Unit| if condition.is_some() { difference_unit(unit) } else { unit.clone() };
    let held = |(other, _): &&(Which, Decimal)| match which {
        Which::Value => matches!(other, Which::Limit | Which::Upper | Which::Previous),
        Which::Limit | Which::Upper | Which::Previous => *other == Which::Value,
        Which::Condition(_) => false,
    };
    let others = numbers.iter().flatten().filter(held).map(|(_, limit)| *limit);
    let against = others.chain(condition.map(|_| Decimal::ZERO)).map(Exact).collect();
    let difference = before.zip(after).map(|(old, new)| &LongDecimal::from(new) - &LongDecimal::from(old));
    NumberEntry {
        of: word(which),
        condition: text.map(|formula| formula.text.clone()),
        unit: unit.and_then(|unit| symbol(&own(unit))),
        change_unit: unit.and_then(|unit| symbol(&difference_unit(unit))),
        before: before.map(Exact),
        after: after.map(Exact),
        against,
        difference: difference.map(Long),
        contributions: Vec::new(),
        orders: None,
        seed: None,
        without: None,
    }
}

fn number(numbers: &[(Which, Decimal)], which: Which) -> Option<Decimal> {
    numbers.iter().find(|(one, _)| *one == which).map(|(_, number)| *number)
}

fn word(which: Which) -> &'static str {
    match which {
        Which::Value => "value",
        Which::Limit => "limit",
        Which::Upper => "upper_limit",
        Which::Previous => "previous",
        Which::Condition(_) => "condition",
    }
}

/// The samlade bedömningar of two runs that differ, by name, period and basis: those that got worse first.
fn assessments(before: &Run<'_>, after: &Run<'_>) -> Vec<AssessmentTurn> {
    let name = |run: &Run<'_>, one: &AssessmentResult| {
        let assessment = run.policy().assessments.get(one.assessment as usize);
        assessment.map(|a| (a.name.clone(), a.title.clone())).unwrap_or_default()
    };
    let key = |run: &Run<'_>, one: &AssessmentResult| (name(run, one).0, one.period, one.basis);
    let turn =
        |run: &Run<'_>, one: &AssessmentResult, old: Option<&AssessmentResult>, new: Option<&AssessmentResult>| {
            let (id, title) = name(run, one);
            let (before, after) = (old.map(|o| o.verdict), new.map(|n| n.verdict));
            let turn = before.zip(after).map_or(Turn::Other, |(before, after)| Turn::of(before, after));
            AssessmentTurn { id, title, period: one.period, basis: one.basis, before, after, turn }
        };
    let of_new = after.assessments.iter().map(|new| {
        let old = before.assessments.iter().find(|old| key(before, old) == key(after, new));
        turn(after, new, old, Some(new))
    });
    let is_gone = |old: &&AssessmentResult| !after.assessments.iter().any(|new| key(before, old) == key(after, new));
    let of_old = before.assessments.iter().filter(is_gone).map(|old| turn(before, old, Some(old), None));
    let mut turns: Vec<AssessmentTurn> = of_new.chain(of_old).filter(|one| one.turn != Turn::Same).collect();
    turns.sort_by_key(|one| one.turn);
    turns
}
