//! Code quality of GitLab: a list of what falls short.

use serde_json::{Value, json};

use super::{Ci, Item, Outcome, Spot};
use crate::diagnostic::sha256_of_text;
use crate::report::json::pretty;

/// What somebody should look at, at the figure (since that is what a draft changes), else at the rule. The format knows nothing but faults, and
/// GitLab shows what a merge request adds and takes away: what is well, or was not to be judged, is therefore not in the list, and a verdict that
/// gets better or worse is another entry. Lines are no part of what tells entries apart.
pub fn gitlab(ci: &Ci<'_>) -> String {
    pretty(&ci.items.iter().filter_map(entry).collect::<Vec<_>>())
}

fn entry(item: &Item<'_>) -> Option<Value> {
    let severity = match item.outcome {
        Outcome::Fails => "major",
        Outcome::Warns => "minor",
        Outcome::Notes => "info",
        Outcome::Passes | Outcome::Skipped => return None,
    };
    let anywhere = Spot::of_the_pack();
    let spot = item.changed().or(item.policy.as_ref()).unwrap_or(&anywhere);
    let verdict = item.verdict.map_or("", |verdict| verdict.as_str());
    Some(json!({
        "description": format!("{}. {}", item.heading(), item.told()),
        "check_name": item.rule,
        "fingerprint": sha256_of_text(&format!("{};{verdict};{severity}", item.fingerprint())),
        "severity": severity,
        "location": {"path": spot.path, "lines": {"begin": spot.line}},
    }))
}
