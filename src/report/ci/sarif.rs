//! SARIF 2.1.0, as code scanning on GitHub takes it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Ci, Item, Kind, Outcome, Spot};
use crate::language::Lang;
use crate::policy::Verdict;
use crate::report::json::pretty;
use crate::report::rule::KnownEntry;
use crate::report::wording::say;
use crate::report::words::Word;

/// What is written as `%xx` in the path of an URI, beside everything that is not ASCII.
const NOT_IN_A_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The log of one run. `results` are what somebody should look at. GitHub makes an alert of every result, whatever its `kind`, so what is well
/// or was not to be judged stands in the run's `properties.verdicts`, each with its `kind`; its rule is among the rules as every other.
/// GitHub takes no result without a place: one about a pack in the program stands at its figures, and if they are in the program too, at the path
/// that its file has in the program's own source.
pub fn sarif(ci: &Ci<'_>, lang: Lang) -> String {
    let mut rules: Vec<&Item<'_>> = Vec::new();
    for item in &ci.items {
        if !rules.iter().any(|known| known.rule == item.rule) {
            rules.push(item);
        }
    }
    let is_result = |item: &&Item<'_>| !matches!(item.outcome, Outcome::Passes | Outcome::Skipped);
    let (results, others): (Vec<_>, Vec<_>) = ci.items.iter().partition(is_result);
    let any_known = results.iter().any(|item| item.known().is_some());
    let result = |item: &&Item<'_>| {
        let mut result = result(item, index(&rules, item), lang);
        // The standard wants them of all results or of none (3.27.23): an empty list says that it is not suppressed.
        if let Some(result) = result.as_object_mut().filter(|_| any_known) {
            result.insert(
                "suppressions".to_owned(),
                item.known().map(|known| suppression(known, lang)).into_iter().collect(),
            );
        }
        result
    };
    let results: Vec<Value> = results.iter().map(result).collect();
    let others: Vec<Value> = others.into_iter().map(|item| other(item, index(&rules, item))).collect();
    let rules: Vec<Value> = rules.into_iter().map(rule).collect();
    let driver = json!({"name": "riktlinje", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "automationDetails": {"id": format!("riktlinje/{}/", ci.pack)},
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"verdicts": others},
        }],
    }))
}

fn index(rules: &[&Item<'_>], item: &Item<'_>) -> Option<usize> {
    rules.iter().position(|known| known.rule == item.rule)
}

/// The rule of an item, as it is the same for all items of it.
fn rule(item: &Item<'_>) -> Value {
    // What to do about a finding is told with it.
    let help = if matches!(item.kind, Kind::Finding(_)) { &[] } else { item.help.as_slice() };
    let help = std::iter::once(item.title.as_str()).chain(help.iter().map(String::as_str)).collect::<Vec<_>>();
    json!({
        "id": item.rule,
        "name": item.rule,
        "shortDescription": {"text": item.title},
        "fullDescription": {"text": item.title},
        "help": {"text": help.join("\n")},
        "defaultConfiguration": {"level": "warning"},
    })
}

fn result(item: &Item<'_>, rule: Option<usize>, lang: Lang) -> Value {
    let level = match item.outcome {
        Outcome::Fails => "error",
        Outcome::Warns => "warning",
        Outcome::Notes | Outcome::Passes | Outcome::Skipped => "note",
    };
    let (place, related) = places(item);
    let related = related.into_iter().enumerate().map(|(index, (spot, is_rule))| {
        let text = match is_rule {
            true => say!(lang, "Regeln", "The rule"),
            false => say!(lang, "Underlag", "Figure"),
        };
        let mut related = location(spot);
        related["id"] = json!(index + 1);
        related["message"] = json!({"text": text});
        related
    });
    json!({
        "ruleId": item.rule,
        "ruleIndex": rule,
        "level": level,
        "message": {"text": format!("{}. {}", item.heading(), item.told())},
        "locations": [place.map_or_else(|| location(&Spot::of_the_pack()), alert_at)],
        "relatedLocations": related.collect::<Vec<_>>(),
        // GitHub tells alerts apart by this one alone, and all years of a rule stand at the same line.
        "partialFingerprints": {"primaryLocationLineHash": item.fingerprint()},
        "properties": properties(item),
    })
}

/// GitHub reads none of it by itself: an alert that is to be shut is shut by people, or by an action of its own.
fn suppression(known: &KnownEntry, lang: Lang) -> Value {
    let KnownEntry { reason, until, .. } = known;
    let justification = say!(lang, "{reason} (till och med {until})", "{reason} (through {until})");
    json!({"kind": "external", "status": "accepted", "justification": justification})
}

/// What is well, or was not to be judged.
fn other(item: &Item<'_>, rule: Option<usize>) -> Value {
    let kind = if item.outcome == Outcome::Passes { "pass" } else { "notApplicable" };
    json!({
        "ruleId": item.rule,
        "ruleIndex": rule,
        "kind": kind,
        "message": {"text": format!("{}. {}", item.heading(), item.told())},
        "properties": properties(item),
    })
}

fn properties(item: &Item<'_>) -> Value {
    json!({"verdict": item.verdict.map(Verdict::word), "key": item.key})
}

/// Where the alert stands, and the other places, each with whether it is that of the rule: the rule, unless it is in the program and a figure is not.
fn places<'i>(item: &'i Item<'_>) -> (Option<&'i Spot>, Vec<(&'i Spot, bool)>) {
    let rule = item.policy.iter().map(|spot| (spot, true));
    let mut all: Vec<(&Spot, bool)> = rule.chain(item.figures.iter().map(|spot| (spot, false))).collect();
    if all.is_empty() {
        return (None, all);
    }
    let first = all.iter().position(|(spot, _)| spot.is_on_disk).unwrap_or_default();
    let (place, _) = all.remove(first);
    (Some(place), all)
}

/// A place. A workbook has no lines: what stands in it is named as a logical place in the file.
/// Where the alert stands. GitHub wants lines and columns of every alert: in a workbook, which has none, it stands where the file begins.
fn alert_at(spot: &Spot) -> Value {
    let mut location = location(spot);
    if spot.cell.is_some() {
        location["physicalLocation"]["region"] =
            json!({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1});
    }
    location
}

fn location(spot: &Spot) -> Value {
    let uri = utf8_percent_encode(&spot.path, NOT_IN_A_PATH).to_string();
    if let Some(cell) = &spot.cell {
        return json!({
            "physicalLocation": {"artifactLocation": {"uri": uri}},
            "logicalLocations": [{"name": cell, "fullyQualifiedName": spot.cited(), "kind": "cell"}],
        });
    }
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri},
        "region": {
            "startLine": spot.line,
            "startColumn": spot.column,
            "endLine": spot.end_line,
            "endColumn": spot.end_column,
        },
    }})
}
