//! Cells that a description names are found, and what stands beside each is held against what should.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::written::Written;
use super::{Reading, Sheet};
use crate::diagnostic::{CellName, Code, Diagnostic, did_you_mean};
use crate::figures::load::grid::Cell;
use crate::figures::load::names::is_same_name;
use crate::figures::{CellReference, Table, TableCell, WrittenPlace};
use crate::language::Text;
use crate::quantity::Period;
use crate::text;

impl Reading<'_> {
    /// The cells that a description names. Those that cannot be found are faults.
    pub(super) fn picked(&mut self, table: &Table, list: &[TableCell]) -> Sheet {
        let (mut found, mut sheets) = (Vec::new(), Vec::new());
        for (index, entry) in list.iter().enumerate() {
            if let Some((sheet, cell)) = self.pick(table, entry) {
                found.push((index, cell));
                if !sheets.contains(&sheet) {
                    sheets.push(sheet);
                }
            }
        }
        let of = |sheet: &usize| self.written.get(*sheet).map(|sheet| &sheet.marks);
        let marks = match sheets.as_slice() {
            [only] => of(only).map(Arc::clone).unwrap_or_default(),
            several => {
                let marks = several.iter().filter_map(of).flat_map(|marks| marks.iter());
                Arc::new(marks.map(|(span, marks)| (*span, *marks)).collect::<BTreeMap<_, _>>())
            }
        };
        Sheet { table: Some(table.clone()), rows: Vec::new(), found, marks }
    }

    /// The sheet of a named cell, and the cell.
    fn pick(&mut self, table: &Table, entry: &TableCell) -> Option<(usize, Cell)> {
        let (sheet, name) = match &entry.place {
            WrittenPlace::Cell(sheet, cell) => (sheet.clone().or_else(|| table.sheet.clone()), *cell),
            WrittenPlace::Name(name) => self.defined(name, entry)?,
        };
        let sheet = self.sheet_name(sheet.as_deref(), entry.span, true)?;
        let index = self.written(&sheet)?;
        let written = self.written.get(index)?;
        let Some(cell) = written.cell(name) else {
            let message = text!("det står ingenting i {sheet}!{name}", "there is nothing in {sheet}!{name}");
            let help = text!("rätta cellen", "correct the cell");
            self.faults.push(Diagnostic::error(Code::UnmatchedTable, entry.span, message).help(help));
            return None;
        };
        let faults: Vec<_> = missing(written, name, entry).collect();
        let is_whole = faults.is_empty();
        for (message, help) in faults {
            let here = text!("cellen beskrivs här", "the cell is described here");
            let fault = Diagnostic::error(Code::UnmatchedTable, cell.span, message);
            self.faults.push(fault.also(entry.span, here).help(help));
        }
        is_whole.then(|| (index, cell.clone()))
    }

    /// The only cell that a name of the workbook refers to.
    fn defined(&mut self, name: &str, entry: &TableCell) -> Option<(Option<String>, CellName)> {
        let names = self.book.names();
        let mut places: Vec<&str> = Vec::new();
        for (known, place) in names {
            if is_same_name(known, name) && !places.contains(&place.as_str()) {
                places.push(place);
            }
        }
        let workbook = self.name.as_str();
        let (message, help) = match places.as_slice() {
            [] => (
                text!("`{workbook}` har inget namn `{name}`", "`{workbook}` has no name `{name}`"),
                did_you_mean(name, names.iter().map(|(known, _)| known.as_str())).unwrap_or_else(|| {
                    text!(
                        "namnen står i kalkylprogrammets namnhanterare; skriv cellen under `cell` om den inget har",
                        "the names are in the name manager of the spreadsheet program; write the cell under `cell` if it has none"
                    )
                }),
            ),
            [place] => match CellReference::parse(place) {
                CellReference::Cell(sheet, cell) => return Some((sheet, cell)),
                CellReference::Several => (
                    text!("namnet `{name}` är mer än en cell: {place}", "the name `{name}` is more than one cell: {place}"),
                    text!("ge cellen ett eget namn, eller skriv den under `cell`", "give the cell a name of its own, or write it under `cell`"),
                ),
                CellReference::Broken => (
                    text!(
                        "cellen som namnet `{name}` hörde till är borttagen",
                        "the cell that the name `{name}` belonged to has been removed"
                    ),
                    text!("rätta namnet i arbetsboken", "correct the name in the workbook"),
                ),
                CellReference::Other => (
                    text!("namnet `{name}` är ingen cell: {place}", "the name `{name}` is not a cell: {place}"),
                    text!("skriv värdet i en cell, och namnge den", "write the value in a cell, and name that"),
                ),
            },
            [one, other, ..] => (
                text!("namnet `{name}` är flera: {one} och {other}", "the name `{name}` is several: {one} and {other}"),
                text!("skriv cellen under `cell`", "write the cell under `cell`"),
            ),
        };
        self.faults.push(Diagnostic::error(Code::UnmatchedTable, entry.span, message).help(help));
        None
    }
}

