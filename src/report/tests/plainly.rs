//! What someone who decides is told, one way that a verdict can come about at a time; and every number of it is held against the run.

use super::reasons::{BOOLEAN, FIGURES, check, indicator, requirement, with_a_and_b};
use super::said::hold;
use super::{Read, small};
use crate::language::Lang;
use crate::quantity::Date;
use crate::verdict::Options;

/// What is said in plain words of the first rule called `x`, in Swedish and English.
fn plainly(pack: &str, figures: &str) -> (String, String) {
    let read = Read::of(pack, figures);
    let options = Options { as_of: Some(Date::parse("2025-02-01").unwrap()), ..Options::default() };
    hold(&read.policy, &read.loaded.set, &read.sources, options);
    let of = |lang| {
        let found = read.report(lang).verdicts.into_iter().rev().find(|v| v.rule == "x");
        found.unwrap().plain.replace('\u{a0}', " ")
    };
    (of(Lang::Sv), of(Lang::En))
}

#[track_caller]
fn says(rest: &str, (a, b): (&str, &str), sv: &str, en: &str) {
    let (pack, figures) = with_a_and_b(rest, a, b);
    let said = plainly(&pack, &figures);
    assert_eq!((said.0.as_str(), said.1.as_str()), (sv, en));
}

#[test]
fn a_target() {
    let at_least = indicator(&format!("value: a\nat_least: 100 mnkr\n{BOOLEAN}"));
    says(
        &at_least,
        ("120 mnkr", "0"),
        "Målet nås 2024: utfallet är 120 miljoner kronor och målet är minst 100 miljoner kronor.",
        "The target is met in 2024: the outcome is 120 million kronor and the target is at least 100 million kronor.",
    );
    says(
        &indicator(&format!("value: a\nat_most: 100 mnkr\n{BOOLEAN}")),
        ("101 mnkr", "0"),
        "Målet nås inte 2024: utfallet är 101 miljoner kronor och målet är högst 100 miljoner kronor, så det är 1 miljon kronor för mycket.",
        "The target is not met in 2024: the outcome is 101 million kronor and the target is at most 100 million kronor, so it is 1 million kronor too much.",
    );
    says(
        &indicator(&format!("value: a / b\nequals: 50 %\n{BOOLEAN}")),
        ("30 mnkr", "100 mnkr"),
        "Målet nås inte 2024: utfallet är 30 procent (30 av 100 miljoner kronor) och målet är precis 50 procent, så det skiljer 20 procentenheter.",
        "The target is not met in 2024: the outcome is 30 percent (30 of 100 million kronor) and the target is exactly 50 percent, a difference of 20 percentage points.",
    );
    says(
        &indicator(&format!("value: a\nabove: 0 mnkr\n{BOOLEAN}")),
        ("0 mnkr", "0"),
        "Målet nås inte 2024: utfallet är noll kronor och målet är mer än noll kronor, och precis på gränsen räcker inte. Siffrorna är \
         avrundade, och det kan avgöra: det exakta värdet ligger mellan −0,5 och 0,5 miljoner kronor. Det kan avgöras av fler decimaler i ”Uppgift A”.",
        "The target is not met in 2024: the outcome is zero kronor and the target is more than zero kronor, and right on the limit is \
         not enough. The figures are rounded, and that may decide it: the exact value is between −0.5 and 0.5 million kronor. More decimals in “Uppgift A” could decide it.",
    );
}

#[test]
fn partly_met() {
    let share = "parameters:\n  från:\n    title: Från\n    unit: \"%\"\n    value: 80 %\n    ref: s. 1\n";
    let lines = "value: a\nat_least: 10 mnkr\nscale:\n  percent_of_target:\n    partly_from: från\n";
    says(
        &format!("{share}{}", indicator(lines)),
        ("9 mnkr", "0"),
        "Målet nås delvis 2024: utfallet är 9 miljoner kronor och målet är minst 10 miljoner kronor, så det fattas 1 miljon kronor. \
         Måluppfyllelsen är 90 procent, och från 80 procent räknas målet som delvis uppfyllt.",
        "The target is partly met in 2024: the outcome is 9 million kronor and the target is at least 10 million kronor, so it is \
         1 million kronor short. The attainment is 90 percent, and from 80 percent the target counts as partly met.",
    );
    let levels = "value: a\nat_least: 100 mnkr\nscale:\n  levels:\n    - gives: partly_met\n      at_least: 50 mnkr\n      level: Gul\n";
    says(
        &indicator(levels),
        ("70 mnkr", "0"),
        "Målet nås delvis 2024 (nivå Gul): utfallet är 70 miljoner kronor och målet är minst 100 miljoner kronor, så det fattas 30 miljoner kronor.",
        "The target is partly met in 2024 (level Gul): the outcome is 70 million kronor and the target is at least 100 million kronor, so it is 30 million kronor short.",
    );
}

