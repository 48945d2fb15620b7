//! Long CSV: a row for each value.

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
    Basis,
    Edition,
    Value,
    Unit,
    Precision,
    Source,
    Note,
    Dimension(&'a Dimension),
    /// Nothing at all, neither heading nor cells.
    Empty,
}

const WORDS: [(&str, Column<'static>); 9] = [
    ("figure", Column::Figure),
    ("period", Column::Period),
    ("value", Column::Value),
    ("basis", Column::Basis),
    ("edition", Column::Edition),
    ("unit", Column::Unit),
    ("precision", Column::Precision),
    ("source", Column::Source),
    ("note", Column::Note),
];

/// How many of [`WORDS`], from the first, every file must have.
const REQUIRED: usize = 3;

impl<'a> Loader<'a> {
    /// Reads a long file.
    pub(super) fn long(&mut self, file: FileId) {
        let Some(rows) = self.rows(file) else { return };
        let Some((heading, rows)) = rows.split_first() else {
            return;
        };
        let Some(columns) = self.columns(heading, rows) else {
            return;
        };
        for row in rows.iter().filter(|row| !row.is_empty()) {
            if self.fits(row, columns.len()) {
                self.long_row(row, &columns);
            }
        }
    }

    fn columns(&mut self, heading: &Row, rows: &[Row]) -> Option<Vec<Column<'a>>> {
        let before = self.reader.faults.len();
        let words = Names::new(WORDS.iter().enumerate().map(|(i, (word, _))| (*word, i)));
        let mut columns = Vec::new();
        for (i, cell) in heading.cells.iter().enumerate() {
            let word = match words.find(&cell.value) {
                Found::One(index) => WORDS.get(index).map(|(_, column)| *column),
                _ => None,
            };
            let dimension = || self.dimension_of(&cell.value).map(Column::Dimension);
            let unused = || cell.value.is_empty() && rows.iter().all(|row| row.lacks(i));
            match word.or_else(dimension) {
                Some(column) => columns.push(column),
                None if unused() => columns.push(Column::Empty),
                None => self.unmatched_column(cell),
            }
            let names = heading.cells.get(..i).unwrap_or_default();
            let same = names
                .iter()
                .find(|c| !c.value.is_empty() && c.value == cell.value);
            if let Some(first) = same {
                self.twice(cell, first);
            }
        }
        let missing: Vec<_> = WORDS
            .iter()
            .take(REQUIRED)
            .map(|(word, _)| *word)
            .filter(|word| {
                !heading
                    .cells
                    .iter()
                    .any(|c| c.value.eq_ignore_ascii_case(word))
            })
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let message = text!(
                "kolumner saknas: {missing}",
                "columns are missing: {missing}"
            );
            self.fault(Diagnostic::error(Code::MissingKey, heading.span, message).help(text!(
                "en rad per värde har kolumnerna figure, period och value; en tabell beskrivs under `tables:` eller i en fil bredvid",
                "one row a value has the columns figure, period and value; a table is described under `tables:` or in a file beside it"
            )));
        }
        (self.reader.faults.len() == before).then_some(columns)
    }

    fn unmatched_column(&mut self, cell: &Cell) {
        let heading = &cell.value;
        let dimensions = self.vocabulary.dimensions.iter();
        let known = WORDS
            .iter()
            .map(|(word, _)| *word)
            .chain(dimensions.flat_map(|d| [&*d.name, d.title.as_str()]));
        let help = did_you_mean(heading, known).unwrap_or_else(|| {
            text!(
                "kolumnerna är figure, period, value, basis, edition, unit, precision, source, note och dimensionernas namn",
                "the columns are figure, period, value, basis, edition, unit, precision, source, note and the names of dimensions"
            )
        });
        let message = text!("okänd kolumn `{heading}`", "unknown column `{heading}`");
        self.fault(Diagnostic::error(Code::UnmatchedTable, cell.span, message).help(help));
    }

    /// Reports a heading that stands twice.
    pub(super) fn twice(&mut self, cell: &Cell, first: &Cell) {
        let heading = &cell.value;
        let message = text!(
            "kolumnen `{heading}` står två gånger",
            "the column `{heading}` stands twice"
        );
        self.fault(
            Diagnostic::error(Code::DuplicateName, cell.span, message)
                .also(first.span, text!("första gången", "first time"))
                .help(text!(
                    "ta bort den ena, eller ge den en egen rubrik",
                    "leave one of them out, or give it a heading of its own"
                )),
        );
    }

    fn long_row(&mut self, row: &Row, columns: &[Column<'a>]) {
        let before = self.reader.faults.len();
        let mut facts = Facts::default();
        let mut value = None;
        let (mut precision, mut cited, mut note) = (None, None, None);
        for (cell, column) in row.cells.iter().zip(columns) {
            let is_given = !cell.value.is_empty();
            match column {
                Column::Figure => facts.figure = at(cell, self.figure(cell, Code::UnknownName)),
                Column::Period => facts.period = at(cell, self.period(cell)),
                Column::Basis => facts.basis = at(cell, self.basis(cell)),
                Column::Value => value = Some(cell.clone()),
                Column::Edition if is_given => facts.edition = at(cell, self.edition(cell)),
                Column::Unit if is_given => facts.unit = at(cell, self.unit(cell)),
                Column::Precision if is_given => precision = Some(cell.clone()),
                Column::Source if is_given => cited = Some(cell.value.clone()),
                Column::Note if is_given => note = Some(cell.value.clone()),
                Column::Dimension(dimension) if is_given => {
                    if let Some(member) = self.member(dimension, cell, Code::UnknownMember) {
                        let member = Spanned::new(member, cell.span);
                        facts.coordinates.insert(dimension.name.clone(), member);
                    }
                }
                _ => {}
            }
        }
        let Some(value) = value.filter(|_| self.reader.faults.len() == before) else {
            return;
        };
        let said = Said {
            what: What::Value(value),
            precision,
            cited,
            note,
            dash_is_zero: false,
        };
        self.submit(&facts, &said);
    }
}

fn at<T>(cell: &Cell, found: Option<T>) -> Option<Spanned<T>> {
    found.map(|value| Spanned::new(value, cell.span))
}
