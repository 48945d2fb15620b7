//! Verdicts: what each rule concludes, for whom and when, with decided deviations and samlade bedömningar on top.

mod assess;
mod contexts;
mod exempt;
mod explain;
mod finding;
mod grade;
mod indicator;
mod known;
mod manual;
mod parts;
mod posts;
mod requirement;
mod robust;
mod zones;

pub use assess::{AssessmentResult, Counts};
pub use explain::{Missing, Rest};
pub use finding::{Finding, Measurement};
pub use grade::{Goalpost, Miss, attainment, grade};
pub use known::Known;
pub(crate) use parts::{Split, wholes};
pub(crate) use requirement::top_comparison;
pub use zones::Zone;

use rust_decimal::Decimal;
use std::sync::Arc;

use crate::evaluate::{ContextId, Evaluation, Reason, RecordId, Remark};
use crate::figures::FigureSet;
use crate::policy::{Policy, Rule, RuleBody, RuleId, RuleKind, Verdict};
use crate::quantity::{Basis, Date, Period};

/// What a run is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The assessment date.
    pub as_of: Option<Date>,
    /// Only this period.
    pub period: Option<Period>,
    /// Only this basis.
    pub basis: Option<Basis>,
}

/// Which way a value has gone since the same period last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// In the wanted direction.
    Up,
    /// Not at all, on the published decimals.
    Unchanged,
    /// Against the wanted direction.
    Down,
}

/// How an exemption meets a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExemptionState {
    /// It excuses.
    Applies,
    /// The value is beyond its limit.
    Exceeded,
    /// It had ended when the judged period ended.
    Expired,
}

/// One condition of a requirement, or the comparison of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionResult {
    /// The evaluated condition.
    pub record: RecordId,
    /// Whether it holds; `None`: unknown.
    pub holds: Option<bool>,
    /// Left side and right side, where the condition is a comparison of numbers; their unit is told by [`Run::unit_of_sides`].
    pub sides: Option<(Decimal, Decimal)>,
    /// What a check tolerates.
    pub tolerance: Option<Decimal>,
}

/// One rule in one context.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The rule.
    pub rule: RuleId,
    /// For whom, when, on which basis.
    pub context: ContextId,
    /// The verdict.
    pub verdict: Verdict,
    /// Why there is none.
    pub reason: Option<Reason>,
    /// The evaluated value.
    pub value: Option<RecordId>,
    /// The value as compared.
    pub compared: Option<Decimal>,
    /// The evaluated limit; the lower one of two.
    pub limit: Option<RecordId>,
    /// The upper limit of two.
    pub upper: Option<RecordId>,
    /// The value of the same period last year, where the scale judges the change.
    pub previous: Option<RecordId>,
    /// The row of a list of levels.
    pub level: Option<u32>,
    /// The exemption that meets it: its number in the rule, and how.
    pub exemption: Option<(u32, ExemptionState)>,
    /// The conditions.
    pub conditions: Vec<ConditionResult>,
    /// The verdict that people gave: its number in the figures.
    pub manual: Option<u32>,
    /// A reported value that it rests on disagrees with the computed one.
    pub reported_differs: bool,
    /// It falls short as somebody has accepted that it does, for a time.
    pub known: Option<Arc<Known>>,
}

/// Everything that a run concluded.
pub struct Run<'p> {
    /// All that was evaluated.
    pub evaluation: Evaluation<'p>,
    /// One entry a rule and context, in the order of the pack.
    pub judgements: Vec<Judgement>,
    /// The samlade bedömningar, per period and basis.
    pub assessments: Vec<AssessmentResult>,
    /// What somebody should look at.
    pub findings: Vec<Finding>,
    /// What was asked for.
    pub options: Options,
    /// The contexts of the last scope with stated periods: most rules of a pack share one.
    stated: Option<(u32, Vec<ContextId>)>,
    /// Which checks are not met, on which basis and at the end of which period; each once.
    failed_checks: Vec<(RuleId, Basis, Date)>,
    /// The figures with every number exactly as stated, once somebody has asked for them.
    exact: Option<FigureSet>,
}

/// Judges every rule of a policy over the figures, and looks at the whole: findings and samlade bedömningar.
pub fn judge<'p>(policy: &'p Policy, figures: &'p FigureSet, options: Options) -> Run<'p> {
    let mut run = verdicts(policy, figures, options);
    run.find_checks();
    run.find_claims();
    run.find_in_ledgers();
    run.find_parts_that_differ();
    run.find_lines_outside_law();
    run.find_left_out();
    run.find_idle_verdicts();
    run.assess();
    run
}

