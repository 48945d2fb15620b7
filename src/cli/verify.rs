//! `riktlinje verify`

use serde_json::{Value, json};
use std::fmt::Write as _;

use riktlinje::diagnostic::{Diagnostic, Severity, Sources};
use riktlinje::exit::ExitCode;
use riktlinje::language::{Lang, Text};
use riktlinje::pack::Faults;
use riktlinje::policy::Verdict;
use riktlinje::record::{Again, Change, Difference, Input, InputChange, Line, Lines, Record, Verification, verify};
use riktlinje::report::verdict_word;
use riktlinje::text;

use crate::args::Verify;
use crate::settings::{Plain, Settings};
use crate::stop::{Stop, say};
use crate::usage::UsageError;
use crate::validate::diagnostics;

/// How many differences of a line are told as text; JSON has all.
const TOLD: usize = 5;

/// Does recorded runs again and writes what is the same and what is not.
pub fn run(args: &Verify, settings: &Settings) -> Result<ExitCode, Stop> {
    let (format, lang) = (settings.plain("verify")?, settings.lang);
    let name = args.record.display();
    let (mut text, mut entries, mut ends) = (String::new(), Vec::new(), Vec::new());
    let mut last = 0;
    settings.output.spares(&args.record)?;
    for line in Lines::open(&args.record)? {
        let line = line.map_err(|error| UsageError {
            message: text!("`{name}` kan inte läsas: {error}", "`{name}` cannot be read: {error}"),
            help: None,
        })?;
        last = line.number;
        if args.line.is_some_and(|only| only != line.number) {
            continue;
        }
        let tried = Tried::of(&line);
        if let (Tried::Unreadable(fault), Plain::Text) = (&tried, format) {
            say(std::slice::from_ref(*fault), &Sources::default(), settings);
        }
        text.push_str(&tried.described(line.number, lang));
        entries.push(tried.entry(line.number, lang));
        ends.push(tried.exit());
    }
    if let (Some(line), true) = (args.line, ends.is_empty()) {
        let message = text!("`{name}` har ingen rad {line}", "`{name}` has no line {line}");
        let help = text!("antal rader: {last}", "number of lines: {last}");
        return Err(UsageError::new(message, help).into());
    }
    let written = match format {
        Plain::Text => format!("{text}{}\n", summary(&ends).get(lang)),
        Plain::Json => format!("{:#}\n", json!({"format": 1, "record": name.to_string(), "lines": entries})),
    };
    settings.output.write(&written, [])?;
    // Nothing verified is no success.
    Ok(ends.into_iter().reduce(ExitCode::and).unwrap_or(ExitCode::Undetermined))
}

fn summary(ends: &[ExitCode]) -> Text {
    let (all, same) = (ends.len(), ends.iter().filter(|end| **end == ExitCode::Success).count());
    let (rows, lines) = if all == 1 { ("rad", "line") } else { ("rader", "lines") };
    match (all, all - same) {
        (0, _) => text!("journalen är tom: inget är prövat", "the record file is empty: nothing has been verified"),
        (_, 0) => text!("{all} {rows}, allt stämmer", "{all} {lines}, everything holds"),
        (_, other) => {
            text!("{all} {rows}: {same} stämmer, {other} stämmer inte", "{all} {lines}: {same} hold, {other} do not")
        }
    }
}

