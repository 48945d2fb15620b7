//! Samlade bedömningar: counts of verdicts, graded from the top, with a named body's override on top.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Judgement, Run};
use crate::diagnostic::Code;
use crate::evaluate::{Conclusions, Context, Evaluation, Value};
use crate::figures::{Coordinates, ManualVerdict};
use crate::policy::{Assessment, CountsAs, Grade, Group, Need, RuleId, Verdict, WithoutVerdict};
use crate::quantity::{Basis, Period};
use crate::text;

/// How many rules came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All that count.
    pub all: u32,
    /// Met.
    pub met: u32,
    /// Partly met.
    pub partly_met: u32,
    /// Not met.
    pub not_met: u32,
    /// Undetermined.
    pub undetermined: u32,
    /// Not applicable.
    pub not_applicable: u32,
}

/// One assessment for one period and basis.
#[derive(Debug, Clone)]
pub struct AssessmentResult {
    /// Which: an index into the policy's assessments.
    pub assessment: u32,
    /// The period.
    pub period: Period,
    /// The basis.
    pub basis: Basis,
    /// The verdict that stands.
    pub verdict: Verdict,
    /// The computed verdict, also where it has been overridden.
    pub computed: Verdict,
    /// The line that gave the computed verdict.
    pub grade: Option<u32>,
    /// What the lines came to, from the top, as far as they were tried; `None`: unknown, which stops.
    pub tried: Vec<Option<bool>>,
    /// The override: its number in the figures.
    pub overridden: Option<u32>,
    /// The counts over all groups, each rule once.
    pub counts: Counts,
    /// The counts of each group.
    pub groups: Vec<Counts>,
}

impl Counts {
    fn add(&mut self, verdict: Verdict) {
        self.all += 1;
        match verdict {
            Verdict::Met => self.met += 1,
            Verdict::PartlyMet => self.partly_met += 1,
            Verdict::NotMet => self.not_met += 1,
            Verdict::Undetermined => self.undetermined += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
        }
    }

    /// With a verdict of met, partly met or not met.
    pub fn judged(&self) -> u32 {
        self.met + self.partly_met + self.not_met
    }

    /// As formulas see them; `None` where undetermined rules block.
    fn seen(mut self, mode: WithoutVerdict) -> Option<[u32; 7]> {
        match mode {
            WithoutVerdict::Blocks if self.undetermined > 0 => return None,
            WithoutVerdict::NotMet => {
                self.not_met += self.undetermined;
                self.undetermined = 0;
            }
            WithoutVerdict::Blocks | WithoutVerdict::LeftOut => {}
        }
        Some([self.all, self.judged(), self.met, self.partly_met, self.not_met, self.undetermined, self.not_applicable])
    }
}

/// By rule.
type Verdicts = Arc<BTreeMap<u32, Verdict>>;

impl<'p> Run<'p> {
    pub(super) fn assess(&mut self) {
        // The same for all assessments of a period and basis.
        let mut counted: Vec<((Basis, Period), Verdicts)> = Vec::new();
        for (index, assessment) in (0_u32..).zip(&self.policy().assessments) {
            let rules: Vec<RuleId> = assessment.groups.iter().flat_map(|g| g.rules.iter().copied()).collect();
            let mut cuts: Vec<(Basis, Period)> = Vec::new();
            for judgement in self.judgements.iter().filter(|j| rules.contains(&j.rule)) {
                let context = self.evaluation.context(judgement.context);
                let cut = (context.basis, context.period);
                if !cuts.contains(&cut) {
                    cuts.push(cut);
                }
            }
            // A balance at the end of a period counts in that period, not by itself.
            let stretches: Vec<(Basis, Period)> =
                cuts.iter().copied().filter(|(_, p)| matches!(p, Period::Months { .. })).collect();
            cuts.retain(|(basis, period)| {
                stretches.contains(&(*basis, *period))
                    || !stretches.iter().any(|(b, p)| b == basis && p.end() == period.end())
            });
            cuts.sort_by_key(|(basis, period)| (*basis, period.end(), *period));
            for (basis, period) in cuts {
                let rules = match counted.iter().find(|(cut, _)| *cut == (basis, period)) {
                    Some((_, rules)) => Arc::clone(rules),
                    None => {
                        let rules = Arc::new(self.counted_rules(period, basis));
                        counted.push(((basis, period), Arc::clone(&rules)));
                        rules
                    }
                };
                let result = self.assess_one(index, assessment, period, basis, rules);
                self.assessments.push(result);
            }
        }
    }

