//! A table for spreadsheets: a row for each verdict, samlad bedömning and finding.

use super::{Ci, Item, Kind, Spot};
use crate::policy::Verdict;
use crate::quantity::{Rounding, plain, round};
use crate::report::rule::RuleVerdict;
use crate::report::words::{Exact, Word};

const HEADINGS: [&str; 22] = [
    "kind",
    "rule",
    "title",
    "entity",
    "period",
    "basis",
    "verdict",
    "value",
    "unit",
    "target",
    "target_to",
    "gap",
    "gap_unit",
    "attainment",
    "exempted",
    "outcome",
    "reason",
    "refs",
    "policy",
    "figures",
    "known_until",
    "known_reason",
];

/// More digits than a spreadsheet keeps, and fewer than the reader of figures refuses: a quotient that does not end is exact in JSON only.
const DECIMALS: u32 = 12;

/// Spreadsheets need it to see that the text is UTF-8; the reader of figures leaves it out.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The table, written as figures files are read: `;` between cells, decimal comma, headings and words as in JSON. Numbers have at most twelve
/// decimals, `-` and no spaces. A text that a spreadsheet would take for a formula has a `'` before it.
pub fn csv(ci: &Ci<'_>) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    // Writing to memory does not fail, and every row is as long as the headings.
    let _ = writer.write_record(HEADINGS);
    for item in &ci.items {
        let _ = writer.write_record(row(item).each_ref().map(|cell| cell.as_bytes()));
    }
    let text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{text}")
}

fn row(item: &Item<'_>) -> [String; HEADINGS.len()] {
    let kind = match item.kind {
        Kind::Rule(kind) => kind.word(),
        Kind::Assessment => "assessment",
        Kind::Finding(_) => "finding",
    };
    let known = |of: fn(&RuleVerdict) -> Option<Exact>| item.row.and_then(of).map(number).unwrap_or_default();
    let words = |of: fn(&RuleVerdict) -> Option<String>| item.row.and_then(of).map(text).unwrap_or_default();
    let entity = item.row.map(|row| row.entity.iter().map(|(d, member)| format!("{d}={member}")).collect::<Vec<_>>());
    let places = |spots: &[Spot]| spots.iter().map(Spot::cited).collect::<Vec<_>>().join(", ");
    [
        kind.to_owned(),
        text(item.rule.clone()),
        text(item.title.clone()),
        text(entity.unwrap_or_default().join(", ")),
        item.when.map(|(period, _)| period.to_string()).unwrap_or_default(),
        item.when.map(|(_, basis)| basis.word().to_owned()).unwrap_or_default(),
        item.verdict.map(Verdict::word).unwrap_or_default().to_owned(),
        known(|row| row.value),
        words(|row| row.unit.clone()),
        known(|row| row.target),
        known(|row| row.target_to),
        known(|row| row.gap),
        words(|row| row.gap_unit.clone()),
        known(|row| row.attainment),
        words(|row| row.exempted.as_ref().map(|exempted| exempted.state.word().to_owned())),
        item.outcome.word().to_owned(),
        text(item.told()),
        text(item.row.map(|row| row.refs.join("; ")).unwrap_or_default()),
        text(item.policy.as_ref().map(Spot::cited).unwrap_or_default()),
        text(places(&item.figures)),
        item.known().map(|known| known.until.to_string()).unwrap_or_default(),
        text(item.known().map(|known| known.reason.clone()).unwrap_or_default()),
    ]
}

fn number(number: Exact) -> String {
    plain(round(number.0, DECIMALS, Rounding::HalfAway)).replace('.', ",")
}

/// A text, not to be taken for a formula.
fn text(text: String) -> String {
    let begins_one = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(begins_one) { format!("'{text}") } else { text }
}
