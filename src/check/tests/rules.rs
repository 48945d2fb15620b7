//! Indicators, scales, requirements, checks and assessments.

use super::*;
use crate::policy::{Compare, RuleBody, Scale, Target};
use crate::quantity::plain;

#[test]
fn an_indicator_says_its_target_or_that_there_is_none() {
    wrong(&indicator("value: nöjda"), &[(Code::MissingKey, "i")]);
    wrong(&indicator("at_least: 2 %"), &[(Code::MissingKey, "i")]);
    wrong(&indicator("value: nöjda\nat_least: 2 %\nbetter: lower"), &[(Code::BadValue, "lower")]);
    wrong(&indicator("value: nöjda > 0\nat_least: 2 %"), &[(Code::WrongType, "nöjda > 0")]);
    wrong(&indicator("value: nöjda\nat_least: skatter"), &[(Code::WrongUnit, "skatter")]);
    wrong(&indicator("value: nöjda\nat_least: gräns * 7 %"), &[(Code::FormulaNotAllowed, "%")]);
    let none = policy(&indicator("value: nöjda\nnone: Inget mål i år"));
    assert!(matches!(&none.rules[0].indicator().unwrap().target, Target::None(why) if why == "Inget mål i år"));
}

#[test]
fn compare_and_scale_are_said_somewhere() {
    let without = |defaults: &str| {
        let head = "pack: prov\nformat: 1\ntitle: Prov\nvalid: 2024\n";
        let rest = BASE.split_once("---\n").unwrap().1;
        format!("{head}{defaults}---\n{rest}---\n{}", indicator("value: nöjda\nat_least: 2 %"))
    };
    wrong_pack(&without("defaults:\n  scale: boolean\n"), &[(Code::NoCompare, "i")]);
    wrong_pack(&without("defaults:\n  compare: exact\n"), &[(Code::BadScale, "i")]);
    wrong_pack(&without("defaults:\n  compare: {decimals: x}\n  scale: boolean\n"), &[(Code::BadNumber, "x")]);
}

#[test]
fn the_nearest_default_wins_key_by_key() {
    let goal = "goals:\n  - goal: g\n    title: G\n    goal_kind: operational\n    area: A\n    ref: Målet\n    compare: {decimals: 1}\n    for:\n      bases: [forecast]\n      kind: year\n    indicators:\n      - indicator: i\n        title: I\n        value: nöjda\n        at_least: gräns\n        scale: {band: {partly_within: 1 %}}\n        for:\n          bases: [budget, plan]\n";
    let policy = policy(goal);
    let rule = &policy.rules[0];
    let indicator = rule.indicator().unwrap();
    assert_eq!(
        (rule.name.as_str(), rule.area.as_deref(), rule.reference.as_deref()),
        ("g/i", Some("A"), Some("Målet"))
    );
    assert_eq!(indicator.compare, Compare::Decimals(1));
    assert!(matches!(indicator.scale, Scale::Band { .. }));
    assert_eq!(
        rule.scope.bases.as_ref().map(|b| b.iter().map(|b| b.as_str()).collect::<Vec<_>>()),
        Some(vec!["budget", "plan"])
    );
    assert_eq!(rule.scope.kind, Some(crate::quantity::PeriodKind::Year));
}

#[test]
fn scales_that_do_not_fit() {
    let percent = "scale: {percent_of_target: {partly_from: 80 %}}";
    wrong(&indicator(&format!("value: nöjda\nequals: 2 %\n{percent}")), &[(Code::BadScale, "equals")]);
    wrong(
        &indicator(&format!("value: nöjda\nbetween: {{from: 1 %, to: 2 %}}\n{percent}")),
        &[(Code::BadScale, "between")],
    );
    wrong(
        &indicator("value: nöjda\nat_least: 2 %\nscale: {percent_of_target: {partly_from: 0.8}}"),
        &[(Code::BareNumber, "0.8")],
    );
    wrong(
        &indicator("value: nöjda\nat_least: 2 %\nscale: {percent_of_target: {partly_from: skatter}}"),
        &[(Code::WrongUnit, "skatter")],
    );
    wrong(
        &indicator("value: nöjda\nat_least: 2 %\nscale: {band: {partly_within: 2 mnkr}}"),
        &[(Code::WrongUnit, "2 mnkr")],
    );
    wrong(&indicator("value: nöjda\nscale: {change: {unchanged: met}}"), &[(Code::MissingKey, "i")]);
    wrong(
        &indicator("value: nöjda\nat_least: 2 %\nscale: {change: {unchanged: met}}"),
        &[(Code::BadScale, "at_least")],
    );
    wrong(
        &indicator("value: nöjda\nat_least: 2 %\nscale: {levels: [{gives: partly_met, at_least: 1}]}"),
        &[(Code::BareNumber, "1")],
    );
    wrong(&indicator("value: nöjda\nscale: {manual: {levels: {God: met}}}"), &[(Code::BadScale, "nöjda")]);
}

