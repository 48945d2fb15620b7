//! The description of a wide table: an entry of `tables:`, or a file beside the figures.

use super::facts::basis_fault;
use super::workbook::is_workbook;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{CellFacts, CellRange, Table, TableRows};
use crate::quantity::Basis;
use crate::text;
use crate::yaml::{Mapping, Node, Reader, Spanned, Value};

/// Reads the description beside a file: that of one table, or `tables:` with several of a workbook.
pub fn read_tables(node: &Node, reader: &mut Reader, file: &str) -> Vec<Table> {
    let one = |node, reader: &mut Reader| read_table(node, reader, Some(file));
    let is_list = matches!(&node.value, Value::Mapping(entries) if entries.iter().any(|entry| entry.key == "tables"));
    if !is_list {
        return one(node, reader).into_iter().collect();
    }
    let Some(mut keys) = reader.mapping(node) else { return Vec::new() };
    let listed = keys.get("tables").map_or(&[][..], |list| reader.items(list));
    let tables = listed.iter().filter_map(|node| one(node, reader)).collect();
    keys.finish(reader);
    tables
}

/// Reads one description. `sidecar_for` is the name of the file that it stands beside; then it has no `table` and no `file`.
pub fn read_table(node: &Node, reader: &mut Reader, sidecar_for: Option<&str>) -> Option<Table> {
    let before = reader.faults.len();
    let mut keys = reader.mapping(node)?;
    let span = keys.head();
    let (name, file) = match sidecar_for {
        Some(file) => (Some(file.to_owned()), None),
        None => (
            keys.required_text("table", reader).map(|name| name.value),
            keys.required_text("file", reader).map(|file| file.value),
        ),
    };
    let sheet = keys.text("sheet", reader);
    let range = keys.text("range", reader);
    let described = sidecar_for.or(file.as_deref()).unwrap_or_default();
    if let Some(place) = sheet.as_ref().or(range.as_ref()).map(|key| key.span).filter(|_| !is_workbook(described)) {
        let message = text!(
            "`sheet` och `range` går bara där filen är en arbetsbok",
            "`sheet` and `range` go only where the file is a workbook"
        );
        reader.fault(
            Diagnostic::error(Code::BadValue, place, message)
                .help(text!("ta bort dem: en CSV-fil läses hel", "leave them out: a CSV file is read as a whole")),
        );
    }
    let range = range.and_then(|range| cell_range(&range, reader));
    let rows = keys.required_text("rows", reader).map(|rows| match rows.value.as_str() {
        "value" => TableRows::Value,
        "assessed" => TableRows::Assessed,
        "figure" => TableRows::Figure,
        "period" => TableRows::Period,
        dimension => TableRows::Dimension(dimension.into()),
    });
    let empty = keys.get("empty").and_then(|node| reader.word(node, &[("missing", false), ("nothing", true)]));
    // Where the headings say what each column holds, nothing is left to describe, and the keys below are unknown ones.
    let is_headed = matches!(rows, Some(TableRows::Value | TableRows::Assessed));
    let wide = if is_headed { Wide::default() } else { Wide::of(&mut keys, rows.as_ref(), reader) };
    keys.finish(reader);
    if reader.faults.len() > before {
        return None;
    }
    Some(Table {
        name: name?,
        file,
        sheet: sheet.map(|sheet| sheet.value),
        range,
        rows: rows?,
        heading_rows: wide.heading_rows.unwrap_or(1),
        columns: wide.columns,
        row_columns: wide.row_columns,
        all: wide.all,
        dash_is_zero: wide.dash_is_zero,
        empty_is_nothing: empty.is_some_and(|empty| empty.value),
        ignored_rows: wide.ignored.0,
        ignored_columns: wide.ignored.1,
        negated_rows: wide.negated.0,
        negated_columns: wide.negated.1,
        total: wide.total,
        span,
    })
}

/// What is described of a table where the headings alone do not tell.
#[derive(Default)]
struct Wide {
    heading_rows: Option<u8>,
    columns: Vec<(String, CellFacts)>,
    row_columns: Vec<(String, String)>,
    all: CellFacts,
    dash_is_zero: bool,
    /// Of rows and of columns, as the next.
    ignored: (Vec<String>, Vec<String>),
    negated: (Vec<String>, Vec<String>),
    total: Option<String>,
}

