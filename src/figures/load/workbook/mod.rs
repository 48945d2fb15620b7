//! Workbooks: a sheet becomes the same rows of cells as a CSV file, and is read by the same descriptions.

mod book;
mod cells;
mod format;
mod hidden;
mod kind;
mod number;
mod ods;
mod picked;
mod refusal;
mod written;
mod xls;

use std::collections::BTreeMap;
use std::sync::Arc;

use calamine::{SheetType, SheetVisible};

use self::book::Book;
use self::cells::cells;
pub(super) use self::cells::{CellFault, Marks};
use self::kind::Kind;
pub(super) use self::kind::hides_formats;
pub use self::kind::is_workbook;
pub(super) use self::number::hundredfold;
use self::refusal::{Refusal, inspect};
use self::written::Written;
use super::grid::{Cell, Row};
use super::names::tidy;
use crate::diagnostic::{Code, Diagnostic, FileId, Home, Sources, Span, did_you_mean};
use crate::figures::{Table, TableRows};
use crate::text;

/// A sheet, or a part of one, or some cells, with the description that they are read by.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// `None`: a row for each value.
    pub(super) table: Option<Table>,
    /// Rows with something in them.
    pub(super) rows: Vec<Row>,
    /// The cells that the description names, each by its index there.
    pub(super) found: Vec<(usize, Cell)>,
    /// What is to be known of cells, by their places.
    pub(super) marks: Arc<BTreeMap<Span, Marks>>,
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
    let kind = Kind::of(&name).unwrap_or(Kind::Xlsx);
    let book = match inspect(bytes, kind).and_then(|()| Book::open(kind, bytes)) {
        Ok(book) => book,
        Err(refusal) => {
            faults.push(refusal.fault(&name, place));
            return Vec::new();
        }
    };
    if kind.hides_formats() {
        faults.push(unseen(&name, kind, place));
    }
    let mut reading = Reading { name, place, bytes, book, written: Vec::new(), sources, faults };
    let wanted: Vec<Option<&Table>> =
        if tables.is_empty() { vec![None] } else { tables.iter().copied().map(Some).collect() };
    wanted.into_iter().filter_map(|table| reading.sheet(table)).collect()
}

/// What nobody can look at in a file of a kind whose formats are not told.
fn unseen(name: &str, kind: Kind, place: Span) -> Diagnostic {
    let ending = kind.ending();
    let message = text!(
        "i `{name}` syns inte vilka tal som visas i procent eller tusental, eller vad som är dolt",
        "in `{name}` it cannot be seen which numbers are shown in percent or thousands, or what is hidden"
    );
    Diagnostic::warning(Code::CellDoubt, place, message).help(text!(
        "talen läses som de är lagrade i .{ending}; spara om som .xlsx för att få det prövat",
        "the numbers are read as they are stored in .{ending}; save as .xlsx to have that looked at"
    ))
}

/// A workbook being read.
struct Reading<'a> {
    name: String,
    place: Span,
    bytes: &'a [u8],
    book: Book<'a>,
    /// The sheets that have been read.
    written: Vec<Written>,
    sources: &'a mut Sources,
    faults: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    fn sheet(&mut self, table: Option<&Table>) -> Option<Sheet> {
        if let Some((table, TableRows::Cells(list))) = table.map(|table| (table, &table.rows)) {
            return Some(self.picked(table, list));
        }
        let wanted = table.and_then(|table| table.sheet.as_deref());
        let place = table.map_or(self.place, |table| table.span);
        let name = self.sheet_name(wanted, place, table.is_some())?;
        let index = self.written(&name)?;
        let written = self.written.get(index)?;
        let rows = written.part(table.and_then(|table| table.range));
        if rows.is_empty() {
            let message = text!(
                "det står ingenting på bladet `{name}` där tabellen ska vara",
                "there is nothing on the sheet `{name}` where the table should be"
            );
            let fault = Diagnostic::error(Code::UnmatchedTable, place, message);
            self.faults.push(fault.help(text!("rätta `sheet` eller `range`", "correct `sheet` or `range`")));
            return None;
        }
        Some(Sheet { table: table.cloned(), rows, found: Vec::new(), marks: Arc::clone(&written.marks) })
    }

    /// The sheet that is meant: the one that is named, or the only one.
    fn sheet_name(&mut self, wanted: Option<&str>, place: Span, is_described: bool) -> Option<String> {
        let sheets = self.book.sheets().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
        let workbook = self.name.as_str();
        let listed = names.join(", ");
        let (message, help) = match (wanted, names.as_slice()) {
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
                let help = is_described
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

    /// The index of a sheet that has been added to the sources. It is added once.
    fn written(&mut self, name: &str) -> Option<usize> {
        if let Some(index) = self.written.iter().position(|sheet| sheet.name == name) {
            return Some(index);
        }
        match self.write(name) {
            Ok(written) => self.written.push(written),
            Err(refusal) => {
                self.faults.push(refusal.fault(&self.name, self.place));
                return None;
            }
        }
        self.written.len().checked_sub(1)
    }

    fn write(&mut self, name: &str) -> Result<Written, Refusal> {
        let sheets = self.book.sheets();
        let is_hidden = sheets.iter().any(|sheet| sheet.name == name && sheet.visible != SheetVisible::Visible);
        let cells = cells(&mut self.book, self.bytes, name, is_hidden)?;
        let home = self.sources.get(self.place.file).map_or(Home::Nowhere, |file| file.home.clone());
        let shown = format!("{}!{name}", self.name);
        Written::new(name, (home, shown), &cells, self.sources).ok_or_else(|| Refusal::Sheet(name.to_owned()))
    }
}
