//! Evaluating one tree in one context.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::read::Found;
use super::value::Link;
use super::{Bounds, Context, ContextId, Evaluation, Reading, Reason, Record, RecordId, Remark, Slot, Value};
use crate::figures::Name;
use crate::formula::{CountOf, Elsewhere, FormulaId, Gather, NodeId, Operation, RuleIs, Tree};
use crate::policy::{Formula, Reported, Verdict};
use crate::quantity::{Date, Period, round};
use crate::script::{ScriptErrorKind, ScriptValue};

/// The most years that a window may have.
const MAX_YEARS: u32 = 200;

const NO_VALUE: Slot = Slot { value: Value::Unknown(Reason::NoValue), link: Link::NONE };

fn plain(value: Value) -> Slot {
    Slot { value, link: Link::NONE }
}

fn number(result: Option<Decimal>) -> Value {
    result.map_or(Value::Unknown(Reason::Overflow), Value::Number)
}

impl<'p> Evaluation<'p> {
    /// Evaluates a formula in a context; once.
    pub fn value(&mut self, id: FormulaId, context: ContextId) -> RecordId {
        let known = self.memo[context.0 as usize].get(id.0 as usize).copied().unwrap_or(0);
        if known > 0 {
            return RecordId(known - 1);
        }
        let policy = self.policy;
        let first = self.slots.len();
        let (mut value, mut remark) = (Value::Unknown(Reason::NoValue), Remark::None);
        if let Some(formula) = policy.formula(id) {
            self.slots.resize(first + formula.tree.nodes.len(), Slot::default());
            value = if formula.validity.holds_period(self.context(context).period) {
                self.node(&formula.tree, first, context, formula.tree.root).value
            } else {
                Value::Unknown(Reason::SeriesBreak)
            };
            if formula.reported.is_some() {
                (value, remark) = self.beside_reported(formula, id, context, value);
            }
        }
        let record = RecordId(u32::try_from(self.records.len()).unwrap_or(u32::MAX));
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        self.records.push(Record { formula: id, context, first, value, remark });
        if let Some(entry) = self.memo[context.0 as usize].get_mut(id.0 as usize) {
            *entry = record.0 + 1;
        }
        record
    }

    /// A computed value beside the one that was reported.
    fn beside_reported(
        &mut self,
        formula: &Formula,
        id: FormulaId,
        context: ContextId,
        computed: Value,
    ) -> (Value, Remark) {
        let Some((figure, how)) = formula.reported else { return (computed, Remark::None) };
        let (Found::Figure(index, reported), _) = self.look_up(figure, context) else {
            return (computed, Remark::None);
        };
        match computed {
            Value::Number(value) if self.agree(id, context, figure, index) => {
                (Value::Number(value), Remark::Agrees(index))
            }
            Value::Number(value) => {
                self.any_differs = true;
                let used = if self.prefer_reported { reported } else { value };
                (Value::Number(used), Remark::Differs(index, value))
            }
            _ if how == Reported::IfMissing => (Value::Number(reported), Remark::Reported(index)),
            _ => (computed, Remark::None),
        }
    }

    fn agree(&mut self, id: FormulaId, context: ContextId, figure: crate::figures::FigureId, index: u32) -> bool {
        let reported = self.figure_bounds(figure, index);
        let computed = self.computed_bounds(id, context);
        match (reported, computed) {
            (Bounds::Number(a, b), Bounds::Number(c, d)) => a <= d && c <= b,
            _ => false,
        }
    }

    fn node(&mut self, tree: &'p Tree, first: usize, context: ContextId, id: NodeId) -> Slot {
        let at = first + id.0 as usize;
        let Some(node) = tree.get(id) else { return NO_VALUE };
        if self.slots[at].value != Value::NotReached {
            return self.slots[at];
        }
        let slot = self.operation(tree, first, context, &node.operation);
        self.slots[at] = slot;
        slot
    }

    fn number_of(&mut self, tree: &'p Tree, first: usize, context: ContextId, id: NodeId) -> Result<Decimal, Value> {
        match self.node(tree, first, context, id).value {
            Value::Number(number) => Ok(number),
            Value::Unknown(reason) => Err(Value::Unknown(reason)),
            _ => Err(Value::Unknown(Reason::NoValue)),
        }
    }

