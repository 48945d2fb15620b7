//! Plain data as JSON.

use serde::Serialize;

use super::Report;

/// The report as JSON: indented, keys in a fixed order, a line break at the end.
pub fn json(report: &Report) -> String {
    pretty(report)
}

pub(super) fn pretty(value: &impl Serialize) -> String {
    // Serialising plain data with text keys into a string cannot fail.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}
