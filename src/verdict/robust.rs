//! Could rounding in the figures have changed a verdict? And would a missing figure change it, whatever it is?

use rust_decimal::Decimal;

use super::grade::{Goalpost, Miss, grade};
use super::indicator::compared;
use super::{Judgement, Run};
use crate::evaluate::{Bounds, Reason};
use crate::policy::{Indicator, RuleBody, Target, TargetWord, Verdict};

impl<'p> Run<'p> {
    /// Whether the verdict is the same for every value that the figures, as precisely as they were stated, could stand for.
    pub fn is_robust(&mut self, judgement: &Judgement) -> bool {
        if judgement.reported_differs {
            return false;
        }
        match judgement.verdict {
            Verdict::Undetermined | Verdict::NotApplicable => true,
            verdict => self.possible_verdicts(judgement).is_none_or(|possible| possible.iter().all(|p| *p == verdict)),
        }
    }

    /// The verdict that a missing figure could not change, if its definition says in which range it must lie and every value there gives the same.
    pub fn verdict_whatever(&mut self, judgement: &Judgement) -> Option<Verdict> {
        let is_missing = matches!(judgement.reason, Some(Reason::NoValue | Reason::TooShortWindow));
        if judgement.verdict != Verdict::Undetermined || !is_missing {
            return None;
        }
        let possible = self.possible_verdicts(judgement)?;
        let first = *possible.first()?;
        (possible.iter().all(|p| *p == first) && first != Verdict::Undetermined).then_some(first)
    }

    /// The verdicts at the corners of what the values could be; between them the verdict only gets better or worse. `None`: rounding has no part in it.
    fn possible_verdicts(&mut self, judgement: &Judgement) -> Option<Vec<Verdict>> {
        let rule = self.rule(judgement);
        match &rule.body {
            RuleBody::Indicator(indicator) => self.possible_grades(judgement, indicator),
            RuleBody::Requirement(requirement) => {
                let mut possible = Bounds::Truth(false, true);
                for condition in &requirement.conditions {
                    let this = self.evaluation.bounds(condition.that, judgement.context);
                    possible = match (possible, this) {
                        (Bounds::Truth(no, yes), Bounds::Truth(other_no, other_yes)) => {
                            Bounds::Truth(no || other_no, yes && other_yes)
                        }
                        (Bounds::Truth(..), _) => Bounds::Truth(true, true),
                        (other, _) => other,
                    };
                }
                let applies = requirement
                    .when
                    .map_or(Bounds::Truth(false, true), |when| self.evaluation.bounds(when, judgement.context));
                let mut verdicts = match possible {
                    Bounds::Truth(false, true) => vec![Verdict::Met],
                    Bounds::Truth(true, false) => vec![Verdict::NotMet],
                    _ => vec![Verdict::Met, Verdict::NotMet],
                };
                if applies != Bounds::Truth(false, true) {
                    verdicts.push(Verdict::NotApplicable);
                }
                Some(verdicts)
            }
            RuleBody::Check(_) => None,
        }
    }

    fn possible_grades(&mut self, judgement: &Judgement, indicator: &'p Indicator) -> Option<Vec<Verdict>> {
        let value = self.evaluation.bounds(indicator.value?, judgement.context);
        let (limit, upper) = match indicator.target {
            Target::Limit(_, limit) => (limit, None),
            Target::Between(from, to) => (from, Some(to)),
            Target::Improvement => return self.possible_changes(judgement, indicator, value),
            Target::None(_) | Target::Manual => return None,
        };
        let limits = self.evaluation.bounds(limit, judgement.context);
        let (Bounds::Number(low, high), Bounds::Number(least, most)) = (value, limits) else {
            return Some(vec![Verdict::Undetermined, judgement.verdict]);
        };
        let upper = upper
            .map(|u| self.evaluation.value(u, judgement.context))
            .and_then(|r| self.evaluation.value_of(r).number());
        let miss = self.miss(&indicator.scale, judgement.context)?;
        let post = self.goalpost(judgement, indicator)?;
        let mut possible = Vec::new();
        for limit in ends(least, most) {
            let post = Goalpost { limit, upper, ..post };
            for value in telling_values(low, high, &post, &miss) {
                possible.push(grade(compared(value, indicator.compare), &post, &miss).0);
                // Where the pack compares rounded values, that rounding must not have decided either.
                possible.push(grade(value, &post, &miss).0);
            }
        }
        Some(possible)
    }

    fn possible_changes(&mut self, judgement: &Judgement, indicator: &Indicator, now: Bounds) -> Option<Vec<Verdict>> {
        let earlier = self.evaluation.year_before(judgement.context);
        let before = self.evaluation.bounds(indicator.value?, earlier);
        match (now, before) {
            (Bounds::Number(a, b), Bounds::Number(c, d)) if b < c || d < a => Some(vec![judgement.verdict]),
            _ => Some(vec![Verdict::Met, Verdict::NotMet]),
        }
    }
}

fn ends(low: Decimal, high: Decimal) -> Vec<Decimal> {
    if low == high { vec![low] } else { vec![low, high] }
}

/// The values of a stretch that tell every verdict there: its ends where the verdict only gets better or worse in between; else also every limit
/// inside it, and a value between each two.
fn telling_values(low: Decimal, high: Decimal, post: &Goalpost, miss: &Miss) -> Vec<Decimal> {
    let mut values = ends(low, high);
    let has_two_sides = matches!(post.word, TargetWord::Equals | TargetWord::Between);
    if !has_two_sides && !matches!(miss, Miss::Levels(_)) {
        return values;
    }
    let limits = [Some(post.limit), post.upper].into_iter().flatten();
    match miss {
        Miss::Band(width) => {
            values.extend(limits.flat_map(|l| [Some(l), l.checked_sub(*width), l.checked_add(*width)]).flatten())
        }
        Miss::Levels(rows) => values.extend(limits.chain(rows.iter().map(|r| r.2))),
        Miss::Attainment { .. } | Miss::Never => values.extend(limits),
    }
    values.retain(|v| (low..=high).contains(v));
    values.sort();
    let between = values.windows(2).filter_map(|pair| pair[0].checked_add(pair[1])?.checked_div(Decimal::TWO));
    let between: Vec<Decimal> = between.collect();
    values.extend(between);
    values
}
