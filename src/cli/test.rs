//! `riktlinje test`

use serde_json::{Value, json};
use std::fmt::Write as _;

use riktlinje::cases::{CaseResult, Tested, test};
use riktlinje::diagnostic::Sources;
use riktlinje::exit::ExitCode;
use riktlinje::language::Lang;
use riktlinje::pack;
use riktlinje::text;

use crate::args::Packs;
use crate::settings::{Plain, Settings};
use crate::stop::{Stop, rendered, say};
use crate::validate::diagnostics;

/// Runs the cases of packs and writes how they came out.
pub fn run(args: &Packs, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("test")?;
    let packs = if args.packs.is_empty() { pack::built_in() } else { args.packs.clone() };
    let (mut exit, mut text, mut entries) = (ExitCode::Success, String::new(), Vec::new());
    let mut read: Vec<Sources> = Vec::new();
    for named in &packs {
        let tested = match test(pack::find(named)?) {
            Ok(tested) => tested,
            Err(faults) => Tested { cases: Vec::new(), diagnostics: faults.diagnostics, sources: faults.sources },
        };
        exit = exit.and(tested.exit());
        if !tested.diagnostics.is_empty() && format == Plain::Text {
            say(&tested.diagnostics, &tested.sources, settings);
        }
        text.push_str(&described(named, &tested, settings));
        let cases: Vec<Value> = tested.cases.iter().map(|c| entry(c, &tested.sources, settings.lang)).collect();
        let faults = diagnostics(&tested.diagnostics, &tested.sources, settings.lang);
        entries.push(json!({"id": named, "cases": cases, "diagnostics": faults}));
        read.push(tested.sources);
    }
    let written = match format {
        Plain::Text => text,
        Plain::Json => format!("{:#}\n", json!({"format": 1, "packs": entries})),
    };
    settings.output.write(&written, &read)?;
    Ok(exit)
}

fn described(named: &str, tested: &Tested, settings: &Settings) -> String {
    let mut out = format!("{named}\n");
    for case in &tested.cases {
        let (mark, name) = (if case.passed() { '✓' } else { '✗' }, &case.name);
        let _ = writeln!(out, "  {mark} {name}");
        if !case.passed() {
            let place = tested.sources.cite(case.span);
            let said = rendered(&case.failures, &tested.sources, settings.lang, settings.colour);
            let _ = write!(out, "    {place}\n\n{said}\n");
        }
    }
    let (all, failed) = (tested.cases.len(), tested.cases.iter().filter(|c| !c.passed()).count());
    let passed = all - failed;
    let summary = match (all, failed) {
        (0, _) if !tested.diagnostics.is_empty() => text!("fallen kan inte köras", "the cases cannot be run"),
        (0, _) => text!("paketet har inga fall: inget är prövat", "the pack has no cases: nothing has been tested"),
        (_, 0) => text!("{all} fall, alla stämmer", "{all} cases, all of them hold"),
        _ => {
            text!("{all} fall: {passed} stämmer, {failed} stämmer inte", "{all} cases: {passed} hold, {failed} do not")
        }
    };
    let _ = writeln!(out, "  {}", summary.get(settings.lang));
    out
}

fn entry(case: &CaseResult, sources: &Sources, lang: Lang) -> Value {
    json!({
        "case": case.name,
        "passed": case.passed(),
        "place": sources.cite(case.span),
        "ref": case.reference,
        "quote": case.quote,
        "failures": diagnostics(&case.failures, sources, lang),
    })
}