    fn operation(&mut self, tree: &'p Tree, first: usize, context: ContextId, operation: &'p Operation) -> Slot {
        match operation {
            Operation::Figure(id) => self.figure(*id, context),
            Operation::Parameter(id) => self.parameter(*id, context),
            Operation::Formula(id) => {
                let record = self.value(*id, context);
                Slot { value: self.value_of(record), link: record.into() }
            }
            Operation::Published(id) => self.published(*id, context),
            Operation::Call(_, inner) => self.node(tree, first, context, *inner),
            Operation::Elsewhere(place, id) => {
                let there = self.elsewhere(*place, context);
                let record = self.value(*id, there);
                Slot { value: self.value_of(record), link: record.into() }
            }
            Operation::Years(how, id, years) => {
                let years = self.node(tree, first, context, *years).value;
                self.years(*how, *id, years, context)
            }
            Operation::Members(how, id, dimension) => self.members(*how, *id, dimension, context),
            Operation::Script(id, inputs) => {
                let inputs: Vec<Value> = inputs.iter().map(|i| self.node(tree, first, context, *i).value).collect();
                self.script(*id, &inputs)
            }
            Operation::If(condition, then, otherwise) => match self.node(tree, first, context, *condition).value {
                Value::Truth(true) => self.node(tree, first, context, *then),
                Value::Truth(false) => self.node(tree, first, context, *otherwise),
                unknown => plain(unknown),
            },
            Operation::Count(group, of) => plain(self.count(*group, *of)),
            Operation::Verdict(rule, is) => plain(self.verdict_is(*rule, *is)),
            Operation::Year => plain(Value::Number(Decimal::from(self.context(context).period.end().year()))),
            simple => plain(self.arithmetic(tree, first, context, simple).unwrap_or_else(|unknown| unknown)),
        }
    }

    fn arithmetic(
        &mut self,
        tree: &'p Tree,
        first: usize,
        context: ContextId,
        operation: &'p Operation,
    ) -> Result<Value, Value> {
        let mut get = |id: &NodeId| self.number_of(tree, first, context, *id);
        // Both sides are evaluated even if one is unknown, so that everything that is missing can be told.
        let mut pair = |a: &NodeId, b: &NodeId| {
            let (a, b) = (get(a), get(b));
            Ok::<_, Value>((a?, b?))
        };
        Ok(match operation {
            Operation::Number(value) => Value::Number(*value),
            Operation::Truth(value) => Value::Truth(*value),
            Operation::Scale(x, factor) => number(get(x)?.checked_mul(*factor)),
            Operation::Negate(x) => Value::Number(-get(x)?),
            Operation::Absolute(x) => Value::Number(get(x)?.abs()),
            Operation::Add(a, b) => pair(a, b).map(|(a, b)| number(a.checked_add(b)))?,
            Operation::Subtract(a, b) => pair(a, b).map(|(a, b)| number(a.checked_sub(b)))?,
            Operation::Multiply(a, b) => pair(a, b).map(|(a, b)| number(a.checked_mul(b)))?,
            Operation::Divide(a, b, scale) => pair(a, b).map(|(a, b)| divide(a, b, *scale))?,
            Operation::Compare(how, a, b) => pair(a, b).map(|(a, b)| Value::Truth(how.holds(&a, &b)))?,
            Operation::Round(how, x, decimals) => {
                let decimals = get(decimals)?
                    .to_u32()
                    .filter(|d| *d <= Decimal::MAX_SCALE)
                    .ok_or(Value::Unknown(Reason::Overflow))?;
                Value::Number(round(get(x)?, decimals, *how))
            }
            Operation::Gather(how, list) => {
                let values: Vec<_> = list.iter().map(get).collect();
                gather(*how, &values.into_iter().collect::<Result<Vec<_>, _>>()?)
            }
            Operation::Not(x) => match self.node(tree, first, context, *x).value {
                Value::Truth(truth) => Value::Truth(!truth),
                unknown => unknown,
            },
            Operation::Present(x) => match self.node(tree, first, context, *x).value {
                Value::Unknown(Reason::NoValue | Reason::TooShortWindow | Reason::SeriesBreak) => Value::Truth(false),
                Value::Unknown(reason) => Value::Unknown(reason),
                _ => Value::Truth(true),
            },
            Operation::All(list) => self.logic(tree, first, context, list, false),
            Operation::Any(list) => self.logic(tree, first, context, list, true),
            _ => Value::Unknown(Reason::NoValue),
        })
    }

