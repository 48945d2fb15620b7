//! One sentence for each way that a verdict can come about; each pack holds one thing.

use super::{Read, small};
use crate::language::Lang;

pub(super) const FIGURES: &str = "
figures:
  a:
    title: Uppgift A
    unit: mnkr
    measured: during
  b:
    title: Uppgift B
    unit: mnkr
    measured: during
";

/// A pack with two figures, `a` and `b`, and what is given; both figures in mnkr for 2024.
pub(super) fn with_a_and_b(rest: &str, a: &str, b: &str) -> (String, String) {
    (small(&format!("{FIGURES}{rest}")), format!("period: 2024\nbasis: outcome\nvalues:\n  a: {a}\n  b: {b}\n"))
}

/// The reasons of the first rule of that name, in both languages.
fn reasons(pack: &str, figures: &str, rule: &str) -> (String, String) {
    let read = Read::of(pack, figures);
    let of = |lang| {
        let found = read.report(lang).verdicts.into_iter().rev().find(|v| v.rule == rule);
        found.map(|v| v.reason).unwrap_or_else(|| panic!("no {rule}"))
    };
    (of(Lang::Sv), of(Lang::En))
}

pub(super) fn indicator(lines: &str) -> String {
    format!("indicators:\n  - indicator: x\n    title: Måttet\n{}", indented(lines))
}

pub(super) fn requirement(lines: &str) -> String {
    format!(
        "requirements:\n  - requirement: x\n    title: Kravet\n    origin: guideline\n    ref: s. 1\n{}",
        indented(lines)
    )
}

pub(super) fn check(lines: &str) -> String {
    format!("checks:\n  - check: x\n    title: Avstämningen\n{}", indented(lines))
}

fn indented(lines: &str) -> String {
    lines.lines().map(|l| format!("    {l}\n")).collect()
}

#[track_caller]
fn says(rest: &str, (a, b): (&str, &str), sv: &str, en: &str) {
    let (pack, figures) = with_a_and_b(rest, a, b);
    let found = reasons(&pack, &figures, "x");
    // The space before a unit, and between thousands, does not break.
    let plain = |text: String| text.replace('\u{a0}', " ");
    assert_eq!((plain(found.0).as_str(), plain(found.1).as_str()), (sv, en));
}

pub(super) const BOOLEAN: &str = "scale: boolean\n";

#[test]
fn a_target_that_is_met_or_missed() {
    let at_least = indicator(&format!("value: a\nat_least: 100 mnkr\n{BOOLEAN}"));
    says(
        &at_least,
        ("120 mnkr", "0"),
        "Målet nås: utfallet är 120 mnkr och målet är minst 100 mnkr.",
        "The target is met: the outcome is 120 mnkr and the target is at least 100 mnkr.",
    );
    says(
        &at_least,
        ("1 234,5 tkr", "0"),
        "Målet nås inte: utfallet är 1,2345 mnkr och målet är minst 100 mnkr; det fattas 98,7655 mnkr.",
        "The target is not met: the outcome is 1.2345 mnkr and the target is at least 100 mnkr; it is 98.7655 mnkr short.",
    );
    says(
        &indicator(&format!("value: a\nat_most: 100 mnkr\n{BOOLEAN}")),
        ("120 mnkr", "0"),
        "Målet nås inte: utfallet är 120 mnkr och målet är högst 100 mnkr; det är 20 mnkr för mycket.",
        "The target is not met: the outcome is 120 mnkr and the target is at most 100 mnkr; that is 20 mnkr too much.",
    );
    says(
        &indicator(&format!("value: a\nabove: 0 mnkr\n{BOOLEAN}")),
        ("0 mnkr", "0"),
        "Målet nås inte: utfallet är 0 mnkr och målet är mer än 0 mnkr; det ligger precis på gränsen, och det räcker inte. \
         Avrundningen i underlaget kan avgöra: värdet kan vara från −0,5 mnkr till 0,5 mnkr. \
         Fler decimaler behövs i ”Uppgift A” (0 mnkr): 0,1 mnkr ger uppfyllt.",
        "The target is not met: the outcome is 0 mnkr and the target is more than 0 mnkr; that is right on the limit, which is \
         not enough. Rounding in the figures could change this: the value may be from −0.5 mnkr to 0.5 mnkr. \
         More decimals are needed in “Uppgift A” (0 mnkr): 0.1 mnkr gives met.",
    );
    says(
        &indicator(&format!("value: a\nbetween:\n  from: 10 mnkr\n  to: 20 mnkr\n{BOOLEAN}")),
        ("25 mnkr", "0"),
        "Målet nås inte: utfallet är 25 mnkr och målet är mellan 10 mnkr och 20 mnkr; det är 5 mnkr för mycket.",
        "The target is not met: the outcome is 25 mnkr and the target is between 10 mnkr and 20 mnkr; that is 5 mnkr too much.",
    );
}

