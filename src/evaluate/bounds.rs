//! What a value could have been, given how precisely its figures were stated: interval arithmetic over the same trees.
//!
//! The bounds are safe, not always tight: a figure that occurs twice is counted as two.

use rust_decimal::Decimal;

use super::read::Found;
use super::run::{divide, gather, whole, window};
use super::{ContextId, Evaluation, Value};
use crate::figures::{FigureId, Given};
use crate::formula::{Comparison, FormulaId, NodeId, Operation, Tree};
use crate::quantity::round;

/// What a value could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounds {
    /// From a least to a greatest number, both included.
    Number(Decimal, Decimal),
    /// Whether it could be false, and whether it could be true.
    Truth(bool, bool),
    /// Anything.
    Unknown,
}

impl Bounds {
    pub(super) fn exact(value: Decimal) -> Self {
        Self::Number(value, value)
    }

    pub(super) fn of(value: Value) -> Self {
        match value {
            Value::Number(number) => Self::exact(number),
            Value::Truth(truth) => Self::Truth(!truth, truth),
            Value::Unknown(_) | Value::NotReached => Self::Unknown,
        }
    }

    /// How far it can be from the middle; 0 if it is exact.
    pub fn half_width(self) -> Option<Decimal> {
        match self {
            Self::Number(low, high) => high.checked_sub(low)?.checked_div(Decimal::TWO),
            _ => None,
        }
    }

    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Number(a, b), Self::Number(c, d)) => Self::Number(a.min(c), b.max(d)),
            (Self::Truth(a, b), Self::Truth(c, d)) => Self::Truth(a || c, b || d),
            _ => Self::Unknown,
        }
    }

    fn corners(self, other: Self, combine: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Self {
        let (Self::Number(a, b), Self::Number(c, d)) = (self, other) else { return Self::Unknown };
        let corners = [combine(a, c), combine(a, d), combine(b, c), combine(b, d)];
        let mut found: Option<(Decimal, Decimal)> = None;
        for corner in corners {
            let Some(value) = corner else { return Self::Unknown };
            found = Some(found.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
        found.map_or(Self::Unknown, |(low, high)| Self::Number(low, high))
    }

    pub(super) fn plus(self, other: Self) -> Self {
        self.corners(other, Decimal::checked_add)
    }

    pub(super) fn less(self, other: Self) -> Self {
        self.corners(other, Decimal::checked_sub)
    }

    fn each(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        self.corners(self, |a, _| change(a))
    }
}

fn some_number(value: Value) -> Option<Decimal> {
    value.number()
}

impl<'p> Evaluation<'p> {
    /// What a formula's value could be.
    pub fn bounds(&mut self, id: FormulaId, context: ContextId) -> Bounds {
        if let Some(known) = self.bounds.get(&(self.ranging, id, context)) {
            return *known;
        }
        let mut bounds = self.computed_bounds(id, context);
        if bounds == Bounds::Unknown
            && let Some((figure, _)) = self.policy.formula(id).and_then(|f| f.reported)
            && let Found::Figure(index, _) = self.look_up(figure, context)
        {
            bounds = self.figure_bounds(figure, index);
        }
        self.bounds.insert((self.ranging, id, context), bounds);
        bounds
    }

    /// The same from the formula alone, without a reported value.
    pub(super) fn computed_bounds(&mut self, id: FormulaId, context: ContextId) -> Bounds {
        match self.policy.formula(id) {
            Some(formula) if formula.validity.holds_period(self.context(context).period) => {
                self.node_bounds(&formula.tree, context, formula.tree.root)
            }
            _ => Bounds::Unknown,
        }
    }

    /// What a submitted figure could be.
    pub(super) fn figure_bounds(&self, id: FigureId, index: u32) -> Bounds {
        match self.figures.get(index).map(|f| &f.given) {
            Some(Given::Fact(_)) => self.figures.number(index).map_or(Bounds::Unknown, Bounds::exact),
            Some(Given::Number { value, half_width }) => {
                match (value.checked_sub(*half_width), value.checked_add(*half_width)) {
                    (Some(low), Some(high)) => Bounds::Number(low, high),
                    _ => Bounds::Unknown,
                }
            }
            _ => self.range_of(id),
        }
    }

    /// What a missing figure could be, if that is asked for: the range of its definition.
    fn range_of(&self, id: FigureId) -> Bounds {
        let range = self.policy.vocabulary.get(id).filter(|_| self.ranging).and_then(|d| d.range);
        range.map_or(Bounds::Unknown, |(low, high)| Bounds::Number(low, high))
    }

    pub(super) fn node_bounds(&mut self, tree: &'p Tree, context: ContextId, id: NodeId) -> Bounds {
        let Some(node) = tree.get(id) else { return Bounds::Unknown };
        let mut get = |id: &NodeId| self.node_bounds(tree, context, *id);
        match &node.operation {
            Operation::Number(value) => Bounds::exact(*value),
            Operation::Truth(value) => Bounds::of(Value::Truth(*value)),
            Operation::Scale(x, factor) => get(x).each(|v| v.checked_mul(*factor)),
            Operation::Negate(x) => get(x).each(|v| Some(-v)),
            Operation::Absolute(x) => match get(x) {
                Bounds::Number(low, high) if low.is_sign_negative() && high.is_sign_positive() => {
                    Bounds::Number(Decimal::ZERO, (-low).max(high))
                }
                other => other.each(|v| Some(v.abs())),
            },
            Operation::Add(a, b) => get(a).plus(get(b)),
            Operation::Subtract(a, b) => get(a).less(get(b)),
            Operation::Multiply(a, b) => get(a).corners(get(b), Decimal::checked_mul),
            Operation::Divide(a, b, scale) => match (get(a), get(b)) {
                (_, Bounds::Number(low, high)) if low <= Decimal::ZERO && high >= Decimal::ZERO => Bounds::Unknown,
                (a, b) => a.corners(b, |a, b| some_number(divide(a, b, *scale))),
            },
            Operation::Compare(how, a, b) => compare(*how, get(a), get(b)),
            Operation::Round(how, x, decimals) => match get(decimals) {
                Bounds::Number(low, high) if low == high => match whole(low, Decimal::MAX_SCALE) {
                    Some(decimals) => get(x).each(|v| Some(round(v, decimals, *how))),
                    None => Bounds::Unknown,
                },
                _ => Bounds::Unknown,
            },
            Operation::Gather(how, list) => {
                let all: Vec<Bounds> = list.iter().map(get).collect();
                gather_bounds(*how, &all)
            }
            Operation::Not(x) => match get(x) {
                Bounds::Truth(no, yes) => Bounds::Truth(yes, no),
                other => other,
            },
            Operation::All(list) => {
                list.iter().map(get).fold(Bounds::Truth(false, true), |so_far, b| logic(so_far, b, true))
            }
            Operation::Any(list) => {
                list.iter().map(get).fold(Bounds::Truth(true, false), |so_far, b| logic(so_far, b, false))
            }
            Operation::If(condition, then, otherwise) => match get(condition) {
                Bounds::Truth(false, true) => get(then),
                Bounds::Truth(true, false) => get(otherwise),
                _ => {
                    let then = get(then);
                    then.join(get(otherwise))
                }
            },
            Operation::Call(_, inner) => get(inner),
            other => self.leaf_bounds(tree, other, context),
        }
    }

    /// The operations that read figures, other formulas or other contexts.
    fn leaf_bounds(&mut self, tree: &'p Tree, operation: &'p Operation, context: ContextId) -> Bounds {
        match operation {
            Operation::Figure(id) => match self.look_up(*id, context) {
                Found::Figure(index, _) => self.figure_bounds(*id, index),
                _ => match self.figure(*id, context).value {
                    Value::Unknown(_) => self.range_of(*id),
                    assumed => Bounds::of(assumed),
                },
            },
            Operation::Parameter(id) => Bounds::of(self.parameter(*id, context).value),
            Operation::Formula(id) => self.bounds(*id, context),
            Operation::Published(id) => {
                let reported = self.policy.formula(*id).and_then(|f| f.reported);
                match reported.map(|(figure, _)| (figure, self.look_up(figure, context))) {
                    Some((figure, Found::Figure(index, _))) => self.figure_bounds(figure, index),
                    _ => self.bounds(*id, context),
                }
            }
            Operation::Elsewhere(place, id) => {
                let there = self.elsewhere(*place, context);
                self.bounds(*id, there)
            }
            Operation::Years(how, id, years) => {
                let years = match self.node_bounds(tree, context, *years) {
                    Bounds::Number(low, high) if low == high => window(low),
                    _ => None,
                };
                let Some(years) = years else { return Bounds::Unknown };
                let (mut all, mut there) = (Vec::new(), context);
                for year in 0..years {
                    if year > 0 {
                        there = self.year_before(there);
                    }
                    all.push(self.bounds(*id, there));
                }
                gather_bounds(*how, &all)
            }
            Operation::Members(how, id, dimension) => {
                let parts = self.parts_of(context, dimension);
                let all: Vec<Bounds> = parts.iter().map(|there| self.bounds(*id, *there)).collect();
                gather_bounds(*how, &all)
            }
            Operation::Ledger(index, part) => self.ledger_bounds(*index, *part, context),
            Operation::Year => Bounds::exact(Decimal::from(self.context(context).period.end().year())),
            Operation::Holds(x) => match self.node_bounds(tree, context, *x) {
                Bounds::Number(low, high) => Bounds::Truth(low.is_zero(), !high.is_zero()),
                _ => Bounds::Truth(true, true),
            },
            Operation::DayOfYear(..) | Operation::EndOfYear(_) | Operation::Moved(..) | Operation::YearWhen(..) => {
                self.time_bounds(tree, context, operation)
            }
            // Rounding does not make a figure come or go; but one that is missing could come.
            Operation::Present(x) => match self.is_there(tree, *x, context) {
                Some(true) => Bounds::Truth(false, true),
                Some(false) if !self.ranging => Bounds::Truth(true, false),
                _ => Bounds::Truth(true, true),
            },
            _ => Bounds::Unknown,
        }
    }
}

fn compare(how: Comparison, left: Bounds, right: Bounds) -> Bounds {
    let (Bounds::Number(a, b), Bounds::Number(c, d)) = (left, right) else { return Bounds::Truth(true, true) };
    let (always, never) = match how {
        Comparison::Below => (b < c, a >= d),
        Comparison::AtMost => (b <= c, a > d),
        Comparison::Above => (a > d, b <= c),
        Comparison::AtLeast => (a >= d, b < c),
        Comparison::Equal => (a == b && c == d && a == c, b < c || d < a),
        Comparison::NotEqual => (b < c || d < a, a == b && c == d && a == c),
    };
    Bounds::Truth(!always, !never)
}

fn logic(left: Bounds, right: Bounds, all: bool) -> Bounds {
    let truth = |b| if let Bounds::Truth(no, yes) = b { (no, yes) } else { (true, true) };
    let ((no, yes), (other_no, other_yes)) = (truth(left), truth(right));
    if all { Bounds::Truth(no || other_no, yes && other_yes) } else { Bounds::Truth(no && other_no, yes || other_yes) }
}

fn gather_bounds(how: crate::formula::Gather, all: &[Bounds]) -> Bounds {
    let (mut lows, mut highs) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
    for bounds in all {
        match bounds {
            Bounds::Number(low, high) => {
                lows.push(*low);
                highs.push(*high);
            }
            Bounds::Truth(no, yes) => {
                lows.push(Decimal::from(u8::from(!no)));
                highs.push(Decimal::from(u8::from(*yes)));
            }
            Bounds::Unknown => return Bounds::Unknown,
        }
    }
    match (gather(how, &lows), gather(how, &highs)) {
        (Value::Number(low), Value::Number(high)) => Bounds::Number(low, high),
        _ => Bounds::Unknown,
    }
}

impl Evaluation<'_> {
    /// What the two sides of a comparison at the top of a formula could be.
    pub(crate) fn side_bounds(&mut self, id: FormulaId, context: ContextId) -> Option<(Bounds, Bounds)> {
        let formula = self.policy.formula(id)?;
        let mut root = formula.tree.root;
        loop {
            match &formula.tree.get(root)?.operation {
                Operation::Call(_, inner) => root = *inner,
                Operation::Compare(_, left, right) => {
                    return Some((
                        self.node_bounds(&formula.tree, context, *left),
                        self.node_bounds(&formula.tree, context, *right),
                    ));
                }
                _ => return None,
            }
        }
    }
}
