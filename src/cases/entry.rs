//! One expectation: which entry of the report it is about, and whether that entry says what is expected.

use serde_json::{Map, Value};

use super::value::compare_object;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::exit::ExitCode;
use crate::language::Text;
use crate::quantity::{Basis, Period};
use crate::text;
use crate::yaml::{Entry, Node, Value as Written};

/// What an expectation may be about: its key, the section of the report, and the field that has the name. The first one that an expectation has
/// counts: the others may be fields.
const KINDS: [(&str, &str, &str); 8] = [
    ("finding", "findings", "code"),
    ("rule", "verdicts", "rule"),
    ("claim", "claims", "claim"),
    ("recorded", "recorded", "recorded"),
    ("assessment", "assessments", "id"),
    ("statement", "statements", "id"),
    ("ledger", "ledgers", "ledger"),
    ("value", "values", "value"),
];

/// Holds one expectation against the report, as JSON: what does not come out as expected.
pub fn compare(node: &Node, report: &Value, exit: ExitCode) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let Written::Mapping(entries) = &node.value else {
        let message = text!("en förväntan är nycklar med värden", "an expectation is keys with values");
        return vec![Diagnostic::error(Code::WrongShape, node.span, message)];
    };
    let kind = KINDS.iter().find_map(|kind| Some((kind, entries.iter().find(|e| e.key == kind.0)?)));
    match kind {
        Some(((_, section, field), selector)) => match pick(selector, entries, report, section, field) {
            Ok(found) => {
                let is_choice = |e: &&Entry| e.key == selector.key || chooses(&e.key, section);
                let rest: Vec<&Entry> = entries.iter().filter(|e| !is_choice(e)).collect();
                if rest.is_empty() && *section != "findings" {
                    faults.push(nothing_expected(selector));
                }
                compare_object(&rest, found, &mut faults);
            }
            Err(fault) => faults.push(*fault),
        },
        None => compare_whole(node, entries, report, exit, &mut faults),
    }
    faults
}

/// `summary:` and `exit:`, of which there is one each.
fn compare_whole(node: &Node, entries: &[Entry], report: &Value, exit: ExitCode, faults: &mut Vec<Diagnostic>) {
    let mut whole = Map::new();
    whole.insert("exit".to_owned(), Value::from(exit.number()));
    for key in ["summary", "as_of"] {
        whole.insert(key.to_owned(), report.get(key).cloned().unwrap_or_default());
    }
    if entries.iter().any(|e| whole.contains_key(e.key.as_str())) {
        return compare_object(&entries.iter().collect::<Vec<_>>(), &whole, faults);
    }
    let known = KINDS.iter().map(|k| k.0).chain(["summary", "exit"]);
    let listed = known.clone().collect::<Vec<_>>().join(", ");
    let first = entries.first();
    let help = first
        .and_then(|e| did_you_mean(&e.key, known))
        .unwrap_or_else(|| text!("en förväntan gäller något av: {listed}", "an expectation is about one of: {listed}"));
    let message = text!("det framgår inte vad förväntan gäller", "it is not said what the expectation is about");
    let place = first.map_or(node.span, |e| e.key_span);
    faults.push(Diagnostic::error(Code::UnknownKey, place, message).help(help));
}

/// Whether a key chooses among several entries of one name.
fn chooses(key: &str, section: &str) -> bool {
    matches!(key, "period" | "basis" | "entity")
        || section == "ledgers" && key == "origin"
        || section == "findings" && matches!(key, "place" | "rule" | "message")
}

/// The one entry that is meant.
fn pick<'r>(
    selector: &Entry,
    entries: &[Entry],
    report: &'r Value,
    section: &str,
    field: &str,
) -> Result<&'r Map<String, Value>, Box<Diagnostic>> {
    let all: Vec<&Map<String, Value>> =
        report.get(section).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).collect();
    let wanted = scalar(&selector.node).unwrap_or_default();
    let named: Vec<_> = named(&all, wanted, section, field);
    let mut names: Vec<&str> = named.iter().filter_map(|e| e.get(field)?.as_str()).collect();
    names.dedup();
    match names.as_slice() {
        [] => return Err(no_such_name(selector, wanted, &all, field)),
        [_] => {}
        several => {
            let listed = several.join(", ");
            let message = text!("`{wanted}` kan vara flera regler", "`{wanted}` may be several rules");
            let help = text!("skriv hela namnet: {listed}", "write the full name: {listed}");
            return Err(Box::new(Diagnostic::error(Code::CaseFailed, selector.node.span, message).help(help)));
        }
    }
    let choices: Vec<&Entry> = entries.iter().filter(|e| e.key != selector.key && chooses(&e.key, section)).collect();
    let chosen: Vec<_> = named.iter().copied().filter(|entry| choices.iter().all(|c| fits(c, entry))).collect();
    match chosen.as_slice() {
        [one] => Ok(one),
        [] => {
            let message = text!("ingen rad av `{wanted}` passar", "no row of `{wanted}` fits");
            Err(listing(selector, message, &named))
        }
        several => {
            let count = several.len();
            let message = text!("{count} rader av `{wanted}` passar", "{count} rows of `{wanted}` fit");
            Err(listing(selector, message, several))
        }
    }
}

