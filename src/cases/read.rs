//! Files of cases to cases.

use crate::diagnostic::{Code, Diagnostic, FileId, Sources, did_you_mean};
use crate::quantity::Date;
use crate::text;
use crate::yaml::{self, Mapping, Node, Reader, Spanned, Value};

/// One case as written.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) name: Spanned<String>,
    pub(super) quote: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) as_of: Option<Date>,
    /// Files in the pack; `None`: the pack's own figures.
    pub(super) figures: Option<Vec<Spanned<String>>>,
    /// Figures that take the place of the same ones.
    pub(super) change: Option<Node>,
    /// Parameters and the values to try.
    pub(super) set: Vec<(Spanned<String>, Spanned<String>)>,
    pub(super) expected: Expected,
}

/// What a case expects.
#[derive(Debug, Clone)]
pub(super) enum Expected {
    /// Entries of the report.
    Entries(Vec<Node>),
    /// That loading fails.
    Error(Spanned<Code>),
}

/// The cases of files. With faults, what is returned is not to be used.
pub(super) fn cases(files: &[FileId], sources: &Sources, faults: &mut Vec<Diagnostic>) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for file in files {
        let documents = yaml::parse(*file, sources, faults);
        let mut reader = Reader::default();
        for document in documents.iter().flatten() {
            let Some(case) = case(document, &mut reader) else { continue };
            if let Some(first) = cases.iter().find(|c| c.name.value == case.name.value) {
                let name = &case.name.value;
                let message = text!("två fall heter `{name}`", "two cases are called `{name}`");
                reader.fault(
                    Diagnostic::error(Code::DuplicateName, case.name.span, message)
                        .also(first.name.span, text!("det första", "the first one"))
                        .help(text!("ge fallen olika namn", "give the cases different names")),
                );
            }
            cases.push(case);
        }
        faults.append(&mut reader.faults);
    }
    cases
}

fn case(node: &Node, reader: &mut Reader) -> Option<Case> {
    let mut keys = reader.mapping(node)?;
    let name = keys.required_text("case", reader);
    let quote = keys.text("quote", reader).map(|t| t.value);
    let reference = keys.text("ref", reader).map(|t| t.value);
    let as_of = keys.text("as_of", reader).and_then(|text| reader.day(&text));
    let figures = keys.get("figures").map(|node| {
        let items = reader.items_or_one(node);
        items.into_iter().filter_map(|item| reader.text(item)).collect()
    });
    let change = keys.get("change").cloned();
    let mut set = Vec::new();
    if let Some(node) = keys.get("set") {
        for entry in reader.entries(node) {
            let name = Spanned::new(entry.key.to_string(), entry.key_span);
            set.extend(reader.text(&entry.node).map(|value| (name, value)));
        }
    }
    let expected = expected(&mut keys, reader);
    keys.finish(reader);
    Some(Case { name: name?, quote, reference, as_of, figures, change, set, expected: expected? })
}

fn expected(keys: &mut Mapping<'_>, reader: &mut Reader) -> Option<Expected> {
    let place = keys.head();
    match (keys.get("expect"), keys.get("error")) {
        (Some(Node { value: Value::Refused, .. }), _) => {}
        (Some(node), None) => match reader.items(node) {
            [] => reader.fault(nothing_expected(node.span)),
            items => return Some(Expected::Entries(items.to_vec())),
        },
        (None, Some(node)) => return error_code(node, reader).map(Expected::Error),
        (Some(_), Some(error)) => {
            let message =
                text!("ett fall har `expect` eller `error`, inte båda", "a case has `expect` or `error`, not both");
            let help = text!("dela det i två fall", "part it in two cases");
            reader.fault(Diagnostic::error(Code::WrongShape, error.span, message).help(help));
        }
        (None, None) => reader.fault(nothing_expected(place)),
    }
    None
}

fn nothing_expected(place: crate::diagnostic::Span) -> Diagnostic {
    let message = text!("fallet förväntar sig ingenting", "the case expects nothing");
    Diagnostic::error(Code::MissingKey, place, message).help(text!(
        "skriv under `expect:` vad rapporten ska säga, eller `error:` med felets kod",
        "write under `expect:` what the report must say, or `error:` with the code of the fault"
    ))
}

fn error_code(node: &Node, reader: &mut Reader) -> Option<Spanned<Code>> {
    let written = reader.text(node)?;
    let found = Code::ALL.iter().find(|code| code.as_str() == written.value);
    if found.is_none() {
        let code = &written.value;
        let message = text!("det finns ingen kod `{code}`", "there is no code `{code}`");
        let help = did_you_mean(code, Code::ALL.iter().map(|c| c.as_str()))
            .unwrap_or_else(|| text!("koderna står i docs/codes.md", "the codes are in docs/codes.md"));
        reader.fault(Diagnostic::error(Code::BadValue, written.span, message).help(help));
    }
    found.map(|code| written.map(|_| *code))
}