    /// Three-valued: one `decisive` value decides, whatever is unknown. Everything is evaluated, so that every failing condition can be told.
    fn logic(&mut self, tree: &'p Tree, first: usize, context: ContextId, list: &'p [NodeId], decisive: bool) -> Value {
        let mut result = Value::Truth(!decisive);
        for id in list {
            match self.node(tree, first, context, *id).value {
                Value::Truth(truth) if truth == decisive => result = Value::Truth(decisive),
                Value::Truth(_) => {}
                unknown if result == Value::Truth(!decisive) => result = unknown,
                _ => {}
            }
        }
        result
    }

    /// The published value of a formula if there is one, else the computed one.
    fn published(&mut self, id: FormulaId, context: ContextId) -> Slot {
        let record = self.value(id, context);
        let reported =
            self.policy.formula(id).and_then(|f| f.reported).map(|(figure, _)| self.look_up(figure, context).0);
        let value = match reported {
            Some(Found::Figure(_, value)) => Value::Number(value),
            _ => self.value_of(record),
        };
        Slot { value, link: record.into() }
    }

    pub(super) fn elsewhere(&mut self, place: Elsewhere, from: ContextId) -> ContextId {
        let here = self.context(from);
        let there = match place {
            Elsewhere::Previous => return self.year_before(from),
            Elsewhere::At(period) => here.in_period(period),
            Elsewhere::EndOfYear => match Date::new(here.period.end().year(), 12, 31) {
                Some(day) => here.in_period(Period::Day(day)),
                None => here.clone(),
            },
            Elsewhere::On(basis, edition) => Context { basis, edition, reading: Reading::Exact, ..here.clone() },
            Elsewhere::LatestKnown => Context { reading: Reading::BestKnown, edition: None, ..here.clone() },
        };
        self.context_id(&there)
    }

    fn years(&mut self, how: Gather, id: FormulaId, years: Value, context: ContextId) -> Slot {
        let Value::Number(years) = years else { return plain(years) };
        let Some(years) = years.to_u32().filter(|n| (1..=MAX_YEARS).contains(n) && Decimal::from(*n) == years) else {
            return plain(Value::Unknown(Reason::TooShortWindow));
        };
        let (mut records, mut there) = (Vec::new(), context);
        for year in 0..years {
            if year > 0 {
                there = self.year_before(there);
            }
            records.push(self.value(id, there));
        }
        let short = |reason| if reason == Reason::NoValue { Reason::TooShortWindow } else { reason };
        self.gathered(how, records, short)
    }

    fn gathered(&mut self, how: Gather, records: Vec<RecordId>, because: fn(Reason) -> Reason) -> Slot {
        let mut values = Vec::with_capacity(records.len());
        let mut unknown = None;
        for record in &records {
            match self.value_of(*record) {
                Value::Number(value) => values.push(value),
                Value::Truth(truth) => values.push(if truth { Decimal::ONE } else { Decimal::ZERO }),
                Value::Unknown(reason) => unknown = unknown.or(Some(reason)),
                Value::NotReached => unknown = unknown.or(Some(Reason::NoValue)),
            }
        }
        self.lists.push(records);
        let value = match unknown {
            Some(reason) => Value::Unknown(because(reason)),
            None => gather(how, &values),
        };
        Slot { value, link: Link::to(self.lists.len() - 1) }
    }

    /// The members that exist in the context's period: those of the pack, and for an open dimension those that the figures bring.
    pub(crate) fn members_of(&self, dimension: &Name, period: Period) -> Vec<Name> {
        let Some(found) = self.policy.vocabulary.dimension(dimension) else { return Vec::new() };
        let mut members: Vec<Name> =
            found.members.iter().filter(|m| m.validity.holds(period.end())).map(|m| m.name.clone()).collect();
        if found.open {
            let mut brought: Vec<Name> =
                self.figures.all().iter().filter_map(|f| f.coordinates.get(dimension)).cloned().collect();
            brought.sort();
            brought.dedup();
            brought.retain(|m| !found.members.iter().any(|known| known.name == *m));
            members.extend(brought);
        }
        members
    }

