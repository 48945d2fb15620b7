//! The numbers of a judgement: what is held against what.

use rust_decimal::Decimal;

use crate::policy::{Indicator, RuleBody, Scale};
use crate::verdict::{Judgement, Run};

/// Which number of a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// The value of a measure.
    Value,
    /// Its limit, the lower one of two.
    Limit,
    /// The upper limit of two.
    Upper,
    /// The value of the same period last year, where the scale judges the change.
    Previous,
    /// Of a requirement or check: how far the left side of that condition is above its right side.
    Condition(usize),
}

/// The numbers that a judgement has.
pub fn numbers(run: &Run<'_>, judgement: &Judgement) -> Vec<(Which, Decimal)> {
    if let RuleBody::Indicator(indicator) = &run.rule(judgement).body {
        return of_indicator(run, judgement, indicator);
    }
    let sides = judgement.conditions.iter().enumerate().filter_map(|(index, condition)| {
        // Dates, years and words have no distance.
        run.unit_of_sides(condition)?;
        let (left, right) = condition.sides?;
        Some((Which::Condition(index), left.checked_sub(right)?))
    });
    sides.collect()
}

fn of_indicator(run: &Run<'_>, judgement: &Judgement, indicator: &Indicator) -> Vec<(Which, Decimal)> {
    let previous = judgement.previous.filter(|_| matches!(indicator.scale, Scale::Change { .. }));
    let records = [
        (Which::Value, judgement.value),
        (Which::Limit, judgement.limit),
        (Which::Upper, judgement.upper),
        (Which::Previous, previous),
    ];
    let number = |(which, record): (Which, Option<_>)| Some((which, run.evaluation.number_of(record?)?));
    records.into_iter().filter_map(number).collect()
}
