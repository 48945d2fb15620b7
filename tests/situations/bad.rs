//! `bad/`: every fault that is found in a pack or its figures, with the exact text that is underlined.

use riktlinje::diagnostic::{Diagnostic, Severity};
use riktlinje::yaml::{Mapping, Node, Reader};

use super::{Situation, every_file, list};

#[test]
fn faults_are_what_the_files_say() {
    every_file("bad", 95, run);
}

/// One expected fault.
struct Expected {
    code: String,
    underlined: String,
    line: Option<String>,
    help: Option<String>,
    says: Option<String>,
    also: Vec<String>,
}

impl Expected {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut keys = reader.mapping(node)?;
        let expected = Self {
            code: keys.required_text("code", reader)?.value,
            underlined: keys
                .required_text("underlined", reader)
                .map(|t| if t.value == "nothing" { String::new() } else { t.value })?,
            line: keys.text("line", reader).map(|t| t.value),
            help: keys.text("help", reader).map(|t| t.value),
            says: keys.text("says", reader).map(|t| t.value),
            also: list(keys.get("also"), reader).into_iter().map(|t| t.value).collect(),
        };
        keys.finish(reader);
        Some(expected)
    }

    /// What differs from a fault that was found.
    fn differences(&self, found: &Diagnostic, situation: &Situation) -> Vec<String> {
        let slice = |span| situation.sources.slice(span).to_owned();
        let place = situation.sources.cite(found.span());
        let line = place.rsplit(':').next().unwrap_or_default().to_owned();
        let help = found.help.as_ref().map_or("", |h| &h.sv);
        let mut differences = Vec::new();
        let mut expect = |what: &str, wanted: &str, there: &str, fits: bool| {
            if !fits {
                differences.push(format!("{what}: expected `{wanted}`, found `{there}`"));
            }
        };
        expect("code", &self.code, found.code.as_str(), self.code == found.code.as_str());
        let underlined = slice(found.span());
        expect("underlined", &self.underlined, &underlined, self.underlined == underlined);
        if let Some(wanted) = &self.line {
            expect("line", wanted, &line, *wanted == line);
        }
        match &self.help {
            Some(wanted) => expect("help", wanted, help, help.contains(wanted)),
            None => expect("help", "some", "none", found.help.is_some()),
        }
        if let Some(wanted) = &self.says {
            expect("message", wanted, &found.message.sv, found.message.sv.contains(wanted));
        }
        let also: Vec<String> = found.labels.iter().skip(1).map(|l| slice(l.span)).collect();
        if !self.also.is_empty() {
            expect("also", &self.also.join(" | "), &also.join(" | "), self.also == also);
        }
        differences
    }
}

fn run(situation: &mut Situation, mut keys: Mapping<'_>) -> Result<(), String> {
    let mut reader = Reader::default();
    let read = |node: Option<&Node>, reader: &mut Reader| -> Option<Vec<Expected>> {
        let items = reader.items(node?);
        Some(items.iter().filter_map(|item| Expected::read(item, reader)).collect())
    };
    let errors = read(keys.get("faults"), &mut reader).unwrap_or_default();
    let warnings = read(keys.get("warnings"), &mut reader);
    keys.finish(&mut reader);
    situation.sound(&reader.faults)?;

    let mut found = Vec::new();
    if let Some(policy) = situation.policy(&mut found) {
        situation.figures(&policy, &mut found);
    }
    let of = |severity| found.iter().filter(|f: &&Diagnostic| f.severity == severity).collect::<Vec<_>>();
    let mut failures = compare("error", &errors, &of(Severity::Error), situation);
    if let Some(warnings) = &warnings {
        failures.extend(compare("warning", warnings, &of(Severity::Warning), situation));
    }
    if errors.is_empty() && warnings.is_none() {
        failures.push("the file expects nothing".to_owned());
    }
    if failures.is_empty() { Ok(()) } else { Err(format!("{}\n{}", failures.join("\n"), situation.shown(&found))) }
}

fn compare(what: &str, expected: &[Expected], found: &[&Diagnostic], situation: &Situation) -> Vec<String> {
    let mut failures = Vec::new();
    for (nth, (wanted, there)) in (1..).zip(expected.iter().zip(found)) {
        failures.extend(wanted.differences(there, situation).into_iter().map(|d| format!("{what} {nth}: {d}")));
    }
    if expected.len() != found.len() {
        failures.push(format!("{} {what}s expected, {} found", expected.len(), found.len()));
    }
    failures
}