    fn members(&mut self, how: Gather, id: FormulaId, dimension: &Name, context: ContextId) -> Slot {
        let here = self.context(context).clone();
        let members = self.members_of(dimension, here.period);
        if members.is_empty() {
            return NO_VALUE;
        }
        let mut records = Vec::with_capacity(members.len());
        for member in members {
            let there =
                self.context_id(&Context { coordinates: here.coordinates.with(dimension, &member), ..here.clone() });
            records.push(self.value(id, there));
        }
        self.gathered(how, records, |reason| reason)
    }

    fn script(&mut self, id: crate::formula::ScriptId, inputs: &[Value]) -> Slot {
        let mut values = Vec::with_capacity(inputs.len());
        for input in inputs {
            match input {
                Value::Number(number) => values.push(ScriptValue::Number(*number)),
                Value::Truth(truth) => values.push(ScriptValue::Truth(*truth)),
                unknown => return plain(*unknown),
            }
        }
        let policy = self.policy;
        let Some(script) = policy.script(id) else { return NO_VALUE };
        let (engine, compiled) = self.scripts.get_or_insert_with(|| {
            let engine = crate::script::ScriptEngine::new();
            let compiled = policy.scripts.iter().map(|s| engine.compile(&s.source).ok()).collect();
            (engine, compiled)
        });
        let Some(Some(ready)) = compiled.get(id.0 as usize) else { return plain(Value::Unknown(Reason::ScriptLimit)) };
        match engine.call(ready, &script.function, &values) {
            Ok(result) => {
                self.notes.push(result.notes);
                let value = match (&script.kind, result.value) {
                    (crate::formula::Type::Number(_), ScriptValue::Number(number)) => Value::Number(number),
                    (crate::formula::Type::Truth, ScriptValue::Truth(truth)) => Value::Truth(truth),
                    _ => Value::Unknown(Reason::ScriptLimit),
                };
                Slot { value, link: Link::to(self.notes.len() - 1) }
            }
            Err(error) => plain(Value::Unknown(match error.kind {
                ScriptErrorKind::DivisionByZero => Reason::DivisionByZero,
                ScriptErrorKind::Overflow => Reason::Overflow,
                ScriptErrorKind::NoValue => Reason::NoValue,
                _ => Reason::ScriptLimit,
            })),
        }
    }

    fn count(&self, group: u32, of: CountOf) -> Value {
        let Some(Some(counts)) = self.conclusions.groups.get(group as usize) else {
            return Value::Unknown(Reason::NoValue);
        };
        let at = match of {
            CountOf::All => 0,
            CountOf::Judged => 1,
            CountOf::Met => 2,
            CountOf::PartlyMet => 3,
            CountOf::NotMet => 4,
            CountOf::Undetermined => 5,
            CountOf::NotApplicable => 6,
        };
        Value::Number(Decimal::from(counts[at]))
    }

    fn verdict_is(&self, rule: u32, is: RuleIs) -> Value {
        let wanted = match is {
            RuleIs::Met => Verdict::Met,
            RuleIs::PartlyMet => Verdict::PartlyMet,
            RuleIs::NotMet => Verdict::NotMet,
        };
        match self.conclusions.rules.get(&rule) {
            Some(Verdict::Undetermined | Verdict::NotApplicable) | None => Value::Unknown(Reason::NoValue),
            Some(verdict) => Value::Truth(*verdict == wanted),
        }
    }
}

/// `a * scale / b`.
pub(super) fn divide(a: Decimal, b: Decimal, scale: Decimal) -> Value {
    if b.is_zero() {
        return Value::Unknown(Reason::DivisionByZero);
    }
    let a = if scale == Decimal::ONE { Some(a) } else { a.checked_mul(scale) };
    number(a.and_then(|a| a.checked_div(b)))
}

/// Several values as one.
pub(super) fn gather(how: Gather, values: &[Decimal]) -> Value {
    let sum = || values.iter().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(*v));
    let result = match how {
        Gather::Sum | Gather::Count => sum(),
        Gather::Mean => sum().and_then(|s| s.checked_div(Decimal::from(values.len()))),
        Gather::Least => values.iter().min().copied(),
        Gather::Greatest => values.iter().max().copied(),
    };
    number(result)
}
