//! Why there is no verdict: the points of each reason code.

use super::measure::given;
use super::{Lack, MissingItem, Point, inside};
use crate::evaluate::{Reason, RecordId, Value};
use crate::formula::{NodeId, Operation};
use crate::policy::{Indicator, RuleBody, RuleKind, Scale, Target, Verdict};
use crate::quantity::Period;
use crate::report::build::Scribe;
use crate::report::phrase::{Number, Of, Phrase};
use crate::report::rule::{MissingEntry, RuleVerdict};
use crate::verdict::Judgement;

impl Scribe<'_, '_> {
    pub(super) fn no_verdict(&self, judgement: &Judgement, row: &RuleVerdict, reason: Reason) -> Vec<Point> {
        vec![match reason {
            Reason::NoValue => return self.no_value(judgement, row),
            Reason::DivisionByZero => {
                let divisor = self.run.records_of(judgement).into_iter().find_map(|record| self.zero_divisor(record));
                let growth = divisor.as_ref().is_some_and(|(_, growth)| *growth);
                Point::ZeroDivisor { what: divisor.map(|(what, _)| what), growth }
            }
            Reason::TooShortWindow => Point::Missing { items: missing(row), window: true },
            Reason::SeriesBreak => Point::SeriesBreak(self.broken_series(judgement, row)),
            Reason::Conflict if judgement.manual.is_some() => Point::TwoJudgements,
            Reason::Conflict => {
                let values = self.run.records_of(judgement).into_iter().find_map(|record| self.two_values(record));
                Point::TwoValues { values, one_verdict: false }
            }
            Reason::Overflow => Point::TooLarge,
            Reason::ScriptLimit => Point::ScriptStopped,
            Reason::NotMeasured if row.kind == RuleKind::Check => Point::NothingToCheck,
            Reason::NoTarget | Reason::NotMeasured => self.without_target(judgement, row),
            Reason::NotDue => {
                let scope = &self.run.rule(judgement).scope;
                Point::NotYet(scope.at.or(scope.by))
            }
            Reason::WhenFalse => self.only_when(judgement),
            Reason::NotValid => Point::NotInForce(row.period),
        }]
    }

    /// The formulas and figures whose definition does not hold, with the period.
    fn broken_series(&self, judgement: &Judgement, row: &RuleVerdict) -> Vec<(Phrase, Period)> {
        let evaluation = &self.run.evaluation;
        let formulas = self.run.records_of(judgement).into_iter().filter_map(|record| {
            let record = evaluation.record(record);
            let (formula, period) =
                (self.run.policy().formula(record.formula)?, evaluation.context(record.context).period);
            let title = || Phrase::quoted(&self.formula_title(formula));
            (!formula.validity.holds_period(period)).then(|| (title(), period))
        });
        formulas.chain(row.missing.iter().map(|m| (Phrase::quoted(&m.title), m.period))).collect()
    }

    fn without_target(&self, judgement: &Judgement, row: &RuleVerdict) -> Point {
        let why = match self.run.rule(judgement).indicator().map(|i| &i.target) {
            Some(Target::None(why)) => Some(inside(why)),
            _ => None,
        };
        let value = row
            .shown
            .zip(judgement.value)
            .map(|(shown, record)| (row.basis, Number::new(shown.0, row.unit.as_deref(), Of::Record(record))));
        Point::NoTarget { why, given: row.manual.as_ref().map(|manual| given(row, manual)), value }
    }

    fn only_when(&self, judgement: &Judgement) -> Point {
        let RuleBody::Requirement(requirement) = &self.run.rule(judgement).body else { return Point::NoGrounds };
        let Some(formula) = requirement.when.and_then(|f| self.run.policy().formula(f)) else {
            return Point::NoGrounds;
        };
        let text = formula.text.trim();
        // `finns(x)` alone: nothing of the kind was submitted.
        let name = text.strip_prefix("finns(").and_then(|rest| rest.strip_suffix(')'));
        let nothing_submitted = name.and_then(|name| self.title_of_name(name.trim())).map(|t| Phrase::quoted(&t));
        Point::OnlyWhen { condition: Phrase::quoted(&self.in_titles(text)), nothing_submitted }
    }