#[test]
fn attainment_by_difference_is_said() {
    let share = "parameters:\n  från:\n    title: Från\n    unit: \"%\"\n    value: 80 %\n    ref: s. 1\n";
    let lines = "value: a\nat_least: -10 mnkr\nscale:\n  percent_of_target:\n    partly_from: från\n";
    says(
        &format!("{share}{}", indicator(lines)),
        ("-12 mnkr", "0"),
        // 1 + (−12 + 10) / 10 = 0,8
        "Målet nås delvis: utfallet är −12 mnkr och målet är minst −10 mnkr; det fattas 2 mnkr (måluppfyllelse 80 %, räknad \
         på skillnaden eftersom talen inte båda är positiva). Avrundningen i underlaget kan avgöra: värdet kan vara från \
         −12,5 mnkr till −11,5 mnkr. Fler decimaler behövs i ”Uppgift A” (−12 mnkr): −12,1 mnkr ger ej uppfyllt.",
        "The target is partly met: the outcome is −12 mnkr and the target is at least −10 mnkr; it is 2 mnkr short \
         (attainment 80 %, computed from the difference because the numbers are not both positive). Rounding in the figures \
         could change this: the value may be from −12.5 mnkr to −11.5 mnkr. More decimals are needed in “Uppgift A” \
         (−12 mnkr): −12.1 mnkr gives not met.",
    );
}

#[test]
fn a_level_is_named() {
    let lines = "value: a\nat_least: 100 mnkr\nscale:\n  levels:\n    - gives: partly_met\n      at_least: 50 mnkr\n      level: Gul\n";
    says(
        &indicator(lines),
        ("70 mnkr", "0"),
        "Målet nås delvis (nivå Gul): utfallet är 70 mnkr och målet är minst 100 mnkr; det fattas 30 mnkr.",
        "The target is partly met (level Gul): the outcome is 70 mnkr and the target is at least 100 mnkr; it is 30 mnkr short.",
    );
}

#[test]
fn no_target_is_said() {
    says(
        &indicator("value: a\nnone: Mäts vartannat år\nbetter: higher"),
        ("5 mnkr", "0"),
        "Inget mål är satt: Mäts vartannat år; utfallet är 5 mnkr.",
        "There is no target: Mäts vartannat år; the outcome is 5 mnkr.",
    );
    says(
        &indicator("value: a\nnone: Mäts vartannat år.\nbetter: higher"),
        ("'-'", "1 mnkr"),
        "Inget mål är satt: Mäts vartannat år, och inget värde är lämnat.",
        "There is no target: Mäts vartannat år, and no value has been submitted.",
    );
}

