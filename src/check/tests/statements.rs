//! Statements: sums, their checks, and their lines.

use super::*;
use crate::formula::Operation;
use crate::policy::{RuleBody, Within};

const STATEMENT: &str = "statements:\n  - statement: s\n    title: Utredning\n    unit: mnkr\n    lines:\n      - årets_resultat\n      - kostnad_tkr\n      - sum: delsumma\n        title: Delsumma\n      - skatter\n      - sum: summa_s\n        title: Summa\n      - sum: utvald\n        title: Utvald\n        of: [årets_resultat, delsumma]\n";

#[test]
fn a_sum_takes_the_lines_since_the_last_reported_sum_and_that_sum() {
    let policy = policy(STATEMENT);
    let text = |name: &str| policy.formulas.iter().find(|f| f.name.as_deref() == Some(name)).unwrap().text.clone();
    assert_eq!(text("delsumma"), "årets_resultat + kostnad_tkr");
    assert_eq!(text("summa_s"), "delsumma + skatter");
    assert_eq!(text("utvald"), "årets_resultat + delsumma");
    let sum = policy.formula(policy.formula_by_name("summa_s").unwrap()).unwrap();
    assert!(sum.tree.nodes.iter().any(|n| matches!(n.operation, Operation::Published(_))));
    assert_eq!(policy.statements[0].lines.len(), 6);
    assert!(policy.statements[0].lines[2].is_sum);
}

#[test]
fn every_sum_may_be_reported_and_is_then_checked() {
    let policy = policy(STATEMENT);
    let figure = policy.vocabulary.by_name("delsumma").unwrap();
    let rule = policy.rule(policy.rule_by_name("s/delsumma").unwrap()).unwrap();
    assert_eq!((rule.title.as_str(), rule.reads.as_slice()), ("Utredning: Delsumma", &[figure][..]));
    let RuleBody::Check(check) = &rule.body else { panic!() };
    assert_eq!(check.within, Within::Rounding);
    assert_eq!(policy.rules.len(), 3);
}

#[test]
fn lines_are_figures_in_the_unit_of_the_statement() {
    let with_line = |line: &str| STATEMENT.replace("      - skatter\n", &format!("      - {line}\n"));
    wrong(&with_line("skater"), &[(Code::UnknownName, "skater")]);
    wrong(&with_line("nöjda"), &[(Code::WrongUnit, "nöjda")]);
    wrong(&STATEMENT.replace("of: [årets_resultat", "of: [soliditet"), &[(Code::UnknownName, "soliditet")]);
    wrong(&STATEMENT.replace("unit: mnkr\n    lines", "unit: mkr\n    lines"), &[(Code::UnknownUnit, "mkr")]);
    wrong(
        "statements:\n  - statement: s\n    title: S\n    unit: mnkr\n    lines:\n      - sum: t\n        title: T\n",
        &[(Code::BadValue, "t")],
    );
    // Twice in one statement would be counted twice.
    wrong(&with_line("årets_resultat"), &[(Code::DuplicateName, "årets_resultat")]);
    wrong(
        &STATEMENT.replace("of: [årets_resultat, delsumma]", "of: [delsumma, delsumma]"),
        &[(Code::DuplicateName, "delsumma")],
    );
    wrong(&STATEMENT.replace("sum: summa_s", "sum: nöjda"), &[(Code::DuplicateName, "nöjda")]);
}
