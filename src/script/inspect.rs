//! What can be seen in a rule file without running it.
//!
//! The types of Rhai's tree stay in this file; the version of Rhai is pinned because of them.

use rhai::{AST, ASTNode, Expr, FnCallExpr, Position, Stmt};
use std::collections::BTreeSet;

use super::functions::{self, BUILT_IN};
use super::{Function, Script};
use crate::diagnostic::did_you_mean;
use crate::formula::{SyntaxError, normalise, normalised_place, position_in, word_length};
use crate::language::Text;
use crate::text;

/// Something in the body of a function that can be wrong, at its place.
enum Seen {
    /// A call, with how many values it is given.
    Call { name: String, given: usize, method: bool },
    /// A name that is no variable of the function.
    Name(String),
    /// A whole number below zero.
    Negative,
}

/// The functions of a file, in the order of their names.
pub(super) fn functions(ast: &AST, source: &str) -> Vec<Function> {
    let mut all: Vec<Function> = ast
        .iter_fn_def()
        .map(|f| Function {
            name: f.name.to_string(),
            parameters: f.params.iter().map(ToString::to_string).collect(),
            offset: definition(source, &f.name, f.body.start_position()),
        })
        .collect();
    all.sort_by(|a, b| (&a.name, a.offset).cmp(&(&b.name, b.offset)));
    all
}

/// Where the name of a function stands, whose body starts at a position.
fn definition(source: &str, name: &str, body: Position) -> usize {
    let text = normalise(source);
    let end = position_in(&text, body);
    let is_this = |rest: &str| {
        let rest = rest.trim_start();
        rest.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('('))
    };
    let place = text[..end]
        .rmatch_indices("fn")
        .map(|(at, _)| at + 2)
        .find(|at| is_this(&text[*at..]))
        .map_or(end, |at| text.len() - text[at..].trim_start().len());
    normalised_place(source, place)
}

/// The first thing in a file that no rule file may hold.
pub(super) fn refused(ast: &AST, functions: &[Function], source: &str) -> Option<SyntaxError> {
    let outside = ast.statements().first().map(|statement| {
        let message = text!("en regelfil har bara funktioner", "a rule file holds only functions");
        fault(message, position_in(source, statement.position()), source)
    });
    let names = functions.iter().enumerate().find_map(|(i, function)| {
        let name = &function.name;
        let message = if functions::takes(name).is_some() {
            text!(
                "`{name}` är inbyggd; ge funktionen ett annat namn",
                "`{name}` is built in; give the function another name"
            )
        } else if functions[..i].iter().any(|earlier| earlier.name == *name) {
            text!("funktionen `{name}` finns redan", "the function `{name}` is already there")
        } else {
            return None;
        };
        Some(fault(message, function.offset, source))
    });
    outside.or(names).or_else(|| {
        look(ast).into_iter().find_map(|(seen, position)| {
            let offset = position_in(source, position);
            refused_inside(&seen, functions, &source[offset..]).map(|message| fault(message, offset, source))
        })
    })
}

fn refused_inside(seen: &Seen, functions: &[Function], rest: &str) -> Option<Text> {
    match seen {
        // `x.f(y)` would call `f(y)`, and forget `x`.
        Seen::Call { name, method: true, .. } if functions.iter().any(|f| f.name == *name) => Some(text!(
            "skriv `{name}(…)`; en egen funktion kan inte stå efter en punkt",
            "write `{name}(…)`; a function of your own cannot stand after a point"
        )),
        // Rhai reads `0xffffffffffffffff` as -1.
        Seen::Negative if !rest.starts_with('-') => Some(text!("talet är för stort", "the number is too large")),
        _ => None,
    }
}

