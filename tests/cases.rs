//! Cases of packs: what can be expected, what can be tried, and what is said when it does not come out.

use riktlinje::cases::{CaseResult, Tested, test};
use riktlinje::diagnostic::{Code, Diagnostic};
use riktlinje::exit::ExitCode;
use riktlinje::pack;

use crate::scratch::Scratch;

/// Two rules: the result is at least 2 % of taxes (partly from 80 %), and every nämnd keeps within its own cost of 100.
const RULES: &str = "parameters:
  resultatmål:
    title: Resultatmål
    unit: \"%\"
    values:
      - from: 2013
        value: 2 %
        ref: Riktlinjer
  delvis_från:
    title: Delvis från
    unit: \"%\"
    value: 80 %
    ref: Riktlinjer
formulas:
  andel:
    title: Resultatets andel
    unit: \"%\"
    is: resultat / skatter
    decimals: 1
goals:
  - goal: ekonomi
    title: God ekonomi
    goal_kind: financial
    indicators:
      - indicator: resultat
        title: Resultat
        value: andel
        at_least: resultatmål
        scale:
          percent_of_target:
            partly_from: delvis_från
requirements:
  - requirement: tak
    title: Nettokostnaden ryms
    for:
      each: [total, nämnd]
    that: nettokostnad >= -resultat
checks:
  - check: summa
    title: Skatterna täcker kostnaden
    that: skatter + nettokostnad == resultat
    within: rounding
    severity: warning
";

/// 140 / 8 000 = 1,75 %: 87,5 % of the target. 8 000 − 113 = 7 887, which is 7 747 more than 140.
const FIGURES: &str = "figure;nämnd;period;value
resultat;;2024;140 mnkr
skatter;;2024;8 000 mnkr
nettokostnad;;2024;-113 mnkr
nettokostnad;Trafiknämnd;2024;-82 mnkr
nettokostnad;Kulturnämnd;2024;-31 mnkr
";

fn run(name: &str, case: &str) -> Tested {
    let files = [("regler.yaml", RULES), ("figures/siffror.csv", FIGURES), ("cases/fall.yaml", case)];
    let scratch = Scratch::pack(&format!("cases-{name}"), &files);
    test(pack::find(&scratch.named()).unwrap()).unwrap_or_else(|faults| panic!("{:#?}", faults.diagnostics))
}

fn one(name: &str, case: &str) -> (Tested, CaseResult) {
    let tested = run(name, case);
    assert!(tested.diagnostics.is_empty(), "{:#?}", tested.diagnostics);
    let case = tested.cases[0].clone();
    (tested, case)
}

fn holds(name: &str, case: &str) {
    let (tested, case) = one(name, case);
    assert!(case.passed(), "{:#?}", case.failures);
    assert_eq!(tested.exit(), ExitCode::Success);
}

/// The failures: underlined text, message, help.
fn fails(name: &str, case: &str) -> Vec<(String, String, String)> {
    let (tested, case) = one(name, case);
    assert_eq!(tested.exit(), ExitCode::NotMet);
    let said = |d: &Diagnostic| {
        assert_eq!(d.code, Code::CaseFailed);
        let help = d.help.as_ref().map_or(String::new(), |h| h.en.clone());
        (tested.sources.slice(d.span()).to_owned(), d.message.en.clone(), help)
    };
    case.failures.iter().map(said).collect()
}

#[test]
fn everything_in_the_report_can_be_expected() {
    holds(
        "all",
        "case: Allt
expect:
  - rule: ekonomi/resultat
    verdict: partly_met
    value: 1,75 %
    target: \"2\"
    attainment: 87,5 %
    gap: -0,25 p.e.
    robust: true
    shown: 1,8 %
    reason_code: none
    inputs:
      - figure: resultat
        value: 140 mnkr
        source: figures/siffror.csv:2
      - figure: skatter
  - value: andel
    is: 1,75 %
    shown: 1,8
  - rule: tak
    entity: total
    verdict: met
  - rule: tak
    entity: {nämnd: Trafiknämnd}
    verdict: met
  - finding: check-failed
    place: summa
    difference: 7747 mnkr
  - summary:
      indicator: {partly_met: 1, not_met: 0}
      requirement: {met: 3}
  - exit: 0
",
    );
}

#[test]
fn a_rule_may_go_by_its_last_name_period_and_basis_in_any_form() {
    holds(
        "forms",
        "case: Former
expect:
  - rule: resultat
    period: 2024-01..2024-12
    basis: utfall
    verdict: partly_met
",
    );
}

