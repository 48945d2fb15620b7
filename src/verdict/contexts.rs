//! For whom, for which periods and on which bases a rule is judged. Every rule gets at least one row, so that none is silently left out.

use super::{Judgement, Run};
use crate::diagnostic::Code;
use crate::evaluate::{Context, ContextId, Reason};
use crate::figures::{Coordinates, Definition, Measured, Name};
use crate::language::Text;
use crate::policy::{Each, PeriodWord, Rule, RuleId, RuleKind, Scope};
use crate::quantity::{Basis, Date, Period};
use crate::text;

/// How many figures are named that a rule lacks.
const TITLES: usize = 4;

impl<'p> Run<'p> {
    /// The contexts of a rule. Most rules of a pack share one scope: its contexts are kept, and given back with [`Run::keep_contexts`].
    pub(super) fn contexts_of(&mut self, id: RuleId, rule: &'p Rule) -> Vec<ContextId> {
        let scope = self.same_scope(id);
        match std::mem::take(&mut self.stated) {
            Some((known, contexts)) if Some(known) == scope && !contexts.is_empty() => contexts,
            _ => self.find_contexts(id, rule),
        }
    }

    pub(super) fn keep_contexts(&mut self, id: RuleId, contexts: Vec<ContextId>) {
        self.stated = self.same_scope(id).map(|scope| (scope, contexts));
    }

    fn same_scope(&self, id: RuleId) -> Option<u32> {
        self.policy().program().same_scope.get(id.0 as usize).copied().flatten()
    }

    fn find_contexts(&mut self, id: RuleId, rule: &'p Rule) -> Vec<ContextId> {
        let cuts = self.cuts_of(rule);
        if cuts.is_empty() {
            self.find_never(id, rule);
        }
        let mut contexts = Vec::with_capacity(cuts.len());
        for (period, basis) in cuts {
            if rule.scope.each.is_empty() && rule.scope.only.is_empty() {
                contexts.push(self.evaluation.context_id(&Context::judged(Coordinates::default(), period, basis)));
                continue;
            }
            let parts = self.parts_of(&rule.scope, period);
            if parts.is_empty() {
                self.judge_nobody(id, rule, period, basis);
            }
            for coordinates in parts {
                contexts.push(self.evaluation.context_id(&Context::judged(coordinates, period, basis)));
            }
        }
        contexts
    }

    /// The periods and bases.
    pub(super) fn cuts_of(&mut self, rule: &'p Rule) -> Vec<(Period, Basis)> {
        let bases: &[Basis] = rule.scope.bases.as_deref().unwrap_or(&Basis::ALL);
        let as_of = self.evaluation.as_of();
        let stated: Option<Vec<Period>> = match (rule.scope.at, &rule.scope.periods) {
            (Some(day), _) => Some(vec![Period::Day(day)]),
            (None, Some(words)) => Some(words.iter().map(|w| period_of(*w, as_of)).collect()),
            (None, None) => None,
        };
        let mut cuts: Vec<(Period, Basis)> = match &stated {
            Some(periods) => {
                let all =
                    bases.iter().flat_map(|b| periods.iter().map(|p| (*p, *b))).filter(|cut| self.wanted(rule, *cut));
                let all: Vec<_> = all.collect();
                let with_figures: Vec<_> =
                    all.iter().copied().filter(|(p, b)| self.evaluation.is_submitted(*p, *b)).collect();
                if with_figures.is_empty() { all.into_iter().take(1).collect() } else { with_figures }
            }
            None => self.submitted_cuts(rule, bases),
        };
        if cuts.is_empty() && stated.is_none() {
            let period = self.options.period.unwrap_or_else(|| Period::year(as_of.year()));
            let basis = self.options.basis.or_else(|| bases.first().copied()).unwrap_or(Basis::Outcome);
            let fallback = (period, basis);
            let kind_fits = rule.scope.kind.is_none_or(|k| period.is(k));
            if self.policy().validity.holds_period(period)
                && bases.contains(&basis)
                && (kind_fits || self.options.period.is_none())
            {
                cuts.push(fallback);
            }
        }
        cuts
    }

    fn wanted(&self, rule: &Rule, (period, basis): (Period, Basis)) -> bool {
        self.options.period.is_none_or(|p| p == period)
            && self.options.basis.is_none_or(|b| b == basis)
            && rule.scope.kind.is_none_or(|k| period.is(k))
            && rule.scope.by.is_none_or(|day| period.end() <= day)
            && (self.policy().validity.holds_period(period) || is_of_history(rule))
    }

    /// Without stated periods: those for which the figures hold something that the rule reads. Days count only where the rule reads nothing but
    /// balances, since a balance is read at the end of the period otherwise.
    fn submitted_cuts(&self, rule: &Rule, bases: &[Basis]) -> Vec<(Period, Basis)> {
        let policy = self.policy();
        let is_balance =
            |id: &crate::figures::FigureId| policy.vocabulary.get(*id).is_some_and(|d| d.measured == Measured::At);
        let only_balances = rule.reads.iter().all(is_balance);
        let mut cuts = Vec::new();
        for id in rule.reads.iter().filter(|id| only_balances || !is_balance(id)) {
            for figure in self.evaluation.figures().of(*id).1 {
                let cut = (figure.period, figure.basis);
                if bases.contains(&figure.basis) && self.wanted(rule, cut) {
                    cuts.push(cut);
                }
            }
        }
        cuts.sort_by_key(|(period, basis)| (*basis, period.end(), *period));
        cuts.dedup();
        cuts
    }

