//! Annotations of GitHub: a workflow command for what somebody should look at, and a plain line for everything else.

use std::fmt::Write as _;

use super::{Ci, Item, Outcome};
use crate::policy::Verdict;
use crate::report::text::cells::symbol;

/// The log of a step: what fails the run is an error, what somebody should look at a warning, and the rest is only read by those who open the log.
/// GitHub shows the first ten errors and the first ten warnings of a step, so the worst come first, what is known comes last, and nothing that is well takes their place. An annotation stands at the figure, since that
/// is what a draft changes; one about a pack in the program, with figures in the program, stands at no file.
pub fn github(ci: &Ci<'_>) -> String {
    let mut out = String::new();
    let mut items: Vec<&Item<'_>> = ci.items.iter().collect();
    items.sort_by_key(|item| (item.outcome, item.known().is_some(), item.verdict.map_or(u8::MAX, urgency)));
    for item in items {
        match item.outcome {
            Outcome::Fails => annotation(&mut out, "error", item),
            Outcome::Warns => annotation(&mut out, "warning", item),
            Outcome::Notes | Outcome::Passes | Outcome::Skipped => line(&mut out, item),
        }
    }
    out
}

/// What there is room for first.
fn urgency(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotMet => 0,
        Verdict::PartlyMet => 1,
        Verdict::Undetermined => 2,
        Verdict::Met => 3,
        Verdict::NotApplicable => 4,
    }
}

fn annotation(out: &mut String, command: &str, item: &Item<'_>) {
    let _ = write!(out, "::{command} ");
    if let Some(spot) = item.changed() {
        let _ = write!(out, "file={},", property(&spot.path));
        if spot.cell.is_none() {
            let _ = write!(out, "line={},col={},", spot.line, spot.column);
        }
    }
    let _ = writeln!(out, "title={}::{}", property(&item.heading()), data(&item.told()));
}

/// A line that is no command, whatever is in it: it begins with a sign of ours, and `##[` is the old way to begin one anywhere.
fn line(out: &mut String, item: &Item<'_>) {
    let sign = item.verdict.map_or("!", symbol);
    let said = format!("{sign} {}: {}", item.heading(), item.told()).replace("##[", "## [");
    let _ = writeln!(out, "{}", said.split(['\r', '\n']).collect::<Vec<_>>().join(" "));
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