/// The headings of a cell that are not where they should be, and where they are.
fn missing(sheet: &Written, name: CellName, entry: &TableCell) -> impl Iterator<Item = (Text, Text)> {
    let left = sheet.row(name.row).rev().filter(move |(cell, _)| cell.column < name.column);
    let left = left.map(|(cell, content)| (cell.column, content));
    let above = sheet.column(name.column).rev().filter(move |(cell, _)| cell.row < name.row);
    let above = above.map(|(cell, content)| (cell.row, content));
    let row = entry.row_heading.as_deref().and_then(|heading| {
        let beside = stands(left, heading)?;
        let message = text!(
            "till vänster om {name} ska stå `{heading}`, men där står `{beside}`",
            "to the left of {name} there should be `{heading}`, but there is `{beside}`"
        );
        Some((message, now(sheet, heading, |found| CellName { row: found.row, ..name })))
    });
    let column = entry.column_heading.as_deref().and_then(|heading| {
        let beside = stands(above, heading)?;
        let message = text!(
            "ovanför {name} ska stå `{heading}`, men där står `{beside}`",
            "above {name} there should be `{heading}`, but there is `{beside}`"
        );
        Some((message, now(sheet, heading, |found| CellName { column: found.column, ..name })))
    });
    row.into_iter().chain(column)
}

/// What stands where a heading should be, going away from the cell; `None`: it is the heading. Headings side by side are one, so that a unit or an
/// account may stand beside one; numbers before it are other values. What stands beyond is the heading of something else.
fn stands<'c>(line: impl Iterator<Item = (u32, &'c Cell)>, heading: &str) -> Option<String> {
    let is_period = Period::parse(heading).is_ok();
    let mut first: Option<&str> = None;
    let mut last = 0;
    for (number, cell) in line {
        let written = cell.value.as_str();
        if first.is_some() && last - number > 1 {
            break;
        }
        if is_same_name(written, heading) {
            return None;
        }
        let is_word = written.chars().any(char::is_alphabetic) && !written.starts_with(['#', '=']);
        if is_word || is_period && Period::parse(written).is_ok() {
            first = first.or(Some(written));
            last = number;
        } else if first.is_some() {
            break;
        }
    }
    Some(first.unwrap_or_default().to_owned())
}

/// Where a heading is now, if it is on the sheet at all.
fn now(sheet: &Written, heading: &str, cell_of: impl Fn(CellName) -> CellName) -> Text {
    let found = sheet.all().find(|(_, cell)| is_same_name(&cell.value, heading));
    if let Some((at, _)) = found {
        let cell = cell_of(at);
        return text!("`{heading}` står i {at}: menas {cell}?", "`{heading}` is in {at}: is {cell} meant?");
    }
    did_you_mean(heading, sheet.all().map(|(_, cell)| cell.value.as_str())).unwrap_or_else(|| {
        text!(
            "rubriken finns inte på bladet: rätta beskrivningen",
            "the heading is not on the sheet: correct the description"
        )
    })
}
