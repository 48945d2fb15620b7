//! What the forty rules give on the first 1, 311, 31 100 and 311 000 submissions.
//!
//! The numbers come from an independent reference in rational arithmetic, so that a fast
//! evaluation can be shown to be an exact one too.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Counts and SHA-256 hashes for one number of submissions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Number of submissions.
    pub n: usize,
    /// Green or pass, yellow, red or fail, not applicable; all rules together.
    pub verdicts: [u64; 4],
    /// None, better, same, worse.
    pub trends: [u64; 4],
    /// As `verdicts`, for each rule by name.
    pub by_rule: BTreeMap<String, [u64; 4]>,
    /// Of the 64 code bytes of every submission.
    pub codes_sha256: String,
    /// Of the 40 lines of every submission.
    pub text_sha256: String,
    /// Length of those lines.
    pub text_bytes: u64,
    /// Of the submissions themselves, as one CSV file.
    pub csv_sha256: String,
}

/// The expected results by number of submissions.
pub fn expected() -> serde_json::Result<BTreeMap<usize, Expected>> {
    serde_json::from_str(include_str!("expected.json"))
}
