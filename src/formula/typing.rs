//! [`Syntax`] → [`Tree`]: names are looked up, units inferred, functions inlined.

use rust_decimal::Decimal;
use std::collections::BTreeMap;

use super::builder::Builder;
use super::builtins;
use super::names::{Binding, Callable, Names};
use super::tree::{FormulaId, NodeId, Operation, Tree, Type};
use super::untyped::{Binary, Kind, Syntax};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::quantity::Unit;
use crate::text;

/// A text that positions point into: where it stands, and how its bytes map to the file.
pub trait Place {
    /// The place of some bytes of the formula.
    fn span(&self, start: usize, end: usize) -> Span;
}

/// What a formula must give.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// A number in this unit; where the unit is declared.
    Number(Unit, Span),
    /// A yes or no.
    Truth,
    /// A number of any unit.
    AnyNumber,
}

/// Deeper calls than any guideline needs; a bound on functions that call each other.
const MAX_CALLS: usize = 32;

/// Turns a parsed formula into a typed tree. Formulas that must be evaluated in other contexts (inside `föregående(…)` and its like) are added to
/// `names` as formulas of their own.
pub fn type_formula(
    syntax: &Syntax,
    wanted: &Wanted,
    place: &dyn Place,
    names: &mut dyn Names,
) -> (Tree, Vec<Diagnostic>) {
    let mut typing = Typing { builder: Builder::default(), names, place, locals: Vec::new(), calls: 0 };
    let root = typing.node(syntax);
    let root = match wanted {
        Wanted::Number(unit, at) => typing.builder.declared(root, unit, *at),
        Wanted::Truth => {
            typing.builder.truth(root);
            root
        }
        Wanted::AnyNumber => typing.as_number(root),
    };
    typing.builder.finish(root)
}

pub(super) struct Typing<'a> {
    pub(super) builder: Builder,
    pub(super) names: &'a mut dyn Names,
    place: &'a dyn Place,
    locals: Vec<BTreeMap<String, NodeId>>,
    calls: usize,
}

