//! The typed tree against Rhai's own interpreter, and both against a computation without either.

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
fn everything() -> Vec<&'static str> {
    let words = ["name", "negate", "inte", "!", "&&", "||", "if", "let", "call", "true", "false", "+", "-", "*", "/"];
    let literals = ["0", "1", "2", "100"];
    let ends = ["a number", "yes", "no", "DivisionByZero", "Overflow"];
    words.into_iter().chain(literals).chain(ends).chain(BUILT_IN).chain(COMPARISONS.map(sign_of)).collect()
}

#[test]
fn the_tree_and_the_interpreter_agree_on_every_formula() {
    let engine = ScriptEngine::new();
    let strategy = (programs(), prop::array::uniform4(values()));
    let met = try_all(800, &strategy, |(program, values), met| {
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
        program.count(&mut met.counts.borrow_mut());
        let end = match tree {
            Ok(Outcome::Number(_)) => "a number".to_owned(),
            Ok(Outcome::Truth(truth)) => if truth { "yes" } else { "no" }.to_owned(),
            Err(fault) => format!("{fault:?}"),
        };
        met.count(end, 1);
        met.count("known although the interpreter stops", usize::from(tree.is_ok() && interpreter.is_err()));
        Ok(())
    });
    met.at_least(5, &everything());
    met.at_least(1, &["known although the interpreter stops"]);
}

#[test]
fn a_function_gives_the_same_inlined_and_as_a_script() {
    let calling = programs().prop_filter("calls a function", |p| {
        let mut counts = BTreeMap::new();
        p.count(&mut counts);
        counts.contains_key("call")
    });
    let met = try_all(120, &(calling, prop::array::uniform4(values())), |(program, values), met| {
        let figures = exact(&values);
        let inlined = value(&typed(&program, Functions::Inlined), &figures);
        let scripts = value(&typed(&program, Functions::AsScripts), &figures);
        let shown = format!("{}{}", program.functions_text(), program.formula_text());
        if scripts.is_ok() {
            met.count("a value", 1);
            prop_assert_eq!(inlined, scripts, "{}", shown);
        }
        prop_assert_eq!(scripts, program.compute(&named(&values), Mode::Scripts), "{}", shown);
        Ok(())
    });
    met.at_least(20, &["a value"]);
}

#[test]
fn a_missing_figure_is_unknown_unless_something_else_decides() {
    let known = prop::array::uniform4(prop::option::weighted(0.6, values()));
    let met = try_all(300, &(programs(), known), |(program, known), met| {
        let (mut scope, mut given) = (Scope::new(), Vec::new());
        for (name, value) in FIGURES.iter().zip(known) {
            scope.push(((*name).to_owned(), value.map(Outcome::Number).ok_or(Fault::Missing)));
            given.push(value.map_or(Known::Missing, |v| Known::Number(v, Decimal::ZERO)));
        }
        let tree = value(&typed(&program, Functions::Inlined), &figures(&given));
        let expected = program.compute(&scope, Mode::Lazy);
        prop_assert_eq!(tree, expected, "{}{}", program.functions_text(), program.formula_text());
        met.count("unknown", usize::from(tree == Err(Fault::Missing)));
        let is_missing = given.iter().any(|g| matches!(g, Known::Missing));
        met.count("decided all the same", usize::from(tree.is_ok() && is_missing));
        Ok(())
    });
    met.at_least(15, &["unknown", "decided all the same"]);
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
