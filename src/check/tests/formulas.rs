//! Formulas: syntax, units, places inside YAML, cycles, and what is inferred.

use super::*;
use crate::figures::Measured;
use crate::formula::{Operation, Type};

#[test]
fn faults_of_syntax_and_what_a_formula_may_not_hold() {
    for (is, code, text) in [
        ("skatter +", Code::FormulaSyntax, ""),
        ("skatter skatter", Code::FormulaSyntax, "skatter"),
        ("skatter * 7 % 2", Code::FormulaNotAllowed, "%"),
        ("skatter ** 2", Code::FormulaNotAllowed, "**"),
        ("skatter * 0.75", Code::NumberInFormula, "0.75"),
        ("skatter * 0,75", Code::FormulaSyntax, ","),
        ("skatter > 0 och skatter < 1", Code::FormulaSyntax, "och"),
        ("max(0,75)", Code::NumberInFormula, "75"),
        ("skatter + \"x\"", Code::WrongType, "\"x\""),
        ("avrunda(skatter)", Code::WrongArguments, "avrunda(skatter)"),
        ("belopp(skatter > 0)", Code::WrongType, "skatter > 0"),
        ("if skatter { skatter } else { 0 }", Code::WrongType, "skatter"),
        ("summa_över(skatter, skatter)", Code::UnknownName, "skatter"),
        ("vid(skatter, skatter)", Code::BadPeriod, "skatter"),
        ("utgången(2022)", Code::WrongType, "utgången(2022)"),
        ("prognos(skatter, 2024)", Code::BadPeriod, "2024"),
        ("medel_över_år(skatter, gräns)", Code::WrongUnit, "gräns"),
        ("medel_över_år(skatter > 0, 2)", Code::WrongType, "skatter > 0"),
        ("mål.gröna + skatter", Code::UnknownName, "mål.gröna"),
        ("\"if uppfyllt(\\\"r\\\") { skatter } else { 0 }\"", Code::FormulaNotAllowed, "uppfyllt"),
    ] {
        let (_, faults, sources) = check_text(&with(&formula("mnkr", is)));
        let found = errors(&faults, &sources);
        assert_eq!(found.first(), Some(&(code, text.to_owned())), "{is}\n{faults:#?}");
    }
}

#[test]
fn the_fault_is_underlined_where_it_stands_in_the_file() {
    let fault = [(Code::UnknownName, "skater")];
    for is in [
        "årets_resultat + skater",
        "\"årets_resultat + skater\"",
        "'årets_resultat + skater'",
        ">-\n      årets_resultat\n      + skater\n      - skatter",
        "|\n      årets_resultat +\n\n      skater",
        "årets_resultat\n      + skater",
    ] {
        wrong(&formula("mnkr", is), &fault);
    }
    // A stretch over several lines of the file.
    wrong(&formula("mnkr", ">-\n      nöjda +\n      skatter"), &[(Code::WrongUnit, "nöjda +\n      skatter")]);
    // Parentheses around a part belong to it.
    wrong(&formula("mnkr", "(nöjda + skatter) * 2"), &[(Code::WrongUnit, "nöjda + skatter")]);
    wrong(
        &formula("mnkr", "skatter + (skatter - skatter) * nöjda / skatter"),
        &[(Code::WrongUnit, "skatter + (skatter - skatter) * nöjda / skatter")],
    );
}

#[test]
fn units_that_do_not_go_together() {
    for (unit, is, text) in [
        ("mnkr", "skatter + vårdplatser", "skatter + vårdplatser"),
        ("mnkr", "skatter / vårdplatser", "skatter / vårdplatser"),
        ("%", "skatter", "skatter"),
        ("%", "årets_resultat / skatter * 100", "årets_resultat / skatter * 100"),
        ("%", "100 * årets_resultat / skatter", "100 * årets_resultat / skatter"),
        ("%", "avrunda(årets_resultat / skatter * 100, 1)", "avrunda(årets_resultat / skatter * 100, 1)"),
        ("%", "nöjda - gräns", "nöjda - gräns"),
        ("p.e.", "nöjda", "nöjda"),
        ("%", "if nöjda - gräns > gräns { nöjda } else { 0 }", "nöjda - gräns > gräns"),
    ] {
        wrong(&formula(unit, is), &[(Code::WrongUnit, text)]);
    }
    wrong(&formula("mnkr", "skatter + 2"), &[(Code::BareNumber, "2")]);
    wrong(&formula("mnkr", "if skatter > 100 { skatter } else { 0 }"), &[(Code::BareNumber, "100")]);
}

