//! Why a script did not give a value, in our words and with its place.

use rhai::{Dynamic, EvalAltResult as Error, Position};

use super::value::Failure;
use super::{Script, inspect};
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

impl Limit {
    fn message(self) -> Text {
        match self {
            Self::Operations => {
                text!("skriptet tar aldrig slut (för många steg)", "the script never ends (too many steps)")
            }
            Self::Calls => text!("funktionerna anropar varandra för djupt", "the functions call each other too deep"),
            Self::Variables => text!("för många variabler", "too many variables"),
            Self::Text => text!("texten blir för lång", "the text becomes too long"),
            Self::List => text!("listan blir för lång", "the list becomes too long"),
            Self::Map => text!("tabellen blir för stor", "the map becomes too large"),
            Self::Notes => text!("för många förklaringar", "too many notes"),
        }
    }
}

impl Fault {
    pub(super) fn new(kind: ScriptErrorKind, message: Text) -> Self {
        Self { kind, message }
    }

    pub(super) fn limit(limit: Limit) -> Self {
        Self::new(ScriptErrorKind::Limit(limit), limit.message())
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Box::new(Error::ErrorRuntime(Dynamic::from(fault), Position::NONE))
    }
}

/// Rhai's error in our words, at its innermost place; a failure without a place is put at the function's name.
pub(super) fn explain(error: &Error, script: &Script, function: &str, arguments: usize) -> ScriptError {
    let inner = innermost(error);
    let offset = if inner.position().is_none() {
        script.function(function).map_or(0, |f| f.offset)
    } else {
        position_in(&script.source, inner.position())
    };
    let fault =
        limit(inner).map(Fault::limit).or_else(|| unknown(inner, script, arguments)).unwrap_or_else(|| other(inner));
    at(script, offset, fault)
}

/// A call that could not be run to its end, for no fault of the script's.
pub(super) fn stopped_at(script: &Script, function: &str) -> ScriptError {
    let offset = script.function(function).map_or(0, |f| f.offset);
    at(script, offset, Fault::new(ScriptErrorKind::Other, stopped()))
}

fn at(script: &Script, offset: usize, fault: Fault) -> ScriptError {
    let before = &script.source[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    ScriptError {
        kind: fault.kind,
        message: fault.message,
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

fn limit(error: &Error) -> Option<Limit> {
    Some(match error {
        Error::ErrorTooManyOperations(_) => Limit::Operations,
        Error::ErrorStackOverflow(_) => Limit::Calls,
        Error::ErrorTooManyVariables(_) => Limit::Variables,
        Error::ErrorDataTooLarge(what, _) => match what.as_str() {
            "Length of string" => Limit::Text,
            "Size of object map" => Limit::Map,
            _ => Limit::List,
        },
        _ => return None,
    })
}

fn unknown(error: &Error, script: &Script, arguments: usize) -> Option<Fault> {
    let message = match error {
        // The call itself, from outside, has no place.
        Error::ErrorFunctionNotFound(name, position) if position.is_none() => {
            return Some(unknown_function(name, arguments, script, None));
        }
        Error::ErrorFunctionNotFound(signature, _) => {
            return Some(unknown_signature(signature, script));
        }
        Error::ErrorVariableNotFound(name, _) => {
            text!("okänt namn `{name}`", "unknown name `{name}`")
        }
        Error::ErrorPropertyNotFound(name, _) => {
            text!("tabellen har inget `{name}`", "the map has no `{name}`")
        }
        Error::ErrorDotExpr(..) => text!("värdet har ingen sådan egenskap", "the value has no such property"),
        _ => return None,
    };
    Some(Fault::new(ScriptErrorKind::UnknownName, message))
}

/// A call that nothing answers to. Rhai gives it as `name (type, type)`.
fn unknown_signature(signature: &str, script: &Script) -> Fault {
    let (name, given) = signature.split_once(" (").unwrap_or((signature, ""));
    let types: Vec<Text> =
        given.trim_end_matches(')').split(", ").filter(|given| !given.is_empty()).map(type_name).collect();
    let list = |pick: fn(&Text) -> &str| types.iter().map(pick).collect::<Vec<_>>().join(", ");
    let (sv, en) = (list(|t| &t.sv), list(|t| &t.en));
    let refused = text!("`{name}` tar inte ({sv})", "`{name}` does not take ({en})");
    unknown_function(name, types.len(), script, Some(refused))
}

/// No such function, too few or too many values, or values of the wrong kind.
fn unknown_function(name: &str, given: usize, script: &Script, refused: Option<Text>) -> Fault {
    match inspect::takes(name, script) {
        None => Fault::new(ScriptErrorKind::UnknownName, inspect::unknown_function(name, script)),
        Some((least, most)) => {
            let fits = (least..=most).contains(&given);
            let message = refused.filter(|_| fits);
            let message = message.unwrap_or_else(|| inspect::wrong_count(name, least, most, given));
            Fault::new(ScriptErrorKind::WrongType, message)
        }
    }
}

fn other(error: &Error) -> Fault {
    use ScriptErrorKind::{NoValue, Other, Overflow, WrongType};
    let (kind, message) = match error {
        Error::ErrorRuntime(token, _) => match token.clone().try_cast::<Fault>() {
            Some(fault) => return fault,
            None => (Other, stopped()),
        },
        Error::ErrorArithmetic(..) => (Overflow, too_large()),
        Error::ErrorMismatchDataType(wanted, found, _) | Error::ErrorMismatchOutputType(wanted, found, _) => {
            (WrongType, mismatch(wanted, found))
        }
        Error::ErrorFor(_) => (
            WrongType,
            text!("bara en lista eller ett intervall kan gås igenom", "only a list or a range can be gone through"),
        ),
        Error::ErrorIndexingType(..) => {
            (WrongType, text!("bara en lista eller en tabell har platser", "only a list or a map has places"))
        }
        Error::ErrorArrayBounds(length, place, _) | Error::ErrorStringBounds(length, place, _) => (
            NoValue,
            text!(
                "plats {place} finns inte; här finns {length}, räknade från 0",
                "there is no place {place}; there are {length}, counted from 0"
            ),
        ),
        Error::ErrorAssignmentToConstant(name, _) | Error::ErrorNonPureMethodCallOnConstant(name, _) => {
            (Other, text!("`{name}` kan inte ändras", "`{name}` cannot be changed"))
        }
        Error::ErrorParsing(kind, _) => (Other, parse_error_message(kind)),
        _ => (Other, stopped()),
    };
    Fault::new(kind, message)
}

/// One kind of value where another is needed. The only kinds of number that Rhai tells apart are those that can be a place, and others.
fn mismatch(wanted: &str, found: &str) -> Text {
    let (wanted, found) = (type_name(wanted), type_name(found));
    if wanted == found {
        return text!(
            "en plats i en lista är ett heltal, 0 eller mer",
            "a place in a list is a whole number, 0 or more"
        );
    }
    Text::new(
        format!("här behövs {}, inte {}", wanted.sv, found.sv),
        format!("{} is needed here, not {}", wanted.en, found.en),
    )
}

/// A number that a decimal cannot hold.
pub(super) fn too_large() -> Text {
    text!("talet blir för stort för att hållas exakt", "the number becomes too large to be kept exactly")
}

fn stopped() -> Text {
    text!("skriptet kunde inte köras färdigt", "the script could not be run to its end")
}
