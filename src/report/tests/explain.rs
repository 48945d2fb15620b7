//! Whole explanations.

use super::Read;
use crate::language::Lang;
use crate::report::{Explanation, Role, Step, explain, explain_assessment, explanation_json, explanation_text};

fn explained(read: &Read, rule: &str, lang: Lang) -> Explanation {
    let rule = read.policy.rule_by_name(rule).unwrap();
    explain(&mut read.run(), rule, &read.sources, lang)
}

fn derivation() -> Read {
    let (rules, figures) = (include_str!("regler.rhai"), include_str!("derivation_figures.yaml"));
    Read::with_rules(include_str!("derivation.yaml"), rules, figures)
}

fn page(explanation: &Explanation, lang: Lang) -> String {
    explanation_text(explanation, None, 100, false, lang)
}

#[test]
fn a_measure_in_swedish() {
    insta::assert_snapshot!(page(&explained(&Read::sample(), "ekonomi/resultat", Lang::Sv), Lang::Sv));
}

#[test]
fn a_measure_in_english() {
    insta::assert_snapshot!(page(&explained(&Read::sample(), "ekonomi/resultat", Lang::En), Lang::En));
}

#[test]
fn a_measure_on_a_narrow_page() {
    let explanation = explained(&Read::sample(), "ekonomi/sjukfrånvaro", Lang::Sv);
    insta::assert_snapshot!(explanation_text(&explanation, None, 60, false, Lang::Sv));
}

#[test]
fn a_requirement_with_a_choice_and_history() {
    insta::assert_snapshot!(page(&explained(&derivation(), "tak", Lang::Sv), Lang::Sv));
}

#[test]
fn functions_scripts_windows_and_parts() {
    insta::assert_snapshot!(page(&explained(&derivation(), "kostnad", Lang::Sv), Lang::Sv));
}

#[test]
fn what_people_judged_and_what_is_missing() {
    let read = Read::sample();
    let both = ["nöjdhet/trygga", "nöjdhet/nöjda"].map(|rule| page(&explained(&read, rule, Lang::Sv), Lang::Sv));
    insta::assert_snapshot!(both.join("\n"));
}

#[test]
fn an_assessment() {
    let read = Read::sample();
    let explanation = explain_assessment(&mut read.run(), "god-hushållning", &read.sources, Lang::Sv).unwrap();
    insta::assert_snapshot!(page(&explanation, Lang::Sv));
    assert!(explain_assessment(&mut read.run(), "finns-inte", &read.sources, Lang::Sv).is_none());
}

#[test]
fn the_tree_is_data_too() {
    insta::assert_snapshot!(explanation_json(&explained(&derivation(), "tak", Lang::Sv)));
}

#[test]
fn only_what_was_evaluated_is_told() {
    let read = derivation();
    let mut run = read.run();
    let rule = read.policy.rule_by_name("tak").unwrap();
    let known = |run: &crate::verdict::Run<'_>| run.judgements.iter().map(|j| run.records_of(j).len()).sum::<usize>();
    let before = known(&run);
    let first = explain(&mut run, rule, &read.sources, Lang::Sv);
    assert_eq!(known(&run), before);
    assert_eq!(explain(&mut run, rule, &read.sources, Lang::Sv), first);
}

/// The way that was not taken is said, and its limit is not read.
#[test]
fn the_other_way_is_only_said() {
    let explanation = explained(&derivation(), "tak", Lang::Sv);
    let mut choices = Vec::new();
    explanation.rows[0].steps.iter().for_each(|s| find(s, Role::Choice, &mut choices));
    assert_eq!(choices.len(), 1);
    assert_eq!(choices[0].notes, ["räknades inte: tak"]);
    let taken = choices[0].steps.iter().filter(|s| s.role == Role::Parameter).count();
    assert_eq!(taken, 1, "the ceiling is read by the question and by the way taken, and told once");
}

fn find<'s>(step: &'s Step, role: Role, found: &mut Vec<&'s Step>) {
    if step.role == role {
        found.push(step);
    }
    step.steps.iter().for_each(|s| find(s, role, found));
}