/// A line and how it came out.
enum Tried<'a> {
    Unreadable(&'a Diagnostic),
    Verified(&'a Record, Verification),
}

impl<'a> Tried<'a> {
    fn of(line: &'a Line) -> Self {
        match &line.record {
            Ok(record) => Self::Verified(record, verify(record)),
            Err(fault) => Self::Unreadable(fault),
        }
    }

    fn exit(&self) -> ExitCode {
        match self {
            Self::Unreadable(_) => ExitCode::Invalid,
            Self::Verified(_, verification) if verification.is_same() => ExitCode::Success,
            Self::Verified(..) => ExitCode::NotMet,
        }
    }

    fn described(&self, number: u64, lang: Lang) -> String {
        let line = match lang {
            Lang::Sv => "rad",
            Lang::En => "line",
        };
        let (record, verification) = match self {
            Self::Unreadable(_) => {
                let unread = text!("går inte att läsa", "cannot be read");
                return format!("✗ {line} {number}: {}\n", unread.get(lang));
            }
            Self::Verified(record, verification) => (record, verification),
        };
        let (pack, day) = (&record.pack.named, &record.options.as_of);
        let judged = text!("{pack}, bedömt per {day}", "{pack}, judged as of {day}");
        let judged = judged.get(lang);
        if verification.is_same() {
            let same = text!("detsamma", "the same");
            return format!("✓ {line} {number}: {judged}: {}\n", same.get(lang));
        }
        let mut out = format!("✗ {line} {number}: {judged}\n");
        for said in verification.inputs.iter().map(said_of_input).chain(said_of_verdicts(&verification.again)) {
            let _ = writeln!(out, "    {}", said.get(lang));
        }
        out
    }

    fn entry(&self, number: u64, lang: Lang) -> Value {
        let (record, verification) = match self {
            Self::Unreadable(fault) => {
                let faults = diagnostics(std::slice::from_ref(*fault), &Sources::default(), lang);
                return json!({"line": number, "same": false, "verdicts": "unreadable", "diagnostics": faults});
            }
            Self::Verified(record, verification) => (record, verification),
        };
        let (verdicts, differences, faults) = match &verification.again {
            Again::Same => ("same", Vec::new(), Vec::new()),
            Again::Rewritten => ("rewritten", Vec::new(), Vec::new()),
            Again::Differs(differences) => {
                ("differ", differences.iter().map(entry_of_difference).collect(), Vec::new())
            }
            Again::NotJudged(faults) => {
                ("not_judged", Vec::new(), diagnostics(&faults.diagnostics, &faults.sources, lang))
            }
        };
        json!({
            "line": number,
            "pack": record.pack.named,
            "as_of": record.options.as_of,
            "same": verification.is_same(),
            "inputs": verification.inputs.iter().map(entry_of_input).collect::<Vec<_>>(),
            "verdicts": verdicts,
            "differences": differences,
            "diagnostics": faults,
        })
    }
}

fn said_of_input(changed: &InputChange) -> Text {
    match (&changed.input, &changed.change) {
        (Input::Engine, Change::Changed(then, now)) => {
            text!(
                "programmet är ett annat: version {then} då, {now} nu",
                "the program is another: version {then} then, {now} now"
            )
        }
        (Input::PackId, Change::Changed(then, now)) => {
            text!(
                "regelpaketet heter något annat: `{then}` då, `{now}` nu",
                "the pack has another name: `{then}` then, `{now}` now"
            )
        }
        (Input::PackFingerprint, _) => text!(
            "regelpaketets fingeravtryck är ett annat, fast varje fil är densamma",
            "the fingerprint of the pack is another, though each file is the same"
        ),
        (Input::Pack(name), _) => {
            text!("regelpaketet `{name}` finns inte längre", "the pack `{name}` is no longer there")
        }
        (Input::PolicyFile(name), Change::Changed(..)) => {
            text!("regelpaketets fil `{name}` är ändrad", "the pack's file `{name}` has changed")
        }
        (Input::PolicyFile(name), Change::Gone) => {
            text!("regelpaketets fil `{name}` finns inte längre", "the pack's file `{name}` is no longer there")
        }
        (Input::PolicyFile(name), Change::New) => {
            text!("regelpaketets fil `{name}` är ny", "the pack's file `{name}` is new")
        }
        (Input::FiguresFile(name), Change::Changed(..)) => {
            text!("filen med siffror `{name}` är ändrad", "the figures file `{name}` has changed")
        }
        (Input::FiguresFile(name), Change::Gone) => {
            text!("filen med siffror `{name}` finns inte längre", "the figures file `{name}` is no longer there")
        }
        (Input::FiguresFile(name), Change::New) => {
            text!("filen med siffror `{name}` är ny", "the figures file `{name}` is new")
        }
        // The program and the name of a pack are always there.
        (Input::Engine | Input::PackId, Change::Gone | Change::New) => Text::same(""),
    }
}

fn said_of_verdicts(again: &Again) -> Vec<Text> {
    match again {
        Again::Same => vec![text!("bedömningarna är desamma", "the verdicts are the same")],
        Again::Rewritten => vec![text!(
            "innehållet är detsamma men skrivet på ett annat sätt: raden är ändrad",
            "the content is the same but written otherwise: the line has been changed"
        )],
        Again::NotJudged(faults) => vec![not_judged(faults)],
        Again::Differs(differences) => {
            let mut said: Vec<Text> = differences.iter().take(TOLD).map(said_of_difference).collect();
            match differences.len().saturating_sub(TOLD) {
                0 => {}
                1 => said.push(text!("och en skillnad till", "and one more difference")),
                more => said.push(text!("och {more} skillnader till", "and {more} more differences")),
            }
            said
        }
    }
}

fn not_judged(faults: &Faults) -> Text {
    let first = faults.diagnostics.iter().find(|d| d.severity == Severity::Error);
    let Some(first) = first else {
        return text!("kan inte bedömas om", "cannot be judged again");
    };
    let place = faults.sources.place(first.span());
    let place = if place.is_empty() { place } else { format!(" ({place})") };
    let (sv, en) = (&first.message.sv, &first.message.en);
    text!("kan inte bedömas om{place}: {sv}", "cannot be judged again{place}: {en}")
}

fn said_of_difference(difference: &Difference) -> Text {
    let Difference { section, row, field, before, after } = difference;
    let place = [Some(section.as_str()).filter(|_| row.is_none()), row.as_deref(), Some(field.as_str())];
    let place: Vec<&str> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let place = match row {
        Some(_) => format!("{section}: {}", place.join(": ")),
        None => place.join("/"),
    };
    let words = |value: &Option<String>| value.as_ref().map(|value| in_words(field, value));
    match (words(before), words(after)) {
        (Some(Text { sv: then, en: then_en }), Some(Text { sv: now, en: now_en })) => {
            text!("{place} var {then}, är {now}", "{place} was {then_en}, is {now_en}")
        }
        (Some(Text { sv, en }), None) => {
            text!("{place} finns inte längre, var {sv}", "{place} is no longer there, was {en}")
        }
        (None, Some(Text { sv, en })) => text!("{place} är ny: {sv}", "{place} is new: {en}"),
        (None, None) => text!("{place} är ändrad", "{place} has been changed"),
    }
}

/// A verdict as reports say it; anything else as it is in JSON, its beginning if it is long.
fn in_words(field: &str, value: &str) -> Text {
    const LONGEST: usize = 60;
    let verdicts = [Verdict::Met, Verdict::PartlyMet, Verdict::NotMet, Verdict::Undetermined, Verdict::NotApplicable];
    if let Some(verdict) = verdicts.into_iter().find(|verdict| field == "verdict" && verdict.as_str() == value) {
        return Text::new(verdict_word(verdict, Lang::Sv), verdict_word(verdict, Lang::En));
    }
    let beginning: String = value.chars().take(LONGEST).collect();
    Text::same(if beginning.len() < value.len() { format!("`{beginning}…`") } else { format!("`{value}`") })
}

fn entry_of_input(changed: &InputChange) -> Value {
    let (input, name) = match &changed.input {
        Input::Engine => ("engine", None),
        Input::Pack(name) => ("pack", Some(name)),
        Input::PackId => ("pack_id", None),
        Input::PackFingerprint => ("pack_sha256", None),
        Input::PolicyFile(name) => ("policy_file", Some(name)),
        Input::FiguresFile(name) => ("figures_file", Some(name)),
    };
    let (change, before, after) = match &changed.change {
        Change::Changed(before, after) => ("changed", Some(before), Some(after)),
        Change::Gone => ("gone", None, None),
        Change::New => ("new", None, None),
    };
    json!({"input": input, "name": name, "change": change, "before": before, "after": after})
}

fn entry_of_difference(difference: &Difference) -> Value {
    let Difference { section, row, field, before, after } = difference;
    json!({"section": section, "row": row, "field": field, "before": before, "after": after})
}
