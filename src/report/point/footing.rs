//! What a verdict says of its own footing: a decided deviation, rounding that could change it, a reported value that disagrees.

use super::{Exempted, Point, inside};
use crate::evaluate::{Bounds, RecordId, Remark};
use crate::figures::Given;
use crate::policy::{RuleKind, Verdict};
use crate::report::build::Scribe;
use crate::report::phrase::{End, Number, Of, Phrase};
use crate::report::rule::RuleVerdict;
use crate::report::wording::number::telling;
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    pub(super) fn exempted(&self, judgement: &Judgement, row: &RuleVerdict) -> Option<Point> {
        let exemption = row.exempted.as_ref()?;
        let written = self.run.rule(judgement).indicator()?.exemptions.get(judgement.exemption?.0 as usize)?;
        let record = written.limit.and_then(|limit| self.run.evaluation.known(limit, judgement.context));
        let limit = exemption
            .limit
            .zip(record)
            .map(|(limit, record)| Number::new(limit.0.normalize(), row.unit.as_deref(), Of::Record(record)));
        Some(Point::Exempted(Exempted {
            state: exemption.state,
            by: Phrase::quoted(&exemption.by),
            date: exemption.date,
            because: inside(&exemption.because),
            limit,
            expires: exemption.expires,
        }))
    }

    pub(super) fn doubt(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Option<Point> {
        if row.robust || matches!(row.verdict, Verdict::Undetermined | Verdict::NotApplicable) {
            return None;
        }
        if judgement.reported_differs && row.kind == RuleKind::Check && row.verdict == Verdict::NotMet {
            // That two values disagree is what the check says.
            return None;
        }
        if judgement.reported_differs {
            let found = self.run.records_of(judgement).into_iter().find_map(|r| self.two_values(r));
            return found.map(|values| Point::TwoValues { values: Some(values), one_verdict: true });
        }
        let known = self.is_bounded(judgement);
        // A script, for instance, has no bounds.
        let range = if known { self.possible_values(judgement, row) } else { None };
        Some(Point::Rounding { known, range })
    }

    /// The checks on its figures that do not hold, where there is a verdict to doubt.
    pub(super) fn questioned(&self, row: &RuleVerdict) -> Option<Point> {
        let is_judged = matches!(row.verdict, Verdict::Met | Verdict::PartlyMet | Verdict::NotMet);
        let rules = self.run.policy().rules.iter().filter(|rule| row.questioned_by.contains(&rule.name));
        let titles: Vec<Phrase> = rules.filter(|_| is_judged).map(|rule| Phrase::quoted(&rule.title)).collect();
        (!titles.is_empty()).then_some(Point::Questioned(titles))
    }

    /// Whether it is known within which bounds the numbers lie.
    fn is_bounded(&mut self, judgement: &Judgement) -> bool {
        let known = |bounds: Bounds| !matches!(bounds, Bounds::Unknown);
        let context = judgement.context;
        if let Some(value) = self.run.rule(judgement).indicator().and_then(|i| i.value) {
            return known(self.run.evaluation.bounds(value, context));
        }
        let formulas = judgement.conditions.iter().map(|c| self.run.evaluation.record(c.record).formula);
        let formulas: Vec<_> = formulas.collect();
        formulas.into_iter().all(|formula| {
            let sides = self.run.evaluation.side_bounds(formula, context);
            sides.is_none_or(|(left, right)| known(left) && known(right))
        })
    }

    fn possible_values(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Option<(Number, Number)> {
        let formula = self.run.rule(judgement).indicator()?.value?;
        let Bounds::Number(low, high) = self.run.evaluation.bounds(formula, judgement.context) else { return None };
        let limits: Vec<_> = [row.target, row.target_to].into_iter().flatten().map(|t| t.0).collect();
        let number =
            |value, end| Number::new(telling(value, None, &limits), row.unit.as_deref(), Of::Bound(formula, end));
        Some((number(low, End::Low), number(high, End::High)))
    }

    /// A title, the reported value and the computed one, where they differ.
    pub(super) fn two_values(&self, at: RecordId) -> Option<(Phrase, Number, Number)> {
        let computed = self.run.evaluation.computed(at).number()?;
        let record = self.run.evaluation.record(at);
        let Remark::Differs(index) = record.remark else { return None };
        let formula = self.run.policy().formula(record.formula)?;
        let Given::Number { value: reported, .. } = self.run.evaluation.figures().get(index)?.given else {
            return None;
        };
        let unit = formula.kind.unit().map(|u| u.symbol());
        let amount = |value, against, of| Number::new(telling(value, None, &[against]), unit, of);
        let (reported, computed) =
            (amount(reported, computed, Of::Figure(index)), amount(computed, reported, Of::Record(at)));
        Some((Phrase::quoted(&formula.title), reported, computed))
    }
}
