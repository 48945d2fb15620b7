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
        let range = self.possible_values(judgement, row).map(|r| format!(": {r}")).unwrap_or_default();
        Some(say!(
            self.lang,
            "avrundningen i underlaget kan avgöra{range}",
            "rounding in the figures could change this{range}"
        ))
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
