//! Long CSV: a row for each value.

use std::borrow::Cow;

use super::Loader;
use super::facts::Facts;
use super::grid::{Cell, Row};
use super::names::{Found, Names};
use super::submit::{Said, What};
use crate::diagnostic::{Code, Diagnostic, FileId, did_you_mean};
use crate::figures::Dimension;
use crate::text;
use crate::yaml::Spanned;

/// What a column holds.
#[derive(Clone, Copy)]
enum Column<'a> {
    Figure,
    Period,
    Value,
    Basis,
    Edition,
    Unit,
    Precision,
    Missing,
    Source,
    Note,
    Dimension(&'a Dimension),
    /// Nothing at all, neither heading nor cells.
    Empty,
}

const HEADINGS: [(&str, Column<'static>); 10] = [
    ("figure", Column::Figure),
    ("period", Column::Period),
    ("value", Column::Value),
    ("basis", Column::Basis),
    ("edition", Column::Edition),
    ("unit", Column::Unit),
    ("precision", Column::Precision),
    ("missing", Column::Missing),
    ("source", Column::Source),
    ("note", Column::Note),
];

/// How many of [`HEADINGS`], from the first, every file must have.
const REQUIRED: usize = 3;

impl Column<'_> {
    fn is_same(&self, other: &Column<'_>) -> bool {
        match (self, other) {
            (Self::Dimension(one), Column::Dimension(other)) => one.name == other.name,
            (Self::Empty, _) => false,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl<'a> Loader<'a> {
    /// Reads a long file.
    pub(super) fn long(&mut self, file: FileId) {
        if let Some(rows) = self.rows(file) {
            self.long_rows(&rows, false);
        }
    }

    /// Reads rows of which the first is the heading. `empty_is_nothing`: a row without a value submits nothing.
    pub(super) fn long_rows(&mut self, rows: &[Row], empty_is_nothing: bool) {
        let Some((heading, rows)) = rows.split_first() else {
            return;
        };
        let Some(columns) = self.columns(heading, rows) else {
            return;
        };
        for row in rows.iter().filter(|row| !row.is_empty()) {
            if self.fits(row, columns.len()) {
                self.long_row(row, &columns, empty_is_nothing);
            }
        }
    }

    fn columns(&mut self, heading: &Row, rows: &[Row]) -> Option<Vec<Column<'a>>> {
        let words = Names::new(HEADINGS.iter().enumerate().map(|(i, (word, _))| (*word, i)));
        let mut columns: Vec<(Column<'a>, &Cell)> = Vec::new();
        let mut unknown = Vec::new();
        let before = self.faults();
        for (i, cell) in heading.cells.iter().enumerate() {
            let word = match words.find(&cell.value) {
                Found::One(index) => HEADINGS.get(index).map(|(_, column)| *column),
                _ => None,
            };
            let dimension = || self.dimension_of(&cell.value).map(Column::Dimension);
            let is_unused = || cell.value.is_empty() && rows.iter().all(|row| row.lacks(i));
            let column = word.or_else(dimension).or_else(|| is_unused().then_some(Column::Empty));
            let Some(column) = column else {
                unknown.push(cell);
                continue;
            };
            if let Some((_, first)) = columns.iter().find(|(c, _)| c.is_same(&column)) {
                self.column_twice(cell, first);
            }
            columns.push((column, cell));
        }
        let required = HEADINGS.iter().take(REQUIRED);
        let missing: Vec<_> = required
            .filter(|(_, needed)| !columns.iter().any(|(c, _)| c.is_same(needed)))
            .map(|(word, _)| *word)
            .collect();
        if !missing.is_empty() {
            self.missing_columns(heading, &missing);
        }
        // With none of the required columns it is another kind of table, and each of its headings would be a fault.
        if missing.len() < REQUIRED {
            for cell in unknown {
                self.unknown_column(cell);
            }
        }
        let columns = columns.into_iter().map(|(column, _)| column).collect();
        (self.faults() == before).then_some(columns)
    }

    fn missing_columns(&mut self, heading: &Row, missing: &[&str]) {
        let missing = missing.join(", ");
        let message = text!("kolumner saknas: {missing}", "columns are missing: {missing}");
        self.fault(Diagnostic::error(Code::MissingKey, heading.span, message).help(text!(
            "en rad per värde har kolumnerna figure, period och value; en tabell beskrivs under `tables:` eller i en fil bredvid",
            "one row a value has the columns figure, period and value; a table is described under `tables:` or in a file beside it"
        )));
    }

    fn unknown_column(&mut self, cell: &Cell) {
        let heading = &cell.value;
        let dimensions = self.vocabulary.dimensions.iter();
        let known = HEADINGS.iter().map(|(word, _)| *word).chain(dimensions.flat_map(|d| [&*d.name, d.title.as_str()]));
        let help = did_you_mean(heading, known).unwrap_or_else(|| {
            text!(
                "kolumnerna är figure, period, value, basis, edition, unit, precision, missing, source, note och dimensionernas namn",
                "the columns are figure, period, value, basis, edition, unit, precision, missing, source, note and the names of dimensions"
            )
        });
        let message = text!("okänd kolumn `{heading}`", "unknown column `{heading}`");
        self.fault(Diagnostic::error(Code::UnmatchedTable, cell.span, message).help(help));
    }

    /// Reports a heading that stands twice.
    pub(super) fn column_twice(&mut self, cell: &Cell, first: &Cell) {
        let heading = &cell.value;
        let message = text!("kolumnen `{heading}` står två gånger", "the column `{heading}` stands twice");
        self.fault(
            Diagnostic::error(Code::DuplicateName, cell.span, message)
                .also(first.span, text!("första gången", "first time"))
                .help(text!(
                    "ta bort den ena, eller ge den en egen rubrik",
                    "leave one of them out, or give it a heading of its own"
                )),
        );
    }

    fn long_row(&mut self, row: &Row, columns: &[Column<'a>], empty_is_nothing: bool) {
        let before = self.faults();
        let mut facts = Facts::default();
        let mut value = None;
        let (mut precision, mut missing, mut cited, mut note) = (None, None, None, None);
        for (cell, column) in row.cells.iter().zip(columns) {
            match column {
                Column::Value => value = Some(cell),
                Column::Figure | Column::Period | Column::Basis if cell.value.is_empty() => {
                    self.empty_cell(row, *column);
                }
                _ if cell.value.is_empty() => {}
                Column::Figure => facts.figure = at(cell, self.figure(cell, Code::UnknownName)),
                Column::Period => facts.period = at(cell, self.period(cell)),
                Column::Basis => facts.basis = at(cell, self.basis(cell)),
                Column::Edition => facts.edition = at(cell, self.edition(cell)),
                Column::Unit => facts.unit = at(cell, self.unit(cell)),
                Column::Precision => precision = Some(cell),
                Column::Missing => missing = Some(cell),
                Column::Source => cited = Some(cell.value.as_str()),
                Column::Note => note = Some(cell.value.as_str()),
                Column::Dimension(dimension) => {
                    let member = self.member(dimension, cell, Code::UnknownMember);
                    if let Some(member) = at(cell, member) {
                        facts.place(dimension.name.clone(), member);
                    }
                }
                Column::Empty => {}
            }
        }
        let Some(value) = value.filter(|_| self.faults() == before) else {
            return;
        };
        if value.value.is_empty() && missing.is_none() && empty_is_nothing {
            return;
        }
        let what = match missing {
            None => What::Value(Cow::Borrowed(value)),
            Some(because) if value.value.is_empty() => What::Missing(because.clone()),
            Some(because) => return self.fault(given_and_missing(value, because)),
        };
        let said = Said { what, precision, cited, note, dash_is_zero: false, negated: false };
        self.submit(&facts, &said);
    }

    /// A row must say which figure, period and (where there is a column for it) basis: nothing is taken for granted.
    fn empty_cell(&mut self, row: &Row, column: Column<'_>) {
        let word = HEADINGS.iter().find(|(_, c)| c.is_same(&column));
        let word = word.map_or("", |(word, _)| *word);
        let message = text!("raden har inget i kolumnen `{word}`", "the row has nothing in the column `{word}`");
        self.fault(
            Diagnostic::error(Code::EmptyValue, row.span, message)
                .help(text!("fyll i cellen, eller töm hela raden", "fill in the cell, or empty the whole row")),
        );
    }
}

fn at<T>(cell: &Cell, found: Option<T>) -> Option<Spanned<T>> {
    found.map(|value| Spanned::new(value, cell.span))
}

fn given_and_missing(value: &Cell, because: &Cell) -> Diagnostic {
    let message = text!(
        "raden har både ett värde och en orsak till att det saknas",
        "the row has both a value and why it is missing"
    );
    Diagnostic::error(Code::BadValue, value.span, message)
        .also(because.span, text!("orsaken", "why"))
        .help(text!("töm den ena cellen", "empty one of the cells"))
}