#[test]
fn what_differs_is_underlined_with_what_came() {
    let failures = fails(
        "differs",
        "case: Fel
expect:
  - rule: resultat
    verdict: met
    attainment: 87,4 %
    value: 1,75 mnkr
    shown: 1,80 %
  - exit: 1
",
    );
    let said: Vec<(&str, &str)> = failures.iter().map(|f| (f.0.as_str(), f.1.as_str())).collect();
    assert_eq!(
        said,
        [
            ("met", "`verdict` came out as partly_met"),
            ("87,4 %", "`attainment` came out as 87.5 %"),
            ("1,75 mnkr", "`value` came out as 1.75 %"),
            ("1,80 %", "`shown` came out as 1.8 %"),
            ("1", "`exit` came out as 0"),
        ]
    );
}

#[test]
fn names_and_keys_that_are_not_there_are_failures_with_suggestions() {
    let failures = fails(
        "names",
        "case: Namn
expect:
  - rule: ekonomi/resultt
    verdict: met
  - rule: resultat
    verdikt: met
  - value: andl
    is: 2 %
  - assessment: ekonomi
    verdict: met
",
    );
    let said: Vec<(&str, &str)> = failures.iter().map(|f| (f.0.as_str(), f.2.as_str())).collect();
    assert_eq!(
        said,
        [
            ("ekonomi/resultt", "did you mean `ekonomi/resultat`?"),
            ("verdikt", "did you mean `verdict`?"),
            ("andl", "did you mean `andel`?"),
            ("ekonomi", "there is none at all"),
        ]
    );
}

#[test]
fn an_expectation_of_nothing_known_is_a_failure() {
    let tested = run("kind", "case: Namn\nexpect:\n  - ruel: resultat\n    verdict: met\n");
    let failure = &tested.cases[0].failures[0];
    assert_eq!((failure.code, tested.sources.slice(failure.span())), (Code::UnknownKey, "ruel"));
    assert_eq!(failure.help.as_ref().unwrap().en, "did you mean `rule`?");
}

#[test]
fn several_rows_or_none_are_listed_and_never_one_of_them_chosen() {
    let failures = fails(
        "several",
        "case: Flera
expect:
  - rule: tak
    verdict: met
  - rule: tak
    entity: {nämnd: Vårdnämnd}
    verdict: met
  - rule: resultat
    period: 2023
    verdict: met
  - rule: resultat
",
    );
    assert_eq!(failures[0].1, "3 rows of `tak` fit");
    assert_eq!(
        failures[0].2,
        "there are: 2024 outcome; 2024 outcome {nämnd: Trafiknämnd}; 2024 outcome {nämnd: Kulturnämnd}"
    );
    assert_eq!(failures[1].1, "no row of `tak` fits");
    assert_eq!(
        (failures[2].1.as_str(), failures[2].2.as_str()),
        ("no row of `resultat` fits", "there are: 2024 outcome")
    );
    assert_eq!(failures[3].1, "nothing is expected of `resultat`");
}

#[test]
fn a_changed_figure_takes_the_place_of_the_same_one_only() {
    holds(
        "change",
        "case: Högre resultat
change:
  - figure: resultat
    period: 2024
    value: 160 mnkr
  - figure: nettokostnad
    where: {nämnd: Kulturnämnd}
    period: 2024
    value: -200 mnkr
  - figure: resultat
    period: 2024
    basis: budget
    value: 80 mnkr
expect:
  - rule: resultat
    basis: outcome
    verdict: met
    value: 2 %
  - rule: tak
    basis: outcome
    entity: {nämnd: Kulturnämnd}
    verdict: not_met
  - rule: tak
    basis: outcome
    entity: {nämnd: Trafiknämnd}
    verdict: met
  - exit: 1
",
    );
}

#[test]
fn a_parameter_that_is_set_has_that_value_alone() {
    holds(
        "set",
        "case: Lägre mål
set:
  resultatmål: 1,75 %
expect:
  - rule: resultat
    verdict: met
    target: 1,75 %
---
case: Högre gräns
set:
  delvis_från: 90 %
expect:
  - rule: resultat
    verdict: not_met
",
    );
}

#[test]
fn what_cannot_be_set_or_changed_is_said_where_it_is_written() {
    let set = |value: &str| format!("case: Fel\nset:\n  {value}\nexpect:\n  - exit: 0\n");
    for (written, code, underlined) in [
        ("resultatmal: 2 %", Code::UnknownName, "resultatmal"),
        ("resultatmål: 2", Code::BareNumber, "2"),
        ("resultatmål: 2 mnkr", Code::WrongUnit, "2 mnkr"),
        ("resultatmål: två", Code::BadNumber, "två"),
    ] {
        let (tested, case) = one("set-wrong", &set(written));
        let [failure] = &case.failures[..] else { panic!("{:#?}", case.failures) };
        assert_eq!((failure.code, tested.sources.slice(failure.span())), (code, underlined));
        assert!(failure.help.is_some());
    }
    let change = "case: Fel\nchange:\n  - figure: resultt\n    period: 2024\n    value: 1 mnkr\nexpect:\n  - exit: 0\n";
    let (tested, case) = one("change-wrong", change);
    assert_eq!(tested.sources.slice(case.failures[0].span()), "resultt");
}