#[test]
fn rows_of_levels_can_be_reached_and_grade_only_misses() {
    let levels = |target: &str, rows: &str| indicator(&format!("value: nöjda\n{target}\nscale:\n  levels:\n{rows}"));
    let row = |gives: &str, limit: &str| format!("    - gives: {gives}\n      at_least: {limit}\n");
    policy(&levels("at_least: 3 %", &[row("met", "3 %"), row("partly_met", "1 %")].concat()));
    let weaker_first = [row("partly_met", "1 %"), row("undetermined", "2 %")].concat();
    wrong(&levels("at_least: 3 %", &weaker_first), &[(Code::BadScale, "gives: undetermined\n          at_least: 2 %")]);
    wrong(&levels("at_least: 3 %", &row("met", "2 %")), &[(Code::BadScale, "gives: met\n          at_least: 2 %")]);
    wrong(&levels("at_most: 3 %", &row("met", "2 %")), &[(Code::BadScale, "gives: met\n          at_least: 2 %")]);
    wrong(&indicator("value: nöjda\nbetween: {from: 2 %, to: 1 %}"), &[(Code::BadValue, "1 %")]);
}

/// The number that a formula is.
fn number(policy: &Policy, id: crate::formula::FormulaId) -> (String, String) {
    let formula = policy.formula(id).unwrap();
    let crate::formula::Operation::Number(value) = formula.tree.result().unwrap().operation else {
        panic!("{formula:?}")
    };
    (plain(value), formula.kind.unit().unwrap().symbol().to_owned())
}

#[test]
fn widths_of_percentages_are_percentage_points_however_they_are_written() {
    for (written, expected) in [("2 p.e.", "2"), ("2 %", "2"), ("1,5 %", "1.5")] {
        let policy = policy(&indicator(&format!(
            "value: nöjda\nat_least: 9 %\nscale: {{band: {{partly_within: \"{written}\"}}}}"
        )));
        let Scale::Band { partly_within } = policy.rules[0].indicator().unwrap().scale else { panic!() };
        assert_eq!(number(&policy, partly_within), (expected.to_owned(), "p.e.".to_owned()));
    }
    let policy = policy(&indicator("value: nöjda\nat_least: 9 %\nscale: {band: {partly_within: gräns}}"));
    let Scale::Band { partly_within } = policy.rules[0].indicator().unwrap().scale else { panic!() };
    assert!(policy.formula(partly_within).unwrap().kind.unit().unwrap().is_points());
}

#[test]
fn targets_are_kept_in_the_unit_of_the_value() {
    let policy = policy(&indicator(
        "value: årets_resultat / skatter\nat_least: 2 %\nscale: {percent_of_target: {partly_from: 80 %}}",
    ));
    let indicator = policy.rules[0].indicator().unwrap();
    assert_eq!(indicator.unit.as_ref().map(crate::quantity::Unit::symbol), Some("%"));
    let Target::Limit(_, limit) = indicator.target else { panic!() };
    assert_eq!(number(&policy, limit), ("2".to_owned(), "%".to_owned()));
    let Scale::PercentOfTarget { partly_from, .. } = indicator.scale else { panic!() };
    assert_eq!(number(&policy, partly_from), ("0.8".to_owned(), String::new()));
    let reads: Vec<&str> = policy.rules[0].reads.iter().map(|id| &*policy.vocabulary.get(*id).unwrap().name).collect();
    assert_eq!(reads, ["årets_resultat", "skatter"]);
}

#[test]
fn scopes_name_what_exists() {
    let scope = |lines: &str| indicator(&format!("value: årets_resultat\nat_least: 0\nfor:\n  {lines}"));
    for (line, code, text) in [
        ("each: nämd", Code::UnknownName, "nämd"),
        ("where: {nämnd: [Trafiknämd]}", Code::UnknownMember, "Trafiknämd"),
        ("periods: [years]", Code::BadPeriod, "years"),
        ("periods: [2024-13]", Code::BadPeriod, "2024-13"),
        ("at: 2024-12", Code::BadPeriod, "2024-12"),
        ("by: snart", Code::BadPeriod, "snart"),
    ] {
        wrong(&scope(line), &[(code, text)]);
    }
    let policy = policy(&scope("periods: [to_date, year, year + 1]"));
    assert_eq!(policy.rules[0].scope.periods.as_ref().map(Vec::len), Some(3));
    // Nothing that the rule reads is split by the dimension.
    wrong(&indicator("value: skatter\nat_least: 0\nfor:\n  each: nämnd"), &[(Code::BadValue, "i")]);
}

