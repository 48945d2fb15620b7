//! The report as JSON.

use super::Report;

/// The report as JSON: indented, keys in a fixed order, a line break at the end.
pub fn json(report: &Report) -> String {
    // Serialising plain data with text keys into a string cannot fail.
    let mut out = serde_json::to_string_pretty(report).unwrap_or_default();
    out.push('\n');
    out
}
