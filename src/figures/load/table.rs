//! The description of a wide table: an entry of `tables:`, or a file beside the figures.

use super::facts::basis_fault;
use super::named_cells::named_cells;
use super::workbook::{hides_formats, is_workbook};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::{CellFacts, CellRange, Kolada, PercentStored, Table, TableRows};
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
    let described = sidecar_for.or(file.as_deref()).unwrap_or_default();
    of_workbooks(described, &keys, reader);
    let sheet = keys.text("sheet", reader).map(|sheet| sheet.value);
    let stored = [("fraction", PercentStored::Fraction), ("points", PercentStored::Points)];
    let percent = keys.get("percent").and_then(|node| reader.word(node, &stored));
    let mut table = Table {
        name: name.unwrap_or_default(),
        file,
        sheet,
        percent: percent.map(|percent| percent.value),
        ..Table::empty(span)
    };
    match (keys.get("cells"), keys.get("kolada")) {
        (Some(node), _) => {
            of_every_cell(&mut keys, reader, &mut table);
            table.rows = TableRows::Cells(named_cells(node, reader));
        }
        (None, Some(node)) => table.rows = TableRows::Kolada(kolada_ids(node, reader).unwrap_or_default()),
        (None, None) => wide(&mut keys, reader, &mut table),
    }
    keys.finish(reader);
    (reader.faults.len() == before).then_some(table)
}

/// Some keys go only where the file is a workbook of a kind that has what they speak of.
fn of_workbooks(file: &str, keys: &Mapping<'_>, reader: &mut Reader) {
    let place = |key: &[&str]| key.iter().find_map(|key| keys.key_span(key));
    if let Some(place) = place(&["sheet", "range", "cells"]).filter(|_| !is_workbook(file)) {
        let message = text!(
            "`sheet`, `range` och `cells` går bara där filen är en arbetsbok",
            "`sheet`, `range` and `cells` go only where the file is a workbook"
        );
        reader.fault(Diagnostic::error(Code::BadValue, place, message).help(text!(
            "ta bort dem: en CSV-fil läses hel, med `rows` och `columns`",
            "leave them out: a CSV file is read as a whole, by `rows` and `columns`"
        )));
    }
    if let Some(place) = place(&["kolada"]).filter(|_| is_workbook(file)) {
        let message = text!("`kolada` går bara för svar ur Kolada", "`kolada` goes only for answers of Kolada");
        reader.fault(Diagnostic::error(Code::BadValue, place, message).help(text!(
            "en arbetsbok läses med `rows` och `columns`, eller `cells`",
            "a workbook is read by `rows` and `columns`, or `cells`"
        )));
    }
    if let Some(place) = place(&["percent"]).filter(|_| !hides_formats(file)) {
        let message = text!("`percent` går bara för .xls och .xlsb", "`percent` goes only for .xls and .xlsb");
        reader.fault(Diagnostic::error(Code::BadValue, place, message).help(text!(
            "ta bort `percent`: av andra filer syns det vad som är procent",
            "leave `percent` out: other files show what is percent"
        )));
    }
}

/// The keys of a table with headings.
fn wide(keys: &mut Mapping<'_>, reader: &mut Reader, table: &mut Table) {
    let range = keys.text("range", reader);
    table.range = range.and_then(|range| cell_range(&range, reader));
    let rows = keys.required_text("rows", reader).map(|rows| match rows.value.as_str() {
        "value" => TableRows::Value,
        "assessed" => TableRows::Assessed,
        "figure" => TableRows::Figure,
        "period" => TableRows::Period,
        dimension => TableRows::Dimension(dimension.into()),
    });
    let empty = keys.get("empty").and_then(|node| reader.word(node, &[("missing", false), ("nothing", true)]));
    table.empty_is_nothing = empty.is_some_and(|empty| empty.value);
    // Where the headings say what each column holds, nothing is left to describe, and the keys below are unknown ones.
    if !matches!(rows, Some(TableRows::Value | TableRows::Assessed)) {
        headed(keys, rows.as_ref(), reader, table);
    }
    if let Some(rows) = rows {
        table.rows = rows;
    }
}

