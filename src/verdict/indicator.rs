//! Judging a measure against its target.

use rust_decimal::Decimal;
use std::cmp::Ordering;

use super::grade::{Goalpost, Miss, grade, grade_miss};
use super::{Judgement, Run, Trend};
use crate::evaluate::{Bounds, ContextId, Reason, RecordId, Value};
use crate::formula::{FormulaId, NodeId, Operation};
use crate::policy::{Better, Compare, Indicator, Rule, Scale, Target, TargetWord, Verdict};
use crate::quantity::{Rounding, round};

/// Which of the values that the limits of a scale could stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Those that are stated.
    AsStated,
    /// Those that excuse the widest misses.
    Generous,
    /// Those that excuse the narrowest.
    Strict,
}

/// What stops a verdict.
type Stopped = Reason;

impl<'p> Run<'p> {
    pub(super) fn judge_indicator(&mut self, judgement: &mut Judgement, rule: &'p Rule, indicator: &'p Indicator) {
        let Some(formula) = indicator.value else {
            self.judge_manual(judgement, rule, indicator);
            return;
        };
        let context = judgement.context;
        let value = self.evaluation.value(formula, context);
        judgement.value = Some(value);
        judgement.compared = self.evaluation.number_of(value).map(|number| compared(number, indicator.compare));
        if let Err(reason) = self.place_goalpost(judgement, indicator) {
            judgement.undetermined(reason);
        }
        match (&indicator.target, judgement.compared) {
            (Target::None(_), Some(_)) => judgement.not_applicable(Reason::NoTarget),
            (Target::None(_), None) => judgement.not_applicable(Reason::NotMeasured),
            (_, None) => judgement.undetermined(self.why_unknown(value)),
            (_, Some(_)) if judgement.reason.is_some() => {}
            (Target::Improvement, Some(number)) => self.judge_change(judgement, indicator, number),
            (_, Some(number)) => match self.graded(judgement, indicator, number) {
                Some(graded) => (judgement.verdict, judgement.level) = graded,
                None => judgement.undetermined(Reason::NoValue),
            },
        }
        if matches!(judgement.verdict, Verdict::NotMet | Verdict::PartlyMet) && !indicator.exemptions.is_empty() {
            self.set_exemption(judgement, indicator);
        }
    }

    fn graded(
        &mut self,
        judgement: &Judgement,
        indicator: &Indicator,
        number: Decimal,
    ) -> Option<(Verdict, Option<u32>)> {
        let post = self.goalpost(judgement, indicator)?;
        let is_met = post.is_met(number);
        if is_met && !indicator.scale.names_met() {
            // The scale only grades misses, so its limits need not be known.
            return Some((Verdict::Met, None));
        }
        let miss = self.miss(&indicator.scale, judgement.context, Strictness::AsStated)?;
        Some(if is_met { grade(number, &post, &miss) } else { grade_miss(number, &post, &miss) })
    }

    fn place_goalpost(&mut self, judgement: &mut Judgement, indicator: &Indicator) -> Result<(), Stopped> {
        let limits = match indicator.target {
            Target::Limit(_, limit) => [Some(limit), None],
            Target::Between(from, to) => [Some(from), Some(to)],
            Target::Improvement | Target::None(_) | Target::Manual => [None, None],
        };
        let [limit, upper] = limits.map(|l| l.map(|l| self.evaluation.value(l, judgement.context)));
        (judgement.limit, judgement.upper) = (limit, upper);
        match [limit, upper].into_iter().flatten().find(|record| self.evaluation.number_of(*record).is_none()) {
            Some(unknown) => Err(self.why_unknown(unknown)),
            None => Ok(()),
        }
    }

    fn why_unknown(&self, record: RecordId) -> Reason {
        self.evaluation.value_of(record).reason().unwrap_or(Reason::NoValue)
    }

    /// The target in numbers.
    pub fn goalpost(&self, judgement: &Judgement, indicator: &Indicator) -> Option<Goalpost> {
        let number = |record: Option<RecordId>| record.and_then(|r| self.evaluation.number_of(r));
        let word = match indicator.target {
            Target::Limit(word, _) => word,
            Target::Between(..) => TargetWord::Between,
            _ => return None,
        };
        Some(Goalpost { word, limit: number(judgement.limit)?, upper: number(judgement.upper) })
    }

    /// The scale in numbers; `None` if one of its limits is unknown.
    pub(super) fn miss(&mut self, scale: &Scale, context: ContextId, strictness: Strictness) -> Option<Miss> {
        let mut limit = |formula, high_is_generous| self.limit_of_scale(formula, context, strictness, high_is_generous);
        Some(match scale {
            Scale::PercentOfTarget { partly_from, convention, band } => Miss::Attainment {
                partly_from: limit(*partly_from, false)?,
                convention: *convention,
                band: match band {
                    Some(band) => Some(limit(*band, true)?),
                    None => None,
                },
            },
            Scale::Band { partly_within } => Miss::Band(limit(*partly_within, true)?),
            Scale::Levels(levels) => {
                let mut rows = Vec::with_capacity(levels.len());
                for level in levels {
                    let least = level.word == crate::policy::raw::LevelWord::AtLeast;
                    rows.push((level.gives, least, limit(level.limit, !least)?));
                }
                Miss::Levels(rows)
            }
            Scale::Boolean | Scale::Change { .. } | Scale::Manual { .. } => Miss::Never,
        })
    }

