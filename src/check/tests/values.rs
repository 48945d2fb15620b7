//! Quantities, periods, days, decimals, ranges, parameters and the head.

use super::*;

fn figure(lines: &str) -> String {
    let lines: String = lines.lines().map(|l| format!("    {l}\n")).collect();
    format!("figures:\n  x:\n    title: X\n    measured: during\n{lines}")
}

fn parameter(values: &str) -> String {
    let values: String = values.lines().map(|l| format!("      {l}\n")).collect();
    format!(
        "parameters:\n  p:\n    title: P\n    unit: \"%\"\n    ref: R\n    values:\n{values}requirements:\n  - requirement: r\n    title: R\n    that: nöjda > p\n    because: b\n"
    )
}

#[test]
fn quantities_have_the_unit_that_is_wanted_or_convert_to_it() {
    for (target, expected) in [
        ("at_least: 2", &[(Code::BareNumber, "2")][..]),
        ("at_least: 2 mnkr", &[(Code::WrongUnit, "2 mnkr")]),
        ("at_least: 2 p.e.", &[(Code::WrongUnit, "2 p.e.")]),
        ("at_least: 2 procent", &[(Code::UnknownUnit, "2 procent")]),
        ("at_least: 2,5,5 %", &[(Code::BadNumber, "2,5,5 %")]),
        ("at_least: 87 94 %", &[(Code::BadNumber, "87 94 %")]),
        ("between:\n  from: 1\n  to: 2 kr", &[(Code::BareNumber, "1"), (Code::WrongUnit, "2 kr")]),
    ] {
        wrong(&indicator(&format!("value: nöjda\n{target}")), expected);
    }
    assert_eq!(help(&indicator("value: nöjda\nat_least: 2")), "skriv `2 %`");
    assert_eq!(
        help(&indicator("value: nöjda\nat_least: 0,8")),
        "skriv `80 %` om det är en andel, `0,8 %` om det är procent"
    );
    assert_eq!(help(&indicator("value: skatter\nat_least: 2 mnk")), "menade du `mnkr`?");
}

#[test]
fn figures_say_what_is_wrong_with_their_facts() {
    for (lines, expected) in [
        ("unit: mkr", &[(Code::UnknownUnit, "mkr")][..]),
        ("unit: mnkr\nrange: 0", &[(Code::BadNumber, "0")]),
        ("unit: mnkr\nrange: 0..100", &[(Code::BareNumber, "0..100")]),
        ("unit: mnkr\nrange: 5 mnkr..1 mnkr", &[(Code::BadValue, "5 mnkr..1 mnkr")]),
        ("unit: mnkr\ndecimals: en", &[(Code::BadNumber, "en")]),
        ("unit: mnkr\ndecimals: 29", &[(Code::BadNumber, "29")]),
        ("unit: mnkr\nvalid: 2024-13", &[(Code::BadPeriod, "2024-13")]),
        ("unit: mnkr\nby: [nämd]", &[(Code::UnknownName, "nämd")]),
        ("unit: mnkr\nby: [skatter]", &[(Code::UnknownName, "skatter")]),
        ("unit: mnkr\ndefault:\n  value: 5 %\n  because: b", &[(Code::WrongUnit, "5 %")]),
        ("unit: mnkr\naccepted:\n  - period: våren\n    because: b", &[(Code::BadPeriod, "våren")]),
    ] {
        wrong(&figure(lines), expected);
    }
    assert_eq!(help(&figure("unit: mnkr\nby: [nämd]")), "menade du `nämnd`?");
}

#[test]
fn parameters_say_when_they_overlap_or_leave_a_hole() {
    let overlap = [(Code::OverlappingValidity, "3 %")];
    wrong(&parameter("- from: 2020\n  to: 2024\n  value: 2 %\n- from: 2024\n  value: 3 %"), &overlap);
    wrong(&parameter("- from: 2024\n  value: 2 %\n- from: 2024\n  value: 3 %"), &overlap);
    wrong(&parameter("- from: 2023\n  to: 2023\n  value: 2 %"), &[(Code::MissingValidity, "p")]);
    wrong(
        &parameter("- from: 2023\n  to: 2024-05\n  value: 2 %\n- from: 2024-07\n  value: 3 %"),
        &[(Code::MissingValidity, "p")],
    );
    wrong(
        &parameter("- from: 2024\n  to: 2023\n  value: 2 %"),
        &[(Code::MissingValidity, "p"), (Code::BadPeriod, "2023")],
    );
    wrong(&parameter("- from: i fjol\n  value: 2 %"), &[(Code::BadPeriod, "i fjol")]);
}

#[test]
fn a_value_of_a_parameter_holds_until_the_next_one() {
    let policy = policy(&parameter("- from: 2013\n  value: 1 %\n- from: 2024-07\n  value: 2 %"));
    let parameter = policy.parameters.iter().find(|p| &*p.name == "p").unwrap();
    let ends: Vec<_> = parameter.values.iter().map(|v| v.validity.to.map(|d| d.to_string())).collect();
    assert_eq!(ends, [Some("2024-06-30".to_owned()), None]);
}

#[test]
fn a_member_may_have_a_value_of_its_own_beside_the_common_one() {
    policy(&parameter("- from: 2020\n  value: 2 %\n- from: 2020\n  value: 3 %\n  where: {nämnd: Kulturnämnd}"));
    wrong(&parameter("- value: 3 %\n  where: {nämnd: Kulturnämden}"), &[(Code::UnknownMember, "Kulturnämden")]);
}

#[test]
fn a_parameter_without_reference_says_that_it_is_assumed() {
    let without = "parameters:\n  p:\n    title: P\n    unit: \"%\"\n    value: 2 %\n";
    wrong(without, &[(Code::MissingReference, "2 %")]);
    policy(&format!("{without}    assumed: Gissning\n"));
}

#[test]
fn a_hole_matters_only_where_a_rule_is_judged() {
    let rule = "requirements:\n  - requirement: r\n    title: R\n    that: nöjda > p\n    because: b\n";
    let values = "parameters:\n  p:\n    title: P\n    unit: \"%\"\n    ref: R\n    values:\n      - from: 2024-07\n        value: 2 %\n";
    wrong(&format!("{values}{rule}"), &[(Code::MissingValidity, "p")]);
    wrong(&format!("{values}{rule}    for:\n      periods: [2024-T1]\n"), &[(Code::MissingValidity, "p")]);
    policy(&format!("{values}{rule}    for:\n      periods: [2024-12, \"2024\"]\n"));
    policy(&format!("{values}{rule}    valid: 2024-07..\n"));
    // Not read in the judged period, but in another.
    policy(&format!("{values}{}", rule.replace("nöjda > p", "vid(p, 2025) > nöjda")));
}

#[test]
fn the_head_says_format_time_and_decision() {
    let head = |lines: &str| format!("pack: prov\ntitle: Prov\n{lines}");
    wrong_pack(&head("format: 2\nvalid: 2024\n"), &[(Code::UnknownFormat, "2")]);
    wrong_pack(&head("format: 1\nvalid: ..\n"), &[(Code::BadPeriod, "..")]);
    wrong_pack(&head("format: 1\nvalid: 2024..2023\n"), &[(Code::BadPeriod, "2024..2023")]);
    wrong_pack(&head("format: 1\nvalid: 2024\nas_of: 2024-02-30\n"), &[(Code::BadPeriod, "2024-02-30")]);
    wrong_pack(
        &head("format: 1\nvalid: 2024\ndecided:\n  by: RF\n  date: våren 2023\n"),
        &[(Code::BadPeriod, "våren 2023")],
    );
}
