//! A changed draft beside the original, as text.

use super::{Read, small};
use crate::figures::{Change, ChangeFault};
use crate::language::Lang;
use crate::report::{Council, Depth, Report, WhatIf, html, markdown, text};
use crate::solve::{Draft, draft};
use crate::verdict::{Options, judge};

const FIGURES: &str = "\
basis: budget
period: 2024
values:
  intäkter: 600,0 mnkr
  kostnader: -640,5 mnkr
  andel: 40 %
figures:
  - {figure: resultat, value: \"-40,5 mnkr\"}
  - {figure: kostnad, where: {nämnd: Trafik}, value: 100 mnkr}
  - {figure: kostnad, where: {nämnd: Kultur}, value: 50 mnkr}
  - {figure: intäkter, period: 2023, value: \"580,0 mnkr\"}
  - {figure: saknad, missing: Mäts först i maj}
";

fn read() -> Read {
    let pack = small(
        "  scale: boolean
dimensions:
  nämnd: {title: Nämnd, members: [Trafik, Kultur]}
figures:
  intäkter: {title: Intäkter, unit: mnkr, measured: during}
  kostnader: {title: Kostnader, unit: mnkr, measured: during}
  kostnad: {title: Kostnad per nämnd, unit: mnkr, measured: during, by: [nämnd]}
  andel: {title: Andel, unit: \"%\", measured: during}
  saknad: {title: Saknad, unit: mnkr, measured: during}
parameters:
  noll: {title: Noll, unit: mnkr, value: 0 mnkr, ref: Riktlinjer}
  summan: {title: Summan, unit: mnkr, value: 150 mnkr, ref: Riktlinjer}
  tak: {title: Tak, unit: mnkr, value: 120 mnkr, ref: Riktlinjer}
  hälften: {title: Hälften, unit: \"%\", value: 50 %, ref: Riktlinjer}
formulas:
  resultat: {title: Resultat, unit: mnkr, is: intäkter + kostnader, reported: check}
indicators:
  - {indicator: mål, title: Målet, value: resultat, at_least: noll}
  - {indicator: andel, title: Andelen, value: andel, at_least: hälften}
requirements:
  - {requirement: tak, title: Taket per nämnd, for: {each: nämnd}, that: kostnad <= tak}
  - {requirement: saknad, title: Saknad, that: saknad > 0}
checks:
  - {check: summa, title: Nämndernas kostnad är 150 mnkr, that: \"summa_över(kostnad, nämnd) == summan\", within: exact}
",
    );
    Read::of(&pack, FIGURES)
}

fn tried(read: &Read, changes: &[&str]) -> Result<Draft, ChangeFault> {
    let changes: Vec<Change> = changes.iter().map(|c| Change::parse(c)).collect::<Result<_, _>>()?;
    draft(&read.policy, &read.loaded.set, &changes, Options::default())
}

/// Figure and tried value.
fn values(changes: &[&str]) -> Vec<String> {
    let read = read();
    let draft = tried(&read, changes).unwrap_or_else(|fault| panic!("{fault:?}"));
    draft.changed.iter().map(|c| format!("{} → {}", c.before.normalize(), c.after.normalize())).collect()
}

fn fault(change: &str) -> (String, String) {
    let fault = tried(&read(), &[change]).expect_err(change);
    (fault.message.sv, fault.help.sv)
}

#[test]
fn a_value_or_a_change_of_it_is_tried() {
    assert_eq!(values(&["intäkter[2024]=610 mnkr"]), ["600 → 610"]);
    assert_eq!(values(&["Intäkter[2024, budget] = 610 000 tkr"]), ["600 → 610"]);
    assert_eq!(values(&["intäkter[2024]=+10 mnkr", "intäkter[2024]=−5 mnkr"]), ["600 → 610", "610 → 605"]);
    assert_eq!(values(&["intäkter[2024]=+2 %", "kostnader[2024]=-10 %"]), ["600 → 612", "-640.5 → -576.45"]);
    assert_eq!(values(&["kostnader[2024]==-600 mnkr"]), ["-640.5 → -600"]);
    assert_eq!(
        values(&["andel[2024]=45 %", "andel[2024]=+5 p.e.", "andel[2024]=+10 %"]),
        ["40 → 45", "45 → 50", "50 → 55"]
    );
    assert_eq!(values(&["kostnad[Trafik]=130 mnkr"]), ["100 → 130"]);
}

#[test]
fn what_cannot_be_tried_is_said() {
    assert_eq!(fault("intäktr[2024]=1 mnkr").1, "menade du `intäkter`?");
    assert_eq!(fault("intäkter=1 mnkr").1, "skriv vilken inom hakparenteser: [2023, budget], [2024, budget]");
    assert_eq!(fault("intäkter[2025]=1 mnkr").1, "det finns: [2023, budget], [2024, budget]");
    assert_eq!(
        fault("kostnad[2024]=1 mnkr").1,
        "skriv vilken inom hakparenteser: [2024, budget, Kultur], [2024, budget, Trafik]"
    );
    assert_eq!(fault("intäkter[2024]=5"), ("`5` saknar enhet".into(), "skriv talet i mnkr".into()));
    assert_eq!(fault("intäkter[2024]=5 %").0, "`5 %` är inte i mnkr");
    assert_eq!(fault("saknad[2024]=5 mnkr").0, "`saknad` har inget tal att ändra");
    for wrong in ["", "intäkter", "intäkter[2024=5 mnkr", "[2024]=5 mnkr", "intäkter[2024]=", "intäkter[2024]=fem"]
    {
        assert_eq!(fault(wrong).0, format!("`{wrong}` är ingen ändring"));
    }
}

#[test]
fn published_sums_that_the_change_makes_untrue_are_left_out() {
    let read = read();
    let draft = tried(&read, &["intäkter[2024]=650 mnkr"]).unwrap();
    assert_eq!(draft.set_aside.len(), 1, "the published result of −40,5");
    let verdict = |draft: &Draft| {
        let run = judge(&read.policy, &draft.set, Options::default());
        let of_2024 = run.judgements.iter().find(|j| run.evaluation.context(j.context).period.end().year() == 2024);
        of_2024.map(|j| j.verdict.as_str().to_owned())
    };
    assert_eq!(verdict(&draft).as_deref(), Some("met"), "not undetermined by a conflict");
    let untouched = tried(&read, &["andel[2024]=45 %"]).unwrap();
    assert_eq!(untouched.set_aside.len(), 0);
}

fn written(changes: &[&str], lang: Lang) -> String {
    let read = read();
    let draft = tried(&read, changes).unwrap_or_else(|fault| panic!("{fault:?}"));
    let report = |set| {
        let mut run = judge(&read.policy, set, Options::default());
        Report::of(&mut run, &read.sources, &read.files, &[], lang, Depth::Verdicts)
    };
    let (original, mut changed) = (report(&read.loaded.set), report(&draft.set));
    changed.what_if = Some(WhatIf::of(&original, &changed, &draft, &read.policy.vocabulary));
    let all = text(&changed, 100, false, lang);
    all.split("─────\n")
        .nth(1)
        .unwrap_or_default()
        .split("\n\n  Allt nedan")
        .next()
        .unwrap_or_default()
        .split("\n\n  Everything")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn goals_stand_before_checks_and_what_became_worse_before_what_became_better() {
    let changes = ["intäkter[2024]=650 mnkr", "kostnad[Trafik]=+30 mnkr"];
    insta::assert_snapshot!(written(&changes, Lang::Sv).replace('\u{a0}', " "), @r"
    • ”Intäkter”, 2024, budget: 650 mnkr i stället för 600 mnkr
    • ”Kostnad per nämnd”, Trafik, 2024, budget: 130 mnkr i stället för 100 mnkr
    Publicerade värden som inte längre gäller räknas fram i stället: ”Resultat”.

    ✓ → ✗ Taket per nämnd, Trafik, 2024, budget: uppfyllt → ej uppfyllt
    ✗ → ✓ Målet, 2024, budget: ej uppfyllt → uppfyllt (−40,5 mnkr → 9,5 mnkr)
    ✓ → ✗ Nämndernas kostnad är 150 mnkr, 2024, budget: stämmer → stämmer inte
    ");
    insta::assert_snapshot!(written(&["andel[2024]=45 %"], Lang::Sv).replace('\u{a0}', " "), @r"
    • ”Andel”, 2024, budget: 45 % i stället för 40 %

    Ingen bedömning blir en annan.
    ");
    insta::assert_snapshot!(written(&changes, Lang::En).replace('\u{a0}', " "), @r"
    • ”Intäkter”, 2024, budget: 650 mnkr instead of 600 mnkr
    • ”Kostnad per nämnd”, Trafik, 2024, budget: 130 mnkr instead of 100 mnkr
    Published values that no longer hold are computed instead: ”Resultat”.

    ✓ → ✗ Taket per nämnd, Trafik, 2024, budget: met → not met
    ✗ → ✓ Målet, 2024, budget: not met → met (−40.5 mnkr → 9.5 mnkr)
    ✓ → ✗ Nämndernas kostnad är 150 mnkr, 2024, budget: agrees → does not agree
    ");
}

#[test]
fn page_and_protocol_begin_with_what_was_tried() {
    let read = read();
    let draft = tried(&read, &["intäkter[2024]=650 mnkr"]).unwrap();
    let mut original = judge(&read.policy, &read.loaded.set, Options::default());
    let original = Report::of(&mut original, &read.sources, &read.files, &[], Lang::Sv, Depth::Verdicts);
    let mut run = judge(&read.policy, &draft.set, Options::default());
    let report = Report::of(&mut run, &read.sources, &read.files, &[], Lang::Sv, Depth::Pictures);
    let mut council = Council::of(report, &mut run, &read.sources, Lang::Sv);
    council.report.what_if = Some(WhatIf::of(&original, &council.report, &draft, &read.policy.vocabulary));
    let said = [
        "”Intäkter”, 2024, budget: 650 mnkr i stället för 600 mnkr",
        "Målet, 2024, budget: ej uppfyllt → uppfyllt (−40,5 mnkr → 9,5 mnkr)",
        "Allt nedan gäller det ändrade underlaget.",
    ];
    for written in [html(&council, Lang::Sv), markdown(&council, Lang::Sv)] {
        let written = written.replace('\u{a0}', " ");
        let (first, _) = written.split_once("mål och krav är uppfyllda").unwrap();
        assert!(said.iter().all(|said| first.contains(said)), "{first}");
    }
}
