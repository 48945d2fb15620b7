//! A sum that is written as a list: the lines of a statement.

use super::builder::Builder;
use super::tree::{Operation, Tree, Type};
use crate::diagnostic::{Diagnostic, Span};
use crate::quantity::{Decimal, Unit};
use crate::text;

/// A term of a sum.
#[derive(Debug, Clone)]
pub struct Term {
    /// What gives its value: something without inputs of its own.
    pub operation: Operation,
    /// The unit of the value.
    pub unit: Unit,
    /// Where the term is written.
    pub span: Span,
}

/// The sum of the terms in a unit, and the terms that do not go into it; `declared_at` is where the unit is written.
pub fn sum_of(terms: Vec<Term>, unit: &Unit, declared_at: Span) -> (Tree, Vec<Diagnostic>) {
    let mut builder = Builder::default();
    let mut sum = None;
    for term in terms {
        let shown = unit.shown();
        let value = builder.push(term.operation, Type::Number(term.unit), term.span);
        let said = text!("alla rader ska vara i {shown}", "every line must be in {shown}");
        let value = builder.in_unit(value, unit, Some((declared_at, said)));
        sum = Some(match sum {
            Some(sum) => builder.sum(sum, value, false, term.span),
            None => value,
        });
    }
    let nothing =
        |builder: &mut Builder| builder.push(Operation::Number(Decimal::ZERO), Type::Number(unit.clone()), declared_at);
    let root = sum.unwrap_or_else(|| nothing(&mut builder));
    builder.finish(root)
}
