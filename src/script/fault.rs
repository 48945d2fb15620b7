//! Why a script did not give a value, in our words and with its place.

use rhai::{Dynamic, EvalAltResult as Error, Position};

use super::value::Failure;
use super::{Script, functions};
use crate::diagnostic::did_you_mean;
use crate::formula::{parse_error_message, position_in, type_name};
use crate::language::Text;
use crate::text;

/// What a script may not have too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Operations: a loop that never ends.
    Operations,
    /// Functions that call each other.
    Calls,
    /// Variables at once.
    Variables,
    /// The length of a text.
    Text,
    /// The length of a list.
    List,
    /// The size of a map.
    Map,
    /// Notes left with `förklara`.
    Notes,
}

/// The kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptErrorKind {
    /// A limit was passed.
    Limit(Limit),
    /// A value of a kind that the operation does not take.
    WrongType,
    /// A name that nothing has.
    UnknownName,
    /// Division by zero.
    DivisionByZero,
    /// A number too large to be kept exactly.
    Overflow,
    /// There is no value: the function ended without one, or the list does not hold it.
    NoValue,
    /// Anything else.
    Other,
}

/// Why a call gave no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptError {
    /// Which kind of failure.
    pub kind: ScriptErrorKind,
    /// What happened.
    pub message: Text,
    /// The line in the source, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The byte offset into the source.
    pub offset: usize,
}

/// A failure inside one of our functions, on its way through Rhai.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    kind: ScriptErrorKind,
    message: Text,
}

impl Fault {
    pub(super) fn new(kind: ScriptErrorKind, message: Text) -> Self {
        Self { kind, message }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Box::new(Error::ErrorRuntime(Dynamic::from(fault), Position::NONE))
    }
}

