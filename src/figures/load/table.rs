//! The description of a wide table: an entry of `tables:`, or a file beside the figures.

use super::facts::basis_fault;
use crate::diagnostic::{Code, Diagnostic};
use crate::figures::{CellFacts, Table, TableRows};
use crate::quantity::Basis;
use crate::text;
use crate::yaml::{Node, Reader};

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
    let rows = keys.required_text("rows", reader).map(|rows| match rows.value.as_str() {
        "figure" => TableRows::Figure,
        "period" => TableRows::Period,
        dimension => TableRows::Dimension(dimension.into()),
    });
    let heading_rows = keys.get("heading_rows").and_then(|node| reader.word(node, &[("1", 1), ("2", 2)]));
    let mut columns = Vec::new();
    if let Some(node) = keys.require("columns", reader) {
        for entry in reader.entries(node) {
            columns.push((entry.key.to_string(), cell_facts(&entry.node, reader)));
        }
    }
    let all = keys.get("all").map(|node| cell_facts(node, reader));
    let dash = keys.get("dash").and_then(|node| reader.word(node, &[("missing", false), ("zero", true)]));
    let (mut ignored_rows, mut ignored_columns) = (Vec::new(), Vec::new());
    if let Some(node) = keys.get("ignore")
        && let Some(mut ignore) = reader.mapping(node)
    {
        ignored_rows = texts(ignore.get("rows"), reader);
        ignored_columns = texts(ignore.get("columns"), reader);
        ignore.finish(reader);
    }
    let total = keys.text("total", reader);
    if let (Some(total), Some(TableRows::Figure | TableRows::Period)) = (&total, &rows) {
        let message =
            text!("`total` går bara där raderna är en dimension", "`total` goes only where the rows are a dimension");
        reader.fault(Diagnostic::error(Code::BadValue, total.span, message).help(text!(
            "ta bort `total`, eller skriv en dimension under `rows`",
            "leave `total` out, or write a dimension under `rows`"
        )));
    }
    keys.finish(reader);
    if reader.faults.len() > before {
        return None;
    }
    Some(Table {
        name: name?,
        file,
        rows: rows?,
        heading_rows: heading_rows.map_or(1, |rows| rows.value),
        columns,
        all: all.unwrap_or_default(),
        dash_is_zero: dash.is_some_and(|dash| dash.value),
        ignored_rows,
        ignored_columns,
        total: total.map(|total| total.value),
        span,
    })
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
