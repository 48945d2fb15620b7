//! Names: unknown, doubled, reserved, unused; dimensions and their members.

use super::*;

#[test]
fn a_name_that_nothing_has_gets_a_suggestion() {
    let typo = formula("mnkr", "årets_resulat + skatter");
    wrong(&typo, &[(Code::UnknownName, "årets_resulat")]);
    assert_eq!(help(&typo), "menade du `årets_resultat`?");
    wrong(&formula("mnkr", "nämnd + skatter"), &[(Code::UnknownName, "nämnd")]);
    wrong(&formula("mnkr", "sumna(skatter, skatter)"), &[(Code::UnknownName, "sumna")]);
    assert_eq!(help(&formula("mnkr", "sumna(skatter, skatter)")), "menade du `summa`?");
}

#[test]
fn figures_parameters_formulas_and_dimensions_share_their_names() {
    let (_, faults, sources) = check_text(&with(&formula("%", "nöjda").replace("  f:", "  gräns:")));
    let fault = faults.iter().find(|f| f.code == Code::DuplicateName).unwrap();
    let [here, first] = fault.labels.as_slice() else { panic!("{fault:?}") };
    assert!(here.span.start > first.span.start);
    assert_eq!((sources.slice(here.span), sources.slice(first.span)), ("gräns", "gräns"));
    wrong("dimensions:\n  skatter:\n    title: S\n    open: true\n", &[(Code::DuplicateName, "skatter")]);
    wrong("units:\n  mnkr:\n    title: miljoner\n", &[(Code::DuplicateName, "mnkr")]);
}

#[test]
fn words_of_formulas_are_no_names() {
    for name in ["plan", "år", "summa", "if", "let", "eval"] {
        wrong(&formula("%", "nöjda").replace("  f:", &format!("  {name}:")), &[(Code::BadName, name)]);
    }
}

#[test]
fn rules_goals_statements_and_assessments_have_names_of_their_own() {
    let requirement = "  - requirement: r\n    title: R\n    that: nöjda > gräns\n    because: b\n";
    wrong(&format!("requirements:\n{requirement}{requirement}"), &[(Code::DuplicateName, "r")]);
    let goal = "  - goal: g\n    title: G\n    goal_kind: financial\n    indicators:\n      - indicator: i\n        title: I\n        value: nöjda\n        at_least: 1 %\n";
    wrong(&format!("goals:\n{goal}{goal}"), &[(Code::DuplicateName, "g"), (Code::DuplicateName, "i")]);
    let statement = |sum: &str| {
        format!(
            "  - statement: s\n    title: S\n    unit: mnkr\n    lines:\n      - skatter\n      - sum: {sum}\n        title: T\n"
        )
    };
    wrong(&format!("statements:\n{}{}", statement("a"), statement("b")), &[(Code::DuplicateName, "s")]);
    // The same indicator name in two goals is two rules.
    policy(&format!("goals:\n{goal}{}", goal.replace("goal: g", "goal: h")));
}

#[test]
fn what_is_never_used_is_said() {
    let (policy, faults, sources) = check_text(&with(
        "dimensions:\n  kön:\n    title: Kön\n    members: [Kvinnor]\nformulas:\n  f:\n    title: F\n    unit: \"%\"\n    is: nöjda\n  rapporterad:\n    title: R\n    unit: \"%\"\n    is: soliditet + 0\n    reported: check\nrequirements:\n  - requirement: r\n    title: R\n    that: årets_resultat > 0\n    because: \"{vårdplatser} räcker inte\"\n",
    ));
    let unused: Vec<&str> =
        faults.iter().filter(|f| f.code == Code::UnusedName).map(|f| sources.slice(f.span())).collect();
    assert_eq!(unused, ["skatter", "kostnad_tkr", "gräns", "kön", "f"]);
    assert_eq!(policy.unwrap().warnings.len(), unused.len());
}

#[test]
fn members_have_their_own_names_and_parents_that_exist() {
    let dimension = |members: &str| format!("dimensions:\n  d:\n    title: D\n    members:\n{members}");
    wrong(&dimension("      - A\n      - A\n"), &[(Code::DuplicateName, "A")]);
    wrong(&dimension("      - member: A\n        aliases: [B]\n      - B\n"), &[(Code::DuplicateName, "B")]);
    wrong(&dimension("      - member: A\n        parent: C\n"), &[(Code::UnknownMember, "C")]);
    wrong(
        &dimension("      - member: A\n        parent: B\n      - member: B\n        parent: A\n"),
        &[(Code::Cycle, "B"), (Code::Cycle, "A")],
    );
    wrong(&dimension("      - member: A\n        valid: i år\n"), &[(Code::BadPeriod, "i år")]);
    policy(&dimension("      - A\n      - member: B\n        parent: A\n      - member: C\n        parent: B\n"));
}

#[test]
fn a_table_names_a_dimension_that_exists() {
    let table = |rows: &str| {
        format!(
            "tables:\n  - table: t\n    file: t.csv\n    rows: {rows}\n    columns:\n      A: {{figure: skatter, period: 2024, basis: outcome}}\n"
        )
    };
    wrong(&table("nämd"), &[(Code::UnknownName, "table")]);
    assert_eq!(policy(&table("nämnd")).vocabulary.tables.len(), 1);
}