/// Judges every rule of a policy over the figures, each by itself, with its derivation. What only the whole shows is for [`judge`].
pub fn verdicts<'p>(policy: &'p Policy, figures: &'p FigureSet, options: Options) -> Run<'p> {
    verdicts_of(policy, figures, options, |_| true)
}

/// The same for some of the rules.
pub(crate) fn verdicts_of<'p>(
    policy: &'p Policy,
    figures: &'p FigureSet,
    options: Options,
    wanted: impl Fn(&Rule) -> bool,
) -> Run<'p> {
    let mut run = Run::of_nothing(policy, figures, options);
    run.judgements.reserve(policy.rules.len());
    for (index, rule) in (0_u32..).zip(&policy.rules).filter(|(_, rule)| wanted(rule)) {
        let first = run.judgements.len();
        run.judge_rule(RuleId(index), rule);
        run.find_exemption_faults(RuleId(index), rule, first);
    }
    if run.evaluation.any_differs {
        run.settle_reported(policy, figures);
    }
    run.failed_checks = run.checks_that_failed();
    run
}

/// The assessment date where none is given: the pack's own, else the end of the latest period with an outcome, else the end of the latest period.
pub fn assessment_date(policy: &Policy, figures: &FigureSet) -> Date {
    let latest = |wanted: Option<Basis>| {
        figures.all().iter().filter(|f| wanted.is_none_or(|b| b == f.basis)).map(|f| f.period.end()).max()
    };
    let anything = || policy.validity.to.or(policy.validity.from).unwrap_or_else(|| Period::year(2024).end());
    policy.as_of.or_else(|| latest(Some(Basis::Outcome))).or_else(|| latest(None)).unwrap_or_else(anything)
}

impl Judgement {
    fn new(rule: RuleId, context: ContextId) -> Self {
        Self {
            rule,
            context,
            verdict: Verdict::Undetermined,
            reason: None,
            value: None,
            compared: None,
            limit: None,
            upper: None,
            previous: None,
            level: None,
            exemption: None,
            conditions: Vec::new(),
            manual: None,
            reported_differs: false,
            known: None,
        }
    }

    fn undetermined(&mut self, reason: Reason) {
        self.verdict = Verdict::Undetermined;
        self.reason = Some(reason);
    }

    fn not_applicable(&mut self, reason: Reason) {
        self.verdict = Verdict::NotApplicable;
        self.reason = Some(reason);
    }

    /// An exemption excuses it.
    pub fn is_exempted(&self) -> bool {
        matches!(self.exemption, Some((_, ExemptionState::Applies)))
    }
}

impl<'p> Run<'p> {
    /// A run in which nothing has been judged yet.
    pub(crate) fn of_nothing(policy: &'p Policy, figures: &'p FigureSet, options: Options) -> Self {
        let as_of = options.as_of.unwrap_or_else(|| assessment_date(policy, figures));
        Self {
            evaluation: Evaluation::new(policy, figures, as_of),
            judgements: Vec::new(),
            assessments: Vec::new(),
            findings: Vec::new(),
            options,
            stated: None,
            failed_checks: Vec::new(),
            exact: None,
        }
    }

    /// The figures with every number exactly as stated, to move one and put it back; [`Run::give_back`] keeps them for the next.
    pub(crate) fn take_exact(&mut self) -> FigureSet {
        self.exact.take().unwrap_or_else(|| self.evaluation.figures().exact())
    }

    pub(crate) fn give_back(&mut self, exact: FigureSet) {
        self.exact = Some(exact);
    }

