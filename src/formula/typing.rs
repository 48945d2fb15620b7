//! [`Syntax`] → [`Tree`]: names are looked up, units inferred, functions inlined.

use rust_decimal::Decimal;
use std::collections::BTreeMap;

use super::builder::{Builder, truth_fault};
use super::builtins;
use super::facts;
use super::names::{Binding, Callable, Names};
use super::tree::{FormulaId, NodeId, Operation, Tree, Type};
use super::untyped::{Binary, Kind, Syntax};
use crate::diagnostic::{Code, Diagnostic, Label, Span, did_you_mean};
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
    /// A year, a date, a choice or a text; where that is declared.
    Other(Type, Span),
}

/// How deep a formula may nest, the functions that it calls included: more than any guideline needs, less than a stack holds.
const MAX_DEPTH: usize = 200;

/// How many steps a formula may have, the functions that it calls included.
const MAX_NODES: usize = 10_000;

/// Turns a parsed formula into a typed tree. Formulas that must be evaluated in other contexts (inside `föregående(…)` and its like) are added to
/// `names` as formulas of their own.
pub fn type_formula(
    syntax: &Syntax,
    wanted: &Wanted,
    place: &dyn Place,
    names: &mut dyn Names,
) -> (Tree, Vec<Diagnostic>) {
    let mut typing = Typing::new(place, names);
    let root = typing.wanted(syntax, wanted);
    typing.builder.finish(root)
}

pub(super) struct Typing<'a> {
    pub(super) builder: Builder,
    pub(super) names: &'a mut dyn Names,
    pub(super) place: &'a dyn Place,
    /// What names stand for inside a function; the last is the innermost block.
    locals: Vec<BTreeMap<String, NodeId>>,
    /// The functions that are being inlined, outermost first.
    inside: Vec<String>,
    depth: usize,
}

impl<'a> Typing<'a> {
    pub(super) fn new(place: &'a dyn Place, names: &'a mut dyn Names) -> Self {
        Self { builder: Builder::default(), names, place, locals: Vec::new(), inside: Vec::new(), depth: 0 }
    }
}