    fn no_value(&self, judgement: &Judgement, row: &RuleVerdict) -> Vec<Point> {
        if let Some(Indicator { scale: Scale::Manual { levels }, .. }) = self.run.rule(judgement).indicator() {
            return vec![self.not_given(judgement, levels)];
        }
        let items = missing(row);
        let first = match items.is_empty() {
            false => Point::Missing { items, window: false },
            true => self.no_year(judgement).unwrap_or(Point::NoGrounds),
        };
        std::iter::once(first).chain(row.whatever.map(Point::Whatever)).collect()
    }

    /// A year that was asked for and is not there.
    fn no_year(&self, judgement: &Judgement) -> Option<Point> {
        let evaluation = &self.run.evaluation;
        self.run.records_of(judgement).into_iter().find_map(|record| {
            let formula = self.run.policy().formula(evaluation.record(record).formula)?;
            (0_u32..).zip(&formula.tree.nodes).find_map(|(index, node)| {
                let Operation::YearWhen(_, condition) = node.operation else { return None };
                let slot = evaluation.slot(record, NodeId(index));
                let asked = evaluation.list(slot.link);
                let holds_in_none = asked.iter().all(|r| evaluation.value_of(*r) == Value::Truth(false));
                if slot.value != Value::Unknown(Reason::NoValue) || asked.is_empty() || !holds_in_none {
                    return None;
                }
                let years = asked.iter().map(|r| evaluation.context(evaluation.record(*r).context).period.end().year());
                let (first, last) = (years.clone().min()?, years.max()?);
                let condition = Phrase::quoted(&self.formula_title(self.run.policy().formula(condition)?));
                Some(Point::NoYear { condition, first, last })
            })
        })
    }

    /// A verdict that people were to give, and did not, or not with all that it needs.
    fn not_given(&self, judgement: &Judgement, levels: &[(String, Verdict)]) -> Point {
        let manual = judgement.manual.and_then(|m| self.run.evaluation.figures().manual.get(m as usize));
        let Some(manual) = manual else { return Point::NotGiven };
        let level = Phrase::quoted(&manual.level);
        if !levels.iter().any(|(word, _)| *word == manual.level) {
            return Point::UnknownLevel { level, known: levels.iter().map(|(word, _)| Phrase::quoted(word)).collect() };
        }
        let needs = [
            (manual.motivation.is_none(), Lack::Motivation),
            (manual.by.is_none(), Lack::By),
            (manual.date.is_none(), Lack::Day),
        ];
        let lacks = needs.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
        Point::GivenWithout { level, lacks }
    }

    /// What was divided by, where it was zero, and whether it was a falling growth rate instead.
    fn zero_divisor(&self, record: RecordId) -> Option<(Phrase, bool)> {
        let formula = self.run.policy().formula(self.run.evaluation.record(record).formula)?;
        (0_u32..).zip(&formula.tree.nodes).find_map(|(index, node)| {
            let Operation::Divide(_, by, _) = node.operation else { return None };
            let failed =
                self.run.evaluation.slot(record, NodeId(index)).value == Value::Unknown(Reason::DivisionByZero);
            let divisor = self.run.evaluation.slot(record, by).value.number().filter(|_| failed)?;
            let words = formula.tree.get(by).map(|n| self.node_in_words(&formula.tree, n))?;
            Some((Phrase::quoted(&words), !divisor.is_zero()))
        })
    }
}

fn missing(row: &RuleVerdict) -> Vec<MissingItem> {
    let item = |m: &MissingEntry| MissingItem {
        title: Phrase::quoted(&m.title),
        is_limit: m.figure.is_none(),
        period: m.period,
        basis: m.basis,
        members: m.entity.values().map(|member| Phrase::quoted(member)).collect(),
        because: m.because.as_deref().map(inside),
    };
    row.missing.iter().map(item).collect()
}