#[test]
fn an_expected_error_is_the_one_that_came() {
    let change = |code: &str| {
        format!("case: Fel\nchange:\n  - figure: resultt\n    period: 2024\n    value: 1 mnkr\nerror: {code}\n")
    };
    holds("error", &change("unknown-name"));
    let failures = fails("error-other", &change("wrong-unit"));
    assert_eq!(
        failures,
        [("wrong-unit".into(), "the error `wrong-unit` did not come".into(), "those that came: unknown-name".into())]
    );
    let failures = fails("error-none", "case: Fel\nerror: wrong-unit\n");
    assert_eq!(failures[0].2, "there were no errors at all");
}

#[test]
fn a_pack_that_is_meant_to_be_wrong_has_cases_that_say_so() {
    let broken = "requirements:\n  - requirement: fel\n    title: Fel\n    that: resulat > 0\n";
    let expected = "case: Stavfelet hittas\nerror: unknown-name\n";
    let scratch = Scratch::pack("cases-broken", &[("fel.yaml", broken), ("cases/fall.yaml", expected)]);
    let tested = test(pack::find(&scratch.named()).unwrap()).unwrap();
    assert_eq!((tested.cases.len(), tested.exit()), (1, ExitCode::Success));
    let scratch = scratch.with("exempel/cases/andra.yaml", "case: Annat\nexpect:\n  - exit: 0\n");
    let faults = test(pack::find(&scratch.named()).unwrap()).map(|_| ()).unwrap_err();
    assert!(faults.diagnostics.iter().any(|d| d.code == Code::UnknownName), "{:#?}", faults.diagnostics);
}

#[test]
fn a_case_may_name_its_figures() {
    let case = "case: Andra siffror
figures: [cases/figures/andra.csv]
expect:
  - rule: resultat
    verdict: met
---
case: En fil som inte finns
figures: [figures/siffor.csv]
error: unreadable-file
";
    let other = "figure;period;value\nresultat;2024;200 mnkr\nskatter;2024;8 000 mnkr\n";
    let files = [
        ("regler.yaml", RULES),
        ("figures/siffror.csv", FIGURES),
        ("cases/figures/andra.csv", other),
        ("cases/fall.yaml", case),
    ];
    let tested = test(pack::find(&Scratch::pack("cases-figures", &files).named()).unwrap()).unwrap();
    let failures: Vec<&Diagnostic> = tested.cases.iter().flat_map(|c| &c.failures).collect();
    assert!(failures.is_empty() && tested.cases.len() == 2, "{failures:#?}");
}

#[test]
fn the_assessment_date_of_a_case_is_the_reports() {
    holds("as-of", "case: Datum\nas_of: 2024-10-01\nexpect:\n  - as_of: 2024-10-01\n");
}

#[test]
fn faults_in_the_files_of_cases_keep_every_case_from_running() {
    for (text, code, underlined) in [
        ("case: Tomt\n", Code::MissingKey, "case"),
        ("case: Tomt\nexpect: []\n", Code::EmptyValue, "expect"),
        ("expect:\n  - exit: 0\n", Code::MissingKey, "expect"),
        ("case: Båda\nexpect:\n  - exit: 0\nerror: wrong-unit\n", Code::WrongShape, "wrong-unit"),
        ("case: Kod\nerror: wrong-units\n", Code::BadValue, "wrong-units"),
        ("case: Dag\nas_of: 2024-03\nexpect:\n  - exit: 0\n", Code::BadPeriod, "2024-03"),
        ("case: Nyckel\nexpct:\n  - exit: 0\nexpect:\n  - exit: 0\n", Code::UnknownKey, "expct"),
        ("case: Två\nexpect:\n  - exit: 0\n---\ncase: Två\nexpect:\n  - exit: 0\n", Code::DuplicateName, "Två"),
    ] {
        let tested = run("faulty", text);
        let [fault] = &tested.diagnostics[..] else { panic!("{text}: {:#?}", tested.diagnostics) };
        assert_eq!((fault.code, tested.sources.slice(fault.span())), (code, underlined), "{text}");
        assert!(tested.cases.is_empty());
        assert_eq!(tested.exit(), ExitCode::Invalid);
    }
}

#[test]
fn a_pack_without_cases_has_tested_nothing() {
    let scratch = Scratch::pack("cases-none", &[("regler.yaml", RULES)]);
    let tested = test(pack::find(&scratch.named()).unwrap()).unwrap();
    assert_eq!(tested.exit(), ExitCode::Undetermined);
}
