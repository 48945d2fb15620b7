//! Could rounding in the figures have changed a verdict? And would a missing figure change it, whatever it is?

use rust_decimal::Decimal;
use std::cmp::Ordering;

use super::grade::{Goalpost, grade};
use super::indicator::{Strictness, compared, verdict_on_change};
use super::{Judgement, Run};
use crate::evaluate::{Bounds, Reason};
use crate::policy::{Compare, Indicator, Requirement, RuleBody, Target, TargetWord, Verdict};
use crate::quantity::{Rounding, round};

impl<'p> Run<'p> {
    /// Whether the verdict is the same for every value that the figures, as precisely as they were stated, could stand for.
    pub fn is_robust(&mut self, judgement: &Judgement) -> bool {
        if judgement.reported_differs {
            return false;
        }
        match judgement.verdict {
            Verdict::Undetermined | Verdict::NotApplicable => true,
            verdict => {
                // A post of which something is settled is a miss that is not overdue.
                let by_due = self.rule(judgement).scope.by_due && verdict == Verdict::PartlyMet;
                let verdict = if by_due { Verdict::NotMet } else { verdict };
                self.possible_verdicts(judgement).is_none_or(|possible| possible.iter().all(|p| *p == verdict))
            }
        }
    }

    /// The verdict that a missing figure could not change, if its definition says in which range it must lie and every value there gives the same.
    pub fn verdict_whatever(&mut self, judgement: &Judgement) -> Option<Verdict> {
        let is_missing = matches!(judgement.reason, Some(Reason::NoValue | Reason::TooShortWindow));
        if judgement.verdict != Verdict::Undetermined || !is_missing {
            return None;
        }
        self.evaluation.ranging = true;
        let possible = self.possible_verdicts(judgement);
        self.evaluation.ranging = false;
        let possible = possible?;
        let first = *possible.first()?;
        (possible.iter().all(|p| *p == first) && first != Verdict::Undetermined).then_some(first)
    }

    /// Every verdict that could be. `None`: rounding has no part in it.
    pub(crate) fn possible_verdicts(&mut self, judgement: &Judgement) -> Option<Vec<Verdict>> {
        self.possible(judgement, true)
    }

    /// The same for values as the pack compares them, rounded if it says so.
    pub(crate) fn possible_as_compared(&mut self, judgement: &Judgement) -> Option<Vec<Verdict>> {
        self.possible(judgement, false)
    }

    fn possible(&mut self, judgement: &Judgement, also_unrounded: bool) -> Option<Vec<Verdict>> {
        let rule = self.rule(judgement);
        match &rule.body {
            RuleBody::Indicator(indicator) => self.possible_grades(judgement, indicator, also_unrounded),
            RuleBody::Requirement(requirement) => Some(self.possible_answers(judgement, requirement)),
            RuleBody::Check(_) | RuleBody::Claim(_) => None,
        }
    }

    fn possible_answers(&mut self, judgement: &Judgement, requirement: &Requirement) -> Vec<Verdict> {
        let mut possible = Vec::new();
        if let Some(when) = requirement.when {
            match self.evaluation.bounds(when, judgement.context) {
                Bounds::Truth(false, true) => {}
                Bounds::Truth(true, false) => return vec![Verdict::NotApplicable],
                _ => possible.push(Verdict::NotApplicable),
            }
        }
        let (mut could_fail, mut could_hold) = (false, true);
        for condition in &requirement.conditions {
            let (no, yes) = match self.evaluation.bounds(condition.that, judgement.context) {
                Bounds::Truth(no, yes) => (no, yes),
                _ => (true, true),
            };
            could_fail |= no;
            could_hold &= yes;
        }
        possible.extend(could_hold.then_some(Verdict::Met));
        possible.extend(could_fail.then_some(Verdict::NotMet));
        possible
    }

