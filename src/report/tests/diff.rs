//! Two drafts beside each other: the words for what the commands of the small pack do not come to.

use super::{Read, small};
use crate::figures::{FigureSet, load};
use crate::language::Lang;
use crate::quantity::Date;
use crate::report::{DiffReport, diff_json, diff_text};
use crate::verdict::{Options, judge};

const PACK: &str = "  scale: boolean
figures:
  a: {title: Alfa, unit: mnkr, measured: during}
  b: {title: Beta, unit: mnkr, measured: during}
  c: {title: Gamma, unit: mnkr, measured: during}
parameters:
  noll: {title: Noll, unit: mnkr, value: 0 mnkr, ref: Prov}
  två: {title: Två, unit: \"%\", value: 2 %, ref: Prov}
indicators:
  - {indicator: andel, title: Andelen, value: a / (b - c), at_least: två}
requirements:
  - {requirement: summa, title: Summan, that: a + b + c > 0}
";

/// What is said of two drafts, each as the lines of a YAML file; judged as of the day that is given, or each as of its own.
fn compared(pack: &str, old: &str, new: &str, days: [Option<&str>; 2]) -> (DiffReport, String) {
    let mut read = Read::of(&small(pack), &yaml(old));
    let file = read.sources.add("b/figures.yaml", yaml(new));
    let set: FigureSet = load(&[file], &read.sources, &read.policy.vocabulary, &[]).set;
    let options = |day: Option<&str>| Options { as_of: day.map(|day| Date::parse(day).unwrap()), ..Options::default() };
    let before = judge(&read.policy, &read.loaded.set, options(days[0]));
    let after = judge(&read.policy, &set, options(days[1]));
    let report = DiffReport::of(&before, &after, &read.sources, [&read.files, &[file]], 1);
    let said = diff_text(&report, 200, false, Lang::Sv);
    (report, said.replace('\u{a0}', " "))
}

fn yaml(figures: &str) -> String {
    format!("basis: budget\nperiod: 2024\nfigures:\n{figures}")
}

fn said(old: &str, new: &str) -> String {
    compared(PACK, old, new, [None, None]).1
}

/// The three figures of the pack.
fn three(a: &str, b: &str, c: &str) -> String {
    let line = |name: &str, value: &str| format!("  - {{figure: {name}, value: \"{value} mnkr\"}}\n");
    [line("a", a), line("b", b), line("c", c)].concat()
}

#[track_caller]
fn has(said: &str, lines: &[&str]) {
    for line in lines {
        assert!(said.contains(line), "`{line}` is not in\n{said}");
    }
}

#[test]
fn the_fewest_changes_are_told_in_plain_words() {
    let old = three("4", "4", "1");
    has(
        &said(&old, &three("-5", "5", "-9")),
        &[
            "✓ → ✗ Summan, 2024, budget: uppfyllt → ej uppfyllt\n  Var och en av ändringarna gör ensam att kravet blir ej uppfyllt: ”Alfa” och ”Gamma”.",
        ],
    );
    has(
        &said(&old, &three("-2", "-2", "2")),
        &["  Ändringarna av ”Alfa” och ”Beta” gör tillsammans att kravet blir ej uppfyllt. Inga färre räcker.\n"],
    );
    has(
        &said(&three("2", "2", "2"), &three("-1", "-1", "-1")),
        &[
            "Ändringarna av ”Alfa” och ”Beta” gör tillsammans att kravet blir ej uppfyllt. Inga färre räcker, men andra lika många gör det: 2 uppsättningar till.",
        ],
    );
}

#[test]
fn a_mixture_without_a_value_is_said_with_what_leads_there() {
    let said = said(&three("1", "4", "2"), &three("1", "8", "4"));
    has(
        &said,
        &[
            "  Värdet: 50 % → 25 % (−25 procentenheter)\n    Med enbart ändringen av ”Gamma” finns inget värde (`division_by_zero`), så det går inte att säga vad varje ändring bidrar med.",
        ],
    );
}

#[test]
fn a_value_is_never_printed_on_the_other_side_of_its_limit() {
    let said = said(&three("2", "100", "0"), &three("1,99999", "100", "0"));
    has(&said, &["✓ → ✗ Andelen", "  Värdet: 2,00000 % → 1,99999 % (−0,00001 procentenheter)"]);
}

#[test]
fn a_verdict_that_is_lost_is_worse_and_stands_first() {
    let pack = PACK.replace("value: a / (b - c), at_least: två", "value: c, above: noll");
    let both = three("1", "1", "1");
    let without = both.lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    let (report, text) = compared(&pack, &both, &without, [None, None]);
    has(
        &text,
        &[
            "Bedöms inte längre: uppgifterna fattas i B\n",
            "  ✓ Andelen, 2024, budget: uppfyllt\n",
            "”Gamma”, 2024, budget: 1 mnkr → inte lämnad",
        ],
    );
    assert!(report.any_worse() && report.only_before[0].worse);
    assert!(text.find("Bedöms inte längre") < text.find("Sämre"), "before all else\n{text}");
    let (report, text) = compared(&pack, &without, &both, [None, None]);
    has(&text, &["Bedöms nu: uppgifterna fattas i A\n"]);
    assert!(!report.any_worse(), "what is new and met is no worse");
    let (report, _) = compared(&pack, &without, &three("1", "1", "-1"), [None, None]);
    assert!(report.any_worse(), "what is new and not met, in a period that both have");
}

#[test]
fn precision_marks_and_missing_are_changes() {
    let marked = "  - {figure: a, value: 1 mnkr, note: preliminary}\n  - {figure: b, missing: Kommer i maj}\n  - {figure: c, value: \"2,0 mnkr\"}\n";
    let (report, text) = compared(PACK, &three("1", "1", "2"), marked, [None, None]);
    let differs: Vec<&str> = report.figures.iter().map(|one| one.differs).collect();
    assert_eq!(differs, ["marker", "value", "precision"]);
    has(
        &text,
        &[
            "”Alfa”, 2024, budget: samma värde, annan märkning: 1 mnkr → 1 mnkr, preliminär (",
            "”Beta”, 2024, budget: 1 mnkr → saknas (",
            "”Gamma”, 2024, budget: samma värde, annan precision: 2 mnkr ±0,5 mnkr → 2,0 mnkr ±0,05 mnkr (figures/figures.yaml:6 → b/figures.yaml:6)",
        ],
    );
}

#[test]
fn other_days_are_said_and_are_a_change_like_others() {
    let pack = PACK.replace("value: a / (b - c), at_least: två", "value: a, above: noll");
    let editions =
        "  - {figure: a, edition: 2024-01, value: 3 mnkr}\n  - {figure: a, edition: 2024-06, value: \"-1 mnkr\"}\n";
    let (report, text) = compared(&pack, editions, editions, [Some("2024-02-01"), Some("2024-12-31")]);
    has(
        &text,
        &[
            "Bedömningsdatumen är olika.",
            "Enbart ändringen av bedömningsdatumet gör att målet blir ej uppfyllt.",
            "    −4 mnkr  Bedömningsdatumet\n",
        ],
    );
    assert!(!report.is_same());
    assert!(diff_json(&report).contains("\"change\": \"as_of\""));
}

#[test]
fn what_is_no_longer_excused_is_worse() {
    let pack = "  scale: boolean
figures:
  a: {title: Alfa, unit: mnkr, measured: during}
parameters:
  noll: {title: Noll, unit: mnkr, value: 0 mnkr, ref: Prov}
indicators:
  - indicator: a
    title: Målet
    value: a
    at_least: noll
    exemptions:
      - {for: {periods: [2024]}, limit: -5 mnkr, decided: {by: Fullmäktige, date: 2023-11-30, ref: Prov}, because: Skäl, expires: 2024-12-31}
";
    let (report, text) =
        compared(pack, "  - {figure: a, value: -2 mnkr}\n", "  - {figure: a, value: -9 mnkr}\n", [None, None]);
    has(&text, &["Sämre\n", "✗ Målet, 2024, budget: ej uppfyllt, avsteg → ej uppfyllt\n"]);
    assert!(report.any_worse());
}
