//! What a verdict says of its own footing: rounding that could change it, a reported value that disagrees.

use super::number::{quantity, telling};
use super::say;
use crate::evaluate::Bounds;
use crate::policy::Verdict;
use crate::report::build::Scribe;
use crate::report::rule::RuleVerdict;
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    pub(super) fn doubts(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Option<String> {
        if row.robust || matches!(row.verdict, Verdict::Undetermined | Verdict::NotApplicable) {
            return None;
        }
        if judgement.reported_differs {
            let found = self.run.records_of(judgement).into_iter().find_map(|r| self.two_values(r));
            return found.map(|(title, reported, computed)| {
                say!(
                    self.lang,
                    "{title} är redovisat som {reported} men blir {computed} när det räknas fram; bedömningen blir densamma",
                    "{title} is reported as {reported} but computed as {computed}; the verdict is the same"
                )
            });
        }
        if !self.is_bounded(judgement) {
            // A script, for instance, has no bounds.
            return Some(say!(
                self.lang,
                "det går inte att utesluta att avrundningen i underlaget avgör",
                "it cannot be ruled out that rounding in the figures decides this"
            ));
        }
        let range = self.possible_values(judgement, row).map(|r| format!(": {r}")).unwrap_or_default();
        Some(say!(
            self.lang,
            "avrundningen i underlaget kan avgöra{range}",
            "rounding in the figures could change this{range}"
        ))
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

    /// "värdet kan vara från 1,988 % till 2,010 %".
    fn possible_values(&mut self, judgement: &Judgement, row: &RuleVerdict) -> Option<String> {
        let formula = self.run.rule(judgement).indicator()?.value?;
        let Bounds::Number(low, high) = self.run.evaluation.bounds(formula, judgement.context) else { return None };
        let limits: Vec<_> = [row.target, row.target_to].into_iter().flatten().map(|t| t.0).collect();
        let amount = |value| quantity(telling(value, None, &limits), row.unit.as_deref(), self.lang);
        let (low, high) = (amount(low), amount(high));
        Some(say!(self.lang, "värdet kan vara från {low} till {high}", "the value may be from {low} to {high}"))
    }
}