impl Typing<'_> {
    pub(super) fn at(&self, syntax: &Syntax) -> Span {
        self.place.span(syntax.start, syntax.end)
    }

    /// A formula that must give what is wanted.
    pub(super) fn wanted(&mut self, syntax: &Syntax, wanted: &Wanted) -> NodeId {
        if let Wanted::Other(kind, at) = wanted {
            return self.of_kind(syntax, kind, *at);
        }
        let root = self.node(syntax);
        match wanted {
            Wanted::Number(unit, at) => self.builder.declared(root, unit, *at),
            Wanted::AnyNumber => self.as_number(root),
            Wanted::Truth | Wanted::Other(..) => {
                self.builder.truth(root);
                root
            }
        }
    }

    fn as_number(&mut self, root: NodeId) -> NodeId {
        match self.builder.kind(root) {
            Type::Number(unit) => self.builder.in_unit(root, &unit, None),
            _ => self.builder.in_unit(root, &Unit::ratio(), None),
        }
    }

    pub(super) fn node(&mut self, syntax: &Syntax) -> NodeId {
        let span = self.at(syntax);
        if self.depth >= MAX_DEPTH || self.builder.len() >= MAX_NODES {
            return self.too_large(span);
        }
        self.depth += 1;
        let node = self.node_of(syntax, span);
        self.depth -= 1;
        node
    }

    /// Said once: every step that is still under way would say it again.
    fn too_large(&mut self, span: Span) -> NodeId {
        let message = text!("formeln blir för stor", "the formula becomes too large");
        let fault = Diagnostic::error(Code::FormulaNotAllowed, span, message)
            .help(text!("dela upp den i flera formler", "split it into several formulas"));
        match self.builder.faults.iter().any(|f| f.message == fault.message) {
            true => self.builder.push(Operation::Broken, Type::Broken, span),
            false => self.builder.broken(fault),
        }
    }

    fn node_of(&mut self, syntax: &Syntax, span: Span) -> NodeId {
        match &syntax.kind {
            Kind::Number(value) => self.number(*value, span),
            Kind::Truth(value) => self.builder.push(Operation::Truth(*value), Type::Truth, span),
            Kind::Text(_) => {
                let message = text!(
                    "en text står bara där en funktion frågar efter den",
                    "a text stands only where a function asks for one"
                );
                let help =
                    text!("ta bort citattecknen om det är ett namn", "remove the quotation marks if it is a name");
                self.builder.broken(Diagnostic::error(Code::WrongType, span, message).help(help))
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
                if let (Binary::Compare(how), Some(words)) = (operator, self.compare_words(left, right)) {
                    return self.builder.compare(*how, words.0, words.1, span);
                }
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
        if !self.inside.is_empty() {
            return self.unknown(name, span);
        }
        match self.names.name(name) {
            Some(binding) => self.bound(binding, span),
            None if name == "år" => self.builder.push(Operation::Year, Type::Year, span),
            None => self.unknown(name, span),
        }
    }

    fn bound(&mut self, binding: Binding, span: Span) -> NodeId {
        match binding {
            Binding::Figure(id, Type::Truth) => {
                let given = self.builder.push(Operation::Figure(id), Type::Number(Unit::ratio()), span);
                self.builder.push(Operation::Holds(given), Type::Truth, span)
            }
            Binding::Figure(id, kind) => self.builder.push(Operation::Figure(id), kind, span),
            Binding::Parameter(id, unit) => self.builder.push(Operation::Parameter(id), Type::Number(unit), span),
            Binding::Formula(id, kind) => self.builder.push(Operation::Formula(id), kind, span),
            Binding::Broken => self.builder.push(Operation::Broken, Type::Broken, span),
        }
    }

    fn unknown(&mut self, name: &str, span: Span) -> NodeId {
        let message = text!("det finns inget som heter `{name}`", "there is nothing called `{name}`");
        let help = match self.locals.last().filter(|_| !self.inside.is_empty()) {
            None => self.names.suggest(name),
            Some(own) => did_you_mean(name, own.keys().map(String::as_str)).or_else(|| {
                Some(text!("en funktion ser bara sina egna parametrar", "a function sees only its own parameters"))
            }),
        };
        self.builder.broken(Diagnostic::error(Code::UnknownName, span, message).maybe_help(help))
    }

    fn member(&mut self, group: &str, count: &str, span: Span) -> NodeId {
        if let Some(binding) = self.names.part(group, count) {
            return self.bound(binding, span);
        }
        let unit = self.names.units().get("st").cloned().unwrap_or_else(Unit::ratio);
        match self.names.count(group, count) {
            Some((index, of)) => self.builder.push(Operation::Count(index, of), Type::Number(unit), span),
            None => {
                let message = text!("`{group}.{count}` är inget antal här", "`{group}.{count}` is not a count here");
                let help = text!(
                    "antal finns bara i `assessments:`, i dess grupper; delar av en liggare i `ledgers:`",
                    "counts are only in `assessments:`, in its groups; parts of a ledger in `ledgers:`"
                );
                let fault = Diagnostic::error(Code::UnknownName, span, message).help(help);
                self.builder.broken(fault.maybe_help(self.names.suggest_count(group, count)))
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
            let help = text!(
                "ge ett värde för varje parameter som funktionen har",
                "give a value for each parameter that the function has"
            );
            return self.builder.broken(Diagnostic::error(Code::WrongArguments, span, message).help(help));
        }
        match callable {
            Callable::Transparent(function, place) => {
                if let Some(first) = self.inside.iter().position(|f| f == name) {
                    let path = self.inside.iter().skip(first).map(String::as_str).chain([name]);
                    let path = path.collect::<Vec<_>>().join(" → ");
                    let message = text!("funktionen anropar sig själv: {path}", "the function calls itself: {path}");
                    let help = text!(
                        "en funktion får bara anropa andra funktioner",
                        "a function may only call other functions"
                    );
                    return self.builder.broken(Diagnostic::error(Code::Cycle, name_span, message).help(help));
                }
                self.inline(name, &function, &*place, &arguments, span)
            }
            Callable::Script(id, takes, gives) => {
                let values =
                    arguments.iter().zip(&takes).map(|(a, unit)| self.builder.in_unit(*a, unit, None)).collect();
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
        let mut inside = self.inside.clone();
        inside.push(name.to_owned());
        let mut inner = Typing {
            builder: std::mem::take(&mut self.builder),
            names: &mut *self.names,
            place,
            locals: vec![scope],
            inside,
            depth: self.depth,
        };
        let result = inner.node(body);
        self.builder = inner.builder;
        for fault in self.builder.faults.iter_mut().skip(before) {
            fault.labels.push(Label { span, text: text!("anropas här", "called here") });
        }
        let kind = self.builder.kind(result);
        self.builder.push(Operation::Call(name.into(), result), kind, span)
    }

    /// Something else where a number is needed.
    pub(super) fn not_a_number(&mut self, syntax: &Syntax, kind: &Type) -> NodeId {
        let span = self.at(syntax);
        let fault = facts::not_a_number(kind, span).unwrap_or_else(|| truth_fault(span));
        self.builder.broken(fault)
    }

    /// A part that is evaluated in another context: a formula of its own.
    pub(super) fn elsewhere(&mut self, syntax: &Syntax) -> (FormulaId, Type) {
        if !self.inside.is_empty() {
            let message = text!(
                "en funktions värden kan inte flyttas till en annan tid, bas eller del",
                "the values of a function cannot be moved to another time, basis or part"
            );
            let help = text!(
                "flytta värdet där funktionen anropas: `f(föregående(x))`",
                "move the value where the function is called: `f(föregående(x))`"
            );
            self.builder.broken(Diagnostic::error(Code::FormulaNotAllowed, self.at(syntax), message).help(help));
            return (self.names.add_part(Tree::default(), Span::NOWHERE), Type::Broken);
        }
        if let Kind::Name(name) = &syntax.kind
            && let Some(Binding::Formula(id, kind)) = self.names.name(name)
        {
            return (id, kind);
        }
        let (builder, locals, inside) = (Builder::default(), Vec::new(), Vec::new());
        let mut inner =
            Typing { builder, names: &mut *self.names, place: self.place, locals, inside, depth: self.depth };
        let root = inner.node(syntax);
        let kind = inner.builder.kind(root);
        let (tree, faults) = inner.builder.finish(root);
        self.builder.faults.extend(faults);
        (self.names.add_part(tree, self.at(syntax)), kind)
    }
}
