//! Could rounding in the figures have changed a verdict? And would a missing figure change it, whatever it is?

use rust_decimal::Decimal;

use super::grade::grade;
use super::indicator::compared;
use super::{Judgement, Run};
use crate::evaluate::Bounds;
use crate::policy::{Indicator, Requirement, RuleBody, Target, Verdict};

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
        if judgement.verdict != Verdict::Undetermined {
            return None;
        }
        self.evaluation.ranging = true;
        let possible = self.possible_verdicts(judgement);
        self.evaluation.ranging = false;
        let possible = possible?;
        let first = *possible.first()?;
        (possible.iter().all(|p| *p == first) && first != Verdict::Undetermined).then_some(first)
    }

    /// The verdicts at the corners of what the values could be; verdicts are monotone in between. `None`: rounding has no part in it.
    fn possible_verdicts(&mut self, judgement: &Judgement) -> Option<Vec<Verdict>> {
        let rule = self.rule(judgement);
        match &rule.body {
            RuleBody::Indicator(indicator) => self.possible_grades(judgement, indicator),
            RuleBody::Requirement(requirement) => Some(self.possible_answers(judgement, requirement)),
            RuleBody::Check(_) => None,
        }
    }

    fn possible_answers(&mut self, judgement: &Judgement, requirement: &'p Requirement) -> Vec<Verdict> {
        let truth = |bounds: Bounds| if let Bounds::Truth(no, yes) = bounds { (no, yes) } else { (true, true) };
        let applies = requirement.when.map(|when| self.evaluation.bounds(when, judgement.context));
        let (never, ever) = applies.map_or((false, true), truth);
        let (mut fails, mut holds) = (false, true);
        for condition in &requirement.conditions {
            let (no, yes) = truth(self.evaluation.bounds(condition.that, judgement.context));
            (fails, holds) = (fails || no, holds && yes);
        }
        let possible =
            [(never, Verdict::NotApplicable), (ever && holds, Verdict::Met), (ever && fails, Verdict::NotMet)];
        possible.into_iter().filter(|(could_be, _)| *could_be).map(|(_, verdict)| verdict).collect()
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
        let ends = |a: Decimal, b: Decimal| if a == b { vec![a] } else { vec![a, b] };
        let mut possible = Vec::new();
        for value in ends(low, high) {
            for limit in ends(least, most) {
                let post = super::grade::Goalpost { limit, upper, ..post };
                possible.push(grade(compared(value, indicator.compare), &post, &miss).0);
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
