//! Judging a measure against its target.

use rust_decimal::Decimal;

use super::grade::{Goalpost, Miss, grade};
use super::{Judgement, Run, Trend};
use crate::evaluate::{ContextId, Reason, RecordId, Value};
use crate::formula::{FormulaId, Operation};
use crate::policy::{Better, Compare, Indicator, Rule, Scale, Target, TargetWord, Verdict};
use crate::quantity::{Rounding, round};

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
        let found = self.evaluation.value_of(value);
        if let Some(number) = found.number() {
            judgement.compared = Some(compared(number, indicator.compare));
        }
        if let Err(reason) = self.place_goalpost(judgement, indicator) {
            judgement.undetermined(reason);
        }
        match (&indicator.target, judgement.compared) {
            (Target::None(_), Some(_)) => judgement.not_applicable(Reason::NoTarget),
            (Target::None(_), None) => judgement.not_applicable(Reason::NotMeasured),
            (_, None) => judgement.undetermined(found.reason().unwrap_or(Reason::NoValue)),
            (_, Some(_)) if judgement.reason.is_some() => {}
            (Target::Improvement, Some(number)) => self.judge_change(judgement, indicator, number),
            (_, Some(number)) => match self.goalpost(judgement, indicator).zip(self.miss(&indicator.scale, context)) {
                Some((goalpost, miss)) => (judgement.verdict, judgement.level) = grade(number, &goalpost, &miss),
                None => judgement.undetermined(Reason::NoValue),
            },
        }
        if matches!(judgement.verdict, Verdict::NotMet | Verdict::PartlyMet) && !indicator.exemptions.is_empty() {
            self.set_exemption(judgement, indicator);
        }
    }

    fn place_goalpost(&mut self, judgement: &mut Judgement, indicator: &Indicator) -> Result<(), Stopped> {
        let limits = match indicator.target {
            Target::Limit(_, limit) => [Some(limit), None],
            Target::Between(from, to) => [Some(from), Some(to)],
            Target::Improvement | Target::None(_) | Target::Manual => [None, None],
        };
        let [limit, upper] = limits.map(|l| l.map(|l| self.evaluation.value(l, judgement.context)));
        (judgement.limit, judgement.upper) = (limit, upper);
        for record in [limit, upper].into_iter().flatten() {
            if let Value::Unknown(reason) = self.evaluation.value_of(record) {
                return Err(reason);
            }
        }
        Ok(())
    }

    /// The target in numbers.
    pub fn goalpost(&self, judgement: &Judgement, indicator: &Indicator) -> Option<Goalpost> {
        let number = |record: Option<RecordId>| record.and_then(|r| self.evaluation.value_of(r).number());
        let word = match indicator.target {
            Target::Limit(word, _) => word,
            Target::Between(..) => TargetWord::Between,
            _ => return None,
        };
        Some(Goalpost { word, limit: number(judgement.limit)?, upper: number(judgement.upper) })
    }

    /// The scale in numbers; `None` if one of its limits is unknown.
    pub(super) fn miss(&mut self, scale: &Scale, context: ContextId) -> Option<Miss> {
        Some(match scale {
            Scale::PercentOfTarget { partly_from, convention, band } => Miss::Attainment {
                partly_from: self.number(*partly_from, context)?,
                convention: *convention,
                band: match band {
                    Some(band) => Some(self.number(*band, context)?),
                    None => None,
                },
            },
            Scale::Band { partly_within } => Miss::Band(self.number(*partly_within, context)?),
            Scale::Levels(levels) => {
                let mut rows = Vec::with_capacity(levels.len());
                for level in levels {
                    let least = level.word == crate::policy::raw::LevelWord::AtLeast;
                    rows.push((level.gives, least, self.number(level.limit, context)?));
                }
                Miss::Levels(rows)
            }
            Scale::Boolean | Scale::Change { .. } | Scale::Manual { .. } => Miss::Never,
        })
    }

    fn number(&mut self, formula: FormulaId, context: ContextId) -> Option<Decimal> {
        let record = self.evaluation.value(formula, context);
        self.evaluation.value_of(record).number()
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
        let now = judgement.compared.and(judgement.value).and_then(|r| self.evaluation.value_of(r).number())?;
        let previous = self.previous(judgement)?;
        let before = self.evaluation.value_of(previous).number()?;
        let (now, before) = match self.published_decimals(formula, judgement.value, Some(previous)) {
            Some(decimals) => (round(now, decimals, Rounding::HalfAway), round(before, decimals, Rounding::HalfAway)),
            None => (now, before),
        };
        Some(match (now.cmp(&before), better) {
            (std::cmp::Ordering::Equal, _) => Trend::Unchanged,
            (std::cmp::Ordering::Greater, Better::Higher) | (std::cmp::Ordering::Less, Better::Lower) => Trend::Up,
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
        let formula = self.policy().formula(formula)?;
        if formula.decimals.is_some() {
            return formula.decimals;
        }
        match formula.tree.result()?.operation {
            Operation::Figure(id) => {
                let stated = self.policy().vocabulary.get(id).and_then(|d| d.decimals);
                let written = |record: RecordId| {
                    let link = self.evaluation.slot(record, formula.tree.root).link;
                    link.index()
                        .and_then(|i| u32::try_from(i).ok())
                        .and_then(|i| self.evaluation.figures().get(i))
                        .map(|f| f.decimals)
                };
                stated.or_else(|| [now, before].into_iter().flatten().filter_map(written).min())
            }
            Operation::Formula(inner) => self.policy().formula(inner).and_then(|f| f.decimals),
            _ => None,
        }
    }

    fn judge_change(&mut self, judgement: &mut Judgement, indicator: &Indicator, now: Decimal) {
        let Scale::Change { unchanged } = indicator.scale else { return };
        judgement.previous = self.previous(judgement);
        let before = judgement.previous.map(|r| self.evaluation.value_of(r));
        let Some(Value::Number(before)) = before else {
            judgement.undetermined(before.and_then(Value::reason).unwrap_or(Reason::NoValue));
            return;
        };
        let before = compared(before, indicator.compare);
        judgement.verdict = match (now.cmp(&before), indicator.better) {
            (std::cmp::Ordering::Equal, _) => unchanged,
            (std::cmp::Ordering::Greater, Some(Better::Higher)) | (std::cmp::Ordering::Less, Some(Better::Lower)) => {
                Verdict::Met
            }
            _ => Verdict::NotMet,
        };
    }

    fn judge_manual(&self, judgement: &mut Judgement, rule: &Rule, indicator: &Indicator) {
        let Scale::Manual { levels } = &indicator.scale else { return };
        let context = self.evaluation.context(judgement.context);
        let names_it = |written: &str| written == rule.name || rule.name.rsplit('/').next() == Some(written);
        let given = self.evaluation.figures().manual.iter().position(|m| {
            names_it(&m.rule)
                && m.period.is_none_or(|p| p == context.period)
                && m.basis.is_none_or(|b| b == context.basis)
                && m.coordinates == context.coordinates
        });
        let level = given.and_then(|g| {
            let manual = &self.evaluation.figures().manual[g];
            levels.iter().position(|(word, _)| *word == manual.level)
        });
        judgement.manual = given.and_then(|g| u32::try_from(g).ok());
        judgement.level = level.and_then(|l| u32::try_from(l).ok());
        match level.and_then(|l| levels.get(l)) {
            Some((_, verdict)) => judgement.verdict = *verdict,
            None => judgement.undetermined(Reason::NoValue),
        }
    }
}

/// The value as compared.
pub(super) fn compared(value: Decimal, compare: Compare) -> Decimal {
    match compare {
        Compare::Exact => value,
        Compare::Decimals(decimals) => round(value, decimals, Rounding::HalfAway),
    }
}