/// What is described of a table where the headings alone do not tell.
fn headed(keys: &mut Mapping<'_>, rows: Option<&TableRows>, reader: &mut Reader, table: &mut Table) {
    let heading_rows = keys.get("heading_rows").and_then(|node| reader.word(node, &[("1", 1), ("2", 2)]));
    table.heading_rows = heading_rows.map_or(1, |rows| rows.value);
    if let Some(node) = keys.require("columns", reader) {
        for entry in reader.entries(node) {
            table.columns.push((entry.key.to_string(), cell_facts(&entry.node, reader, &[])));
        }
    }
    for entry in keys.get("row_columns").map_or(&[][..], |node| reader.entries(node)) {
        table.row_columns.extend(reader.text(&entry.node).map(|heading| (entry.key.to_string(), heading.value)));
    }
    of_every_cell(keys, reader, table);
    (table.ignored_rows, table.ignored_columns) = headings(keys.get("ignore"), reader);
    (table.negated_rows, table.negated_columns) = headings(keys.get("negate"), reader);
    let total = keys.text("total", reader);
    if let (Some(total), Some(TableRows::Figure | TableRows::Period)) = (&total, rows) {
        let message =
            text!("`total` går bara där raderna är en dimension", "`total` goes only where the rows are a dimension");
        reader.fault(Diagnostic::error(Code::BadValue, total.span, message).help(text!(
            "ta bort `total`, eller skriv en dimension under `rows`",
            "leave `total` out, or write a dimension under `rows`"
        )));
    }
    table.total = total.map(|total| total.value);
}

/// What holds for every cell of a table.
fn of_every_cell(keys: &mut Mapping<'_>, reader: &mut Reader, table: &mut Table) {
    table.all = keys.get("all").map(|node| cell_facts(node, reader, &[])).unwrap_or_default();
    let dash = keys.get("dash").and_then(|node| reader.word(node, &[("missing", false), ("zero", true)]));
    table.dash_is_zero = dash.is_some_and(|dash| dash.value);
}

/// What the ids of Kolada stand for.
fn kolada_ids(node: &Node, reader: &mut Reader) -> Option<Kolada> {
    let mut keys = reader.mapping(node)?;
    let municipality = keys.require("municipality", reader)?;
    let municipalities = match &municipality.value {
        Value::Mapping(_) => named_facts(Some(municipality), reader),
        _ => {
            let one = reader.text(municipality)?;
            vec![(one.value, CellFacts::default(), one.span)]
        }
    };
    let kpis = keys.require("kpis", reader);
    let kpis = named_facts(kpis, reader);
    let genders = named_facts(keys.get("gender"), reader);
    for (gender, _, span) in genders.iter().filter(|(gender, ..)| !matches!(gender.as_str(), "K" | "M")) {
        let message = text!("`{gender}` är inget kön i Kolada", "`{gender}` is no gender of Kolada");
        reader.fault(
            Diagnostic::error(Code::BadValue, *span, message)
                .help(text!("skriv K eller M; T är alltid helheten", "write K or M; T is always the whole")),
        );
    }
    keys.finish(reader);
    Some(Kolada { municipalities, kpis, genders })
}

fn named_facts(node: Option<&Node>, reader: &mut Reader) -> Vec<(String, CellFacts, Span)> {
    let Some(node) = node else { return Vec::new() };
    let entries = reader.entries(node).iter();
    entries.map(|entry| (entry.key.to_string(), cell_facts(&entry.node, reader, &[]), entry.key_span)).collect()
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

/// The keys of a cell; every key that is not one of the fixed ones, or of some that are read elsewhere, is a dimension.
pub(super) fn cell_facts(node: &Node, reader: &mut Reader, elsewhere: &[&str]) -> CellFacts {
    let mut facts = CellFacts::default();
    for entry in reader.entries(node).iter().filter(|entry| !elsewhere.contains(&entry.key.as_str())) {
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
