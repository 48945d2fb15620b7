//! Operations that look beyond the formula and its context: at other periods, bases and members, at scripts, at what the rules concluded.

use rust_decimal::Decimal;
use std::rc::Rc;

use super::read::Found;
use super::run::{NO_VALUE, Walk, gather, plain, window};
use super::slots::Tag;
use super::value::Link;
use super::{Context, ContextId, Evaluation, Reading, Reason, RecordId, Slot, Value};
use crate::figures::Name;
use crate::formula::{CountOf, Elsewhere, FormulaId, Gather, Operation, RuleIs};
use crate::policy::Verdict;
use crate::quantity::{Date, Period};
use crate::script::{ScriptErrorKind, ScriptValue};

impl<'p> Evaluation<'p> {
    /// The operations that are not arithmetic.
    pub(super) fn other(&mut self, walk: &Walk, at: usize, operation: &'p Operation) -> Tag {
        let slot = match operation {
            Operation::Published(id) => self.published(*id, walk.context),
            Operation::Elsewhere(place, id) => {
                let there = self.elsewhere(*place, walk.context);
                let record = self.value(*id, there);
                Slot { value: self.value_of(record), link: record.into() }
            }
            Operation::Years(how, id, years) => {
                self.input(walk, *years);
                let years = self.slots.value(walk.first + years.0 as usize);
                self.years(*how, *id, years, walk.context)
            }
            Operation::Members(how, id, dimension) => self.members(*how, *id, dimension, walk.context),
            Operation::Script(id, inputs) => {
                let mut values = Vec::with_capacity(inputs.len());
                for input in inputs {
                    self.input(walk, *input);
                    values.push(self.slots.value(walk.first + input.0 as usize));
                }
                self.script(*id, &values)
            }
            Operation::Not(x) => plain(match self.input(walk, *x) {
                Tag::Truth(truth) => Value::Truth(!truth),
                Tag::Unknown(reason) => Value::Unknown(reason),
                _ => Value::Unknown(Reason::NoValue),
            }),
            Operation::Present(x) => plain(self.present(walk, *x)),
            Operation::Ledger(index, part) => self.ledger(*index, *part, walk.context),
            Operation::Holds(x) => plain(match self.input(walk, *x) {
                Tag::Number => Value::Truth(!self.slots.number(walk.first + x.0 as usize).is_zero()),
                Tag::Unknown(reason) => Value::Unknown(reason),
                _ => Value::Unknown(Reason::NoValue),
            }),
            Operation::DayOfYear(..) | Operation::EndOfYear(_) | Operation::Moved(..) | Operation::YearWhen(..) => {
                self.time(walk, operation)
            }
            Operation::Count(group, of) => plain(self.count(*group, *of)),
            Operation::Verdict(rule, is) => plain(self.verdict_is(*rule, *is)),
            Operation::Year => plain(Value::Number(Decimal::from(self.context(walk.context).period.end().year()))),
            _ => NO_VALUE,
        };
        self.slots.set(at, slot)
    }

    /// The published value of a formula if there is one, else the computed one.
    fn published(&mut self, id: FormulaId, context: ContextId) -> Slot {
        let record = self.value(id, context);
        let value = match self.reported_beside(id, context) {
            Some((_, value)) => Value::Number(value),
            None => self.value_of(record),
        };
        Slot { value, link: record.into() }
    }

    fn reported_beside(&self, id: FormulaId, context: ContextId) -> Option<(u32, Decimal)> {
        let (figure, _) = self.policy.formula(id)?.reported?;
        match self.look_up(figure, context) {
            Found::Figure(index, value) => Some((index, value)),
            Found::Missing(_) | Found::Nothing => None,
        }
    }

    /// The figure that was reported beside a formula's value, whether or not the two could be held against each other.
    pub(crate) fn reported_figure(&self, id: RecordId) -> Option<u32> {
        let record = self.record(id);
        self.reported_beside(record.formula, record.context).map(|(index, _)| index)
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
        let Some(years) = window(years) else {
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
        self.gather_records(how, records, short)
    }

    fn gather_records(&mut self, how: Gather, records: Vec<RecordId>, because: fn(Reason) -> Reason) -> Slot {
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

    /// The members that exist in a period: those of the pack, and for an open dimension those that the figures bring for it.
    pub(crate) fn members_of(&self, dimension: &Name, period: Period) -> Vec<Name> {
        let Some(found) = self.policy.vocabulary.dimension(dimension) else { return Vec::new() };
        let mut members: Vec<Name> = found.members_at(period.end()).map(|m| m.name.clone()).collect();
        if found.open {
            let here = self.figures.all().iter().filter(|f| f.period.overlaps(period));
            let mut brought: Vec<Name> = here.filter_map(|f| f.coordinates.get(dimension)).cloned().collect();
            brought.sort();
            brought.dedup();
            brought.retain(|m| !found.members.iter().any(|known| known.name == *m));
            members.extend(brought);
        }
        members
    }

    /// The members that have none below them, so that nothing is counted twice.
    pub(super) fn smallest_members_of(&self, dimension: &Name, period: Period) -> Vec<Name> {
        let mut members = self.members_of(dimension, period);
        if let Some(found) = self.policy.vocabulary.dimension(dimension) {
            let above: Vec<&Name> = found.members_at(period.end()).filter_map(|m| m.parent.as_ref()).collect();
            members.retain(|m| !above.contains(&m));
        }
        members
    }

    fn members(&mut self, how: Gather, id: FormulaId, dimension: &Name, context: ContextId) -> Slot {
        let parts = self.parts_of(context, dimension);
        if parts.is_empty() {
            return NO_VALUE;
        }
        let records = parts.iter().map(|there| self.value(id, *there)).collect();
        self.gather_records(how, records, |reason| reason)
    }

    /// The same context for each of the smallest members of a dimension. Many formulas go over the same parts: they are found once.
    pub(super) fn parts_of(&mut self, context: ContextId, dimension: &Name) -> Rc<[ContextId]> {
        if let Some((.., parts)) = self.parts.iter().find(|(c, d, _)| *c == context && d == dimension) {
            return Rc::clone(parts);
        }
        let here = self.context(context).clone();
        let members = self.smallest_members_of(dimension, here.period);
        let part = |member| Context { coordinates: here.coordinates.with(dimension, member), ..here.clone() };
        let parts: Rc<[ContextId]> = members.iter().map(|member| self.context_id(&part(member))).collect();
        self.parts.push((context, dimension.clone(), Rc::clone(&parts)));
        parts
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
            // What does not apply is known to be neither met nor missed; what was not judged here is not known.
            Some(Verdict::Undetermined) | None => Value::Unknown(Reason::NoValue),
            Some(verdict) => Value::Truth(*verdict == wanted),
        }
    }
}