    /// The verdicts by which a rule counts in a period and basis.
    fn counted(&self, id: RuleId, period: Period, basis: Basis) -> Vec<Verdict> {
        let rows: Vec<Verdict> =
            self.judgements_of(id).iter().filter(|j| self.is_counted_in(j, period, basis)).map(|j| j.verdict).collect();
        let mode = self.policy().rule(id).and_then(|r| r.scope.counts_as).unwrap_or(CountsAs::All);
        if mode == CountsAs::Each || rows.len() <= 1 {
            return rows;
        }
        let applicable: Vec<Verdict> = rows.into_iter().filter(|v| *v != Verdict::NotApplicable).collect();
        match mode {
            _ if applicable.is_empty() => vec![Verdict::NotApplicable],
            CountsAs::Worst => vec![worst(&applicable)],
            // One that falls short is enough to know that not all are met, whatever the unknown ones are.
            CountsAs::All if applicable.contains(&Verdict::PartlyMet) => vec![Verdict::NotMet],
            CountsAs::All | CountsAs::Each => vec![worst(&applicable)],
        }
    }

    /// The judgements of a rule; all of them stand in the order of the rules.
    fn judgements_of(&self, id: RuleId) -> &[Judgement] {
        let first = self.judgements.partition_point(|j| j.rule < id);
        let rest = self.judgements.get(first..).unwrap_or_default();
        rest.get(..rest.partition_point(|j| j.rule == id)).unwrap_or_default()
    }

    /// Whether a judgement counts in a period and basis: it is about the period itself, or about its last day.
    pub fn is_counted_in(&self, judgement: &Judgement, period: Period, basis: Basis) -> bool {
        let context = self.evaluation.context(judgement.context);
        (context.period == period || context.period == Period::Day(period.end())) && context.basis == basis
    }

    fn group_counts(&self, group: &Group, period: Period, basis: Basis) -> Counts {
        let mut counts = Counts::default();
        for rule in &group.rules {
            for verdict in self.counted(*rule, period, basis) {
                counts.add(verdict);
            }
        }
        counts
    }

    /// Of each rule the verdict that counts in a period and basis.
    fn counted_rules(&self, period: Period, basis: Basis) -> BTreeMap<u32, Verdict> {
        let rules = 0..u32::try_from(self.policy().rules.len()).unwrap_or(u32::MAX);
        rules
            .filter_map(|index| {
                let verdicts = self.counted(RuleId(index), period, basis);
                (!verdicts.is_empty()).then(|| (index, worst(&verdicts)))
            })
            .collect()
    }