#[test]
fn an_exemption() {
    let exemption = |limit: &str, expires: &str| {
        indicator(&format!(
            "value: a\nat_least: 100 mnkr\n{BOOLEAN}exemptions:\n  - for:\n      periods: [2024]\n    limit: {limit}\n    decided:\n      by: Fullmäktige\n      date: 2023-06-01\n      ref: § 12\n    because: Pandemin\n    expires: {expires}\n"
        ))
    };
    let first = "Målet nås inte 2024: utfallet är 60 miljoner kronor och målet är minst 100 miljoner kronor, så det fattas 40 miljoner kronor.";
    let said = |limit, expires| {
        let (pack, figures) = with_a_and_b(&exemption(limit, expires), "60 mnkr", "0");
        let (sv, en) = plainly(&pack, &figures);
        assert!(sv.starts_with(first), "{sv}");
        (sv[first.len()..].trim().to_owned(), en)
    };
    let applies = said("50 mnkr", "2024-12-31");
    assert_eq!(
        applies.0,
        "Fullmäktige har den 1 juni 2023 beslutat om ett avsteg som gäller till och med den 31 december 2024: Pandemin."
    );
    assert!(applies.1.ends_with(
        "On 1 June 2023 Fullmäktige decided on an exemption, which holds through 31 December 2024: Pandemin."
    ));
    assert_eq!(
        said("70 mnkr", "2024-12-31").0,
        "Avsteget som Fullmäktige beslutade om den 1 juni 2023 räcker inte, för värdet ligger bortom dess gräns, 70 miljoner kronor."
    );
    assert_eq!(
        said("50 mnkr", "2024-06-30").0,
        "Avsteget som Fullmäktige beslutade om den 1 juni 2023 gäller inte längre, för det upphörde den 30 juni 2024."
    );
}

#[test]
fn what_is_missing() {
    says(
        &indicator(&format!("value: a\nat_least: 100 mnkr\n{BOOLEAN}")),
        ("'-'", "1 mnkr"),
        "Målet kan inte bedömas 2024, för uppgiften ”Uppgift A” saknas.",
        "The target cannot be judged in 2024, since the figure “Uppgift A” is missing.",
    );
    says(
        &requirement("that: föregående(a) + föregående(b) > 0"),
        ("1 mnkr", "1 mnkr"),
        "Kravet kan inte bedömas 2024, för uppgifter saknas: ”Uppgift A” och ”Uppgift B”.",
        "The requirement cannot be judged in 2024, since figures are missing: “Uppgift A” and “Uppgift B”.",
    );
    let limit = "parameters:\n  gräns:\n    title: Gränsen\n    unit: mnkr\n    values:\n      - from: 2020\n        value: 3 mnkr\n        decided: 2026-01-01\n        ref: s. 1\n";
    says(
        &format!("{limit}{}", indicator(&format!("value: a\nat_least: gräns\n{BOOLEAN}"))),
        ("1 mnkr", "0"),
        "Målet kan inte bedömas 2024, för gränsen ”Gränsen” är inte fastställd.",
        "The target cannot be judged in 2024, since the limit “Gränsen” has not been set.",
    );
    let pack = small(&format!(
        "figures:\n  a:\n    title: Uppgift A\n    unit: mnkr\n    measured: during\n    range: 0 mnkr..50 mnkr\n{}",
        indicator(&format!("value: a\nat_most: 100 mnkr\n{BOOLEAN}"))
    ));
    let figures = "period: 2024\nbasis: outcome\nfigures:\n  - figure: a\n    missing: Bokslutet är inte klart.\n";
    let (sv, en) = plainly(&pack, figures);
    assert_eq!(
        sv,
        "Målet kan inte bedömas 2024, för uppgiften ”Uppgift A” saknas. Bokslutet är inte klart. Vilket värde som än saknas blir svaret uppfyllt."
    );
    assert!(en.ends_with("Whatever the missing value is, the answer is met."), "{en}");
}

