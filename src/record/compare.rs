//! Where two reports on the same rules differ.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};

/// A row or a value of the report that is another than was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The part of the report: `verdicts`, `as_of`.
    pub section: String,
    /// Which row of it: the rule, for whom, the period, the basis.
    pub row: Option<String>,
    /// The first field that differs, from the row: `verdict`, `inputs/0/value`. Empty: the whole row or value.
    pub field: String,
    /// As it was recorded; `None`: it was not there.
    pub before: Option<String>,
    /// As it is; `None`: it is not there any more.
    pub after: Option<String>,
}

/// What names a row in each part of the report. Rows of other parts are held against each other in order.
const NAMES: &[(&str, &[&str])] = &[
    ("verdicts", &["rule", "entity", "period", "basis"]),
    ("assessments", &["id", "period", "basis"]),
    ("values", &["value", "entity", "period", "basis"]),
    ("statements", &["id", "period", "basis"]),
    ("ledgers", &["ledger", "period", "basis", "origin"]),
    ("claims", &["claim", "entity", "period", "basis"]),
    ("recorded", &["recorded"]),
];
const VERDICT: &str = "verdict";

/// Every row and value that differs, verdicts that became others first. Parts in `skipped` are not looked at.
pub(super) fn differences(before: &str, after: &str, skipped: &[&str]) -> Vec<Difference> {
    let read = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(report)) => Some(report),
        _ => None,
    };
    let (Some(before), Some(after)) = (read(before), read(after)) else {
        // Nothing that was written here; it has been put there.
        return vec![difference("report", None, String::new(), None, None)];
    };
    let mut found = Vec::new();
    for section in before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))) {
        if skipped.contains(&section.as_str()) {
            continue;
        }
        match (before.get(section), after.get(section)) {
            (Some(Value::Array(before)), Some(Value::Array(after))) => rows(section, before, after, &mut found),
            (before, after) => found.extend(first(section, None, before, after)),
        }
    }
    found.sort_by_key(|difference| difference.field != VERDICT);
    found
}

fn difference(
    section: &str,
    row: Option<String>,
    field: String,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Difference {
    Difference { section: section.to_owned(), row, field, before: before.map(shown), after: after.map(shown) }
}

/// Rows are paired by their names; several of one name in their order.
fn rows(section: &str, before: &[Value], after: &[Value], found: &mut Vec<Difference>) {
    let named = |rows: &[Value]| {
        let mut names: Vec<String> = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            names.push(name(section, row).unwrap_or_else(|| (at + 1).to_string()));
        }
        names
    };
    let (then, now) = (named(before), named(after));
    let mut unpaired: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (at, name) in now.iter().enumerate() {
        unpaired.entry(name).or_default().push_back(at);
    }
    for (name, row) in then.into_iter().zip(before) {
        let other = unpaired.get_mut(name.as_str()).and_then(VecDeque::pop_front);
        found.extend(first(section, Some(name), Some(row), other.and_then(|at| after.get(at))));
    }
    let mut new: Vec<usize> = unpaired.into_values().flatten().collect();
    new.sort_unstable();
    let new = new.into_iter().filter_map(|at| Some((now.get(at)?.clone(), after.get(at)?)));
    found.extend(new.filter_map(|(name, row)| first(section, Some(name), None, Some(row))));
}

fn name(section: &str, row: &Value) -> Option<String> {
    let (_, fields) = NAMES.iter().find(|(known, _)| *known == section)?;
    let parts = fields.iter().filter_map(|field| match row.get(field)? {
        Value::Object(members) => {
            let members: Vec<String> = members.values().map(shown).collect();
            Some(members.join(", ")).filter(|members| !members.is_empty())
        }
        value => Some(shown(value)),
    });
    Some(parts.collect::<Vec<_>>().join(", "))
}

/// The difference to tell of a row or value: the verdict if it is another, else the first field that is. `None`: they are the same.
fn first(section: &str, row: Option<String>, before: Option<&Value>, after: Option<&Value>) -> Option<Difference> {
    if before == after {
        return None;
    }
    let verdict = |value: Option<&'_ Value>| value.and_then(|value| value.get(VERDICT)).cloned();
    let (was, is) = (verdict(before), verdict(after));
    if was != is {
        return Some(difference(section, row, VERDICT.to_owned(), was.as_ref(), is.as_ref()));
    }
    let (mut field, mut before, mut after) = (String::new(), before, after);
    while let Some((step, was, is)) = inside(before, after) {
        field = if field.is_empty() { step } else { format!("{field}/{step}") };
        (before, after) = (was, is);
    }
    Some(difference(section, row, field, before, after))
}

type Step<'v> = (String, Option<&'v Value>, Option<&'v Value>);

/// The first part of two objects or lists that differs.
fn inside<'v>(before: Option<&'v Value>, after: Option<&'v Value>) -> Option<Step<'v>> {
    match (before?, after?) {
        (Value::Object(before), Value::Object(after)) => {
            let keys = before.keys().chain(after.keys());
            let get = |map: &'v Map<String, Value>, key: &str| map.get(key);
            keys.map(|key| (key.clone(), get(before, key), get(after, key))).find(|(_, was, is)| was != is)
        }
        (Value::Array(before), Value::Array(after)) => (0..before.len().max(after.len()))
            .map(|at| (at.to_string(), before.get(at), after.get(at)))
            .find(|(_, was, is)| was != is),
        _ => None,
    }
}

/// A text as it is, everything else as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