#[test]
fn what_is_missing_is_named() {
    says(
        &indicator(&format!("value: a\nat_least: 100 mnkr\n{BOOLEAN}")),
        ("'-'", "1 mnkr"),
        "Uppgiften Uppgift A saknas för 2024 (utfall).",
        "The figure Uppgift A is missing for 2024 (outcome).",
    );
    let both = indicator(&format!("value: föregående(a) + föregående(b)\nat_least: 100 mnkr\n{BOOLEAN}"));
    says(
        &both,
        ("1 mnkr", "1 mnkr"),
        "Uppgifter saknas för 2023 (utfall): Uppgift A och Uppgift B.",
        "Figures are missing for 2023 (outcome): Uppgift A and Uppgift B.",
    );
    let limit = "parameters:\n  gräns:\n    title: Gränsen\n    unit: mnkr\n    values:\n      - from: 2020\n        value: 3 mnkr\n        decided: 2026-01-01\n        ref: s. 1\n";
    says(
        &format!("{limit}{}", indicator(&format!("value: a\nat_least: gräns\n{BOOLEAN}"))),
        ("1 mnkr", "0"),
        "Gränsvärdet Gränsen har inget värde som gäller 2024 (utfall).",
        "The limit Gränsen has no value in force for 2024 (outcome).",
    );
}

#[test]
fn a_missing_figure_that_cannot_matter() {
    let pack = small(&format!(
        "figures:\n  a:\n    title: Uppgift A\n    unit: mnkr\n    measured: during\n    range: 0 mnkr..50 mnkr\n  b:\n    title: Uppgift B\n    unit: mnkr\n    measured: during\n{}",
        indicator(&format!("value: a\nat_most: 100 mnkr\n{BOOLEAN}"))
    ));
    let figures = "period: 2024\nbasis: outcome\nfigures:\n  - figure: a\n    missing: Bokslutet är inte klart.\n";
    let (sv, en) = reasons(&pack, figures, "x");
    assert_eq!(
        sv,
        "Uppgiften Uppgift A saknas för 2024 (utfall): Bokslutet är inte klart, men bedömningen blir uppfyllt vilket värde som än saknas."
    );
    assert_eq!(
        en,
        "The figure Uppgift A is missing for 2024 (outcome): Bokslutet är inte klart, but the verdict is met whatever the missing value is."
    );
}

#[test]
fn what_cannot_be_computed() {
    says(
        &indicator(&format!("value: a / b\nat_least: 100 %\n{BOOLEAN}")),
        ("1 mnkr", "0 mnkr"),
        "Värdet går inte att räkna ut, för det vore att dela med noll: Uppgift B är noll.",
        "The value cannot be computed, since that would divide by zero: Uppgift B is zero.",
    );
    let years = "parameters:\n  två:\n    title: Två år\n    unit: år\n    value: 2 år\n    ref: s. 1\n";
    says(
        &format!("{years}{}", indicator(&format!("value: medel_över_år(a, två)\nat_least: 1 mnkr\n{BOOLEAN}"))),
        ("1 mnkr", "0"),
        "Det finns inte uppgifter för alla år som behövs; uppgiften Uppgift A saknas för 2023 (utfall).",
        "There are not figures for all the years that are needed; the figure Uppgift A is missing for 2023 (outcome).",
    );
    let breaks = "formulas:\n  ny:\n    title: Nya måttet\n    unit: mnkr\n    is: a\n    valid: 2024..\n";
    says(
        &format!("{breaks}{}", indicator(&format!("value: förändring(ny)\nat_least: 1 mnkr\n{BOOLEAN}"))),
        ("1 mnkr", "0"),
        "Definitionen gäller inte för alla perioder som behövs, så värdena kan inte jämföras: Nya måttet 2023.",
        "The definition does not hold for all periods that are needed, so the values cannot be compared: Nya måttet 2023.",
    );
    says(
        &indicator(&format!("value: a * (b / a) * b / a\nat_least: 1 mnkr\n{BOOLEAN}")),
        ("0,0000000000001 mnkr", "999 999 999 999 999 mnkr"),
        "Ett tal i beräkningen är för stort för att räknas exakt.",
        "A number in the computation is too large to be exact.",
    );
}