    fn assess_one(
        &mut self,
        index: u32,
        assessment: &'p Assessment,
        period: Period,
        basis: Basis,
        rules: Verdicts,
    ) -> AssessmentResult {
        let groups: Vec<Counts> = assessment.groups.iter().map(|g| self.group_counts(g, period, basis)).collect();
        let mut distinct: Vec<RuleId> = assessment.groups.iter().flat_map(|g| g.rules.iter().copied()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let everything = Group { name: String::new(), rules: distinct, without_verdict: WithoutVerdict::LeftOut };
        let counts = self.group_counts(&everything, period, basis);
        let seen = groups.iter().zip(&assessment.groups).map(|(c, g)| c.seen(g.without_verdict)).collect();
        let (computed, grade, tried) = if groups.iter().all(|g| g.judged() == 0) {
            (Verdict::Undetermined, None, Vec::new())
        } else {
            self.first_that_holds(&assessment.grades, Conclusions { groups: seen, rules }, period, basis)
        };
        let (verdict, overridden) = self.overridden(assessment, period, basis, computed);
        AssessmentResult {
            assessment: index,
            period,
            basis,
            verdict,
            computed,
            grade,
            tried,
            overridden,
            counts,
            groups,
        }
    }

    fn first_that_holds(
        &self,
        grades: &'p [Grade],
        conclusions: Conclusions,
        period: Period,
        basis: Basis,
    ) -> (Verdict, Option<u32>, Vec<Option<bool>>) {
        let (figures, as_of) = (self.evaluation.figures(), self.evaluation.as_of());
        let mut evaluation = Evaluation::of_a_few(self.policy(), figures, as_of);
        evaluation.conclusions = conclusions;
        let context = evaluation.context_id(&Context::judged(Coordinates::default(), period, basis));
        let mut tried = Vec::new();
        for (index, grade) in (0_u32..).zip(grades) {
            let holds = grade.when.map_or(Value::Truth(true), |when| {
                let record = evaluation.value(when, context);
                evaluation.value_of(record)
            });
            tried.push(holds.truth());
            match holds {
                Value::Truth(true) => return (grade.gives, Some(index), tried),
                Value::Truth(false) => {}
                _ => break,
            }
        }
        (Verdict::Undetermined, None, tried)
    }

    /// A named body's own verdict, if it gave one with what is needed.
    fn overridden(
        &mut self,
        assessment: &Assessment,
        period: Period,
        basis: Basis,
        computed: Verdict,
    ) -> (Verdict, Option<u32>) {
        let figures = self.evaluation.figures();
        let is_given = |m: &&ManualVerdict| {
            m.rule == assessment.name && m.period.is_none_or(|p| p == period) && m.basis.is_none_or(|b| b == basis)
        };
        let found = figures.manual.iter().enumerate().find(|(_, m)| is_given(m));
        let Some((given, manual)) = found else { return (computed, None) };
        let title = &assessment.title;
        let fault = match &assessment.overriding {
            _ if figures.manual.iter().filter(is_given).any(|other| other.level != manual.level) => Some(text!(
                "{title}: det finns två olika ändringar av bedömningen",
                "{title}: there are two different overrides of the assessment"
            )),
            None => Some(text!(
                "{title}: paketet låter ingen ändra bedömningen",
                "{title}: the pack lets nobody override the assessment"
            )),
            Some(allowed) => {
                let lacks = allowed.needs.iter().any(|need| match need {
                    Need::Motivation => manual.motivation.is_none(),
                    Need::Reference => manual.reference.is_none() && manual.origin.cited.is_none(),
                });
                let by = &allowed.by;
                if manual.by.as_ref() != Some(by) {
                    Some(text!(
                        "{title}: bara {by} får ändra bedömningen",
                        "{title}: only {by} may override the assessment"
                    ))
                } else if lacks {
                    Some(text!(
                        "{title}: den ändrade bedömningen saknar motivering eller referens",
                        "{title}: the override lacks a motivation or a reference"
                    ))
                } else {
                    None
                }
            }
        };
        let verdict = verdict_word(&manual.level);
        match (fault, verdict) {
            (None, Some(verdict)) => (verdict, u32::try_from(given).ok()),
            (fault, _) => {
                let level = &manual.level;
                let said = fault.unwrap_or_else(|| {
                    text!("{title}: `{level}` är ingen bedömning", "{title}: `{level}` is no verdict")
                });
                self.warn(Code::ManualIncomplete, said, manual.origin.span, None);
                (computed, None)
            }
        }
    }
}

fn verdict_word(level: &str) -> Option<Verdict> {
    let all = [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet, Verdict::Undetermined];
    all.into_iter().find(|v| v.as_str() == level)
}

/// The worst of several verdicts: not met, then undetermined, then partly met.
fn worst(verdicts: &[Verdict]) -> Verdict {
    let badness = |v: &Verdict| match v {
        Verdict::NotMet => 4,
        Verdict::Undetermined => 3,
        Verdict::PartlyMet => 2,
        Verdict::Met => 1,
        Verdict::NotApplicable => 0,
    };
    verdicts.iter().copied().max_by_key(badness).unwrap_or(Verdict::Undetermined)
}
