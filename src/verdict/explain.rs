//! What a verdict rests on: missing figures, assumptions, doubtful inputs, the gap. Structure only; words come in the report.

use rust_decimal::Decimal;

use super::{Judgement, Run, attainment};
use crate::evaluate::{ContextId, Link, Reason, RecordId, Remark, Value};
use crate::figures::{Figure, FigureId, Given};
use crate::formula::{NodeId, Operation, ParameterId};
use crate::policy::{Better, Convention, RuleBody, RuleId, Scale, Verdict};
use crate::quantity::{Basis, Date};

/// A figure or limit that was looked for and not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A figure, where it was looked for, and the submitted cell if there was one.
    Figure(FigureId, ContextId, Option<u32>),
    /// A parameter without a value in force.
    Parameter(ParameterId, ContextId),
}

/// Something that a verdict rests on: a leaf of its derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// A submitted figure: its number in the set.
    Figure(u32),
    /// A figure's default.
    Default(FigureId, ContextId),
    /// A parameter's value.
    Parameter(ParameterId, u32),
}

impl<'p> Run<'p> {
    /// The leaves with a value, each once, in the order they are read.
    pub fn rests(&self, judgement: &Judgement) -> Vec<Rest> {
        let mut found = Vec::new();
        let records = self.records_of(judgement);
        self.each_leaf(&records, |run, record, node, operation| {
            let slot = run.evaluation.slot(record, node);
            if matches!(slot.value, Value::Unknown(_) | Value::NotReached) {
                return;
            }
            let index = slot.link.index().and_then(|i| u32::try_from(i).ok());
            let rest = match (operation, index) {
                (Operation::Figure(id), None) if slot.link == Link::DEFAULT => {
                    Rest::Default(*id, run.evaluation.record(record).context)
                }
                (Operation::Figure(_), Some(index)) => Rest::Figure(index),
                (Operation::Parameter(id), Some(index)) => Rest::Parameter(*id, index),
                _ => return,
            };
            if !found.contains(&rest) {
                found.push(rest);
            }
        });
        for record in &records {
            for read in self.published_by(*record) {
                if !found.contains(&Rest::Figure(read)) {
                    found.push(Rest::Figure(read));
                }
            }
        }
        for record in records {
            if let Remark::Reported(index) | Remark::Agrees(index) | Remark::Differs(index) =
                self.evaluation.record(record).remark
                && !found.contains(&Rest::Figure(index))
            {
                found.push(Rest::Figure(index));
            }
        }
        found
    }

