//! What a requirement, a check or a claim compares.

use rust_decimal::Decimal;

use super::{Apart, Compared, Failing, Point, Side, Sides, inside};
use crate::evaluate::Reason;
use crate::formula::{Comparison, Type};
use crate::policy::{Origin, Verdict};
use crate::report::build::Scribe;
use crate::report::phrase::{Number, Of, Phrase};
use crate::report::rule::RuleVerdict;
use crate::report::wording::number::telling;
use crate::verdict::{ConditionResult, Judgement, top_comparison};

impl Scribe<'_, '_> {
    pub(super) fn requirement(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Vec<Point> {
        if row.verdict == Verdict::PartlyMet {
            return self.post(judgement).into_iter().collect();
        }
        if row.verdict != Verdict::NotMet {
            let only = match judgement.conditions.as_slice() {
                [only] => self.compared(only),
                _ => None,
            };
            return vec![Point::Holds { only, conditions: judgement.conditions.len() }];
        }
        let failing = judgement.conditions.iter().enumerate().filter(|(_, c)| c.holds == Some(false));
        let failing: Vec<(usize, &ConditionResult)> = failing.collect();
        let failing = failing.into_iter().map(|(index, result)| Failing {
            because: self.because(judgement, index),
            text: self.condition_in_titles(result),
            sides: self.compared(result),
        });
        let mut points = vec![Point::Fails(failing.collect())];
        let rule = self.run.rule(judgement);
        if let (Origin::Law, Some(reference)) = (rule.origin, &rule.reference) {
            points.push(Point::Law(inside(reference)));
        }
        points
    }

    pub(super) fn agreement(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Vec<Point> {
        let Some(result) = judgement.conditions.first() else { return vec![Point::NothingToCheck] };
        let holds = row.verdict == Verdict::Met;
        let because = if holds { None } else { self.because(judgement, 0) };
        vec![Point::Agrees { holds, because, text: self.condition_in_titles(result), sides: self.sides(result) }]
    }

    pub(super) fn claimed(&self, judgement: &Judgement, row: &RuleVerdict) -> Vec<Point> {
        let Some(result) = judgement.conditions.first() else { return vec![Point::NoGrounds] };
        let (holds, text) = (row.verdict == Verdict::Met, self.condition_in_titles(result));
        vec![Point::Claimed { holds, text, sides: self.sides(result) }]
    }

    fn condition_in_titles(&self, result: &ConditionResult) -> Phrase {
        let formula = self.run.policy().formula(self.run.evaluation.record(result.record).formula);
        formula.map(|f| Phrase::quoted(&self.in_titles(&f.text))).unwrap_or_default()
    }

    fn comparison(&self, result: &ConditionResult) -> Option<Comparison> {
        let formula = self.run.policy().formula(self.run.evaluation.record(result.record).formula)?;
        top_comparison(&formula.tree, formula.tree.root).map(|(how, ..)| how)
    }

    /// Both sides; where they are to be the same number, how far apart they are.
    fn sides(&self, result: &ConditionResult) -> Option<Sides> {
        match self.comparison(result)? {
            Comparison::Equal => self.apart(result).or_else(|| self.compared(result)),
            _ => self.compared(result),
        }
    }

    fn compared(&self, result: &ConditionResult) -> Option<Sides> {
        let (left, right) = result.sides?;
        let kind = self.run.kind_of_sides(result)?;
        let record = result.record;
        Some(Sides::Compared(Box::new(Compared {
            left: self.side(kind, (left, right), Of::Left(record))?,
            right: self.side(kind, (right, left), Of::Right(record))?,
            how: self.comparison(result)?,
        })))
    }

    fn side(&self, kind: &Type, (value, other): (Decimal, Decimal), of: Of) -> Option<Side> {
        Some(match kind {
            Type::Number(unit) => Side::Number(Number::new(telling(value, None, &[other]), Some(unit.symbol()), of)),
            Type::Date | Type::Decision | Type::Year => Side::Time(self.fact_in_words(kind, value)?),
            Type::Choice(_) | Type::Text => Side::Words(self.fact_in_words(kind, value)?),
            Type::Truth | Type::Broken => return None,
        })
    }

    fn apart(&self, result: &ConditionResult) -> Option<Sides> {
        let (left, right) = result.sides?;
        let unit = self.run.unit_of_sides(result)?.symbol();
        let gap = left.checked_sub(right)?.abs();
        let apart = if unit == "%" { "p.e." } else { unit };
        let number = |value, against: Decimal, unit, of| Number::new(telling(value, None, &[against]), Some(unit), of);
        let record = result.record;
        let tolerance = result.tolerance.filter(|t| !t.is_zero());
        Some(Sides::Apart(Box::new(Apart {
            left: number(left, right, unit, Of::Left(record)),
            right: number(right, left, unit, Of::Right(record)),
            gap: (!gap.is_zero()).then(|| number(gap, Decimal::ZERO, apart, Of::Apart(record))),
            tolerance: tolerance.map(|t| number(t, gap, apart, Of::Tolerance(record))),
        })))
    }

    /// The post of a ledger that is judged.
    fn post(&mut self, judgement: &Judgement) -> Option<Point> {
        let post = self.run.post(judgement)?;
        let (_, index) = self.run.rule(judgement).scope.ledger()?;
        let unit = self.run.policy().ledgers.get(index as usize)?.unit.symbol();
        let amount = |value: Decimal, of| Number::new(value.normalize(), Some(unit), of);
        Some(Point::Post {
            remaining: amount(post.remaining, Of::Remaining),
            amount: amount(post.amount, Of::Post),
            origin: post.origin,
            due: post.due,
            verdict: judgement.verdict,
        })
    }

    /// Why a requirement for the posts of a ledger does not apply.
    pub(super) fn post_without_verdict(&mut self, judgement: &Judgement, reason: Reason) -> Option<Point> {
        self.run.rule(judgement).scope.ledger()?;
        match reason {
            Reason::NotDue => self.post(judgement),
            Reason::WhenFalse if self.run.post(judgement).is_none() => Some(Point::NothingToSettle),
            _ => None,
        }
    }
}
