//! `riktlinje validate`

use serde_json::{Value, json};
use std::fmt::Write as _;

use riktlinje::diagnostic::{Diagnostic, Severity, Sources};
use riktlinje::exit::ExitCode;
use riktlinje::language::{Lang, Text};
use riktlinje::pack::{self, Opened};
use riktlinje::policy::{Policy, RuleKind};
use riktlinje::text;

use crate::args::Validate;
use crate::list::shown;
use crate::settings::{Plain, Settings};
use crate::stop::{Stop, rendered, say, tally};

/// Checks packs and writes what they hold. Faults go to standard error, or into the JSON.
pub fn run(args: &Validate, settings: &Settings) -> Result<ExitCode, Stop> {
    let format = settings.plain("validate")?;
    let packs = if args.packs.is_empty() { pack::built_in() } else { args.packs.clone() };
    let (mut exit, mut text, mut entries) = (ExitCode::Success, String::new(), Vec::new());
    let mut read: Vec<Sources> = Vec::new();
    for named in &packs {
        let found = pack::find(named)?;
        match found.open() {
            Ok(opened) => {
                if args.strict && !opened.policy.warnings.is_empty() {
                    exit = exit.and(ExitCode::Invalid);
                }
                text.push_str(&described(&opened, settings));
                entries.push(entry(&opened, settings.lang));
                read.push(opened.sources);
            }
            Err(faults) => {
                exit = exit.and(faults.cause.into());
                if format == Plain::Text {
                    say(&faults.diagnostics, &faults.sources, settings);
                }
                let _ = writeln!(text, "✗ {named}: {}", tally(&faults.diagnostics).get(settings.lang));
                let diagnostics = diagnostics(&faults.diagnostics, &faults.sources, settings.lang);
                entries.push(json!({"id": named, "valid": false, "diagnostics": diagnostics}));
                read.push(faults.sources);
            }
        }
    }
    let written = match format {
        Plain::Text => text,
        Plain::Json => format!("{:#}\n", json!({"format": 1, "packs": entries})),
    };
    settings.output.write(&written, &read)?;
    Ok(exit)
}

/// A kind of thing in a pack: its key in JSON, what one is called, what several are called, and how many there are.
struct Count(&'static str, Text, Text, usize);

fn counts(policy: &Policy) -> Vec<Count> {
    let of_kind = |kind| policy.rules.iter().filter(|r| r.kind() == kind).count();
    // The parts of ledgers are formulas that the pack did not write.
    let parts = policy.ledgers.iter().map(|l| l.parts.len()).sum();
    let named = policy.formulas.iter().filter(|f| f.name.is_some()).count().saturating_sub(parts);
    let reported = policy.formulas.iter().filter(|f| f.reported.is_some()).count();
    let figures = policy.vocabulary.figures.len().saturating_sub(reported);
    vec![
        Count("figures", text!("uppgift", "figure"), text!("uppgifter", "figures"), figures),
        Count(
            "parameters",
            text!("parameter", "parameter"),
            text!("parametrar", "parameters"),
            policy.parameters.len(),
        ),
        Count("formulas", text!("formel", "formula"), text!("formler", "formulas"), named),
        Count("goals", text!("mål", "goal"), text!("mål", "goals"), policy.goals.len()),
        Count(
            "indicators",
            text!("indikator", "indicator"),
            text!("indikatorer", "indicators"),
            of_kind(RuleKind::Indicator),
        ),
        Count(
            "requirements",
            text!("krav", "requirement"),
            text!("krav", "requirements"),
            of_kind(RuleKind::Requirement),
        ),
        Count("checks", text!("avstämning", "check"), text!("avstämningar", "checks"), of_kind(RuleKind::Check)),
        Count("ledgers", text!("liggare", "ledger"), text!("liggare", "ledgers"), policy.ledgers.len()),
        Count("claims", text!("påstående", "claim"), text!("påståenden", "claims"), of_kind(RuleKind::Claim)),
        Count(
            "recorded",
            text!("antecknad mening", "recorded sentence"),
            text!("antecknade meningar", "recorded sentences"),
            policy.recorded.len(),
        ),
        Count(
            "left_out",
            text!("utelämnat ur paket som används", "left out of used packs"),
            text!("utelämnade ur paket som används", "left out of used packs"),
            policy.left_out.len(),
        ),
        Count(
            "statements",
            text!("uppställning", "statement"),
            text!("uppställningar", "statements"),
            policy.statements.len(),
        ),
        Count(
            "assessments",
            text!("samlad bedömning", "assessment"),
            text!("samlade bedömningar", "assessments"),
            policy.assessments.len(),
        ),
    ]
}

fn described(opened: &Opened, settings: &Settings) -> String {
    let (policy, lang) = (&opened.policy, settings.lang);
    let (name, title, validity) = (&policy.name, &policy.title, shown(policy.validity));
    let held = counts(policy).into_iter().filter(|c| c.3 > 0);
    let held = held.map(|Count(_, one, many, n)| format!("{n} {}", if n == 1 { one } else { many }.get(lang)));
    let held = held.collect::<Vec<_>>().join(", ");
    let held = if held.is_empty() { String::new() } else { format!("  {held}\n") };
    let (valid, opaque) = match lang {
        Lang::Sv => ("gäller", "slutet skript"),
        Lang::En => ("valid", "opaque script"),
    };
    let mut out = format!("✓ {name}: {title}\n  {valid} {validity}\n{held}");
    for script in &policy.scripts {
        let (function, place, because) = (&script.function, opened.sources.cite(script.span), script.because.get(lang));
        let _ = writeln!(out, "  {opaque}: `{function}` ({place}): {because}");
    }
    if !policy.warnings.is_empty() {
        let warnings = rendered(&policy.warnings, &opened.sources, lang, settings.colour);
        let _ = write!(out, "  {}\n\n{warnings}\n", tally(&policy.warnings).get(lang));
    }
    out
}

fn entry(opened: &Opened, lang: Lang) -> Value {
    let policy = &opened.policy;
    let held = counts(policy).into_iter().map(|Count(key, _, _, n)| (key.to_owned(), n.into()));
    let held: serde_json::Map<String, Value> = held.collect();
    let scripts: Vec<Value> = policy
        .scripts
        .iter()
        .map(|s| json!({"function": s.function, "place": opened.sources.cite(s.span), "because": s.because.get(lang)}))
        .collect();
    json!({
        "id": policy.name,
        "valid": true,
        "title": policy.title,
        "sha256": policy.sha256,
        "holds": held,
        "opaque": scripts,
        "diagnostics": diagnostics(&policy.warnings, &opened.sources, lang),
    })
}

/// Diagnostics as they stand in JSON.
pub fn diagnostics(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> Vec<Value> {
    let one = |d: &Diagnostic| {
        json!({
            "code": d.code.as_str(),
            "severity": if d.severity == Severity::Error { "error" } else { "warning" },
            "message": d.message.get(lang),
            "place": sources.place(d.span()),
            "help": d.help.as_ref().map(|h| h.get(lang)),
        })
    };
    diagnostics.iter().map(one).collect()
}
