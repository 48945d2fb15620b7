//! A sheet as it stands among the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cells::{Cells, Marks};
use super::refusal::MAX_CELLS;
use crate::diagnostic::{CellName, CellPlace, Home, Sources, Span};
use crate::figures::CellRange;
use crate::figures::load::grid::{Cell, Row};
use crate::yaml::Spanned;

/// A whole sheet that has been added to the sources.
pub(super) struct Written {
    pub(super) name: String,
    /// Rows with something in them, by number; each has the cells of all columns that hold anything on the sheet.
    rows: Vec<(u32, Vec<(u32, Cell)>)>,
    pub(super) marks: Arc<BTreeMap<Span, Marks>>,
}

/// What stands between cells.
const BETWEEN: &str = " | ";

impl Written {
    /// Writes a sheet as text, a line for each row. `None`: it is too large.
    pub(super) fn new(name: &str, (home, shown): (Home, String), cells: &Cells, sources: &mut Sources) -> Option<Self> {
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
        Some(Self { name: name.to_owned(), rows, marks: Arc::new(marks) })
    }

    /// The rows, or the parts of them that are in a range, that hold something.
    pub(super) fn part(&self, range: Option<CellRange>) -> Vec<Row> {
        let rows = self.rows.iter().filter(|(number, _)| range.is_none_or(|range| range.holds_row(*number)));
        let inside = rows.filter_map(|(_, cells)| {
            let inside = cells.iter().filter(|(column, _)| range.is_none_or(|range| range.holds_column(*column)));
            Row::of(inside.map(|(_, cell)| cell.clone()).collect())
        });
        inside.filter(|row| !row.is_empty()).collect()
    }

    /// A cell. `None`: nothing stands on its row, or in its column.
    pub(super) fn cell(&self, name: CellName) -> Option<&Cell> {
        self.row(name.row).find(|(cell, _)| cell.column == name.column).map(|(_, cell)| cell)
    }

    /// The cells of a row, from the left.
    pub(super) fn row(&self, number: u32) -> impl DoubleEndedIterator<Item = (CellName, &Cell)> {
        let found = self.rows.binary_search_by_key(&number, |(row, _)| *row).ok();
        let cells = found.and_then(|index| self.rows.get(index)).map_or(&[][..], |(_, cells)| cells.as_slice());
        cells.iter().map(move |(column, cell)| (CellName { row: number, column: *column }, cell))
    }

    /// The cells of a column, from above, on rows with something in them.
    pub(super) fn column(&self, number: u32) -> impl DoubleEndedIterator<Item = (CellName, &Cell)> {
        let first = self.rows.first().and_then(|(_, cells)| cells.first()).map_or(1, |(column, _)| *column);
        let index = number.checked_sub(first).and_then(|index| usize::try_from(index).ok());
        self.rows.iter().filter_map(move |(row, cells)| {
            let (column, cell) = cells.get(index?)?;
            Some((CellName { row: *row, column: *column }, cell))
        })
    }

    /// All cells, row by row.
    pub(super) fn all(&self) -> impl Iterator<Item = (CellName, &Cell)> {
        self.rows.iter().flat_map(|(row, _)| self.row(*row))
    }
}