#[test]
fn reported_and_computed_values_that_differ() {
    let formula = "formulas:\n  summan:\n    title: Summan\n    unit: mnkr\n    is: a + b\n    reported: check\n";
    let pack = |limit: &str| {
        small(&format!("{FIGURES}{formula}{}", indicator(&format!("value: summan\nat_least: {limit}\n{BOOLEAN}"))))
    };
    let figures = "period: 2024\nbasis: outcome\nvalues:\n  a: 100 mnkr\n  b: 20 mnkr\n  summan: 140 mnkr\n";
    let plain = |text: String| text.replace('\u{a0}', " ");
    let (sv, _) = reasons(&pack("130 mnkr"), figures, "x");
    assert_eq!(
        plain(sv),
        "Summan är redovisat som 140 mnkr men blir 120 mnkr när det räknas fram, och de två leder till olika bedömningar."
    );
    let (sv, _) = reasons(&pack("110 mnkr"), figures, "x");
    assert_eq!(
        plain(sv),
        "Målet nås: utfallet är 120 mnkr och målet är minst 110 mnkr. Summan är redovisat som 140 mnkr men blir 120 mnkr när \
         det räknas fram; bedömningen blir densamma."
    );
}

#[test]
fn what_is_not_judged_now() {
    says(
        &indicator(&format!("value: a\nat_least: 1 mnkr\n{BOOLEAN}for:\n  at: 2026-12-31\n")),
        ("1 mnkr", "0"),
        "Bedöms först 2026-12-31.",
        "Not judged until 2026-12-31.",
    );
    says(
        &indicator(&format!("value: a\nat_least: 1 mnkr\n{BOOLEAN}valid: 2020..2021\n")),
        ("1 mnkr", "0"),
        "Regeln gäller inte 2024.",
        "The rule does not hold for 2024.",
    );
    says(
        &requirement("when: a > b\nthat: a > 0"),
        ("1 mnkr", "2 mnkr"),
        "Kravet gäller bara när Uppgift A > Uppgift B, och så är det inte här.",
        "The requirement only applies when Uppgift A > Uppgift B, which is not so here.",
    );
}

#[test]
fn requirements_and_their_numbers() {
    says(
        &requirement("that: a >= 0"),
        ("7 mnkr", "0"),
        "Kravet är uppfyllt: 7 mnkr, ska vara minst 0 mnkr.",
        "The requirement is met: 7 mnkr, must be at least 0 mnkr.",
    );
    says(
        &requirement("all:\n  - that: a <= b\n  - that: finns(b)"),
        ("1 mnkr", "9 mnkr"),
        "Alla 2 villkor är uppfyllda.",
        "All 2 conditions are met.",
    );
    says(
        &requirement("that: a <= b"),
        ("9 mnkr", "1 mnkr"),
        "Villkoret Uppgift A ≤ Uppgift B håller inte (9 mnkr, ska vara högst 1 mnkr).",
        "The condition Uppgift A ≤ Uppgift B does not hold (9 mnkr, must be at most 1 mnkr).",
    );
    says(
        &requirement("that: saknas(a)\nbecause: A ska inte vara ifyllt"),
        ("9 mnkr", "1 mnkr"),
        "A ska inte vara ifyllt.",
        "A ska inte vara ifyllt.",
    );
}

#[test]
fn checks_and_their_numbers() {
    says(&check("that: a == b\nwithin: exact"), ("9 mnkr", "9 mnkr"), "Stämmer: 9 mnkr.", "Agrees: 9 mnkr.");
    says(
        &check("that: a == b\nwithin: rounding"),
        ("10 mnkr", "9 mnkr"),
        "Stämmer: 10 mnkr mot 9 mnkr, en skillnad på 1 mnkr, där högst 1 mnkr tolereras.",
        "Agrees: 10 mnkr against 9 mnkr, a difference of 1 mnkr, where at most 1 mnkr is tolerated.",
    );
    says(
        &check("that: a <= b\nwithin: exact\nbecause: Delen är större än det hela."),
        ("10 mnkr", "9 mnkr"),
        "Delen är större än det hela (10 mnkr, ska vara högst 9 mnkr).",
        "Delen är större än det hela (10 mnkr, must be at most 9 mnkr).",
    );
    says(
        &check("that: a == b\nwithin: exact"),
        ("'-'", "'-'"),
        "Inga uppgifter att stämma av är lämnade.",
        "No figures to check have been submitted.",
    );
}