    /// The policy.
    pub fn policy(&self) -> &'p Policy {
        self.evaluation.policy()
    }

    /// The rule of a judgement.
    pub fn rule(&self, judgement: &Judgement) -> &'p Rule {
        &self.policy().rules[judgement.rule.0 as usize]
    }

    fn judge_rule(&mut self, id: RuleId, rule: &'p Rule) {
        if let Some(ledger) = rule.scope.ledger() {
            return self.judge_posts(id, rule, ledger);
        }
        let contexts = self.contexts_of(id, rule);
        if let Some(day) = rule.scope.by {
            self.judge_by(id, rule, &contexts, day);
        } else {
            for context in &contexts {
                let judgement = self.judge_in(id, rule, *context);
                self.judgements.push(judgement);
            }
        }
        self.keep_contexts(id, contexts);
    }

    /// "Some time before or on a day": for each part and basis the best of the periods up to then decides (of equally good ones the last), and before
    /// the day a miss is only not due.
    fn judge_by(&mut self, id: RuleId, rule: &'p Rule, contexts: &[ContextId], day: Date) {
        let mut best: Vec<Judgement> = Vec::new();
        for context in contexts {
            let next = self.judge_in(id, rule, *context);
            let here = self.evaluation.context(*context);
            let same = |j: &&mut Judgement| {
                let there = self.evaluation.context(j.context);
                (&there.coordinates, there.basis) == (&here.coordinates, here.basis)
            };
            match best.iter_mut().find(same) {
                Some(known) if next.verdict <= known.verdict => *known = next,
                Some(_) => {}
                None => best.push(next),
            }
        }
        for mut judgement in best {
            if judgement.verdict != Verdict::Met && self.evaluation.as_of() < day {
                judgement.not_applicable(Reason::NotDue);
            }
            self.judgements.push(judgement);
        }
    }

    pub(crate) fn judge_in(&mut self, id: RuleId, rule: &'p Rule, context: ContextId) -> Judgement {
        let mut judgement = Judgement::new(id, context);
        // Outside the pack's own validity there are no contexts.
        let always = rule.validity == self.policy().validity || rule.kind() == RuleKind::Claim;
        if !always && !rule.validity.holds_period(self.evaluation.context(context).period) {
            judgement.not_applicable(Reason::NotValid);
            return judgement;
        }
        match &rule.body {
            RuleBody::Indicator(indicator) => self.judge_indicator(&mut judgement, rule, indicator),
            RuleBody::Requirement(requirement) => self.judge_requirement(&mut judgement, requirement),
            RuleBody::Check(check) => self.judge_check(&mut judgement, rule, check),
            RuleBody::Claim(claim) => self.judge_comparison(&mut judgement, claim.that, &claim.within),
        }
        if let Some(ledger) = rule.scope.ledger() {
            self.settle_post(&mut judgement, rule, ledger);
        }
        let not_yet = rule.scope.at.is_some_and(|day| self.evaluation.as_of() < day);
        let is_missing = matches!(judgement.reason, Some(Reason::NoValue | Reason::TooShortWindow));
        if not_yet && is_missing && judgement.verdict == Verdict::Undetermined {
            judgement.not_applicable(Reason::NotDue);
        }
        judgement
    }

    /// Judges again with the reported values wherever a judgement rests on one that disagrees with the computed one: the same verdict stands, two
    /// different ones are a conflict.
    fn settle_reported(&mut self, policy: &'p Policy, figures: &'p FigureSet) {
        let touched: Vec<usize> =
            (0..self.judgements.len()).filter(|i| self.rests_on_difference(&self.judgements[*i])).collect();
        let as_of = Some(self.evaluation.as_of());
        let mut again = Run::of_nothing(policy, figures, Options { as_of, ..self.options });
        again.evaluation.prefer_reported = true;
        for index in touched {
            let first = &self.judgements[index];
            let (id, context) = (first.rule, self.evaluation.context(first.context).clone());
            let context = again.evaluation.context_id(&context);
            let second = again.judge_in(id, &policy.rules[id.0 as usize], context);
            let judgement = &mut self.judgements[index];
            judgement.reported_differs = true;
            // A check is what says that the two differ: it does not become unknown by it.
            let is_check = policy.rules[id.0 as usize].kind() == RuleKind::Check;
            if second.verdict != judgement.verdict && !is_check {
                judgement.undetermined(Reason::Conflict);
                judgement.exemption = None;
            }
        }
        self.find_reported_differences();
    }

    fn rests_on_difference(&self, judgement: &Judgement) -> bool {
        self.records_of(judgement).into_iter().any(|r| matches!(self.evaluation.record(r).remark, Remark::Differs(..)))
    }

    /// Every record that a judgement rests on, each once.
    pub fn records_of(&self, judgement: &Judgement) -> Vec<RecordId> {
        let own = [judgement.value, judgement.limit, judgement.upper].into_iter().flatten();
        let mut all: Vec<RecordId> = Vec::new();
        for record in own.chain(judgement.conditions.iter().map(|c| c.record)) {
            self.evaluation.add_rests(record, &mut all);
        }
        all
    }
}