/// Every name that a function and the functions it calls use and nothing has, and every call with the wrong number of values.
pub(super) fn check(script: &Script, function: &str) -> Vec<SyntaxError> {
    let source = &script.source;
    let mut faults = Vec::new();
    let mut reached = BTreeSet::from([normalise(function).into_owned()]);
    let mut waiting: Vec<String> = reached.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        let mut alone = script.ast.clone_functions_only();
        alone.retain_functions(|_, _, other, _| other == name);
        for (seen, position) in look(&alone) {
            if let Some(message) = unknown(&seen, script) {
                faults.push(fault(message, position_in(source, position), source));
            } else if let Seen::Call { name, .. } = seen
                && reached.insert(name.clone())
            {
                waiting.push(name);
            }
        }
    }
    faults.sort_by_key(|fault| fault.offset);
    faults
}

fn unknown(seen: &Seen, script: &Script) -> Option<Text> {
    match seen {
        Seen::Negative => None,
        Seen::Name(name) => Some(text!("okänt namn `{name}`", "unknown name `{name}`")),
        Seen::Call { name, given, .. } => match takes(name, script) {
            Some((least, most)) if (least..=most).contains(given) => None,
            Some((least, most)) => Some(wrong_count(name, least, most, *given)),
            None => Some(unknown_function(name, script)),
        },
    }
}

/// The least and the most that a function takes, the file's own or a built-in one.
pub(super) fn takes(name: &str, script: &Script) -> Option<(usize, usize)> {
    let own = script.function(name).map(|f| f.parameters.len());
    own.map(|count| (count, count)).or_else(|| functions::takes(name))
}

/// A call with too few or too many values.
pub(super) fn wrong_count(name: &str, least: usize, most: usize, given: usize) -> Text {
    if least == most {
        text!(
            "`{name}` tar {least} i parentesen, inte {given}",
            "`{name}` takes {least} in its parentheses, not {given}"
        )
    } else {
        text!(
            "`{name}` tar {least} till {most} i parentesen, inte {given}; fler går i en lista: `{name}([…])`",
            "`{name}` takes {least} to {most} in its parentheses, not {given}; more fit in a list: `{name}([…])`"
        )
    }
}

/// A function that neither the file nor riktlinje has.
pub(super) fn unknown_function(name: &str, script: &Script) -> Text {
    let own = script.functions.iter().map(|f| f.name.as_str());
    let hint = did_you_mean(name, own.chain(BUILT_IN.iter().map(|(name, ..)| *name)));
    let message = text!("okänd funktion `{name}`", "unknown function `{name}`");
    match hint {
        Some(hint) => Text::new(format!("{}; {}", message.sv, hint.sv), format!("{}; {}", message.en, hint.en)),
        None => message,
    }
}

fn fault(message: Text, offset: usize, source: &str) -> SyntaxError {
    SyntaxError { message, offset, length: word_length(&source[offset..]) }
}

/// Goes through the whole file.
fn look(ast: &AST) -> Vec<(Seen, Position)> {
    let mut all = Vec::new();
    ast.walk(&mut |path: &[ASTNode]| {
        if let Some(found) = path.last().and_then(seen) {
            all.push(found);
        }
        true
    });
    all
}

fn seen(node: &ASTNode) -> Option<(Seen, Position)> {
    let call = |call: &FnCallExpr, method: bool, position: Position| {
        let seen = Seen::Call { name: call.name.to_string(), given: call.args.len() + usize::from(method), method };
        (!call.is_operator_call() && call.op_token.is_none()).then_some((seen, position))
    };
    match node {
        ASTNode::Stmt(Stmt::FnCall(x, position)) | ASTNode::Expr(Expr::FnCall(x, position)) => {
            call(x, false, *position)
        }
        ASTNode::Expr(Expr::MethodCall(x, position)) => call(x, true, *position),
        ASTNode::Expr(Expr::Variable(x, None, position)) if x.0.is_none() => {
            Some((Seen::Name(x.1.to_string()), *position))
        }
        ASTNode::Expr(Expr::DynamicConstant(value, position)) => {
            let number = value.as_decimal().ok()?;
            (number.is_sign_negative() && number.fract().is_zero()).then_some((Seen::Negative, *position))
        }
        _ => None,
    }
}