impl Wide {
    fn of(keys: &mut Mapping<'_>, rows: Option<&TableRows>, reader: &mut Reader) -> Self {
        let heading_rows = keys.get("heading_rows").and_then(|node| reader.word(node, &[("1", 1), ("2", 2)]));
        let mut columns = Vec::new();
        if let Some(node) = keys.require("columns", reader) {
            for entry in reader.entries(node) {
                columns.push((entry.key.to_string(), cell_facts(&entry.node, reader)));
            }
        }
        let mut row_columns = Vec::new();
        for entry in keys.get("row_columns").map_or(&[][..], |node| reader.entries(node)) {
            row_columns.extend(reader.text(&entry.node).map(|heading| (entry.key.to_string(), heading.value)));
        }
        let all = keys.get("all").map(|node| cell_facts(node, reader));
        let dash = keys.get("dash").and_then(|node| reader.word(node, &[("missing", false), ("zero", true)]));
        let ignored = headings(keys.get("ignore"), reader);
        let negated = headings(keys.get("negate"), reader);
        let total = keys.text("total", reader);
        if let (Some(total), Some(TableRows::Figure | TableRows::Period)) = (&total, rows) {
            let message = text!(
                "`total` går bara där raderna är en dimension",
                "`total` goes only where the rows are a dimension"
            );
            reader.fault(Diagnostic::error(Code::BadValue, total.span, message).help(text!(
                "ta bort `total`, eller skriv en dimension under `rows`",
                "leave `total` out, or write a dimension under `rows`"
            )));
        }
        Self {
            heading_rows: heading_rows.map(|rows| rows.value),
            columns,
            row_columns,
            all: all.unwrap_or_default(),
            dash_is_zero: dash.is_some_and(|dash| dash.value),
            ignored,
            negated,
            total: total.map(|total| total.value),
        }
    }
}

/// Headings of rows and of columns.
fn headings(node: Option<&Node>, reader: &mut Reader) -> (Vec<String>, Vec<String>) {
    let Some(mut keys) = node.and_then(|node| reader.mapping(node)) else { return (Vec::new(), Vec::new()) };
    let headings = (texts(keys.get("rows"), reader), texts(keys.get("columns"), reader));
    keys.finish(reader);
    headings
}

fn cell_range(written: &Spanned<String>, reader: &mut Reader) -> Option<CellRange> {
    let range = CellRange::parse(&written.value);
    if range.is_none() {
        let said = &written.value;
        let message = text!("`{said}` är inget område", "`{said}` is not a range");
        reader.fault(Diagnostic::error(Code::BadValue, written.span, message).help(text!(
            "skriv övre vänstra och nedre högra cellen: A4:F20; eller A4:F för alla rader från den fjärde",
            "write the upper left and the lower right cell: A4:F20; or A4:F for all rows from the fourth"
        )));
    }
    range
}

fn texts(node: Option<&Node>, reader: &mut Reader) -> Vec<String> {
    let Some(node) = node else { return Vec::new() };
    let items = reader.items_or_one(node);
    let read = items.into_iter().filter_map(|item| reader.text(item));
    read.map(|text| text.value).collect()
}

/// The keys of a cell; every key that is not one of the fixed ones is a dimension.
fn cell_facts(node: &Node, reader: &mut Reader) -> CellFacts {
    let mut facts = CellFacts::default();
    for entry in reader.entries(node) {
        let Some(text) = reader.text(&entry.node) else {
            continue;
        };
        match entry.key.as_str() {
            "figure" => facts.figure = Some(text.value),
            "period" => facts.period = Some(text.value),
            "edition" => facts.edition = Some(text.value),
            "unit" => facts.unit = Some(text.value),
            "basis" => {
                facts.basis = Basis::parse(&text.value);
                if facts.basis.is_none() {
                    reader.fault(basis_fault(&text));
                }
            }
            dimension => {
                facts.coordinates.insert(dimension.to_owned(), text.value);
            }
        }
    }
    facts
}