#[test]
fn what_cannot_be_computed() {
    says(
        &indicator(&format!("value: a / b\nat_least: 100 %\n{BOOLEAN}")),
        ("1 mnkr", "0 mnkr"),
        "Målet kan inte bedömas 2024, för ”Uppgift B” är noll och går inte att dela med.",
        "The target cannot be judged in 2024, since “Uppgift B” is zero and cannot be divided by.",
    );
    let years = "parameters:\n  två:\n    title: Två år\n    unit: år\n    value: 2 år\n    ref: s. 1\n";
    says(
        &format!("{years}{}", indicator(&format!("value: medel_över_år(a, två)\nat_least: 1 mnkr\n{BOOLEAN}"))),
        ("1 mnkr", "0"),
        "Målet kan inte bedömas 2024, för det saknas uppgifter för något av åren som behövs.",
        "The target cannot be judged in 2024, since figures are missing for one of the years that are needed.",
    );
    let breaks = "formulas:\n  ny:\n    title: Nya måttet\n    unit: mnkr\n    is: a\n    valid: 2024..\n";
    says(
        &format!("{breaks}{}", indicator(&format!("value: förändring(ny)\nat_least: 1 mnkr\n{BOOLEAN}"))),
        ("1 mnkr", "0"),
        "Målet kan inte bedömas 2024, för måttets definition gäller inte hela tiden som behövs.",
        "The target cannot be judged in 2024, since the definition of the measure does not hold for all the time that is needed.",
    );
    let formula = "formulas:\n  summan:\n    title: Summan\n    unit: mnkr\n    is: a + b\n    reported: check\n";
    let pack = |limit: &str| {
        small(&format!("{FIGURES}{formula}{}", indicator(&format!("value: summan\nat_least: {limit}\n{BOOLEAN}"))))
    };
    let figures = "period: 2024\nbasis: outcome\nvalues:\n  a: 100 mnkr\n  b: 20 mnkr\n  summan: 140 mnkr\n";
    assert_eq!(
        plainly(&pack("130 mnkr"), figures).0,
        "Målet kan inte bedömas 2024. ”Summan” är redovisat som 140 miljoner kronor men blir 120 miljoner kronor när det räknas fram. \
         De två värdena leder till olika bedömningar."
    );
    assert!(plainly(&pack("110 mnkr"), figures).0.ends_with("när det räknas fram. Bedömningen blir densamma."));
}

#[test]
fn what_is_not_judged_now() {
    says(
        &indicator(&format!("value: a\nat_least: 1 mnkr\n{BOOLEAN}for:\n  at: 2026-12-31\n")),
        ("1 mnkr", "0"),
        "Det bedöms först den 31 december 2026.",
        "It is not judged until 31 December 2026.",
    );
    says(
        &indicator("value: a\nnone: Mäts vartannat år\nbetter: higher"),
        ("5 mnkr", "0"),
        "Inget mål är satt 2024: Mäts vartannat år. Utfallet är 5 miljoner kronor.",
        "There is no target in 2024: Mäts vartannat år. The outcome is 5 million kronor.",
    );
    says(
        &requirement("when: a > b\nthat: a > 0"),
        ("1 mnkr", "2 mnkr"),
        "Kravet gäller bara i vissa fall, och det här är inte ett av dem.",
        "The requirement only applies in some cases, and this is not one of them.",
    );
    says(
        &requirement("when: finns(a)\nthat: a > 0"),
        ("'-'", "2 mnkr"),
        "Kravet prövas inte 2024, för uppgiften ”Uppgift A” är inte lämnad.",
        "The requirement is not tried in 2024, since the figure “Uppgift A” has not been submitted.",
    );
}

#[test]
fn requirements_and_checks() {
    says(
        &requirement("all:\n  - that: a <= b\n  - that: finns(b)"),
        ("1 mnkr", "9 mnkr"),
        "Kravet är uppfyllt 2024, på alla 2 punkter.",
        "The requirement is met in 2024, in all 2 respects.",
    );
    says(
        &requirement("that: a <= b\nbecause: Kostnaden är {a}, och det är för mycket"),
        ("9 mnkr", "1 mnkr"),
        "Kravet är inte uppfyllt 2024. Kostnaden är 9 miljoner kronor, och det är för mycket.",
        "The requirement is not met in 2024. Kostnaden är 9 million kronor, och det är för mycket.",
    );
    says(
        &requirement("that: a <= b\nbecause: Kostnaden är för hög"),
        ("9 mnkr", "0 mnkr"),
        "Kravet är inte uppfyllt 2024. Kostnaden är för hög. Det är 9 miljoner kronor men ska vara högst noll kronor.",
        "The requirement is not met in 2024. Kostnaden är för hög. It is 9 million kronor but must be at most zero kronor.",
    );
    says(
        &requirement("that: a <= b").replace("origin: guideline", "origin: law"),
        ("9 mnkr", "1 mnkr"),
        "Kravet är inte uppfyllt 2024. Det är 9 miljoner kronor men ska vara högst 1 miljon kronor. Kravet står i s. 1.",
        "The requirement is not met in 2024. It is 9 million kronor but must be at most 1 million kronor. The requirement is in s. 1.",
    );
    says(
        &check("that: a == b\nwithin: exact"),
        ("10 mnkr", "9 mnkr"),
        "Uppgifterna stämmer inte 2024. Det står 10 miljoner kronor mot 9 miljoner kronor, en skillnad på 1 miljon kronor.",
        "The figures do not agree in 2024. It is 10 million kronor against 9 million kronor, a difference of 1 million kronor.",
    );
}

