//! Facts, years and cases as the report says them, in both languages.

use super::{Read, small};
use crate::language::Lang;
use crate::report::{explain, explanation_text};

const PACK: &str = r#"figures:
  budgetbeslut: {title: Budgetbeslut, type: decision}
  avtal: {title: Avtal, type: yes_no}
  läge: {title: Läge, type: choice, choices: [Grön, Röd]}
  uttag: {title: Uttag, unit: mnkr, measured: during}
  saldo: {title: Saldo, unit: mnkr, measured: at}
formulas:
  första_år: {title: Första året, type: year, is: första(uttag > 0)}
  högst:
    title: Högst
    unit: mnkr
    cases:
      - when: år == första_år
        is: vid(saldo, första_år - 1)
        says: allt det första året
      - when: läge == "Röd"
        is: 0
      - otherwise: föregående(saldo) / 2
        says: hälften
requirements:
  - requirement: uttag
    title: Uttag
    that: uttag <= högst && avtal
    because: "Högst {högst}, {högst.says}, {avtal}, sedan {första_år}"
  - requirement: i-tid
    title: I tid
    that: datum(budgetbeslut) <= dag(11, 30)
"#;

const FIGURES: &str = "\
period: 2022
values:
  uttag: 0,0 mnkr
---
period: 2023
values:
  uttag: 50,0 mnkr
  saldo: 80,0 mnkr
---
period: 2022-12-31
values:
  saldo: 40,0 mnkr
---
period: 2024
values:
  uttag: 30,0 mnkr
  läge: Grön
  avtal: nej
  budgetbeslut: {by: RF, date: 2024-12-02, ref: § 9}
";

fn told(rule: &str, lang: Lang) -> String {
    let read = Read::of(&small(PACK), FIGURES);
    let rule = read.policy.rule_by_name(rule).unwrap();
    explanation_text(&explain(&mut read.run(), rule, &read.sources, lang), None, 200, false, lang)
}

fn has(text: &str, lines: &[&str]) {
    for line in lines {
        let found =
            text.lines().any(|l| l.trim_start_matches(['│', '├', '└', '─', ' ']).replace('\u{a0}', " ") == *line);
        assert!(found, "{line}\n{text}");
    }
}

#[test]
fn the_case_that_gives_a_value_is_told_with_what_it_says() {
    let told = told("uttag", Lang::Sv);
    has(
        &told,
        &[
            "år = Första året gäller: 40 mnkr",
            "allt det första året",
            "Saldo = 40,0 mnkr (2022-12-31, utfall, ±0,05)",
            "inget av fallen före gäller: 40 mnkr",
            "hälften",
            "Saldo = 80,0 mnkr (2023-12-31, utfall, ±0,05)",
            "Läge = Grön (2024, utfall)",
            "Första året = 2023",
            "första året då Uttag > 0 = 2023",
            "Avtal: nej (2024, utfall)",
        ],
    );
    assert!(told.contains("Högst 40\u{a0}mnkr, hälften, nej, sedan 2023."), "{told}");
}

#[test]
fn what_case_holds_may_be_unknown() {
    // In 2022 there has been no year yet with a withdrawal.
    let told = told("uttag", Lang::En);
    has(&told, &["which case holds cannot be decided: unknown", "the first year in which Uttag > 0: unknown"]);
    has(
        &told,
        &["år = Första året holds: 40 mnkr", "none of the cases before holds: 40 mnkr", "Avtal: no (2024, outcome)"],
    );
}

#[test]
fn a_date_is_told_as_a_date() {
    has(&told("i-tid", Lang::Sv), &["datum = 2024-12-02", "Budgetbeslut = RF 2024-12-02, § 9 (2024, utfall)"]);
    let english = told("i-tid", Lang::En);
    assert!(english.contains("(2024-12-02, must be 2024-11-30 or earlier)."), "{english}");
}
