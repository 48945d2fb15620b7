//! A workbook is read back before anybody gets it: what it would lose, it may not be written with.

use crate::diagnostic::{Home, Severity, Sources};
use crate::figures::{Figure, FigureSet, Given, ManualVerdict, Table, load_with_sheets, read_tables, read_workbook};
use crate::language::Text;
use crate::policy::Policy;
use crate::text;
use crate::yaml::{self, Reader};

/// Reads the workbook by its description, and holds it against what was written.
///
/// # Errors
/// The first thing that differs.
pub(super) fn compare(workbook: &[u8], mapping: &str, policy: &Policy, expected: &FigureSet) -> Result<(), Text> {
    let read = read(workbook, mapping, policy)?;
    let submitted = |set: &FigureSet| set.all().iter().filter(|f| !f.is_sum).cloned().collect::<Vec<_>>();
    let (mut written, mut found) = (submitted(expected).into_iter(), submitted(&read).into_iter());
    loop {
        match (written.next(), found.next()) {
            (None, None) => break,
            (Some(one), Some(other)) if is_same(&one, &other) => {}
            (Some(figure), _) | (None, Some(figure)) => {
                let name = policy.vocabulary.get(figure.id).map_or("", |definition| &definition.name);
                let (period, of) = (figure.period, figure.coordinates);
                let (sv, en) = (figure.basis.in_swedish(), figure.basis.as_str());
                return Err(text!("`{name}` {of} {period}, {sv}", "`{name}` {of} {period}, {en}"));
            }
        }
    }
    let is_carried = expected.manual.len() == read.manual.len()
        && expected.manual.iter().all(|one| read.manual.iter().any(|other| is_same_verdict(one, other)));
    if is_carried {
        return Ok(());
    }
    Err(text!("en bedömning som människor har gjort", "a verdict that people gave"))
}

/// What the workbook gives. The first error is one.
fn read(workbook: &[u8], mapping: &str, policy: &Policy) -> Result<FigureSet, Text> {
    const NAME: &str = "underlag.xlsx";
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let description = sources.add("underlag.table.yaml", mapping);
    let mut reader = Reader::default();
    let documents = yaml::parse(description, &sources, &mut faults);
    let tables: Vec<Table> = documents.iter().flatten().flat_map(|node| read_tables(node, &mut reader, NAME)).collect();
    faults.append(&mut reader.faults);
    let file = sources.add_bytes(Home::Nowhere, NAME, workbook);
    let described: Vec<&Table> = tables.iter().collect();
    let sheets = read_workbook(file, workbook, &described, &mut sources, &mut faults);
    let loaded = load_with_sheets(&[], &sheets, &sources, &policy.vocabulary, &[]);
    faults.extend(loaded.diagnostics);
    match faults.into_iter().find(|fault| fault.severity == Severity::Error) {
        Some(fault) => Err(fault.message),
        None => Ok(loaded.set),
    }
}

/// All that decides a verdict. Where it was given, and a note that makes no reservation, do not.
fn is_same(one: &Figure, other: &Figure) -> bool {
    let is_given = match (&one.given, &other.given) {
        (Given::Missing { because: a }, Given::Missing { because: b }) => is_same_prose(a, b),
        (a, b) => a == b,
    };
    is_given
        && (one.id, &one.coordinates, one.period, one.basis, one.edition)
            == (other.id, &other.coordinates, other.period, other.basis, other.edition)
        && (one.decimals, one.preliminary, one.approximate) == (other.decimals, other.preliminary, other.approximate)
}

fn is_same_verdict(one: &ManualVerdict, other: &ManualVerdict) -> bool {
    (&one.rule, one.period, one.basis, &one.coordinates, &one.level, one.date)
        == (&other.rule, other.period, other.basis, &other.coordinates, &other.level, other.date)
        && is_same_prose(&one.motivation, &other.motivation)
        && is_same_prose(&one.by, &other.by)
        && is_same_prose(&one.reference, &other.reference)
}

/// A cell is a line: breaks in what people write are spaces.
fn is_same_prose(one: &Option<String>, other: &Option<String>) -> bool {
    let words = |text: &Option<String>| text.as_ref().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    words(one) == words(other)
}