    fn limit_of_scale(
        &mut self,
        formula: FormulaId,
        context: ContextId,
        strictness: Strictness,
        high_is_generous: bool,
    ) -> Option<Decimal> {
        if strictness == Strictness::AsStated {
            let record = self.evaluation.value(formula, context);
            return self.evaluation.number_of(record);
        }
        match self.evaluation.bounds(formula, context) {
            Bounds::Number(_, high) if high_is_generous == (strictness == Strictness::Generous) => Some(high),
            Bounds::Number(low, _) => Some(low),
            _ => None,
        }
    }

    /// The value of the same period last year, best known basis. Looked up when it is asked for: a trend is shown, it decides nothing.
    pub fn previous(&mut self, judgement: &Judgement) -> Option<RecordId> {
        let formula = self.rule(judgement).indicator()?.value?;
        let earlier = self.evaluation.year_before(judgement.context);
        Some(self.evaluation.value(formula, earlier))
    }

    /// Which way the value has gone since the same period last year, on the published decimals.
    pub fn trend(&mut self, judgement: &Judgement) -> Option<Trend> {
        let indicator = self.rule(judgement).indicator()?;
        let (better, formula) = (indicator.better?, indicator.value?);
        let now = judgement.compared.and(judgement.value).and_then(|r| self.evaluation.number_of(r))?;
        let earlier = self.evaluation.year_before(judgement.context);
        let previous = self.evaluation.value(formula, earlier);
        let before = self.evaluation.number_of(previous)?;
        let (now, before) = match self.published_decimals(formula, judgement.value, Some(previous)) {
            Some(decimals) => (round(now, decimals, Rounding::HalfAway), round(before, decimals, Rounding::HalfAway)),
            None => (now, before),
        };
        Some(match (now.cmp(&before), better) {
            (Ordering::Equal, _) => Trend::Unchanged,
            (Ordering::Greater, Better::Higher) | (Ordering::Less, Better::Lower) => Trend::Up,
            _ => Trend::Down,
        })
    }

    /// The decimals that a value is published with: the formula's own, else the fewest that its figures were written with.
    pub fn published_decimals(
        &self,
        formula: FormulaId,
        now: Option<RecordId>,
        before: Option<RecordId>,
    ) -> Option<u32> {
        let program = self.policy().program();
        let (head, result) = program.result(formula)?;
        if head.decimals.is_some() {
            return head.decimals;
        }
        match result {
            Operation::Figure(id) => {
                let stated = program.figures.get(id.0 as usize).and_then(|f| f.decimals);
                let written = |record: RecordId| {
                    let link = self.evaluation.slot(record, NodeId(head.root)).link;
                    let index = link.index().and_then(|i| u32::try_from(i).ok())?;
                    self.evaluation.figures().decimals(index)
                };
                stated.or_else(|| [now, before].into_iter().flatten().filter_map(written).min())
            }
            Operation::Formula(inner) => program.heads.get(inner.0 as usize).and_then(|h| h.decimals),
            _ => None,
        }
    }

    fn judge_change(&mut self, judgement: &mut Judgement, indicator: &Indicator, now: Decimal) {
        judgement.previous = self.previous(judgement);
        let before = judgement.previous.map(|r| self.evaluation.value_of(r));
        let Some(Value::Number(before)) = before else {
            judgement.undetermined(before.and_then(Value::reason).unwrap_or(Reason::NoValue));
            return;
        };
        let before = compared(before, indicator.compare);
        match verdict_on_change(now.cmp(&before), indicator) {
            Some(verdict) => judgement.verdict = verdict,
            None => judgement.undetermined(Reason::NoValue),
        }
    }
}

/// What a change since last year gives, on a scale of changes.
pub(super) fn verdict_on_change(now_against_before: Ordering, indicator: &Indicator) -> Option<Verdict> {
    let Scale::Change { unchanged } = indicator.scale else { return None };
    Some(match (now_against_before, indicator.better) {
        (Ordering::Equal, _) => unchanged,
        (Ordering::Greater, Some(Better::Higher)) | (Ordering::Less, Some(Better::Lower)) => Verdict::Met,
        _ => Verdict::NotMet,
    })
}

/// The value as compared.
pub(super) fn compared(value: Decimal, compare: Compare) -> Decimal {
    match compare {
        Compare::Exact => value,
        Compare::Decimals(decimals) => round(value, decimals, Rounding::HalfAway),
    }
}