#[test]
fn exemptions_have_a_decision_and_a_limit_in_the_unit() {
    let exemption = |lines: &str| {
        indicator(&format!(
            "value: nöjda\nat_least: 2 %\nexemptions:\n  - because: b\n    decided:\n      by: RF\n      date: 2023-11-28\n{lines}"
        ))
    };
    policy(&exemption("    limit: 0\n    expires: 2024-12-31"));
    wrong(&exemption("    limit: 1 mnkr"), &[(Code::WrongUnit, "1 mnkr")]);
    wrong(&exemption("    expires: 2024"), &[(Code::BadPeriod, "2024")]);
}

#[test]
fn requirements_ask_for_a_yes_or_no() {
    let requirement = |lines: &str| format!("requirements:\n  - requirement: r\n    title: R\n{lines}");
    wrong(&requirement("    that: nöjda\n    because: b\n"), &[(Code::WrongType, "nöjda")]);
    wrong(&requirement("    when: nöjda\n    that: nöjda > gräns\n    because: b\n"), &[(Code::WrongType, "nöjda")]);
    wrong(&requirement("    that: nöjda > gräns\n    because: \"högst {grans}\"\n"), &[(Code::UnknownName, "grans")]);
    wrong(&requirement("    that: nöjda > gräns\n    because: b\n    goal: g\n"), &[(Code::UnknownName, "g")]);
    wrong(&requirement("    that: nöjda > gräns\n    because: b\n    valid: 2020\n"), &[(Code::BadPeriod, "2020")]);
    let policy = policy(&requirement(
        "    all:\n      - that: nöjda > gräns\n        because: högst {gräns}\n      - that: skatter > 0\n        because: b\n    strength: should\n    counts: false\n",
    ));
    let rule = &policy.rules[0];
    assert!(matches!(&rule.body, RuleBody::Requirement(r) if r.conditions.len() == 2));
    assert_eq!((rule.strength, rule.counts), (crate::policy::Strength::Should, false));
}

#[test]
fn checks_say_how_near_is_near_enough() {
    let check = |lines: &str| format!("checks:\n  - check: c\n    title: C\n{lines}");
    wrong(&check("    that: skatter == kostnad_tkr\n"), &[(Code::MissingKey, "c")]);
    wrong(&check("    that: finns(skatter)\n    within: rounding\n"), &[(Code::WrongType, "finns(skatter)")]);
    wrong(&check("    that: skatter == kostnad_tkr\n    within: 5 %\n"), &[(Code::WrongUnit, "5 %")]);
    let policy = policy(&check("    that: skatter == kostnad_tkr\n    within: 500 tkr\n"));
    let RuleBody::Check(found) = &policy.rules[0].body else { panic!() };
    assert_eq!(found.within, crate::policy::Within::Amount("0.5".parse().unwrap()));
    self::policy(&check("    that: skatter > kostnad_tkr\n"));
}

#[test]
fn assessments_count_rules_that_exist_and_have_an_answer_for_everything() {
    let rules = "goals:\n  - goal: g\n    title: G\n    goal_kind: financial\n    area: Ekonomi\n    indicators:\n      - indicator: i\n        title: I\n        value: nöjda\n        at_least: 1 %\n      - indicator: j\n        title: J\n        value: nöjda\n        at_least: 2 %\n        counts: false\n";
    let assessment = |group: &str, when: &str, last: &str| {
        format!(
            "{rules}assessments:\n  - assessment: a\n    title: A\n    groups:\n      mål:\n        {group}\n    rules:\n      - gives: met\n        when: {when}\n{last}"
        )
    };
    let last = "      - gives: not_met\n        otherwise: true\n";
    let sound = policy(&assessment("area: Ekonomi", "mål.röda == 0 && uppfyllt(\"i\")", last));
    assert_eq!(sound.assessments[0].groups[0].rules.len(), 1);
    let fault = |group: &str, when: &str, last: &str, expected: (Code, &str)| {
        wrong(&assessment(group, when, last), &[expected]);
    };
    fault("area: Ekonomin", "mål.röda == 0", last, (Code::BadValue, "Ekonomin"));
    fault("goal_kind: operational", "mål.röda == 0", last, (Code::BadValue, "mål"));
    fault("goal: gg", "mål.röda == 0", last, (Code::UnknownName, "gg"));
    fault("rules: [x]", "mål.röda == 0", last, (Code::UnknownName, "x"));
    fault("rules: [j]", "mål.röda == 0", last, (Code::BadValue, "j"));
    fault("area: Ekonomi", "mål.rödä == 0", last, (Code::UnknownName, "mål.rödä"));
    fault("area: Ekonomi", "mal.röda == 0", last, (Code::UnknownName, "mal.röda"));
    fault("area: Ekonomi", "uppfyllt(\"x\")", last, (Code::UnknownName, "\"x\""));
    fault("area: Ekonomi", "mål.röda", last, (Code::WrongType, "mål.röda"));
    fault("area: Ekonomi", "mål.röda == 0", "", (Code::MissingKey, "a"));
}
