//! The typed tree against Rhai's own interpreter, and both against a computation without either.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use riktlinje::formula::Wanted;
use riktlinje::quantity::{Decimal, Unit};
use riktlinje::script::{ScriptEngine, ScriptErrorKind, ScriptValue};

use super::expression::{BUILT_IN, COMPARISONS, Fault, Mode, Outcome, Program, sign_of};
use super::grow::{FIGURES, programs, values};
use super::try_all;
use super::world::{Functions, exact, policy, value};

fn named(values: &[Decimal]) -> Vec<(String, Result<Outcome, Fault>)> {
    FIGURES.iter().zip(values).map(|(name, value)| ((*name).to_owned(), Ok(Outcome::Number(*value)))).collect()
}

fn typed(program: &Program, values: &[Decimal], how: Functions) -> Result<Outcome, Fault> {
    let wanted = if program.truth { Wanted::Truth } else { Wanted::AnyNumber };
    let policy = policy(program, &vec![Unit::ratio(); FIGURES.len()], &wanted, how);
    value(&policy, &exact(values))
}

fn interpreted(engine: &ScriptEngine, program: &Program, values: &[Decimal]) -> Result<Outcome, Fault> {
    let (functions, formula, names) = (program.functions_text(), program.formula_text(), FIGURES.join(", "));
    let source = format!("{functions}fn svar({names}) {{ {formula} }}\n");
    let script = engine.compile(&source).unwrap_or_else(|e| panic!("{source}: {e:?}"));
    let arguments: Vec<ScriptValue> = values.iter().map(|v| ScriptValue::Number(*v)).collect();
    match engine.call(&script, "svar", &arguments) {
        Ok(result) => match result.value {
            ScriptValue::Number(number) => Ok(Outcome::Number(number)),
            ScriptValue::Truth(truth) => Ok(Outcome::Truth(truth)),
            ScriptValue::Text(text) => panic!("{source}: {text}"),
        },
        Err(error) => match error.kind {
            ScriptErrorKind::DivisionByZero => Err(Fault::DivisionByZero),
            ScriptErrorKind::Overflow => Err(Fault::Overflow),
            _ => panic!("{source}: {error:?}"),
        },
    }
}

/// Everything that the generator must have made, and every way in which a formula must have ended.
fn everything() -> Vec<String> {
    let words = ["name", "negate", "inte", "!", "&&", "||", "if", "let", "call", "true", "false", "+", "-", "*", "/"];
    let literals = ["0", "1", "2", "100"];
    let ends = ["a number", "yes", "no", "DivisionByZero", "Overflow", "known although the interpreter stops"];
    let all = words.into_iter().chain(literals).chain(ends).chain(BUILT_IN).chain(COMPARISONS.map(sign_of));
    all.map(str::to_owned).collect()
}

#[test]
fn the_tree_and_the_interpreter_agree_on_every_formula() {
    let engine = ScriptEngine::new();
    let met = RefCell::new(BTreeMap::new());
    let strategy = (programs(), prop::array::uniform4(values()));
    let enough = try_all(600, &strategy, |(program, values)| {
        let scope = named(&values);
        let tree = typed(&program, &values, Functions::Inlined);
        let interpreter = interpreted(&engine, &program, &values);
        let shown = format!("{}{}", program.functions_text(), program.formula_text());
        // What the interpreter can say, the tree says too. It stops at the first fault; the tree only at one that decides.
        if interpreter.is_ok() {
            prop_assert_eq!(tree, interpreter, "{}", shown);
        }
        prop_assert_eq!(interpreter, program.compute(&scope, Mode::Strict), "interpreted: {}", shown);
        prop_assert_eq!(tree, program.compute(&scope, Mode::Lazy), "typed: {}", shown);
        let mut met = met.borrow_mut();
        program.count(&mut met);
        let end = match tree {
            Ok(Outcome::Number(_)) => "a number".to_owned(),
            Ok(Outcome::Truth(truth)) => if truth { "yes" } else { "no" }.to_owned(),
            Err(fault) => format!("{fault:?}"),
        };
        *met.entry(end).or_default() += 1;
        if tree.is_ok() && interpreter.is_err() {
            *met.entry("known although the interpreter stops".to_owned()).or_default() += 1;
        }
        Ok(())
    });
    let met = met.into_inner();
    for wanted in everything() {
        let times = met.get(&wanted).copied().unwrap_or(0);
        assert!(times >= 5 || !enough, "`{wanted}` came up {times} times: {met:#?}");
    }
}
