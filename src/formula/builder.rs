//! The rules of units and types: every node of a typed tree is made here, so that a wrong one cannot be.

use rust_decimal::Decimal;

use super::facts::{not_a_number, two_kinds};
use super::tree::{Gather, Node, NodeId, Operation, Tree, Type};
use super::untyped::Comparison;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Text;
use crate::quantity::{Unit, UnitError};
use crate::text;

/// Builds one tree and collects what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Builder {
    tree: Tree,
    pub(super) faults: Vec<Diagnostic>,
}

impl Builder {
    pub(super) fn finish(mut self, root: NodeId) -> (Tree, Vec<Diagnostic>) {
        self.tree.root = root;
        (self.tree, self.faults)
    }

    pub(super) fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    pub(super) fn push(&mut self, operation: Operation, kind: Type, span: Span) -> NodeId {
        let id = NodeId(u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX));
        self.tree.nodes.push(Node { operation, kind, span });
        id
    }

    pub(super) fn broken(&mut self, fault: Diagnostic) -> NodeId {
        let span = fault.span();
        self.faults.push(fault);
        self.push(Operation::Broken, Type::Broken, span)
    }

    pub(super) fn kind(&self, id: NodeId) -> Type {
        self.tree.get(id).map_or(Type::Broken, |n| n.kind.clone())
    }

    pub(super) fn span(&self, id: NodeId) -> Span {
        self.tree.get(id).map_or(Span::NOWHERE, |n| n.span)
    }

    pub(super) fn written(&self, id: NodeId) -> Option<Decimal> {
        match self.tree.get(id)?.operation {
            Operation::Number(value) => Some(value),
            Operation::Negate(inner) => self.written(inner).map(|v| -v),
            _ => None,
        }
    }

    /// A choice between bare numbers, which takes its unit from where it is used just as a bare number does.
    fn bare_choice(&self, id: NodeId) -> Option<(NodeId, NodeId, NodeId)> {
        let Operation::If(condition, then, otherwise) = self.tree.get(id)?.operation else { return None };
        let is_bare = |part| self.written(part).is_some() || self.bare_choice(part).is_some();
        (is_bare(then) && is_bare(otherwise)).then_some((condition, then, otherwise))
    }

    /// The number's unit, or a fault that says that a number is needed.
    pub(super) fn number(&mut self, id: NodeId) -> Option<Unit> {
        match self.kind(id) {
            Type::Number(unit) => Some(unit),
            Type::Truth => {
                self.faults.push(truth_fault(self.span(id)));
                None
            }
            other => {
                self.faults.extend(not_a_number(&other, self.span(id)));
                None
            }
        }
    }

    /// Whether the value is a yes or no; if not, a fault.
    pub(super) fn truth(&mut self, id: NodeId) -> bool {
        let kind = self.kind(id);
        if let (true, Some(is)) = (kind != Type::Truth, kind.in_words()) {
            let shown = kind.unit().map(|unit| format!(" ({})", unit.shown())).unwrap_or_default();
            let message = Text::new(
                format!("här behövs ett ja eller nej, men detta är {}{shown}", is.sv),
                format!("a yes or no is needed here, but this is {}{shown}", is.en),
            );
            self.faults.push(Diagnostic::error(Code::WrongType, self.span(id), message).help(text!(
                "jämför med något: `x > 0`; eller fråga om det finns: `finns(x)`",
                "compare it with something: `x > 0`; or ask whether it is there: `finns(x)`"
            )));
        }
        kind == Type::Truth
    }

    /// `node` as a number of `unit`; converts, adopts a bare 0, or reports.
    pub(super) fn in_unit(&mut self, node: NodeId, unit: &Unit, why: Option<(Span, Text)>) -> NodeId {
        let Some(own) = self.number(node) else { return self.push(Operation::Broken, Type::Broken, self.span(node)) };
        let span = self.span(node);
        if let Some((condition, then, otherwise)) = self.bare_choice(node) {
            let (then, otherwise) = (self.in_unit(then, unit, why.clone()), self.in_unit(otherwise, unit, why));
            let kind = if self.kind(then) == Type::Broken || self.kind(otherwise) == Type::Broken {
                Type::Broken
            } else {
                Type::Number(unit.clone())
            };
            return self.push(Operation::If(condition, then, otherwise), kind, span);
        }
        if let Some(value) = self.written(node) {
            let bare_fits = value.is_zero()
                || unit.is_bare()
                || unit.is_counted()
                || unit.symbol() == "år"
                || (unit.is_share() && unit.symbol().is_empty());
            if bare_fits {
                return self.push(Operation::Number(value), Type::Number(unit.clone()), span);
            }
            if !unit.is_share() || (unit.symbol() == "%" && value.abs() != Decimal::ONE) {
                let symbol = unit.shown();
                let message = text!(
                    "talet {value} saknar enhet; här behövs {symbol}",
                    "the number {value} has no unit; {symbol} is needed here"
                );
                return self.broken(Diagnostic::error(Code::BareNumber, span, message).help(text!(
                    "gör talet till en parameter med enhet och referens",
                    "make the number a parameter with a unit and a reference"
                )));
            }
        }
        match own.factor_to(unit) {
            Ok(factor) => self.scaled(node, factor, unit),
            Err(error) => {
                let mut fault = unit_fault(&error, span);
                if let Some((place, said)) = why {
                    fault = fault.also(place, said);
                }
                self.broken(fault)
            }
        }
    }

    /// The result of a whole formula in its declared unit. `a / b * 100` under `%` would be a hundred times too much, and is refused.
    pub(super) fn declared(&mut self, node: NodeId, unit: &Unit, declared_at: Span) -> NodeId {
        if unit.symbol() == "%" && self.kind(node).unit().is_some_and(Unit::is_share) && self.is_hundredfold(node) {
            let message = text!(
                "enheten % visar redan hundradelar; gånger 100 blir talet hundra gånger för stort",
                "the unit % already shows hundredths; times 100 the number is a hundred times too large"
            );
            return self.broken(
                Diagnostic::error(Code::WrongUnit, self.span(node), message)
                    .also(declared_at, text!("enheten anges här", "the unit is given here"))
                    .help(text!("ta bort gånger 100", "leave out times 100")),
            );
        }
        let shown = unit.shown();
        self.in_unit(node, unit, Some((declared_at, text!("ska bli {shown}", "must become {shown}"))))
    }

    /// Whether a share is multiplied by 100 on its way out: `a / b * 100`, `100 * a / b`.
    fn is_hundredfold(&self, node: NodeId) -> bool {
        match self.tree.get(node).map(|n| &n.operation) {
            Some(Operation::Multiply(a, b)) => {
                [*a, *b].into_iter().any(|x| self.written(x) == Some(Decimal::ONE_HUNDRED) || self.is_hundredfold(x))
            }
            Some(Operation::Divide(a, b, _)) => {
                self.is_hundredfold(*a) && self.written(*b) != Some(Decimal::ONE_HUNDRED)
            }
            Some(
                Operation::Negate(x) | Operation::Scale(x, _) | Operation::Absolute(x) | Operation::Round(_, x, _),
            ) => self.is_hundredfold(*x),
            _ => false,
        }
    }

    fn scaled(&mut self, node: NodeId, factor: Decimal, unit: &Unit) -> NodeId {
        let span = self.span(node);
        let kind = Type::Number(unit.clone());
        if self.kind(node) == kind {
            return node;
        }
        let operation = match self.tree.get(node).map(|n| &n.operation) {
            Some(Operation::Divide(a, b, scale)) => match scale.checked_mul(factor) {
                Some(scale) => Operation::Divide(*a, *b, scale.normalize()),
                None => Operation::Scale(node, factor),
            },
            _ => Operation::Scale(node, factor),
        };
        self.push(operation, kind, span)
    }

    /// Both sides in one unit: a bare number adopts the other's, and the right side converts to the left's.
    fn alike(&mut self, left: NodeId, right: NodeId, span: Span) -> Option<(NodeId, NodeId, Unit)> {
        let (a, b) = (self.number(left)?, self.number(right)?);
        if self.written(left).is_some() && self.written(right).is_none() {
            let left = self.in_unit(left, &b, None);
            return (self.kind(left) != Type::Broken).then_some((left, right, b));
        }
        if self.written(right).is_some() {
            let right = self.in_unit(right, &a, None);
            return (self.kind(right) != Type::Broken).then_some((left, right, a));
        }
        match b.factor_to(&a) {
            Ok(factor) => {
                let right = self.scaled(right, factor, &a);
                Some((left, right, a))
            }
            Err(error) => {
                let (left_unit, right_unit) = (a.shown(), b.shown());
                let fault = unit_fault(&error, span)
                    .also(self.span(left), text!("detta är {left_unit}", "this is {left_unit}"))
                    .also(self.span(right), text!("detta är {right_unit}", "this is {right_unit}"));
                self.faults.push(fault);
                None
            }
        }
    }

    pub(super) fn give_up(&mut self, span: Span) -> NodeId {
        self.push(Operation::Broken, Type::Broken, span)
    }

    /// `a + b` or `a - b`. Percentage points may be added to percent; percent minus percent is percentage points.
    pub(super) fn sum(&mut self, left: NodeId, right: NodeId, minus: bool, span: Span) -> NodeId {
        let make = |a, b| if minus { Operation::Subtract(a, b) } else { Operation::Add(a, b) };
        if self.kind(left) == Type::Year {
            return self.years_apart(left, right, minus, span);
        }
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else { return self.give_up(span) };
        if a.symbol() == "%" && b.is_points() {
            return self.push(make(left, right), Type::Number(a), span);
        }
        let Some((left, right, unit)) = self.alike(left, right, span) else { return self.give_up(span) };
        let kind = if minus && a.symbol() == "%" && b.symbol() == "%" { Unit::points() } else { unit };
        self.push(make(left, right), Type::Number(kind), span)
    }

    pub(super) fn negate(&mut self, inner: NodeId, span: Span) -> NodeId {
        match self.number(inner) {
            Some(unit) => self.push(Operation::Negate(inner), Type::Number(unit), span),
            None => self.give_up(span),
        }
    }

    /// A share in its natural size: percent becomes a plain ratio.
    fn natural(&mut self, node: NodeId, unit: &Unit) -> NodeId {
        match unit.is_share() && self.written(node).is_none() {
            true => self.scaled(node, unit.size(), &Unit::ratio()),
            false => node,
        }
    }

    pub(super) fn multiply(&mut self, left: NodeId, right: NodeId, span: Span) -> NodeId {
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else { return self.give_up(span) };
        let (left, right) = (self.natural(left, &a), self.natural(right, &b));
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else { return self.give_up(span) };
        self.push(Operation::Multiply(left, right), Type::Number(a.times(&b)), span)
    }

    pub(super) fn divide(&mut self, left: NodeId, right: NodeId, span: Span) -> NodeId {
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else { return self.give_up(span) };
        if self.written(right).is_some() {
            return self.push(Operation::Divide(left, right, Decimal::ONE), Type::Number(a), span);
        }
        if let Ok(factor) = a.factor_to(&b) {
            return self.push(Operation::Divide(left, right, factor), Type::Number(Unit::ratio()), span);
        }
        let (left, right) = (self.natural(left, &a), self.natural(right, &b));
        let (Some(a), Some(b)) = (self.number(left), self.number(right)) else { return self.give_up(span) };
        self.push(Operation::Divide(left, right, Decimal::ONE), Type::Number(a.over(&b)), span)
    }

    pub(super) fn compare(&mut self, how: Comparison, left: NodeId, right: NodeId, span: Span) -> NodeId {
        if self.kind(left) == Type::Truth && self.kind(right) == Type::Truth {
            let message = text!(
                "två ja eller nej jämförs inte; skriv villkoret rakt ut",
                "two yes-or-noes are not compared; write the condition out"
            );
            let help =
                text!("till exempel `a && b`, `a || b` eller `inte(a)`", "for example `a && b`, `a || b` or `inte(a)`");
            return self.broken(Diagnostic::error(Code::WrongType, span, message).help(help));
        }
        if let Some(compared) = self.compare_facts(how, left, right, span) {
            return compared;
        }
        match self.alike(left, right, span) {
            Some((left, right, _)) => self.push(Operation::Compare(how, left, right), Type::Truth, span),
            None => self.push(Operation::Broken, Type::Truth, span),
        }
    }

    pub(super) fn logic(&mut self, parts: Vec<NodeId>, all: bool, span: Span) -> NodeId {
        for part in &parts {
            self.truth(*part);
        }
        self.push(if all { Operation::All(parts) } else { Operation::Any(parts) }, Type::Truth, span)
    }

    pub(super) fn not(&mut self, inner: NodeId, span: Span) -> NodeId {
        self.truth(inner);
        self.push(Operation::Not(inner), Type::Truth, span)
    }

    pub(super) fn choose(&mut self, condition: NodeId, then: NodeId, otherwise: NodeId, span: Span) -> NodeId {
        self.truth(condition);
        match (self.kind(then), self.kind(otherwise)) {
            (Type::Broken, _) | (_, Type::Broken) => self.give_up(span),
            (a, b) if a == b && a.unit().is_none() => self.push(Operation::If(condition, then, otherwise), a, span),
            (a, b) if a.unit().is_none() || b.unit().is_none() => {
                let fault = two_kinds(&a, &b, span);
                self.broken(fault)
            }
            _ => match self.alike(then, otherwise, span) {
                Some((then, otherwise, unit)) => {
                    self.push(Operation::If(condition, then, otherwise), Type::Number(unit), span)
                }
                None => self.give_up(span),
            },
        }
    }

    pub(super) fn gather(&mut self, how: Gather, values: &[NodeId], span: Span) -> NodeId {
        let measured = values.iter().copied().find(|v| self.written(*v).is_none()).or(values.first().copied());
        let Some(unit) = measured.and_then(|v| self.number(v)) else { return self.give_up(span) };
        let mut alike = Vec::with_capacity(values.len());
        for value in values {
            let value = self.in_unit(
                *value,
                &unit,
                measured.map(|m| (self.span(m), text!("jämfört med detta", "held against this"))),
            );
            if self.kind(value) == Type::Broken {
                return self.give_up(span);
            }
            alike.push(value);
        }
        self.push(Operation::Gather(how, alike), Type::Number(unit), span)
    }
}