    /// The verdicts at the ends of what value, target and scale could be, between which verdicts only follow each other. Where a target can be
    /// missed on two sides, also those as near to it as the value can come.
    fn possible_grades(
        &mut self,
        judgement: &Judgement,
        indicator: &'p Indicator,
        also_unrounded: bool,
    ) -> Option<Vec<Verdict>> {
        let context = judgement.context;
        let value = self.evaluation.bounds(indicator.value?, context);
        let (word, limit, upper) = match indicator.target {
            Target::Limit(word, limit) => (word, limit, None),
            Target::Between(from, to) => (TargetWord::Between, from, Some(to)),
            Target::Improvement => return Some(self.possible_changes(judgement, indicator, value)),
            Target::None(_) | Target::Manual => return None,
        };
        let open = vec![Verdict::Undetermined, judgement.verdict];
        let limits = self.evaluation.bounds(limit, context);
        let uppers = upper.map_or(limits, |upper| self.evaluation.bounds(upper, context));
        let (Bounds::Number(low, high), Bounds::Number(least, most), Bounds::Number(nearest, furthest)) =
            (value, limits, uppers)
        else {
            return Some(open);
        };
        // Where the pack compares rounded values of rounded figures, that rounding must not have decided either: the unrounded ends count too.
        let mut values = if low == high || !also_unrounded { Vec::new() } else { vec![low, high] };
        let (low, high) = (compared(low, indicator.compare), compared(high, indicator.compare));
        values.extend(ends(low, high));
        let mut possible = Vec::new();
        if matches!(word, TargetWord::Equals | TargetWord::Between) {
            for (end, rounding) in [least, furthest].into_iter().flat_map(|e| [(e, Rounding::Down), (e, Rounding::Up)])
            {
                values.push(comparable(end, indicator.compare, rounding).max(low).min(high));
            }
            let first_met = comparable(least, indicator.compare, Rounding::Up).max(low);
            possible.extend((first_met <= furthest.min(high)).then_some(Verdict::Met));
        }
        for strictness in [Strictness::Generous, Strictness::Strict] {
            // A target that is met asks nothing of the scale; a miss that cannot be graded could be anything.
            let miss = self.miss(&indicator.scale, context, strictness);
            let verdict = |value: Decimal, post: &Goalpost| match &miss {
                Some(miss) => grade(value, post, miss).0,
                None if post.is_met(value) => Verdict::Met,
                None => Verdict::Undetermined,
            };
            for limit in ends(least, most) {
                for end in ends(nearest, furthest) {
                    let post = Goalpost { word, limit, upper: upper.map(|_| end) };
                    possible.extend(values.iter().map(|value| verdict(*value, &post)));
                }
            }
        }
        Some(possible)
    }

    fn possible_changes(&mut self, judgement: &Judgement, indicator: &Indicator, now: Bounds) -> Vec<Verdict> {
        let earlier = self.evaluation.year_before(judgement.context);
        let before = indicator.value.map_or(Bounds::Unknown, |value| self.evaluation.bounds(value, earlier));
        let (Bounds::Number(a, b), Bounds::Number(c, d)) = (now, before) else {
            return vec![Verdict::Undetermined, judgement.verdict];
        };
        let [a, b, c, d] = [a, b, c, d].map(|end| compared(end, indicator.compare));
        let orders = [(a < d, Ordering::Less), (a <= d && c <= b, Ordering::Equal), (b > c, Ordering::Greater)];
        let could_be = orders.into_iter().filter(|(could, _)| *could);
        could_be.filter_map(|(_, order)| verdict_on_change(order, indicator)).collect()
    }
}

/// The nearest number, on one side, that a value as compared can be.
fn comparable(number: Decimal, compare: Compare, rounding: Rounding) -> Decimal {
    match compare {
        Compare::Exact => number,
        Compare::Decimals(decimals) => round(number, decimals, rounding),
    }
}

fn ends(a: Decimal, b: Decimal) -> Vec<Decimal> {
    if a == b { vec![a] } else { vec![a, b] }
}
