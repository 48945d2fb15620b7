//! A measure beside its target, or beside last year.

use rust_decimal::Decimal;

use super::{Attainment, Changed, Given, Measured, Point, inside};
use crate::evaluate::RecordId;
use crate::formula::{NodeId, Operation};
use crate::policy::{Scale, Verdict};
use crate::report::build::Scribe;
use crate::report::model::ManualEntry;
use crate::report::phrase::{Number, Of, Phrase};
use crate::report::rule::RuleVerdict;
use crate::report::wording::number::{shown, telling};
use crate::verdict::Judgement;

/// The decimals that a limit is told with: those that it is stated with. One that was computed, with decimals without end, is rounded.
fn decimals_of_limit(limit: Decimal) -> u32 {
    let stated = limit.normalize().scale();
    if stated > MOST_STATED { shown(limit, None).scale() } else { stated }
}

/// A limit with more decimals was computed, not stated.
const MOST_STATED: u32 = 4;

impl Scribe<'_, '_> {
    pub(super) fn measure(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Vec<Point> {
        if let Some(manual) = &row.manual {
            return vec![Point::Given(given(row, manual))];
        }
        if row.comparison.is_none() {
            return self.change(row).into_iter().collect();
        }
        let partly_from = self.partly_from(judgement, row);
        self.measured(judgement, row).into_iter().chain(partly_from).collect()
    }

    fn measured(&self, judgement: &Judgement, row: &RuleVerdict) -> Option<Point> {
        let (compared, target, word) = (row.compared?.0, row.target?.0, row.comparison?);
        let limits: Vec<Decimal> = [Some(target), row.target_to.map(|t| t.0)].into_iter().flatten().collect();
        let value = telling(compared, row.decimals, &limits);
        let unit = row.unit.as_deref();
        let is_met = row.verdict == Verdict::Met;
        // As many decimals as the two numbers have, so that the reader can check the difference.
        let decimals = row.decimals.map(|_| value.scale().max(decimals_of_limit(target)));
        let off = |gap: Decimal, decimals, unit: Option<&str>, of| {
            let size = telling(gap.abs(), decimals, &[Decimal::ZERO]).normalize();
            Number::new(if gap.is_sign_negative() { -size } else { size }, unit, of)
        };
        let gap = row.gap.filter(|_| !is_met).map(|gap| off(gap.0, decimals, row.gap_unit.as_deref(), Of::Gap));
        let gap_as = row.gap_as.as_ref().filter(|_| gap.is_some());
        let limit = |limit: Decimal, record: Option<RecordId>| {
            let short =
                if limit.scale() <= MOST_STATED { limit.normalize() } else { telling(limit, None, &[compared]) };
            record.map(|record| Number::new(short, unit, Of::Record(record)))
        };
        Some(Point::Measured(Box::new(Measured {
            verdict: row.verdict,
            basis: row.basis,
            level: row.level.as_deref().map(Phrase::quoted),
            value: Number::new(value, unit, Of::Compared),
            share: judgement.value.and_then(|record| self.share(record)),
            word,
            limit: limit(target, judgement.limit)?,
            upper: row.target_to.and_then(|upper| limit(upper.0, judgement.upper)),
            attainment: if gap.is_some() { attainment(row, target, compared) } else { Attainment::Unasked },
            gap,
            gap_as: gap_as.map(|g| off(g.value.0, None, Some(&g.unit), Of::GapAs)),
        })))
    }

    /// Where the scale draws the line, for a measure that is partly met by its attainment.
    fn partly_from(&self, judgement: &Judgement, row: &RuleVerdict) -> Option<Point> {
        let Scale::PercentOfTarget { partly_from, .. } = self.run.rule(judgement).indicator()?.scale else {
            return None;
        };
        let record = self.run.evaluation.known(partly_from, judgement.context)?;
        let from = self.run.evaluation.number_of(record)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
        let attainment = row.attainment.filter(|a| row.verdict == Verdict::PartlyMet && a.0 >= from)?;
        let percent = |value, of| Number::new(value, Some("%"), of);
        let attainment = percent(attainment.0.normalize(), Of::Attainment);
        Some(Point::PartlyFrom { attainment, from: percent(from, Of::Record(record)) })
    }

    /// The two amounts of money that a share came from, seen through names and changes of unit.
    fn share(&self, record: RecordId) -> Option<(Number, Number)> {
        let (mut record, mut at) = (record, None);
        loop {
            let formula = self.run.policy().formula(self.run.evaluation.record(record).formula)?;
            let id = at.unwrap_or(formula.tree.root);
            match formula.tree.get(id)?.operation {
                Operation::Scale(inner, _) => at = Some(inner),
                Operation::Formula(_) => {
                    record = self.run.evaluation.slot(record, id).link.record()?;
                    at = None;
                }
                Operation::Divide(over, under, _) => {
                    let amount = |id: NodeId| {
                        let unit = formula.tree.get(id)?.kind.unit()?;
                        let value = self.run.evaluation.slot(record, id).value.number()?;
                        let is_money = unit.is_money();
                        is_money.then(|| Number::new(shown(value, None), Some(unit.symbol()), Of::Step(record, id)))
                    };
                    let (over, under) = amount(over).zip(amount(under))?;
                    return (over.unit == under.unit && under.value > Decimal::ZERO).then_some((over, under));
                }
                _ => return None,
            }
        }
    }

    fn change(&self, row: &RuleVerdict) -> Option<Point> {
        let (now, before) = (row.compared?.0, row.previous?.0);
        let amount = |number: Decimal, against: Decimal, of| {
            Number::new(telling(number, row.decimals, &[against]), row.unit.as_deref(), of)
        };
        Some(Point::Changed(Box::new(Changed {
            verdict: row.verdict,
            basis: row.basis,
            level: row.level.as_deref().map(Phrase::quoted),
            now: amount(now, before, Of::Compared),
            before: amount(before, now, Of::Previous),
            trend: row.trend,
        })))
    }
}

/// What people gave.
pub(super) fn given(row: &RuleVerdict, manual: &ManualEntry) -> Given {
    Given {
        verdict: row.verdict,
        level: row.level.as_deref().map(Phrase::quoted),
        by: manual.by.as_deref().map(Phrase::quoted),
        day: manual.date,
        motivation: manual.motivation.as_deref().map(inside),
    }
}

fn attainment(row: &RuleVerdict, target: Decimal, value: Decimal) -> Attainment {
    if row.scale != Some("percent_of_target") {
        return Attainment::Unasked;
    }
    let Some(attainment) = row.attainment else { return Attainment::Undefined };
    let attainment = Number::new(attainment.0.normalize(), Some("%"), Of::Attainment);
    match target <= Decimal::ZERO || value < Decimal::ZERO {
        true => Attainment::Difference(attainment),
        false => Attainment::Ratio(attainment),
    }
}
