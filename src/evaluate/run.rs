//! Evaluating one tree in one context.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::read::Found;
use super::slots::Tag;
use super::value::{Link, NO_FIGURE};
use super::{Bounds, Context, ContextId, Evaluation, Reading, Reason, Record, RecordId, Remark, Slot, Value};
use crate::figures::Name;
use crate::formula::{CountOf, Elsewhere, FormulaId, Gather, NodeId, Operation, RuleIs, Tree};
use crate::policy::{Reported, Verdict};
use crate::quantity::{Date, Period, Rounding, round};
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
        let Some(head) = self.program.heads.get(id.0 as usize) else { return self.no_record(id, context) };
        let first = self.slots.reserve(head.length as usize);
        let walk = Walk { formula: id, operations: head.first as usize, first, context };
        if head.always || self.holds(id, context) {
            self.input(&walk, NodeId(head.root));
        } else {
            self.slots.set_tag(first + head.root as usize, Tag::Unknown(Reason::SeriesBreak));
        }
        let (mut remark, mut instead) = (Remark::None, NO_FIGURE);
        if head.reported {
            (remark, instead) = self.beside_reported(id, context, first + head.root as usize);
        }
        let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let record = RecordId(short(self.records.len()));
        let root = short(first + head.root as usize);
        self.records.push(Record { formula: id, context, first: short(first), root, instead, remark });
        if let Some(entry) = self.memo[context.0 as usize].get_mut(id.0 as usize) {
            *entry = record.0 + 1;
        }
        record
    }

    /// A formula that the policy does not have: cannot come from a checked policy.
    fn no_record(&mut self, id: FormulaId, context: ContextId) -> RecordId {
        let first = self.slots.reserve(1);
        self.slots.set_tag(first, Tag::Unknown(Reason::NoValue));
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        self.records.push(Record {
            formula: id,
            context,
            first,
            root: first,
            instead: NO_FIGURE,
            remark: Remark::None,
        });
        RecordId(u32::try_from(self.records.len() - 1).unwrap_or(u32::MAX))
    }

    fn holds(&self, id: FormulaId, context: ContextId) -> bool {
        self.policy.formula(id).is_some_and(|f| f.validity.holds_period(self.context(context).period))
    }

    /// A computed value beside the one that was reported: what to say of it, and the figure that stands in for it.
    fn beside_reported(&mut self, id: FormulaId, context: ContextId, root: usize) -> (Remark, u32) {
        let nothing = (Remark::None, NO_FIGURE);
        let Some((figure, how)) = self.policy.formula(id).and_then(|f| f.reported) else { return nothing };
        let Found::Figure(index, _) = self.look_up(figure, context) else { return nothing };
        match self.slots.tag(root) {
            Tag::Number if self.agree(id, context, figure, index) => (Remark::Agrees(index), NO_FIGURE),
            Tag::Number => {
                self.any_differs = true;
                (Remark::Differs(index), if self.prefer_reported { index } else { NO_FIGURE })
            }
            _ if how == Reported::IfMissing => (Remark::Reported(index), index),
            _ => nothing,
        }
    }

    /// What a record came to: the formula's own result, or the reported figure that stands in for it.
    pub fn value_of(&self, id: RecordId) -> Value {
        let record = self.record(id);
        match record.instead {
            NO_FIGURE => self.slots.value(record.root as usize),
            figure => self.figures.number(figure).map_or(Value::Unknown(Reason::NoValue), Value::Number),
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

    fn input(&mut self, walk: &Walk, id: NodeId) -> Tag {
        let at = walk.first + id.0 as usize;
        match self.slots.tag(at) {
            Tag::NotReached => {}
            known => return known,
        }
        let program = self.program;
        match program.operations.get(walk.operations + id.0 as usize) {
            Some(operation) => self.operation(walk, at, operation),
            None => Tag::Unknown(Reason::NoValue),
        }
    }

    fn operation(&mut self, walk: &Walk, at: usize, operation: &'p Operation) -> Tag {
        match operation {
            Operation::Figure(id) => self.figure_into(*id, walk.context, at),
            Operation::Parameter(id) => {
                let slot = self.parameter(*id, walk.context);
                self.slots.set(at, slot)
            }
            Operation::Formula(id) => {
                let record = self.value(*id, walk.context);
                self.slots.set_link(at, record.into());
                let value = self.value_of(record);
                self.slots.set_value(at, value)
            }
            Operation::Call(_, inner) => {
                self.input(walk, *inner);
                self.slots.copy(walk.first + inner.0 as usize, at)
            }
            Operation::If(condition, then, otherwise) => {
                let taken = match self.input(walk, *condition) {
                    Tag::Truth(true) => then,
                    Tag::Truth(false) => otherwise,
                    unknown => return self.slots.set_tag(at, unknown),
                };
                self.input(walk, *taken);
                self.slots.copy(walk.first + taken.0 as usize, at)
            }
            Operation::Add(a, b) => self.binary(walk, at, (*a, *b), |a, b| a.checked_add(*b)),
            Operation::Subtract(a, b) => self.binary(walk, at, (*a, *b), |a, b| a.checked_sub(*b)),
            Operation::Multiply(a, b) => self.binary(walk, at, (*a, *b), |a, b| a.checked_mul(*b)),
            Operation::Divide(a, b, scale) => match self.both(walk, *a, *b) {
                Ok((_, under)) if self.slots.number(under).is_sign_negative() && self.is_growth_of(walk, *b) => {
                    self.slots.set_tag(at, Tag::Unknown(Reason::DivisionByZero))
                }
                Ok((a, b)) => {
                    let value = divide(*self.slots.number(a), *self.slots.number(b), *scale);
                    self.slots.set_value(at, value)
                }
                Err(unknown) => self.slots.set_tag(at, unknown),
            },
            Operation::Compare(how, a, b) => match self.both(walk, *a, *b) {
                Ok((a, b)) => {
                    let holds = how.holds(self.slots.number(a), self.slots.number(b));
                    self.slots.set_tag(at, Tag::Truth(holds))
                }
                Err(unknown) => self.slots.set_tag(at, unknown),
            },
            Operation::Number(value) => self.slots.set_number(at, *value),
            Operation::Truth(value) => self.slots.set_tag(at, Tag::Truth(*value)),
            Operation::Scale(x, factor) => self.unary(walk, at, *x, |x| x.checked_mul(*factor)),
            Operation::Negate(x) => self.unary(walk, at, *x, |x| Some(-*x)),
            Operation::Absolute(x) => self.unary(walk, at, *x, |x| Some(x.abs())),
            Operation::Round(how, x, decimals) => self.rounded(walk, at, *how, (*x, *decimals)),
            Operation::Gather(how, list) => self.gather_into(walk, at, *how, list),
            Operation::All(list) => self.logic(walk, at, list, false),
            Operation::Any(list) => self.logic(walk, at, list, true),
            other => self.other(walk, at, other),
        }
    }

    /// The places of two numbers, both evaluated even if one is unknown: everything that is missing shall be told.
    fn both(&mut self, walk: &Walk, a: NodeId, b: NodeId) -> Result<(usize, usize), Tag> {
        match (self.input(walk, a), self.input(walk, b)) {
            (Tag::Number, Tag::Number) => Ok((walk.first + a.0 as usize, walk.first + b.0 as usize)),
            (Tag::Number, unknown) | (unknown, _) => Err(unknown),
        }
    }

    fn binary(
        &mut self,
        walk: &Walk,
        at: usize,
        (a, b): (NodeId, NodeId),
        combine: impl Fn(&Decimal, &Decimal) -> Option<Decimal>,
    ) -> Tag {
        match self.both(walk, a, b) {
            Ok((a, b)) => {
                let result = combine(self.slots.number(a), self.slots.number(b));
                self.slots.set_result(at, result)
            }
            Err(unknown) => self.slots.set_tag(at, unknown),
        }
    }

    fn unary(&mut self, walk: &Walk, at: usize, input: NodeId, change: impl Fn(&Decimal) -> Option<Decimal>) -> Tag {
        match self.input(walk, input) {
            Tag::Number => {
                let result = change(self.slots.number(walk.first + input.0 as usize));
                self.slots.set_result(at, result)
            }
            unknown => self.slots.set_tag(at, unknown),
        }
    }

    fn rounded(&mut self, walk: &Walk, at: usize, how: Rounding, (x, decimals): (NodeId, NodeId)) -> Tag {
        match self.both(walk, x, decimals) {
            Ok((x, decimals)) => {
                let decimals = whole(*self.slots.number(decimals), Decimal::MAX_SCALE);
                let result = decimals.map(|d| round(*self.slots.number(x), d, how));
                self.slots.set_result(at, result)
            }
            Err(unknown) => self.slots.set_tag(at, unknown),
        }
    }

    fn gather_into(&mut self, walk: &Walk, at: usize, how: Gather, list: &[NodeId]) -> Tag {
        let mut unknown = None;
        for id in list {
            match self.input(walk, *id) {
                Tag::Number => {}
                tag => unknown = unknown.or(Some(tag)),
            }
        }
        if let Some(unknown) = unknown {
            return self.slots.set_tag(at, unknown);
        }
        let numbers = list.iter().map(|id| *self.slots.number(walk.first + id.0 as usize));
        let result = gathered(how, numbers, list.len());
        self.slots.set_result(at, result)
    }

    /// Three-valued: one `decisive` value decides, whatever is unknown. Everything is evaluated, so that every failing condition can be told.
    fn logic(&mut self, walk: &Walk, at: usize, list: &[NodeId], decisive: bool) -> Tag {
        let mut result = Tag::Truth(!decisive);
        for id in list {
            match self.input(walk, *id) {
                Tag::Truth(truth) if truth == decisive => result = Tag::Truth(decisive),
                Tag::Truth(_) => {}
                unknown if result == Tag::Truth(!decisive) => result = unknown,
                _ => {}
            }
        }
        self.slots.set_tag(at, result)
    }

    /// The operations that are not arithmetic.
    fn other(&mut self, walk: &Walk, at: usize, operation: &'p Operation) -> Tag {
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
            Operation::Present(x) => plain(match self.input(walk, *x) {
                Tag::Unknown(Reason::NoValue | Reason::TooShortWindow | Reason::SeriesBreak) => Value::Truth(false),
                Tag::Unknown(reason) => Value::Unknown(reason),
                _ => Value::Truth(true),
            }),
            Operation::Count(group, of) => plain(self.count(*group, *of)),
            Operation::Verdict(rule, is) => plain(self.verdict_is(*rule, *is)),
            Operation::Year => plain(Value::Number(Decimal::from(self.context(walk.context).period.end().year()))),
            _ => NO_VALUE,
        };
        self.slots.set(at, slot)
    }

    fn is_growth_of(&self, walk: &Walk, id: NodeId) -> bool {
        self.policy.formula(walk.formula).is_some_and(|f| self.is_growth(&f.tree, id))
    }

    /// Whether a node is a growth rate, `förändring(x) / föregående(x)` or `x / föregående(x) - 1`: a ratio to one means nothing unless it is positive.
    fn is_growth(&self, tree: &Tree, id: NodeId) -> bool {
        let is_earlier =
            |id: &NodeId| self.leads_to(tree, *id, &|o| matches!(o, Operation::Elsewhere(Elsewhere::Previous, _)));
        let is_ratio = |id: &NodeId| {
            self.leads_to(tree, *id, &|o| matches!(o, Operation::Divide(_, under, _) if is_earlier(under)))
        };
        match tree.get(id).map(|n| &n.operation) {
            Some(Operation::Scale(inner, _) | Operation::Call(_, inner)) => self.is_growth(tree, *inner),
            Some(Operation::Formula(id)) => {
                self.policy.formula(*id).is_some_and(|f| self.is_growth(&f.tree, f.tree.root))
            }
            Some(Operation::Divide(change, base, _)) => {
                is_earlier(base)
                    && self.leads_to(
                        tree,
                        *change,
                        &|o| matches!(o, Operation::Subtract(_, before) if is_earlier(before)),
                    )
            }
            Some(Operation::Subtract(ratio, _)) => is_ratio(ratio),
            _ => false,
        }
    }

    /// Whether an operation, seen through changes of unit and calls, is one of a kind.
    fn leads_to(&self, tree: &Tree, id: NodeId, wanted: &dyn Fn(&Operation) -> bool) -> bool {
        match tree.get(id).map(|n| &n.operation) {
            Some(Operation::Scale(inner, _) | Operation::Call(_, inner)) => self.leads_to(tree, *inner, wanted),
            found => found.is_some_and(wanted),
        }
    }

    /// The published value of a formula if there is one, else the computed one.
    fn published(&mut self, id: FormulaId, context: ContextId) -> Slot {
        let record = self.value(id, context);
        let reported =
            self.policy.formula(id).and_then(|f| f.reported).map(|(figure, _)| self.look_up(figure, context));
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
        let here = self.context(context).clone();
        let members = self.smallest_members_of(dimension, here.period);
        if members.is_empty() {
            return NO_VALUE;
        }
        let mut records = Vec::with_capacity(members.len());
        for member in members {
            let there =
                self.context_id(&Context { coordinates: here.coordinates.with(dimension, &member), ..here.clone() });
            records.push(self.value(id, there));
        }
        self.gather_records(how, records, |reason| reason)
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

/// The whole number that a value is, if it is one from 0 to `most`.
pub(super) fn whole(number: Decimal, most: u32) -> Option<u32> {
    number.to_u32().filter(|whole| *whole <= most && Decimal::from(*whole) == number)
}

/// How many years a window has: at least one.
pub(super) fn window(years: Decimal) -> Option<u32> {
    whole(years, MAX_YEARS).filter(|years| *years > 0)
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
    number(gathered(how, values.iter().copied(), values.len()))
}

fn gathered(how: Gather, mut values: impl Iterator<Item = Decimal>, count: usize) -> Option<Decimal> {
    match how {
        Gather::Sum | Gather::Count => values.try_fold(Decimal::ZERO, Decimal::checked_add),
        Gather::Mean => values.try_fold(Decimal::ZERO, Decimal::checked_add)?.checked_div(Decimal::from(count)),
        Gather::Least => values.min(),
        Gather::Greatest => values.max(),
    }
}

/// The formula that is being evaluated: where its operations and its slots begin, and in which context.
struct Walk {
    formula: FormulaId,
    operations: usize,
    first: usize,
    context: ContextId,
}
