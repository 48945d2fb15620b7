//! What only pictures need: colour limits on the axis of the value, and the years before.

use super::Scribe;
use crate::policy::{RuleKind, Target};
use crate::report::rule::{RuleVerdict, YearPoint};
use crate::report::words::Exact;
use crate::verdict::Judgement;

/// No picture looks further back than this.
const MOST_YEARS: usize = 12;

impl Scribe<'_, '_> {
    /// Adds them to rows that stand in the order of the judgements, claims left out.
    pub(super) fn add_pictures(&mut self, rows: &mut [RuleVerdict]) {
        let judged: Vec<Judgement> = self.run.judgements.clone();
        let shown = judged.iter().filter(|j| self.run.rule(j).kind() != RuleKind::Claim);
        let shown: Vec<&Judgement> = shown.collect();
        for (row, judgement) in rows.iter_mut().zip(shown) {
            row.zones = self.run.zones(judgement);
            row.history = self.history(judgement);
        }
    }

    /// The same cut of the years before, as far back as a value is known, with the target that was in force then.
    fn history(&mut self, judgement: &Judgement) -> Vec<YearPoint> {
        let Some(indicator) = self.run.rule(judgement).indicator() else { return Vec::new() };
        let Some(formula) = indicator.value else { return Vec::new() };
        let limits = match indicator.target {
            Target::Limit(_, limit) => [Some(limit), None],
            Target::Between(from, to) => [Some(from), Some(to)],
            Target::Improvement | Target::None(_) | Target::Manual => [None, None],
        };
        let (mut years, mut there) = (Vec::new(), judgement.context);
        for _ in 0..MOST_YEARS {
            there = self.run.evaluation.year_before(there);
            let mut number = |formula| {
                let record = self.run.evaluation.value(formula, there);
                self.run.evaluation.number_of(record).map(Exact)
            };
            let Some(value) = number(formula) else { continue };
            let [target, target_to] = limits.map(|limit| limit.and_then(&mut number));
            years.push(YearPoint { period: self.run.evaluation.context(there).period, value, target, target_to });
        }
        years.reverse();
        years
    }
}
