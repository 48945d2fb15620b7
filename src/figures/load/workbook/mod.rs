//! Workbooks: a sheet becomes the same rows of cells as a CSV file, and is read by the same descriptions.

mod cells;
mod format;
mod hidden;
mod number;
mod refusal;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx};

pub(super) use self::cells::{CellFault, Marks};
use self::cells::{Cells, Workbook, cells};
use self::refusal::{MAX_CELLS, Refusal, inspect};
use super::grid::{Cell, Row};
use super::names::tidy;
use crate::diagnostic::{CellName, CellPlace, Code, Diagnostic, FileId, Home, Sources, Span, did_you_mean};
use crate::figures::{CellRange, Table};
use crate::text;
use crate::yaml::Spanned;

/// A sheet, or a part of one, with the description that it is read by.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// `None`: a row for each value.
    pub(super) table: Option<Table>,
    /// Rows with something in them.
    pub(super) rows: Vec<Row>,
    /// What is to be known of cells, by their places.
    pub(super) marks: Arc<BTreeMap<Span, Marks>>,
}

/// A whole sheet as it stands among the sources.
struct Written {
    name: String,
    rows: Vec<(u32, Vec<(u32, Cell)>)>,
    marks: Arc<BTreeMap<Span, Marks>>,
}

/// Whether a file is a workbook that can be read, by its ending.
pub fn is_workbook(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("xlsx") || ending.eq_ignore_ascii_case("xlsm")
}

/// Reads the sheets of a workbook that the tables describe; without tables its only sheet. Each sheet is added to the sources, so that places in it are cells.
/// Faults that keep a sheet from being read are at the workbook, `file`, or at the description.
pub fn read_workbook(
    file: FileId,
    bytes: &[u8],
    tables: &[&Table],
    sources: &mut Sources,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Sheet> {
    let name = sources.get(file).map_or(String::new(), |f| f.name.clone());
    let place = Span::new(file, 0, 0);
    let opened = inspect(bytes).and_then(|()| {
        Xlsx::new(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| Refusal::Unreadable(error.to_string()))
    });
    let book = match opened {
        Ok(book) => book,
        Err(refusal) => {
            faults.push(refusal.fault(&name, place));
            return Vec::new();
        }
    };
    let mut reading = Reading { name, place, bytes, book, written: Vec::new(), sources, faults };
    let wanted: Vec<Option<&Table>> =
        if tables.is_empty() { vec![None] } else { tables.iter().copied().map(Some).collect() };
    wanted.into_iter().filter_map(|table| reading.sheet(table)).collect()
}

/// A workbook being read.
struct Reading<'a> {
    name: String,
    place: Span,
    bytes: &'a [u8],
    book: Workbook<'a>,
    /// The sheets that have been read.
    written: Vec<Written>,
    sources: &'a mut Sources,
    faults: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    fn sheet(&mut self, table: Option<&Table>) -> Option<Sheet> {
        let name = self.sheet_name(table)?;
        if !self.written.iter().any(|sheet| sheet.name == name) {
            match self.write(&name) {
                Ok(written) => self.written.push(written),
                Err(refusal) => {
                    self.faults.push(refusal.fault(&self.name, self.place));
                    return None;
                }
            }
        }
        let written = self.written.iter().find(|sheet| sheet.name == name)?;
        let range = table.and_then(|table| table.range);
        let rows: Vec<Row> = written.rows.iter().filter_map(|(number, cells)| part(*number, cells, range)).collect();
        if rows.is_empty() {
            let message = text!(
                "det står ingenting på bladet `{name}` där tabellen ska vara",
                "there is nothing on the sheet `{name}` where the table should be"
            );
            let fault = Diagnostic::error(Code::UnmatchedTable, table.map_or(self.place, |table| table.span), message);
            self.faults.push(fault.help(text!("rätta `sheet` eller `range`", "correct `sheet` or `range`")));
            return None;
        }
        Some(Sheet { table: table.cloned(), rows, marks: Arc::clone(&written.marks) })
    }

    /// The sheet that a table is on: the one that it names, or the only one.
    fn sheet_name(&mut self, table: Option<&Table>) -> Option<String> {
        let sheets = self.book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
        let workbook = self.name.as_str();
        let place = table.map_or(self.place, |table| table.span);
        let listed = names.join(", ");
        let (message, help) = match (table.and_then(|table| table.sheet.as_deref()), names.as_slice()) {
            (None, [only]) => return Some(only.clone()),
            (Some(wanted), _) => {
                if let Some(found) = names.iter().find(|name| tidy(name) == tidy(wanted)) {
                    return Some(found.clone());
                }
                let help = did_you_mean(wanted, names.iter().map(String::as_str));
                (text!("`{workbook}` har inget blad `{wanted}`", "`{workbook}` has no sheet `{wanted}`"), help)
            }
            (None, _) => {
                let count = names.len();
                let help = table
                    .is_some()
                    .then(|| text!("skriv vilket under `sheet`: {listed}", "write which one under `sheet`: {listed}"));
                (
                    text!("`{workbook}` har {count} blad", "`{workbook}` has {count} sheets"),
                    help.or_else(|| {
                        Some(text!(
                            "beskriv tabellen i en fil bredvid, med `sheet`: {listed}",
                            "describe the table in a file beside it, with `sheet`: {listed}"
                        ))
                    }),
                )
            }
        };
        let help = help.unwrap_or_else(|| text!("bladen är: {listed}", "the sheets are: {listed}"));
        self.faults.push(Diagnostic::error(Code::UnmatchedTable, place, message).help(help));
        None
    }

    /// Adds a sheet to the sources.
    fn write(&mut self, name: &str) -> Result<Written, Refusal> {
        let sheets = self.book.sheets_metadata();
        let is_hidden = sheets.iter().any(|sheet| sheet.name == name && sheet.visible != SheetVisible::Visible);
        let cells = cells(&mut self.book, self.bytes, name, is_hidden)?;
        let home = self.sources.get(self.place.file).map_or(Home::Nowhere, |file| file.home.clone());
        let shown = format!("{}!{name}", self.name);
        written(name, (home, shown), &cells, self.sources).ok_or_else(|| Refusal::Sheet(name.to_owned()))
    }
}

