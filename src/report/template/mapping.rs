//! The description that the workbook is read back by.

use super::plan::{Plan, Topic};
use super::words::{meaning_heading, unit_heading};
use super::{Names, range_of};
use crate::language::Lang;
use crate::policy::Policy;

/// More columns than any pack has dimensions: whatever stands under headings of its own is read.
const WIDEST: usize = 702;

/// The description as YAML. A text in quotes is written as in JSON, which YAML takes over.
pub(super) fn mapping(policy: &Policy, plan: &Plan<'_>, names: &Names, lang: Lang) -> String {
    let (name, sha256) = (&policy.name, &policy.sha256);
    let mut out = format!("# {name} {sha256}\ntables:\n");
    for (topic, sheet) in plan.topics.iter().zip(&names.topics) {
        out.push_str(&of_topic(topic, sheet, lang));
    }
    let headed = [(&names.singles, "value"), (&names.assessed, "assessed")];
    for (sheet, rows) in headed.into_iter().take(if plan.assessed.is_some() { 2 } else { 1 }) {
        let sheet = quoted(sheet);
        out.push_str(&format!(
            "  - sheet: {sheet}\n    range: {}\n    rows: {rows}\n    empty: nothing\n",
            range_of(WIDEST)
        ));
    }
    out
}

fn of_topic(topic: &Topic<'_>, sheet: &str, lang: Lang) -> String {
    let width = 3 + topic.dimensions.len() + topic.columns.len();
    let mut out = format!(
        "  - sheet: {}\n    range: {}\n    rows: figure\n    empty: nothing\n    row_columns:\n      unit: {}\n",
        quoted(sheet),
        range_of(width),
        quoted(&unit_heading(lang)),
    );
    for dimension in &topic.dimensions {
        out.push_str(&format!("      {}: {}\n", quoted(&dimension.name), quoted(&dimension.title)));
    }
    out.push_str("    columns:\n");
    for column in &topic.columns {
        let edition = column.edition.map(|e| format!(", edition: {}", quoted(&e.0.to_string()))).unwrap_or_default();
        let (heading, period) = (quoted(&column.heading(lang)), quoted(&column.period.to_string()));
        out.push_str(&format!("      {heading}: {{period: {period}, basis: {}{edition}}}\n", column.basis.as_str()));
    }
    out.push_str(&format!("    ignore:\n      columns: [{}]\n", quoted(&meaning_heading(lang))));
    out
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
