//! What it would take, in the report and in an explanation.

use super::{Read, small};
use crate::language::Lang;
use crate::report::{LeverOutcome, explain, explain_solved, explanation_text, html, markdown, text};

const FIGURES: &str = "\
basis: budget
period: 2024
values:
  intäkter: 600,0 mnkr
  kostnader: -640,5 mnkr
  tak: 5 mnkr
";

fn pack(rule: &str) -> String {
    small(&format!(
        "  scale: boolean
figures:
  intäkter: {{title: Intäkter, unit: mnkr, measured: during, lever: {{min: 590 mnkr, max: 700 mnkr}}}}
  kostnader: {{title: Kostnader, unit: mnkr, measured: during, lever: {{min: -700 mnkr, max: -630 mnkr}}}}
  tak: {{title: Tak, unit: mnkr, measured: during}}
parameters:
  noll: {{title: Noll, unit: mnkr, value: 0 mnkr, ref: Riktlinjer}}
  mycket: {{title: Mycket, unit: mnkr, value: 900 mnkr, ref: Riktlinjer}}
formulas:
  resultat: {{title: Resultat, unit: mnkr, is: intäkter + kostnader}}
indicators:
  - {{indicator: mål, title: Mål, value: resultat, {rule}}}
"
    ))
}

/// What the report says under the measure, after the reason.
fn said(rule: &str, lang: Lang) -> Vec<String> {
    let read = Read::of(&pack(rule), FIGURES);
    let written = text(&read.report(lang), 400, false, lang).replace('\u{a0}', " ");
    let words = ["pfyllt om", "räcker", "et if", "enough"];
    written.lines().map(str::trim).filter(|line| words.iter().any(|w| line.contains(w))).map(str::to_owned).collect()
}

#[test]
fn the_figures_that_are_enough_alone_are_named_the_most_useful_first() {
    // 40,5 mnkr is missing: 40,5 of the 110 that the income may move, and all but 10,5 of what costs may.
    assert_eq!(
        said("at_least: noll", Lang::Sv),
        ["Uppfyllt om ”Intäkter” blir 640,5 mnkr (+40,5 mnkr) i stället för 600,0 mnkr."]
    );
    assert_eq!(
        said("at_least: noll", Lang::En),
        ["Met if “Intäkter” becomes 640.5 mnkr (+40.5 mnkr) instead of 600.0 mnkr."]
    );
    // 35 mnkr more is partly; 40,5 is met. Costs can only fall by 10,5.
    assert_eq!(
        said("at_least: noll, scale: {band: {partly_within: 30 mnkr}}", Lang::Sv),
        [
            "Delvis uppfyllt om ”Intäkter” blir 610,5 mnkr (+10,5 mnkr) i stället för 600,0 mnkr, uppfyllt om det blir 640,5 mnkr (+40,5 mnkr).",
            "Delvis uppfyllt om ”Kostnader” blir −630,0 mnkr (+10,5 mnkr) i stället för −640,5 mnkr; för uppfyllt räcker det inte ensamt.",
        ]
    );
}

#[test]
fn that_none_is_enough_is_said_too() {
    assert_eq!(
        said("at_least: mycket", Lang::Sv),
        ["Ingen av de uppgifter som kan ändras räcker ensam: ”Intäkter” och ”Kostnader”."]
    );
    assert_eq!(
        said("at_least: mycket", Lang::En),
        ["None of the figures that can be changed is enough alone: “Intäkter” and “Kostnader”."]
    );
}

#[test]
fn an_outcome_is_nobody_s_to_change() {
    let read = Read::of(&pack("at_least: noll"), &FIGURES.replace("budget", "outcome"));
    assert!(read.report(Lang::Sv).verdicts.iter().all(|row| row.levers.is_empty()));
}

#[test]
fn one_figure_is_solved_when_asked_for() {
    let read = Read::of(&pack("at_least: noll"), FIGURES);
    let mut run = read.run();
    let rule = read.policy.rule_by_name("mål").unwrap();
    let asked = explain_solved(&mut run, rule, "Kostnader", &read.sources, Lang::Sv).unwrap();
    let written = explanation_text(&asked, None, 200, false, Lang::Sv).replace('\u{a0}', " ");
    let line = "Enbart ”Kostnader” räcker inte: inget värde från −700,0 mnkr till −630,0 mnkr ger en bättre bedömning.";
    assert!(written.contains(line), "{written}");
    let known = explain_solved(&mut run, rule, "tak", &read.sources, Lang::Sv).unwrap_err();
    assert_eq!(known, ["intäkter", "kostnader"], "the verdict does not rest on it");
    let all = explain(&mut run, rule, &read.sources, Lang::Sv);
    let outcomes: Vec<_> = all.rows[0].levers.iter().map(|l| (l.figure.as_str(), l.answers[0].outcome)).collect();
    assert_eq!(outcomes, [("intäkter", LeverOutcome::Reached), ("kostnader", LeverOutcome::Never)]);
}

#[test]
fn page_and_protocol_say_it_first_and_beside_the_measure() {
    let read = Read::of(&pack("at_least: noll"), FIGURES);
    let council = read.council(Lang::Sv);
    let sentence = "Uppfyllt om ”Intäkter” blir 640,5 mnkr (+40,5 mnkr) i stället för 600,0 mnkr.";
    let page = html(&council, Lang::Sv).replace('\u{a0}', " ");
    let (first, rest) = page.split_once("id=\"r1\"").unwrap();
    assert!(first.contains("Vad som skulle krävas") && first.contains(sentence) && rest.contains(sentence));
    let protocol = markdown(&council, Lang::Sv).replace('\u{a0}', " ");
    assert!(protocol.contains("### Vad som skulle krävas") && protocol.contains(sentence), "{protocol}");
    let without = Read::sample().council(Lang::Sv);
    let said = "Regelpaketet pekar inte ut någon uppgift";
    for without in [html(&without, Lang::Sv), markdown(&without, Lang::Sv)] {
        assert!(without.contains(said) && !without.contains("Uppfyllt om"), "{without}");
    }
}