/// The entries of a name. A rule may go by the last part of its name.
fn named<'r>(all: &[&'r Map<String, Value>], wanted: &str, section: &str, field: &str) -> Vec<&'r Map<String, Value>> {
    let name_of = |entry: &Map<String, Value>| entry.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let exact: Vec<_> = all.iter().copied().filter(|e| name_of(e) == wanted).collect();
    if !exact.is_empty() || section != "verdicts" {
        return exact;
    }
    all.iter().copied().filter(|e| name_of(e).rsplit('/').next() == Some(wanted)).collect()
}

fn fits(choice: &Entry, entry: &Map<String, Value>) -> bool {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
    let wanted = scalar(&choice.node).unwrap_or_default();
    match choice.key.as_str() {
        key @ ("period" | "origin") => match (Period::parse(wanted), Period::parse(text(key))) {
            (Ok(wanted), Ok(there)) => wanted == there,
            _ => false,
        },
        "basis" => Basis::parse(wanted).is_some_and(|basis| basis.as_str() == text("basis")),
        "entity" => is_entity(&choice.node, entry.get("entity")),
        "place" => text("place").contains(wanted) || text("rule").contains(wanted),
        key => text(key).contains(wanted),
    }
}

/// `{nämnd: Trafiknämnd}`, or `total` for the whole.
fn is_entity(wanted: &Node, there: Option<&Value>) -> bool {
    let Some(there) = there.and_then(Value::as_object) else { return false };
    match &wanted.value {
        Written::Mapping(pairs) => {
            let is_there = |e: &Entry| there.get(e.key.as_str()).and_then(Value::as_str) == scalar(&e.node);
            pairs.len() == there.len() && pairs.iter().all(is_there)
        }
        Written::Scalar(word) => word.text == "total" && there.is_empty(),
        Written::Sequence(_) | Written::Refused => false,
    }
}

/// That a row is there says nothing of what it concludes; only of a finding it does.
fn nothing_expected(selector: &Entry) -> Diagnostic {
    let wanted = scalar(&selector.node).unwrap_or_default();
    let message = text!("inget väntas av `{wanted}`", "nothing is expected of `{wanted}`");
    let help = text!("skriv vad raden ska säga: `verdict: met`", "write what the row must say: `verdict: met`");
    Diagnostic::error(Code::CaseFailed, selector.key_span, message).help(help)
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Written::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

fn no_such_name(selector: &Entry, wanted: &str, all: &[&Map<String, Value>], field: &str) -> Box<Diagnostic> {
    let mut names: Vec<&str> = all.iter().filter_map(|e| e.get(field)?.as_str()).collect();
    names.dedup();
    let key = &selector.key;
    let message =
        text!("rapporten har inget `{key}` som heter `{wanted}`", "the report has no `{key}` called `{wanted}`");
    let parts = names.iter().flat_map(|name| [*name, name.rsplit('/').next().unwrap_or(name)]);
    let help = did_you_mean(wanted, parts).unwrap_or_else(|| match names.as_slice() {
        [] => text!("det finns inget alls", "there is none at all"),
        names => {
            let listed = names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
            text!("det finns: {listed}", "there are: {listed}")
        }
    });
    Box::new(Diagnostic::error(Code::CaseFailed, selector.node.span, message).help(help))
}

/// How many are listed when something is not found.
const LISTED: usize = 12;

/// What there is to choose from.
fn listing(selector: &Entry, message: Text, entries: &[&Map<String, Value>]) -> Box<Diagnostic> {
    let listed: Vec<String> = entries.iter().take(LISTED).map(|entry| described(entry)).collect();
    let listed = listed.join("; ");
    let more = entries.len().saturating_sub(LISTED);
    let help = if more > 0 {
        text!("det finns: {listed}; och {more} till", "there are: {listed}; and {more} more")
    } else {
        text!("det finns: {listed}", "there are: {listed}")
    };
    Box::new(Diagnostic::error(Code::CaseFailed, selector.node.span, message).help(help))
}

/// The fields that tell an entry from others of its name.
fn described(entry: &Map<String, Value>) -> String {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let entity = entry.get("entity").and_then(Value::as_object).filter(|e| !e.is_empty()).map(|e| {
        let pairs: Vec<String> = e.iter().map(|(d, m)| format!("{d}: {}", m.as_str().unwrap_or_default())).collect();
        format!("{{{}}}", pairs.join(", "))
    });
    let origin = text("origin").filter(|_| entry.contains_key("ledger"));
    let parts: Vec<String> =
        [text("period"), text("basis"), origin, entity, text("place"), text("message")].into_iter().flatten().collect();
    parts.join(" ")
}
