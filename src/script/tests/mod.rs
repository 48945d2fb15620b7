//! What scripts may do and what becomes of those that try more.

mod abuse;
mod api;
mod traps;

use super::*;
use crate::formula::word_length;
use crate::quantity::plain;

/// A thread with as little stack as any thread gets.
fn on_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let small = thread::Builder::new().stack_size(2 << 20);
        small.spawn_scoped(scope, work).unwrap().join().unwrap()
    })
}

/// The body of a function `f` without arguments, run; or a whole file with such a function.
///
/// A value as it is written; an error as its kind and the word that it points at.
fn outcome(script: &str) -> String {
    let source = if script.contains("fn ") { script.to_owned() } else { format!("fn f() {{ {script} }}") };
    let engine = ScriptEngine::new();
    match engine.compile(&source) {
        Err(error) => {
            let end = error.offset + error.length;
            format!("syntax at {}", &source[error.offset..end])
        }
        Ok(read) => match engine.call(&read, "f", &[]) {
            Ok(result) => shown(&result.value),
            Err(error) => {
                let rest = &source[error.offset..];
                format!("{:?} at {}", error.kind, &rest[..word_length(rest)])
            }
        },
    }
}

fn shown(value: &ScriptValue) -> String {
    match value {
        ScriptValue::Number(number) => plain(*number),
        ScriptValue::Truth(truth) => truth.to_string(),
        ScriptValue::Text(text) => format!("{text:?}"),
    }
}

#[track_caller]
fn expect(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(script, expected)| (script, expected, outcome(script)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(script, expected, found)| format!("{script}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