#[test]
fn doubtful_figures() {
    let checked =
        check("that: a == b\nwithin: exact").replace("check: x", "check: stämmer").replace("Avstämningen", "Lika");
    says(
        &format!("{}{checked}", indicator(&format!("value: a\nat_least: 1 mnkr\n{BOOLEAN}"))),
        ("10 mnkr", "9 mnkr"),
        "Målet nås 2024: utfallet är 10 miljoner kronor och målet är minst 1 miljon kronor. Siffrorna är osäkra, för avstämningen ”Lika” stämmer inte.",
        "The target is met in 2024: the outcome is 10 million kronor and the target is at least 1 million kronor. The figures are uncertain, since the check “Lika” does not hold.",
    );
}

#[test]
fn verdicts_that_people_give() {
    let lines = "scale:\n  manual:\n    levels:\n      God: met\n      Svag: not_met\nfor:\n  bases: [outcome]\n  periods: [2024]\n";
    let pack = small(&format!("{FIGURES}{}", indicator(lines)));
    let of =
        |assessed: &str| plainly(&pack, &format!("period: 2024\nbasis: outcome\nvalues:\n  a: 1 mnkr\n{assessed}")).0;
    assert_eq!(of(""), "Målet kan inte bedömas 2024, för ingen bedömning är lämnad.");
    let svag = "assessed:\n  - rule: x\n    level: Svag\n    by: Nämnden\n    motivation: Arbetet har inte börjat.\n";
    assert_eq!(
        of(&format!("{svag}    date: 2024-12-01\n")),
        "Nämnden har den 1 december 2024 bedömt målet till ”Svag” 2024. Arbetet har inte börjat."
    );
    assert_eq!(of(svag), "Målet kan inte bedömas 2024, för den lämnade bedömningen ”Svag” säger inte när.");
}

/// `a` may be changed within bounds, and is budgeted.
fn with_lever(rest: &str, bounds: &str) -> (String, String) {
    let figures = FIGURES.replace("title: Uppgift A\n", &format!("title: Uppgift A\n    lever:\n{bounds}"));
    (
        small(&format!("{figures}{rest}")),
        "period: 2026\nbasis: budget\nvalues:\n  a: 40 mnkr\n  b: 100 mnkr\n".to_owned(),
    )
}

#[test]
fn what_it_would_take() {
    let bounds = "      min: 0 mnkr\n      max: 200 mnkr\n";
    let said = |rest: &str, bounds| {
        let (pack, figures) = with_lever(rest, bounds);
        plainly(&pack, &figures)
    };
    let share = indicator(&format!("value: a / b\nat_least: 60 %\ngap_as: b - a\n{BOOLEAN}for:\n  bases: [budget]\n"));
    // In another unit how far off it is, unless what it would take says it better.
    let first = "Målet nås inte 2026: budgeten ger 40 procent (40 av 100 miljoner kronor) och målet är minst 60 procent, så det fattas 20 procentenheter.";
    assert_eq!(
        said(&share, bounds).0,
        format!(
            "{first} Målet nås om ”Uppgift A” blir 60 miljoner kronor i stället för 40, alltså 20 miljoner kronor mer."
        )
    );
    let too_little = "      min: 0 mnkr\n      max: 50 mnkr\n";
    assert_eq!(
        said(&share, too_little).0,
        format!("{first} Skillnaden motsvarar 60 miljoner kronor. Enbart ”Uppgift A” räcker inte.")
    );
    let needed = requirement("that: a >= b\nbecause: Det räcker inte till b\nfor:\n  bases: [budget]\n");
    let (sv, en) = said(&needed, bounds);
    assert_eq!(
        sv,
        "Kravet är inte uppfyllt 2026. Det räcker inte till b. Det är 40 miljoner kronor men ska vara minst 100 miljoner kronor. \
         Kravet uppfylls om ”Uppgift A” blir 100 miljoner kronor i stället för 40, alltså 60 miljoner kronor mer."
    );
    assert!(en.ends_with("The requirement is met if “Uppgift A” becomes 100 million kronor instead of 40, that is 60 million kronor more."), "{en}");
}
