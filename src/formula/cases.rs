//! `cases:`: the first that matches, else `otherwise`. They become one choice inside another, so that everything that is known of a choice holds.

use rust_decimal::Decimal;

use super::names::Names;
use super::tree::{NodeId, Operation, Tree, Type};
use super::typing::{Place, Typing, Wanted};
use super::untyped::{Binary, Comparison, Kind, Syntax};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::text;

/// A parsed case, each part with the place that it is written in.
pub struct Case<'a> {
    /// When it holds; `None`: otherwise.
    pub when: Option<(&'a Syntax, &'a dyn Place)>,
    /// What it gives.
    pub is: (&'a Syntax, &'a dyn Place),
}

/// The typed tree of cases. The last of them is `otherwise`.
pub fn type_cases(cases: &[Case<'_>], wanted: &Wanted, names: &mut dyn Names) -> (Tree, Vec<Diagnostic>) {
    let Some(first) = cases.first() else { return (Tree::default(), Vec::new()) };
    let mut typing = Typing::new(first.is.1, names);
    let mut typed: Vec<(Option<NodeId>, NodeId)> = Vec::with_capacity(cases.len());
    for case in cases {
        let when = case.when.map(|(syntax, place)| {
            typing.place = place;
            typing.node(syntax)
        });
        typing.place = case.is.1;
        let value = typing.wanted(case.is.0, wanted);
        typed.push((when, value));
    }
    let faults = unreachable(cases);
    typing.builder.faults.extend(faults);
    let last = typed.pop().map(|(_, value)| value);
    let mut result = last.unwrap_or_else(|| typing.builder.push(Operation::Broken, Type::Broken, Span::NOWHERE));
    for (when, value) in typed.into_iter().rev() {
        let Some(when) = when else { continue };
        let span = typing.builder.span(when);
        result = typing.builder.choose(when, value, result, span);
    }
    typing.builder.finish(result)
}

/// Cases that can never be reached: those whose condition is never true, or always after another.
fn unreachable(cases: &[Case<'_>]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let span = |part: (&Syntax, &dyn Place)| part.1.span(part.0.start, part.0.end);
    let mut earlier: Vec<(&Syntax, Span)> = Vec::new();
    for case in cases {
        let here = span(case.when.unwrap_or(case.is));
        let covered = match case.when {
            _ if earlier.iter().any(|(e, _)| constant(e) == Some(true)) => {
                earlier.iter().find(|(e, _)| constant(e) == Some(true)).map(|(_, at)| *at)
            }
            Some((when, _)) => earlier.iter().find(|(e, _)| implies(when, e)).map(|(_, at)| *at),
            None => {
                earlier.iter().find(|(e, _)| earlier.iter().any(|(other, _)| opposite(e, other))).map(|(_, at)| *at)
            }
        };
        if let Some(at) = covered {
            let message = text!("fallet kan aldrig nås", "the case can never be reached");
            let help = match case.when {
                Some(_) => text!("ta bort fallet, eller sätt det före", "leave the case out, or put it before"),
                None => text!(
                    "fallen före täcker allt: låt det sista av dem vara `otherwise`",
                    "the cases before cover everything: let the last of them be `otherwise`"
                ),
            };
            faults.push(
                Diagnostic::error(Code::UnreachableCase, here, message)
                    .also(at, text!("det här fallet tar det", "this case takes it"))
                    .help(help),
            );
        } else if case.when.is_some_and(|(when, _)| constant(when) == Some(false)) {
            let message = text!("villkoret är aldrig sant", "the condition is never true");
            let help = text!("ta bort fallet", "leave the case out");
            faults.push(Diagnostic::error(Code::UnreachableCase, here, message).help(help));
        }
        earlier.extend(case.when.map(|(when, _)| (when, here)));
    }
    faults
}

/// What a condition always is, if that shows.
fn constant(syntax: &Syntax) -> Option<bool> {
    match &syntax.kind {
        Kind::Truth(value) => Some(*value),
        Kind::Binary(Binary::Compare(how), left, right) => Some(how.holds(&number(left)?, &number(right)?)),
        Kind::All(parts) if parts.iter().any(|p| constant(p) == Some(false)) => Some(false),
        Kind::Any(parts) if parts.iter().any(|p| constant(p) == Some(true)) => Some(true),
        _ => negated(syntax).and_then(constant).map(|value| !value),
    }
}

fn number(syntax: &Syntax) -> Option<Decimal> {
    match &syntax.kind {
        Kind::Number(value) => Some(*value),
        Kind::Negate(inner) => number(inner).map(|v| -v),
        _ => None,
    }
}

/// What `inte(x)` or `!x` denies.
fn negated(syntax: &Syntax) -> Option<&Syntax> {
    match &syntax.kind {
        Kind::Not(inner) => Some(inner),
        Kind::Call { name, arguments, .. } if name == "inte" => arguments.first(),
        _ => None,
    }
}

/// Whether the later condition can only be true where the earlier one is. `false` where that does not show.
fn implies(later: &Syntax, earlier: &Syntax) -> bool {
    if same(later, earlier) {
        return true;
    }
    match (&later.kind, &earlier.kind) {
        (Kind::Any(parts), _) => parts.iter().all(|p| implies(p, earlier)),
        (_, Kind::All(parts)) => parts.iter().all(|p| implies(later, p)),
        (Kind::All(parts), _) if parts.iter().any(|p| implies(p, earlier)) => true,
        (_, Kind::Any(parts)) => parts.iter().any(|p| implies(later, p)),
        (Kind::Binary(Binary::Compare(a), left, x), Kind::Binary(Binary::Compare(b), other, y)) => {
            same(left, other) && within(*a, *b, x, y)
        }
        _ => false,
    }
}

/// Whether `v a x` can only be true where `v b y` is, whatever v.
fn within(a: Comparison, b: Comparison, x: &Syntax, y: &Syntax) -> bool {
    use Comparison::{Above, AtLeast, AtMost, Below, Equal, NotEqual};
    let (x, y) = match (number(x), number(y)) {
        (Some(x), Some(y)) => (x, y),
        // The same limit, whatever it is.
        _ if same(x, y) => (Decimal::ZERO, Decimal::ZERO),
        _ => return false,
    };
    match (a, b) {
        (Above, Above | AtLeast | NotEqual) | (AtLeast, AtLeast) => x >= y,
        (AtLeast, Above | NotEqual) => x > y,
        (Below, Below | AtMost | NotEqual) | (AtMost, AtMost) => x <= y,
        (AtMost, Below | NotEqual) => x < y,
        (Equal, how) => how.holds(&x, &y),
        (NotEqual, NotEqual) => x == y,
        _ => false,
    }
}

/// Whether one of two conditions is true exactly where the other is false.
fn opposite(one: &Syntax, other: &Syntax) -> bool {
    use Comparison::{Above, AtLeast, AtMost, Below, Equal, NotEqual};
    if negated(one).is_some_and(|n| same(n, other)) || negated(other).is_some_and(|n| same(n, one)) {
        return true;
    }
    match (&one.kind, &other.kind) {
        (Kind::Binary(Binary::Compare(a), left, x), Kind::Binary(Binary::Compare(b), right, y)) => {
            let pairs = [(Above, AtMost), (Below, AtLeast), (Equal, NotEqual)];
            same(left, right) && same(x, y) && pairs.iter().any(|(p, q)| (p, q) == (a, b) || (q, p) == (a, b))
        }
        _ => is_pair(one, other, "finns", "saknas") || is_pair(other, one, "finns", "saknas"),
    }
}

fn is_pair(one: &Syntax, other: &Syntax, first: &str, second: &str) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Call { name: a, arguments: x, .. }, Kind::Call { name: b, arguments: y, .. }) => {
            a == first && b == second && all_same(x, y)
        }
        _ => false,
    }
}

fn all_same(one: &[Syntax], other: &[Syntax]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
}

/// Whether two parts say the same, wherever they stand.
fn same(one: &Syntax, other: &Syntax) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Member(a, b), Kind::Member(c, d)) => a == c && b == d,
        (Kind::Call { name: a, arguments: x, .. }, Kind::Call { name: b, arguments: y, .. }) => {
            a == b && all_same(x, y)
        }
        (Kind::Negate(a), Kind::Negate(b)) | (Kind::Not(a), Kind::Not(b)) => same(a, b),
        (Kind::Binary(how, a, b), Kind::Binary(other, c, d)) => how == other && same(a, c) && same(b, d),
        (Kind::All(a), Kind::All(b)) | (Kind::Any(a), Kind::Any(b)) => all_same(a, b),
        (Kind::If(a, b, c), Kind::If(d, e, f)) => same(a, d) && same(b, e) && same(c, f),
        // Names inside a block stand for what the block says.
        (Kind::Block(..), _) | (_, Kind::Block(..)) => false,
        (a, b) => a == b,
    }
}
