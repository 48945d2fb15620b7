//! Decided deviations: on top of the verdict, never instead of it.

use super::{ExemptionState, Judgement, Run};
use crate::diagnostic::Code;
use crate::policy::{Each, Exemption, Indicator, PeriodWord, Rule, RuleId, Scope, Verdict};
use crate::quantity::Period;
use crate::text;

impl<'p> Run<'p> {
    pub(super) fn set_exemption(&mut self, judgement: &mut Judgement, indicator: &'p Indicator) {
        for (index, exemption) in (0_u32..).zip(&indicator.exemptions) {
            if !self.is_decided(exemption) || !self.is_for(&exemption.scope, judgement) {
                continue;
            }
            let period = self.evaluation.context(judgement.context).period;
            let state = if exemption.expires.is_some_and(|last| last < period.end()) {
                ExemptionState::Expired
            } else if self.is_beyond(exemption, judgement, indicator) {
                ExemptionState::Exceeded
            } else {
                ExemptionState::Applies
            };
            let better = judgement.exemption.is_none() || state == ExemptionState::Applies;
            if better {
                judgement.exemption = Some((index, state));
            }
        }
    }

    /// Whether it was decided by the assessment date: what nobody knew then excuses nothing.
    fn is_decided(&self, exemption: &Exemption) -> bool {
        exemption.decided.date <= self.evaluation.as_of()
    }

    /// Beyond the exemption's own limit, or with a limit that is not known: it does not excuse.
    fn is_beyond(&mut self, exemption: &Exemption, judgement: &Judgement, indicator: &Indicator) -> bool {
        let Some(limit) = exemption.limit else { return false };
        let record = self.evaluation.value(limit, judgement.context);
        let limit = self.evaluation.number_of(record);
        let post = self.goalpost(judgement, indicator);
        match (limit, post, judgement.compared) {
            (Some(limit), Some(post), Some(value)) => !super::grade::Goalpost { limit, ..post }.is_met(value),
            _ => true,
        }
    }

    fn is_for(&self, scope: &Scope, judgement: &Judgement) -> bool {
        let context = self.evaluation.context(judgement.context);
        let as_of = self.evaluation.as_of();
        let period_fits = |word: &PeriodWord| match word {
            PeriodWord::Period(period) => *period == context.period,
            PeriodWord::Year(later) => Period::year(as_of.year()).add_years(*later) == context.period,
            PeriodWord::ToDate => Period::months(as_of.year(), 1, as_of.month()) == context.period,
        };
        let member_fits = |d: &crate::figures::Name, members: &[crate::figures::Name]| {
            context.coordinates.get(d).is_some_and(|m| members.contains(m))
        };
        scope.periods.as_ref().is_none_or(|words| words.iter().any(period_fits))
            && scope.bases.as_ref().is_none_or(|bases| bases.contains(&context.basis))
            && scope.kind.is_none_or(|kind| context.period.is(kind))
            && scope.only.iter().all(|(dimension, members)| member_fits(dimension, members))
            && (scope.each.is_empty() || scope.each.contains(&Each::Total) || !context.coordinates.is_total())
    }

    /// Exemptions that are expired, exceeded, without reference or of no use are findings.
    pub(super) fn find_exemption_faults(&mut self, id: RuleId, rule: &'p Rule, first: usize) {
        let Some(indicator) = rule.indicator().filter(|i| !i.exemptions.is_empty()) else { return };
        for (index, exemption) in (0_u32..).zip(&indicator.exemptions) {
            let title = &rule.title;
            let uses: Vec<ExemptionState> = self.judgements[first..]
                .iter()
                .filter_map(|j| j.exemption.filter(|(i, _)| *i == index))
                .map(|(_, state)| state)
                .collect();
            for state in &uses {
                let (code, said) = match state {
                    ExemptionState::Applies => continue,
                    ExemptionState::Exceeded => (
                        Code::ExemptionExceeded,
                        text!(
                            "{title}: värdet ligger bortom avstegets gräns, så avsteget gäller inte",
                            "{title}: the value is beyond the exemption's limit, so it does not excuse"
                        ),
                    ),
                    ExemptionState::Expired => (
                        Code::ExemptionExpired,
                        text!(
                            "{title}: avsteget hade upphört när perioden slutade",
                            "{title}: the exemption had ended when the period ended"
                        ),
                    ),
                };
                self.warn(code, said, exemption.span, Some(id));
            }
            if exemption.decided.reference.is_none() {
                let said = text!(
                    "{title}: avsteget saknar referens till beslutet",
                    "{title}: the exemption has no reference to the decision"
                );
                self.warn(Code::MissingReference, said, exemption.span, Some(id));
            }
            let judged = self.judgements[first..]
                .iter()
                .any(|j| j.verdict != Verdict::NotApplicable && self.is_for(&exemption.scope, j));
            if uses.is_empty() {
                let date = exemption.decided.date;
                let said = if !self.is_decided(exemption) {
                    text!(
                        "{title}: avsteget beslutas först {date}",
                        "{title}: the exemption is not decided until {date}"
                    )
                } else if judged {
                    text!(
                        "{title}: avsteget behövs inte, målet nås eller kan inte bedömas",
                        "{title}: the exemption is not needed, the target is met or cannot be judged"
                    )
                } else {
                    text!(
                        "{title}: avsteget gäller ingen period som bedöms",
                        "{title}: the exemption is for no period that is judged"
                    )
                };
                self.warn(Code::ExemptionUnused, said, exemption.span, Some(id));
            }
        }
    }
}