impl Typing<'_> {
    pub(super) fn at(&self, syntax: &Syntax) -> Span {
        self.place.span(syntax.start, syntax.end)
    }

    fn as_number(&mut self, root: NodeId) -> NodeId {
        match self.builder.kind(root) {
            Type::Number(unit) => self.builder.into_unit(root, &unit, None),
            _ => self.builder.into_unit(root, &Unit::ratio(), None),
        }
    }

    pub(super) fn node(&mut self, syntax: &Syntax) -> NodeId {
        let span = self.at(syntax);
        match &syntax.kind {
            Kind::Number(value) => self.number(*value, span),
            Kind::Truth(value) => self.builder.push(Operation::Truth(*value), Type::Truth, span),
            Kind::Text(_) => {
                let message = text!(
                    "en text står bara där en funktion frågar efter den",
                    "a text stands only where a function asks for one"
                );
                self.builder.broken(Diagnostic::error(Code::WrongType, span, message))
            }
            Kind::Name(name) => self.name(name, span),
            Kind::Member(group, count) => self.member(group, count, span),
            Kind::Call { name, name_end, arguments } => {
                let name_span = self.place.span(syntax.start, *name_end);
                builtins::call(self, name, arguments, name_span, span)
                    .unwrap_or_else(|| self.function(name, arguments, name_span, span))
            }
            Kind::Negate(inner) => {
                let inner = self.node(inner);
                self.builder.negate(inner, span)
            }
            Kind::Not(inner) => {
                let inner = self.node(inner);
                self.builder.not(inner, span)
            }
            Kind::Binary(operator, left, right) => {
                let (left, right) = (self.node(left), self.node(right));
                match operator {
                    Binary::Add => self.builder.sum(left, right, false, span),
                    Binary::Subtract => self.builder.sum(left, right, true, span),
                    Binary::Multiply => self.builder.multiply(left, right, span),
                    Binary::Divide => self.builder.divide(left, right, span),
                    Binary::Compare(how) => self.builder.compare(*how, left, right, span),
                }
            }
            Kind::All(parts) => {
                let parts = parts.iter().map(|p| self.node(p)).collect();
                self.builder.logic(parts, true, span)
            }
            Kind::Any(parts) => {
                let parts = parts.iter().map(|p| self.node(p)).collect();
                self.builder.logic(parts, false, span)
            }
            Kind::If(condition, then, otherwise) => {
                let (condition, then, otherwise) = (self.node(condition), self.node(then), self.node(otherwise));
                self.builder.choose(condition, then, otherwise, span)
            }
            Kind::Block(bindings, value) => {
                self.locals.push(self.locals.last().cloned().unwrap_or_default());
                for (name, bound) in bindings {
                    let node = self.node(bound);
                    if let Some(scope) = self.locals.last_mut() {
                        scope.insert(name.clone(), node);
                    }
                }
                let value = self.node(value);
                self.locals.pop();
                value
            }
        }
    }

    fn number(&mut self, value: Decimal, span: Span) -> NodeId {
        let allowed = [0, 1, 2, 100].map(Decimal::from).contains(&value.abs());
        if !allowed {
            let message =
                text!("talet {value} står direkt i formeln", "the number {value} stands in the formula itself");
            return self.builder.broken(Diagnostic::error(Code::NumberInFormula, span, message).help(text!(
                "bara 0, 1, 2 och 100 får stå i en formel; gör talet till en parameter med enhet och referens",
                "only 0, 1, 2 and 100 may stand in a formula; make the number a parameter with a unit and a reference"
            )));
        }
        self.builder.push(Operation::Number(value), Type::Number(Unit::ratio()), span)
    }

    fn name(&mut self, name: &str, span: Span) -> NodeId {
        if let Some(node) = self.locals.last().and_then(|scope| scope.get(name)) {
            return *node;
        }
        if self.calls > 0 {
            return self.unknown(name, span);
        }
        match self.names.name(name) {
            Some(Binding::Figure(id, unit)) => self.builder.push(Operation::Figure(id), Type::Number(unit), span),
            Some(Binding::Parameter(id, unit)) => self.builder.push(Operation::Parameter(id), Type::Number(unit), span),
            Some(Binding::Formula(id, kind)) => self.builder.push(Operation::Formula(id), kind, span),
            Some(Binding::Broken) => self.builder.push(Operation::Broken, Type::Broken, span),
            None if name == "år" => {
                let unit = self.names.units().get("år").cloned().unwrap_or_else(Unit::ratio);
                self.builder.push(Operation::Year, Type::Number(unit), span)
            }
            None => self.unknown(name, span),
        }
    }

    fn unknown(&mut self, name: &str, span: Span) -> NodeId {
        let message = text!("det finns inget som heter `{name}`", "there is nothing called `{name}`");
        let help = match self.calls {
            0 => self.names.suggest(name),
            _ => Some(text!("en funktion ser bara sina egna parametrar", "a function sees only its own parameters")),
        };
        self.builder.broken(Diagnostic::error(Code::UnknownName, span, message).maybe_help(help))
    }

    fn member(&mut self, group: &str, count: &str, span: Span) -> NodeId {
        let unit = self.names.units().get("st").cloned().unwrap_or_else(Unit::ratio);
        match self.names.count(group, count) {
            Some((index, of)) => self.builder.push(Operation::Count(index, of), Type::Number(unit), span),
            None => {
                let message = text!("`{group}.{count}` är inget antal här", "`{group}.{count}` is not a count here");
                let help = self.names.suggest_count(group, count);
                self.builder.broken(Diagnostic::error(Code::UnknownName, span, message).maybe_help(help))
            }
        }
    }

    /// A function of a rules file: inlined if it is transparent, else called as a script.
    fn function(&mut self, name: &str, arguments: &[Syntax], name_span: Span, span: Span) -> NodeId {
        let arguments: Vec<NodeId> = arguments.iter().map(|a| self.node(a)).collect();
        let Some(callable) = self.names.function(name) else {
            let message = text!("det finns ingen funktion som heter `{name}`", "there is no function called `{name}`");
            let help = self.names.suggest_function(name);
            return self.builder.broken(Diagnostic::error(Code::UnknownName, name_span, message).maybe_help(help));
        };
        let expected = callable.parameters();
        if expected != arguments.len() {
            let given = arguments.len();
            let message = text!(
                "`{name}` tar {expected} värden men får {given}",
                "`{name}` takes {expected} values but is given {given}"
            );
            return self.builder.broken(Diagnostic::error(Code::WrongArguments, span, message));
        }
        match callable {
            Callable::Transparent(function, place) => {
                if self.calls >= MAX_CALLS {
                    let message = text!("`{name}` anropar sig själv", "`{name}` calls itself");
                    return self.builder.broken(Diagnostic::error(Code::Cycle, name_span, message));
                }
                self.inline(name, &function, &*place, &arguments, span)
            }
            Callable::Script(id, takes, gives) => {
                let values =
                    arguments.iter().zip(&takes).map(|(a, unit)| self.builder.into_unit(*a, unit, None)).collect();
                self.builder.push(Operation::Script(id, values), gives, span)
            }
        }
    }

    fn inline(
        &mut self,
        name: &str,
        function: &super::untyped::Function,
        place: &dyn Place,
        arguments: &[NodeId],
        span: Span,
    ) -> NodeId {
        let Ok(body) = &function.body else { return self.builder.push(Operation::Broken, Type::Broken, span) };
        let scope = function.parameters.iter().cloned().zip(arguments.iter().copied()).collect();
        let before = self.builder.faults.len();
        let mut inner = Typing {
            builder: std::mem::take(&mut self.builder),
            names: &mut *self.names,
            place,
            locals: vec![scope],
            calls: self.calls + 1,
        };
        let result = inner.node(body);
        self.builder = inner.builder;
        for fault in self.builder.faults.iter_mut().skip(before) {
            fault.labels.push(crate::diagnostic::Label { span, text: text!("anropas här", "called here") });
        }
        let kind = self.builder.kind(result);
        self.builder.push(Operation::Call(name.into(), result), kind, span)
    }

    /// A part that is evaluated in another context: a formula of its own.
    pub(super) fn elsewhere(&mut self, syntax: &Syntax) -> (FormulaId, Type) {
        if let (Kind::Name(name), 0) = (&syntax.kind, self.calls) {
            if let Some(Binding::Formula(id, kind)) = self.names.name(name) {
                return (id, kind);
            }
        }
        let mut inner = Typing {
            builder: Builder::default(),
            names: &mut *self.names,
            place: self.place,
            locals: Vec::new(),
            calls: self.calls,
        };
        let root = inner.node(syntax);
        let kind = inner.builder.kind(root);
        let (tree, faults) = inner.builder.finish(root);
        self.builder.faults.extend(faults);
        (self.names.add_part(tree, self.place.span(syntax.start, syntax.end)), kind)
    }
}
