//! Packs from text and from folders, as the program reads them, and everything that it says of them.

use riktlinje::check::{PackSource, check};
use riktlinje::diagnostic::Sources;
use riktlinje::language::Lang;
use riktlinje::pack::{Figures, Opened};
use riktlinje::policy::{Policy, RuleId, raw};
use riktlinje::report::{Depth, Report, explain, explain_assessment, explanation_json, explanation_text, json, text};
use riktlinje::verdict::{Options, judge};

/// A pack of one file that is right.
pub fn good(yaml: &str) -> Policy {
    let mut sources = Sources::default();
    let mut faults = Vec::new();
    let file = sources.add("pack.yaml", yaml);
    let policy = raw::decode(&[file], &sources, &mut faults).and_then(|raw| {
        let pack = PackSource { raw, files: vec![file], scripts: Vec::new() };
        check(pack, &mut (), &[], &mut sources, &mut faults)
    });
    let said: Vec<_> = faults.iter().map(|f| format!("{}: {}", sources.place(f.span()), f.message.en)).collect();
    policy.unwrap_or_else(|| panic!("{said:#?}"))
}

/// Judges figures, and writes down all that can be said of it, in both languages: the report as JSON and as a page, and every explanation.
pub fn everything_said(opened: &Opened, figures: &Figures) -> String {
    let policy = &opened.policy;
    let mut run = judge(policy, &figures.set, Options::default());
    let mut said = String::new();
    for (lang, width, colour) in [(Lang::Sv, 40, false), (Lang::En, 120, true)] {
        let report = Report::of(&mut run, &opened.sources, &figures.files, &figures.diagnostics, lang, Depth::Figures);
        said.push_str(&json(&report));
        said.push_str(&text(&report, width, colour, lang));
        let mut explanations = Vec::new();
        for rule in 0..u32::try_from(policy.rules.len()).unwrap() {
            explanations.push(explain(&mut run, RuleId(rule), &opened.sources, lang));
        }
        for assessment in &policy.assessments {
            explanations.extend(explain_assessment(&mut run, &assessment.name, &opened.sources, lang));
        }
        for explanation in &explanations {
            said.push_str(&explanation_json(explanation));
            said.push_str(&explanation_text(explanation, None, width, colour, lang));
        }
    }
    said
}