/// What stands between cells.
const BETWEEN: &str = " | ";

/// Writes a sheet as text, a line for each row. `None`: it is too large.
fn written(name: &str, (home, shown): (Home, String), cells: &Cells, sources: &mut Sources) -> Option<Written> {
    let columns = cells.keys().map(|cell| cell.column);
    let (first, last) = (columns.clone().min().unwrap_or(1), columns.max().unwrap_or(1));
    let filled: BTreeSet<u32> = cells.keys().map(|cell| cell.row).collect();
    if filled.len().saturating_mul((last - first + 1) as usize) > MAX_CELLS {
        return None;
    }
    let (mut text, mut places, mut ends) = (String::new(), Vec::new(), Vec::new());
    let mut line = 1;
    for row in filled {
        text.extend(std::iter::repeat_n('\n', (row - line) as usize));
        line = row;
        for column in first..=last {
            let cell = CellName { row, column };
            if column > first {
                text.push_str(BETWEEN);
            }
            places.push(CellPlace { start: u32::try_from(text.len()).ok()?, cell });
            text.push_str(cells.get(&cell).map_or("", |content| &content.text));
            ends.push(text.len());
        }
    }
    let file = sources.add_sheet(home, shown, text, places.clone());
    let mut rows: Vec<(u32, Vec<(u32, Cell)>)> = Vec::new();
    let mut marks = BTreeMap::new();
    for (CellPlace { start, cell }, end) in places.into_iter().zip(ends) {
        let span = Span::new(file, start as usize, end);
        if let Some(content) = cells.get(&cell).filter(|content| content.marks != Marks::default()) {
            marks.insert(span, content.marks);
        }
        let found = (cell.column, Spanned::new(sources.slice(span).to_owned(), span));
        match rows.last_mut().filter(|(row, _)| *row == cell.row) {
            Some((_, cells)) => cells.push(found),
            None => rows.push((cell.row, vec![found])),
        }
    }
    Some(Written { name: name.to_owned(), rows, marks: Arc::new(marks) })
}

/// The part of a row that is in a range, if anything is.
fn part(number: u32, cells: &[(u32, Cell)], range: Option<CellRange>) -> Option<Row> {
    if range.is_some_and(|range| !range.holds_row(number)) {
        return None;
    }
    let inside = cells.iter().filter(|(column, _)| range.is_none_or(|range| range.holds_column(*column)));
    Row::of(inside.map(|(_, cell)| cell.clone()).collect()).filter(|row| !row.is_empty())
}