/// A yes or no where a number is needed.
pub(super) fn truth_fault(span: Span) -> Diagnostic {
    let message =
        text!("här behövs ett tal, men detta är ett ja eller nej", "a number is needed here, but this is a yes or no");
    Diagnostic::error(Code::WrongType, span, message).help(text!(
        "`if villkor {{ 1 }} else {{ 0 }}` gör ett tal av ett villkor",
        "`if condition {{ 1 }} else {{ 0 }}` makes a number of a condition"
    ))
}

/// Why two units do not go together, for people.
pub fn unit_fault(error: &UnitError, span: Span) -> Diagnostic {
    match error {
        UnitError::Different(a, b) => {
            let message =
                text!("{a} och {b} går inte att lägga ihop eller jämföra", "{a} and {b} cannot be added or compared");
            Diagnostic::error(Code::WrongUnit, span, message).help(text!(
                "bara enheter av samma slag går ihop: kr, tkr, mnkr och mdkr, eller två lika",
                "only units of the same kind go together: kr, tkr, mnkr and mdkr, or two alike"
            ))
        }
        UnitError::PercentAgainstPoints(a, b) => {
            let message = text!(
                "{a} mot {b}: en andel och en skillnad mellan andelar är olika saker",
                "{a} against {b}: a share and a difference of shares are not the same thing"
            );
            Diagnostic::error(Code::WrongUnit, span, message).help(text!(
                "en skillnad mellan två procenttal är procentenheter (p.e.)",
                "a difference of two percentages is percentage points (p.e.)"
            ))
        }
    }
}