#[test]
fn exemptions_that_do_not_excuse() {
    let exemption = |limit: &str, expires: &str| {
        indicator(&format!(
            "value: a\nat_least: 100 mnkr\n{BOOLEAN}exemptions:\n  - for:\n      periods: [2024]\n    limit: {limit}\n    decided:\n      by: Fullmäktige\n      date: 2023-06-01\n      ref: § 12\n    because: Pandemin\n    expires: {expires}\n"
        ))
    };
    says(
        &exemption("50 mnkr", "2024-12-31"),
        ("60 mnkr", "0"),
        "Målet nås inte: utfallet är 60 mnkr och målet är minst 100 mnkr; det fattas 40 mnkr. Avsteg beslutat av Fullmäktige \
         2023-06-01 gäller till 2024-12-31: Pandemin.",
        "The target is not met: the outcome is 60 mnkr and the target is at least 100 mnkr; it is 40 mnkr short. An exemption \
         decided by Fullmäktige on 2023-06-01 holds until 2024-12-31: Pandemin.",
    );
    says(
        &exemption("70 mnkr", "2024-12-31"),
        ("60 mnkr", "0"),
        "Målet nås inte: utfallet är 60 mnkr och målet är minst 100 mnkr; det fattas 40 mnkr. Avsteget beslutat av Fullmäktige \
         2023-06-01 gäller inte, för värdet ligger bortom dess gräns (70 mnkr).",
        "The target is not met: the outcome is 60 mnkr and the target is at least 100 mnkr; it is 40 mnkr short. The exemption \
         decided by Fullmäktige on 2023-06-01 does not hold, since the value is beyond its limit (70 mnkr).",
    );
    says(
        &exemption("50 mnkr", "2024-06-30"),
        ("60 mnkr", "0"),
        "Målet nås inte: utfallet är 60 mnkr och målet är minst 100 mnkr; det fattas 40 mnkr. Avsteget beslutat av Fullmäktige \
         2023-06-01 gäller inte längre, det upphörde 2024-06-30.",
        "The target is not met: the outcome is 60 mnkr and the target is at least 100 mnkr; it is 40 mnkr short. The exemption \
         decided by Fullmäktige on 2023-06-01 no longer holds, it ended 2024-06-30.",
    );
}

#[test]
fn verdicts_that_people_give() {
    let lines = "scale:\n  manual:\n    levels:\n      God: met\n      Svag: not_met\nfor:\n  bases: [outcome]\n  periods: [2024]\n";
    let pack = small(&format!("{FIGURES}{}", indicator(lines)));
    let of = |assessed: &str| {
        reasons(&pack, &format!("period: 2024\nbasis: outcome\nvalues:\n  a: 1 mnkr\n{assessed}"), "x")
    };
    assert_eq!(of("").0, "Ingen bedömning är lämnad.");
    let svag = "assessed:\n  - rule: x\n    level: Svag\n    by: Nämnden\n    motivation: Arbetet har inte börjat.\n";
    let given = of(&format!("{svag}    date: 2024-12-01\n"));
    assert_eq!(given.0, "Bedömt till Svag av Nämnden 2024-12-01: Arbetet har inte börjat.");
    assert_eq!(given.1, "Judged to be Svag by Nämnden 2024-12-01: Arbetet har inte börjat.");
    assert_eq!(of(svag).0, "Den lämnade bedömningen Svag räknas inte, för den säger inte när.");
    let bra = of("assessed:\n  - rule: x\n    level: Bra\n");
    assert_eq!(bra.0, "Den lämnade nivån Bra är ingen av regelns nivåer: God och Svag.");
    let two = of(&format!("{svag}  - rule: x\n    level: God\n"));
    assert_eq!(two.0, "Två olika bedömningar är lämnade.");
}
