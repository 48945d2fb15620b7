//! `good/`: what a run over a pack and figures concludes, held against expectations as in a pack's own cases.

use riktlinje::cases::compare;
use riktlinje::exit::{ExitCode, FailOn};
use riktlinje::language::Lang;
use riktlinje::quantity::{Basis, Date, Period};
use riktlinje::report::{Depth, Report};
use riktlinje::verdict::{Options, judge};
use riktlinje::yaml::{Mapping, Reader};
use serde_json::Value;

use super::{Situation, every_file, list};

#[test]
fn verdicts_mean_what_the_files_say() {
    every_file("good", 200, run);
}

fn run(situation: &mut Situation, mut keys: Mapping<'_>) -> Result<(), String> {
    let mut reader = Reader::default();
    let as_of = keys.text("as_of", &mut reader).map(|t| Date::parse(&t.value).unwrap());
    let period = keys.text("period", &mut reader).map(|t| Period::parse(&t.value).unwrap());
    let basis = keys.text("basis", &mut reader).map(|t| Basis::parse(&t.value).unwrap());
    let expected = keys.require("expect", &mut reader).map_or(&[][..], |node| reader.items(node));
    let without = list(keys.get("without"), &mut reader);
    let says = list(keys.get("says"), &mut reader);
    keys.finish(&mut reader);
    situation.sound(&reader.faults)?;

    let mut faults = Vec::new();
    let policy = situation.policy(&mut faults);
    let Some(policy) = policy else { return Err(situation.shown(&faults)) };
    let mut warnings = Vec::new();
    let (loaded, files) = situation.figures(&policy, &mut warnings);
    situation.sound(&warnings)?;

    let mut run = judge(&policy, &loaded.set, Options { as_of, period, basis });
    let exit = ExitCode::of(&run, FailOn::default());
    let report = Report::of(&mut run, &situation.sources, &files, &warnings, Lang::Sv, Depth::Figures);
    let report = serde_json::to_value(&report).unwrap();
    let mut failures: Vec<String> =
        expected.iter().flat_map(|node| compare(node, &report, exit)).map(|fault| situation.shown(&[fault])).collect();
    let found = |section: &str, field: &str| -> Vec<String> {
        let all = report[section].as_array().unwrap();
        all.iter().filter_map(|entry| entry[field].as_str()).map(str::to_owned).collect()
    };
    for code in &without {
        if found("findings", "code").contains(&code.value) {
            failures.push(format!("the finding `{}` should not be there: {}", code.value, report["findings"]));
        }
    }
    for text in &says {
        let reasons = found("verdicts", "reason");
        if !reasons.iter().any(|reason| reason.replace('\u{a0}', " ").contains(&text.value)) {
            failures.push(format!("no reason says `{}`: {reasons:#?}", text.value));
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(format!("{}\n{}", failures.join("\n"), brief(&report))) }
}

/// What there is, for whoever reads a failure.
fn brief(report: &Value) -> String {
    let mut lines = Vec::new();
    for (section, keys) in [
        ("verdicts", &["rule", "period", "basis", "entity", "verdict", "reason_code", "value", "reason"][..]),
        ("assessments", &["id", "period", "basis", "verdict", "reason"]),
        ("findings", &["code", "message", "expected", "actual"]),
    ] {
        for entry in report[section].as_array().unwrap() {
            let fields: Vec<String> = keys.iter().map(|key| entry[key].to_string()).collect();
            lines.push(format!("   {section}: {}", fields.join(" ")));
        }
    }
    lines.join("\n")
}