    /// One row for each member (and the total) of `each`. What `where` says of another dimension holds for every row.
    fn parts_of(&self, scope: &Scope, period: Period) -> Vec<Coordinates> {
        let is_each = |dimension: &Name| scope.each.iter().any(|e| matches!(e, Each::Dimension(d) if d == dimension));
        let allowed = |dimension: &Name, member: &Name| {
            scope.only.iter().all(|(d, members)| d != dimension || members.contains(member))
        };
        let mut parts = Vec::new();
        for one in &scope.each {
            match one {
                // Posts are judged by themselves.
                Each::Total | Each::Posts(..) => parts.push(Coordinates::default()),
                Each::Dimension(dimension) => {
                    let members = self.evaluation.members_of(dimension, period);
                    let members = members.into_iter().filter(|m| allowed(dimension, m));
                    parts.extend(members.map(|m| Coordinates::new(vec![(dimension.clone(), m)])));
                }
            }
        }
        if scope.each.is_empty() {
            parts.push(Coordinates::default());
        }
        for (dimension, members) in scope.only.iter().filter(|(dimension, _)| !is_each(dimension)) {
            let existing = self.evaluation.members_of(dimension, period);
            let chosen: Vec<&Name> = members.iter().filter(|m| existing.contains(m)).collect();
            parts = parts.iter().flat_map(|part| chosen.iter().map(|m| part.with(dimension, m))).collect();
        }
        parts
    }

    /// A rule that is judged nowhere is said, unless less was asked for than the pack holds.
    pub(super) fn find_never(&mut self, id: RuleId, rule: &Rule) {
        if self.options.period.is_none() && self.options.basis.is_none() {
            let title = &rule.title;
            let said = self.without_figures(rule).unwrap_or_else(|| {
                text!(
                    "{title}: regeln gäller ingen period inom paketets giltighet",
                    "{title}: the rule is for no period within the pack's validity"
                )
            });
            self.warn(Code::RuleNotEvaluated, said, rule.span, Some(id));
        }
    }

    /// What has not been submitted for a rule that is judged for every period with figures. `None`: its periods are stated, or it reads nothing.
    fn without_figures(&self, rule: &Rule) -> Option<Text> {
        if rule.scope.at.is_some() || rule.scope.periods.is_some() {
            return None;
        }
        let read: Vec<(&Definition, bool)> = rule
            .reads
            .iter()
            .filter_map(|id| {
                let is_submitted = !self.evaluation.figures().of(*id).1.is_empty();
                Some((self.policy().vocabulary.get(*id)?, is_submitted))
            })
            .collect();
        let any_submitted = read.iter().any(|(_, is_submitted)| *is_submitted);
        let named = |with_default: bool| -> Vec<&str> {
            let wanted = read.iter().filter(|(d, is_submitted)| {
                *is_submitted == any_submitted && (with_default || any_submitted || d.default.is_none())
            });
            let mut titles: Vec<&str> = wanted.map(|(d, _)| d.title.as_str()).collect();
            titles.dedup();
            titles
        };
        let titles = Some(named(false)).filter(|t| !t.is_empty()).unwrap_or_else(|| named(true));
        let listed = titles.iter().take(TITLES).map(|t| format!("”{t}”")).collect::<Vec<_>>().join(", ");
        let (sv, en) = match titles.len().saturating_sub(TITLES) {
            0 if titles.is_empty() => return None,
            0 => (listed.clone(), listed),
            more => (format!("{listed} och {more} till"), format!("{listed} and {more} more")),
        };
        let title = &rule.title;
        Some(match any_submitted {
            true => text!(
                "{title}: det som regeln läser är bara lämnat för andra perioder eller underlag än den bedömer: {sv}",
                "{title}: what the rule reads has only been submitted for other periods or bases than it judges: {en}"
            ),
            false => text!(
                "{title}: inget av det som regeln läser är lämnat: {sv}",
                "{title}: nothing that the rule reads has been submitted: {en}"
            ),
        })
    }

    /// A rule over nobody: a row without a verdict, whatever the whole comes to, and a finding.
    fn judge_nobody(&mut self, id: RuleId, rule: &Rule, period: Period, basis: Basis) {
        let title = &rule.title;
        let said = text!(
            "{title}: det finns ingen att bedöma för {period}; en regel över ingen är inte uppfylld",
            "{title}: there is nobody to judge for {period}; a rule over nobody is not met"
        );
        self.warn(Code::RuleNotEvaluated, said, rule.span, Some(id));
        let context = self.evaluation.context_id(&Context::judged(Coordinates::default(), period, basis));
        let mut judgement = Judgement::new(id, context);
        judgement.undetermined(Reason::NoValue);
        self.judgements.push(judgement);
    }
}

/// What is claimed of stated periods is true or false of them, whenever the guideline holds.
fn is_of_history(rule: &Rule) -> bool {
    rule.kind() == RuleKind::Claim && (rule.scope.periods.is_some() || rule.scope.at.is_some())
}

fn period_of(word: PeriodWord, as_of: Date) -> Period {
    match word {
        PeriodWord::Period(period) => period,
        PeriodWord::Year(later) => Period::year(as_of.year()).add_years(later),
        PeriodWord::ToDate => Period::months(as_of.year(), 1, as_of.month()),
    }
}
