//! The typed tree against Rhai's own interpreter, and both against a computation without either.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use riktlinje::formula::Wanted;
use riktlinje::policy::Policy;
use riktlinje::quantity::{Decimal, Unit};
use riktlinje::script::{ScriptEngine, ScriptErrorKind, ScriptValue};

use super::expression::{BUILT_IN, COMPARISONS, Expr, Fault, Mode, Outcome, Program, sign_of};
use super::grow::{FIGURES, programs, values};
use super::try_all;
use super::world::{Functions, Known, exact, figures, policy, value};

type Scope = Vec<(String, Result<Outcome, Fault>)>;

fn named(values: &[Decimal]) -> Scope {
    FIGURES.iter().zip(values).map(|(name, value)| ((*name).to_owned(), Ok(Outcome::Number(*value)))).collect()
}

/// The program as a policy, with figures that are plain ratios: everything goes with everything.
fn typed(program: &Program, how: Functions) -> Policy {
    let wanted = if program.truth { Wanted::Truth } else { Wanted::AnyNumber };
    policy(program, &vec![Unit::ratio(); FIGURES.len()], &wanted, how)
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
        let tree = value(&typed(&program, Functions::Inlined), &exact(&values));
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

#[test]
fn a_function_gives_the_same_inlined_and_as_a_script() {
    let calls = RefCell::new(0);
    let calling = programs().prop_filter("calls a function", |p| {
        let mut counts = BTreeMap::new();
        p.count(&mut counts);
        counts.contains_key("call")
    });
    let enough = try_all(120, &(calling, prop::array::uniform4(values())), |(program, values)| {
        let figures = exact(&values);
        let inlined = value(&typed(&program, Functions::Inlined), &figures);
        let scripts = value(&typed(&program, Functions::AsScripts), &figures);
        let shown = format!("{}{}", program.functions_text(), program.formula_text());
        if scripts.is_ok() {
            *calls.borrow_mut() += 1;
            prop_assert_eq!(inlined, scripts, "{}", shown);
        }
        prop_assert_eq!(scripts, program.compute(&named(&values), Mode::Scripts), "{}", shown);
        Ok(())
    });
    assert!(calls.into_inner() >= 40 || !enough);
}

#[test]
fn a_missing_figure_is_unknown_unless_something_else_decides() {
    let known = prop::array::uniform4(prop::option::weighted(0.6, values()));
    let (unknown, decided) = (RefCell::new(0), RefCell::new(0));
    let enough = try_all(300, &(programs(), known), |(program, known)| {
        let (mut scope, mut given) = (Scope::new(), Vec::new());
        for (name, value) in FIGURES.iter().zip(known) {
            scope.push(((*name).to_owned(), value.map(Outcome::Number).ok_or(Fault::Missing)));
            given.push(value.map_or(Known::Missing, |v| Known::Number(v, Decimal::ZERO)));
        }
        let tree = value(&typed(&program, Functions::Inlined), &figures(&given));
        let expected = program.compute(&scope, Mode::Lazy);
        prop_assert_eq!(tree, expected, "{}{}", program.functions_text(), program.formula_text());
        *unknown.borrow_mut() += usize::from(tree == Err(Fault::Missing));
        *decided.borrow_mut() += usize::from(tree.is_ok() && given.iter().any(|g| matches!(g, Known::Missing)));
        Ok(())
    });
    assert!((unknown.into_inner() >= 30 && decided.into_inner() >= 30) || !enough);
}

#[test]
fn only_a_whole_number_of_decimals_rounds() {
    let rounding = |decimals: &str| {
        let arguments = ["a", "bå"].map(|name| Expr::Name(name.to_owned())).to_vec();
        let formula = Expr::Call("avrunda".to_owned(), arguments);
        let program = Program { functions: Vec::new(), formula, truth: false, tight: false };
        let values = ["2.345", decimals, "0", "0"].map(|text| text.parse().unwrap());
        value(&typed(&program, Functions::Inlined), &exact(&values))
    };
    assert_eq!(rounding("2"), Ok(Outcome::Number("2.35".parse().unwrap())));
    assert_eq!(rounding("28"), Ok(Outcome::Number("2.345".parse().unwrap())));
    // A script refuses these as well.
    for decimals in ["1.5", "-1", "29"] {
        assert_eq!(rounding(decimals), Err(Fault::Overflow), "{decimals}");
    }
}