/// Rhai's error in our words, at its innermost place; a failure without a place is put at the function's own.
pub(super) fn explain(
    error: Error,
    script: &Script,
    function: &str,
    arguments: usize,
) -> ScriptError {
    let inner = innermost(&error);
    let offset = if inner.position().is_none() {
        script.definition(function)
    } else {
        position_in(&script.source, inner.position())
    };
    let (kind, message) = limit(inner)
        .or_else(|| unknown(inner, script))
        .unwrap_or_else(|| other(inner));
    let _ = arguments;
    let before = &script.source[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    ScriptError {
        kind,
        message,
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        offset,
    }
}

fn innermost(error: &Error) -> &Error {
    match error {
        Error::ErrorInFunctionCall(_, _, inner, _) => innermost(inner),
        _ => error,
    }
}

fn limit(error: &Error) -> Option<(ScriptErrorKind, Text)> {
    let (limit, message) = match error {
        Error::ErrorTooManyOperations(_) => (
            Limit::Operations,
            text!(
                "skriptet tar aldrig slut (för många steg)",
                "the script never ends (too many steps)"
            ),
        ),
        Error::ErrorStackOverflow(_) => (
            Limit::Calls,
            text!(
                "funktionerna anropar varandra för djupt",
                "the functions call each other too deep"
            ),
        ),
        Error::ErrorTooManyVariables(_) => (
            Limit::Variables,
            text!("för många variabler", "too many variables"),
        ),
        Error::ErrorDataTooLarge(what, _) => match what.as_str() {
            "Length of string" => (
                Limit::Text,
                text!("texten blir för lång", "the text becomes too long"),
            ),
            "Size of object map" => (
                Limit::Map,
                text!("tabellen blir för stor", "the map becomes too large"),
            ),
            _ => (
                Limit::List,
                text!("listan blir för lång", "the list becomes too long"),
            ),
        },
        _ => return None,
    };
    Some((ScriptErrorKind::Limit(limit), message))
}

fn unknown(error: &Error, script: &Script) -> Option<(ScriptErrorKind, Text)> {
    let message = match error {
        Error::ErrorFunctionNotFound(signature, _) => {
            return Some(unknown_function(signature, script));
        }
        Error::ErrorVariableNotFound(name, _) => {
            text!("okänt namn `{name}`", "unknown name `{name}`")
        }
        Error::ErrorPropertyNotFound(name, _) => {
            text!("tabellen har inget `{name}`", "the map has no `{name}`")
        }
        Error::ErrorDotExpr(..) => text!(
            "värdet har ingen sådan egenskap",
            "the value has no such property"
        ),
        _ => return None,
    };
    Some((ScriptErrorKind::UnknownName, message))
}

/// A function that is not there, or does not take what it was given. Rhai gives the call as `name (type, type)`.
fn unknown_function(signature: &str, script: &Script) -> (ScriptErrorKind, Text) {
    let (name, given) = signature.split_once(" (").unwrap_or((signature, ""));
    let own = script.functions();
    let known = || {
        own.iter()
            .map(|(name, _)| *name)
            .chain(functions::NAMES.iter().copied())
    };
    if known().any(|other| other == name) {
        let types: Vec<Text> = given
            .trim_end_matches(')')
            .split(", ")
            .filter(|given| !given.is_empty())
            .map(type_name)
            .collect();
        let list = |pick: fn(&Text) -> &str| types.iter().map(pick).collect::<Vec<_>>().join(", ");
        let (sv, en) = (list(|t| &t.sv), list(|t| &t.en));
        let message = text!("`{name}` tar inte ({sv})", "`{name}` does not take ({en})");
        return (ScriptErrorKind::WrongType, message);
    }
    let mut message = text!("okänd funktion `{name}`", "unknown function `{name}`");
    if let Some(hint) = did_you_mean(name, known()) {
        message.sv = format!("{}; {}", message.sv, hint.sv);
        message.en = format!("{}; {}", message.en, hint.en);
    }
    (ScriptErrorKind::UnknownName, message)
}

fn other(error: &Error) -> (ScriptErrorKind, Text) {
    use ScriptErrorKind::{NoValue, Other, Overflow, WrongType};
    match error {
        Error::ErrorRuntime(token, _) => match token.clone().try_cast::<Fault>() {
            Some(fault) => (fault.kind, fault.message),
            None => (Other, stopped()),
        },
        Error::ErrorArithmetic(..) => (
            Overflow,
            text!(
                "talet blir för stort för att hållas exakt",
                "the number becomes too large to be kept exactly"
            ),
        ),
        Error::ErrorMismatchDataType(wanted, found, _)
        | Error::ErrorMismatchOutputType(wanted, found, _) => {
            let (wanted, found) = (type_name(wanted), type_name(found));
            let message = Text::new(
                format!("här behövs {}, inte {}", wanted.sv, found.sv),
                format!("{} is needed here, not {}", wanted.en, found.en),
            );
            (WrongType, message)
        }
        Error::ErrorFor(_) => (
            WrongType,
            text!(
                "bara en lista eller ett intervall kan gås igenom",
                "only a list or a range can be gone through"
            ),
        ),
        Error::ErrorIndexingType(..) => (
            WrongType,
            text!(
                "bara en lista eller en tabell har platser",
                "only a list or a map has places"
            ),
        ),
        Error::ErrorArrayBounds(length, place, _) | Error::ErrorStringBounds(length, place, _) => (
            NoValue,
            text!(
                "plats {place} finns inte; här finns {length}, räknade från 0",
                "there is no place {place}; there are {length}, counted from 0"
            ),
        ),
        Error::ErrorVariableExists(name, _) => (
            Other,
            text!(
                "`{name}` finns redan; ge det nya ett annat namn",
                "`{name}` is already there; give the new one another name"
            ),
        ),
        Error::ErrorAssignmentToConstant(name, _)
        | Error::ErrorNonPureMethodCallOnConstant(name, _) => (
            Other,
            text!("`{name}` kan inte ändras", "`{name}` cannot be changed"),
        ),
        Error::ErrorParsing(kind, _) => (Other, parse_error_message(kind)),
        _ => (Other, stopped()),
    }
}

fn stopped() -> Text {
    text!(
        "skriptet kunde inte köras färdigt",
        "the script could not be run to its end"
    )
}