    /// The published figures that a record's formula asked for.
    fn published_by(&self, record: RecordId) -> impl Iterator<Item = u32> + '_ {
        let formula = self.policy().formula(self.evaluation.record(record).formula);
        let nodes = formula.map_or(&[][..], |f| &f.tree.nodes);
        (0_u32..).zip(nodes).filter(|(_, node)| matches!(node.operation, Operation::Published(_))).filter_map(
            move |(index, _)| {
                self.evaluation.reported_figure(self.evaluation.slot(record, NodeId(index)).link.record()?)
            },
        )
    }

    /// What is missing, each once.
    pub fn missing(&self, judgement: &Judgement) -> Vec<Missing> {
        let mut found = Vec::new();
        let mut records = self.records_of(judgement);
        if let (Some(Reason::NoValue), RuleBody::Indicator(i), Some(previous)) =
            (judgement.reason, &self.rule(judgement).body, judgement.previous)
            && matches!(i.scale, Scale::Change { .. })
        {
            records.extend(self.evaluation.rests_on(previous));
        }
        self.each_leaf(&records, |run, record, node, operation| {
            if !matches!(run.evaluation.slot(record, node).value, Value::Unknown(Reason::NoValue | Reason::SeriesBreak))
            {
                return;
            }
            let context = run.evaluation.record(record).context;
            let missing = match operation {
                Operation::Figure(id) => Missing::Figure(*id, context, run.evaluation.found_figure(*id, context)),
                Operation::Parameter(id) => Missing::Parameter(*id, context),
                _ => return,
            };
            if !found.contains(&missing) {
                found.push(missing);
            }
        });
        found
    }

    fn each_leaf(&self, records: &[RecordId], mut visit: impl FnMut(&Self, RecordId, NodeId, &Operation)) {
        for record in records {
            let Some(formula) = self.policy().formula(self.evaluation.record(*record).formula) else { continue };
            if !formula.validity.holds_period(self.evaluation.context(self.evaluation.record(*record).context).period) {
                // Outside its validity a formula has read nothing.
                continue;
            }
            for (index, node) in (0_u32..).zip(&formula.tree.nodes) {
                if matches!(node.operation, Operation::Figure(_) | Operation::Parameter(_)) {
                    visit(self, *record, NodeId(index), &node.operation);
                }
            }
        }
    }

    /// Whether every missing figure was submitted as missing with a reason.
    pub fn missing_is_known(&self, judgement: &Judgement) -> bool {
        let missing = self.missing(judgement);
        let is_known = |m: &Missing| match m {
            Missing::Figure(_, _, Some(index)) => {
                matches!(
                    self.evaluation.figures().get(*index).map(|f| &f.given),
                    Some(Given::Missing { because: Some(_) })
                )
            }
            _ => false,
        };
        !missing.is_empty() && missing.iter().all(is_known)
    }

    /// The assumptions that a verdict rests on, each once.
    pub fn assumptions(&self, judgement: &Judgement) -> Vec<String> {
        let policy = self.policy();
        let mut said: Vec<String> = Vec::new();
        let mut add = |text: Option<&String>| {
            if let Some(text) = text.filter(|t| !said.contains(t)) {
                said.push(text.clone());
            }
        };
        add(self.rule(judgement).assumed.as_ref());
        let mut records = self.records_of(judgement);
        records.extend(self.scale_records(judgement));
        for record in &records {
            add(policy.formula(self.evaluation.record(*record).formula).and_then(|f| f.assumed.as_ref()));
        }
        self.each_leaf(&records, |run, record, node, operation| {
            let slot = run.evaluation.slot(record, node);
            match operation {
                Operation::Parameter(id) => {
                    let value = policy.parameter(*id).zip(slot.link.index()).and_then(|(p, i)| p.values.get(i));
                    add(value.and_then(|v| v.assumed.as_ref()));
                }
                Operation::Figure(id) => {
                    let definition = policy.vocabulary.get(*id);
                    add(definition.and_then(|d| d.assumed.as_ref()));
                    if slot.link == Link::DEFAULT {
                        add(definition.and_then(|d| d.default.as_ref()).map(|default| &default.because));
                    }
                }
                _ => {}
            }
        });
        said
    }

    /// The records of the scale's own limits, where the scale had a say.
    fn scale_records(&self, judgement: &Judgement) -> Vec<RecordId> {
        let RuleBody::Indicator(indicator) = &self.rule(judgement).body else { return Vec::new() };
        if !matches!(judgement.verdict, Verdict::PartlyMet | Verdict::NotMet) {
            return Vec::new();
        }
        let formula = match &indicator.scale {
            Scale::PercentOfTarget { partly_from, .. } => *partly_from,
            Scale::Band { partly_within } => *partly_within,
            _ => return Vec::new(),
        };
        self.evaluation
            .known(formula, judgement.context)
            .map_or_else(Vec::new, |record| self.evaluation.rests_on(record))
    }

    /// Which checks are not met, on which basis and at the end of which period; each once, in the order of the judgements.
    pub(super) fn checks_that_failed(&self) -> Vec<(RuleId, Basis, Date)> {
        let failed = self.judgements.iter().filter(|j| j.verdict == Verdict::NotMet);
        let mut checks: Vec<(RuleId, Basis, Date)> = Vec::new();
        for check in failed.filter(|j| matches!(self.rule(j).body, RuleBody::Check(_))) {
            let place = self.evaluation.context(check.context);
            let check = (check.rule, place.basis, place.period.end());
            if !checks.contains(&check) {
                checks.push(check);
            }
        }
        checks
    }

    /// The failed checks that read a figure which this judgement rests on, in the same period and basis.
    pub fn questioned_by(&self, judgement: &Judgement) -> Vec<&'p str> {
        if matches!(self.rule(judgement).body, RuleBody::Check(_) | RuleBody::Claim(_)) {
            return Vec::new();
        }
        if self.failed_checks.is_empty() {
            return Vec::new();
        }
        let figures: Vec<&Figure> = self
            .rests(judgement)
            .into_iter()
            .filter_map(|r| match r {
                Rest::Figure(index) => self.evaluation.figures().get(index),
                _ => None,
            })
            .collect();
        let mut names = Vec::new();
        for (rule, basis, end) in &self.failed_checks {
            let Some(rule) = self.policy().rule(*rule) else { continue };
            let same = |f: &Figure| f.basis == *basis && f.period.end() == *end;
            let reads = figures.iter().any(|f| rule.reads.contains(&f.id) && same(f));
            if reads && !names.contains(&rule.name.as_str()) {
                names.push(rule.name.as_str());
            }
        }
        names
    }

    /// Attainment as a share, where the scale has one.
    pub fn attainment(&self, judgement: &Judgement) -> Option<Decimal> {
        let indicator = self.rule(judgement).indicator()?;
        let convention = match indicator.scale {
            Scale::PercentOfTarget { convention, .. } => convention,
            _ => Convention::TargetOverOutcome,
        };
        let post = self.goalpost(judgement, indicator)?;
        let better: Better = indicator.better?;
        attainment(judgement.compared?, post.limit, better, convention)
    }

    /// compared − target: negative where a floor is missed, positive where a ceiling is.
    pub fn gap(&self, judgement: &Judgement) -> Option<Decimal> {
        let indicator = self.rule(judgement).indicator()?;
        self.goalpost(judgement, indicator)?.gap(judgement.compared?)
    }

    /// The gap in the other unit that the rule asks for.
    pub fn gap_as(&mut self, judgement: &Judgement) -> Option<(Decimal, crate::quantity::Unit)> {
        let formula = self.rule(judgement).indicator()?.gap_as?;
        let record = self.evaluation.value(formula, judgement.context);
        let unit = self.policy().formula(formula)?.kind.unit()?.clone();
        Some((self.evaluation.number_of(record)?, unit))
    }
}
