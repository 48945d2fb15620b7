//! Evaluating one tree in one context.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::read::Found;
use super::slots::Tag;
use super::value::{Link, NO_FIGURE};
use super::{Bounds, ContextId, Evaluation, Reason, Record, RecordId, Remark, Slot, Value};
use crate::formula::{FormulaId, Gather, NodeId, Operation};
use crate::policy::Reported;
use crate::quantity::{Rounding, round};

/// The most years that a window may have.
const MAX_YEARS: u32 = 200;

pub(super) const NO_VALUE: Slot = Slot { value: Value::Unknown(Reason::NoValue), link: Link::NONE };

pub(super) fn plain(value: Value) -> Slot {
    Slot { value, link: Link::NONE }
}

fn number(result: Option<Decimal>) -> Value {
    result.map_or(Value::Unknown(Reason::Overflow), Value::Number)
}

impl<'p> Evaluation<'p> {
    /// Evaluates a formula in a context; once.
    pub fn value(&mut self, id: FormulaId, context: ContextId) -> RecordId {
        if let Some(known) = self.memo.known(id, context) {
            return known;
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
        self.memo.keep(id, context, record);
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

    /// The number that a record came to, if it came to one.
    pub fn number_of(&self, id: RecordId) -> Option<Decimal> {
        let record = self.record(id);
        match record.instead {
            NO_FIGURE => self.slots.number_at(record.root as usize),
            figure => self.figures.number(figure),
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

    pub(super) fn input(&mut self, walk: &Walk, id: NodeId) -> Tag {
        let at = walk.first + id.0 as usize;
        match self.slots.tag(at) {
            Tag::NotReached => {}
            known => return known,
        }
        let program = self.program;
        match program.operations.get(walk.operations + id.0 as usize) {
            // The leaves here, since most formulas of a pack are nothing else.
            Some(Operation::Figure(id)) => self.figure_into(*id, walk.context, at),
            Some(Operation::Number(value)) => self.slots.set_number(at, *value),
            Some(operation) => self.operation(walk, at, operation),
            None => Tag::Unknown(Reason::NoValue),
        }
    }

    fn operation(&mut self, walk: &Walk, at: usize, operation: &'p Operation) -> Tag {
        match operation {
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
pub(super) struct Walk {
    pub(super) formula: FormulaId,
    operations: usize,
    pub(super) first: usize,
    pub(super) context: ContextId,
}