#[test]
fn units_are_inferred() {
    for (unit, is) in [
        ("%", "årets_resultat / skatter"),
        ("%", "kostnad_tkr / skatter"),
        ("mnkr", "skatter * nöjda"),
        ("mnkr", "kostnad_tkr + skatter"),
        ("mnkr", "max(0, -årets_resultat)"),
        ("p.e.", "nöjda - gräns"),
        ("p.e.", "förändring(nöjda)"),
        ("%", "nöjda + (nöjda - gräns)"),
        ("%", "1 - nöjda"),
        ("st", "antal_över(årets_resultat < 0, nämnd)"),
        ("st", "if finns(vårdplatser) { vårdplatser } else { 0 }"),
        ("år", "år - föregående(år)"),
    ] {
        let policy = policy(&formula(unit, is));
        let formula = policy.formulas.iter().find(|f| f.name.as_deref() == Some("f")).unwrap();
        assert_eq!(formula.tree.kind().unit().map(|u| u.symbol().to_owned()), Some(unit.to_owned()), "{is}");
        assert_eq!(formula.tree.kind(), formula.kind);
    }
}

#[test]
fn a_division_converts_before_it_divides() {
    let policy = policy(&formula("%", "kostnad_tkr / skatter"));
    let formula = policy.formulas.iter().find(|f| f.name.as_deref() == Some("f")).unwrap();
    // tkr to mnkr is a thousandth, a ratio to percent a hundred times: one tenth.
    let Some(Operation::Divide(_, _, scale)) = formula.tree.result().map(|n| n.operation.clone()) else { panic!() };
    assert_eq!(scale.to_string(), "0.1");
}

#[test]
fn a_formula_without_unit_is_a_yes_or_no() {
    let yes_or_no = "formulas:\n  f:\n    title: F\n    is: skatter > 0 && finns(nöjda)\n";
    assert_eq!(policy(yes_or_no).formulas[0].kind, Type::Truth);
    wrong("formulas:\n  f:\n    title: F\n    is: skatter\n", &[(Code::WrongType, "skatter")]);
    wrong(&formula("mnkr", "skatter > 0"), &[(Code::WrongType, "skatter > 0")]);
    wrong(&format!("{yes_or_no}    reported: check\n"), &[(Code::WrongType, "check")]);
}

#[test]
fn a_reported_formula_may_be_submitted_and_is_measured_as_what_it_reads() {
    let policy = policy(
        "figures:\n  kassa:\n    title: Kassa\n    unit: mnkr\n    measured: year_to_date\nformulas:\n  bokslut:\n    title: B\n    unit: \"%\"\n    is: soliditet + 0\n    reported: check\n    decimals: 1\n  andel:\n    title: A\n    unit: \"%\"\n    is: årets_resultat / skatter + vid(soliditet, utgången(år)) * 0\n    reported: if_missing\n  ackumulerad:\n    title: C\n    unit: mnkr\n    is: kassa + skatter\n    reported: check\n",
    );
    let of = |name: &str| policy.vocabulary.by_name(name).and_then(|id| policy.vocabulary.get(id)).unwrap();
    assert_eq!(of("bokslut").measured, Measured::At);
    assert_eq!(of("bokslut").decimals, Some(1));
    assert_eq!(of("andel").measured, Measured::During);
    assert_eq!(of("andel").by.iter().map(|d| &**d).collect::<Vec<_>>(), ["nämnd"]);
    assert_eq!(of("ackumulerad").measured, Measured::YearToDate);
}

#[test]
fn formulas_that_need_themselves_show_the_way_round() {
    let cycle = "formulas:\n  a:\n    title: A\n    unit: mnkr\n    is: föregående(b + skatter)\n  b:\n    title: B\n    unit: mnkr\n    is: c\n  c:\n    title: C\n    unit: mnkr\n    is: a\n";
    let (_, faults, sources) = check_text(&with(cycle));
    let fault = faults.iter().find(|f| f.code == Code::Cycle).unwrap();
    assert_eq!(fault.message.sv, "formeln behöver sig själv: a → b → c → a");
    let places: Vec<&str> = fault.labels.iter().map(|l| sources.slice(l.span)).collect();
    assert_eq!(places, ["a", "b", "c"]);
    wrong(&formula("mnkr", "f + skatter"), &[(Code::Cycle, "f")]);
}

#[test]
fn swedish_letters_may_be_written_in_two_ways() {
    // The a with a ring as one letter in the vocabulary, as two in the formula.
    policy(&formula("mnkr", "a\u{30a}rets_resultat + skatter"));
    let (_, faults, _) = check_text(&with(&formula("mnkr", "a\u{30a}rets_resultat + skater")));
    assert!(faults.iter().any(|f| f.code == Code::UnknownName && f.message.sv.contains("skater")));
}
