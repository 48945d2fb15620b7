//! Verdicts that people gave, a row for each.

use std::borrow::Cow;

use super::Loader;
use super::facts::Facts;
use super::grid::{Cell, Row};
use super::names::{Found, Names};
use super::submit::What;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::figures::{Coordinates, Dimension, ManualVerdict, Origin};
use crate::text;
use crate::yaml::Spanned;

/// What a column holds.
#[derive(Clone, Copy)]
enum Column<'a> {
    /// One of [`HEADINGS`], by its place.
    Said(usize),
    Dimension(&'a Dimension),
    /// Nothing at all, neither heading nor cells.
    Empty,
}

impl Column<'_> {
    fn is_same(&self, other: &Column<'_>) -> bool {
        match (self, other) {
            (Self::Said(one), Column::Said(other)) => one == other,
            (Self::Dimension(one), Column::Dimension(other)) => one.name == other.name,
            _ => false,
        }
    }
}

const RULE: usize = 0;
const LEVEL: usize = 1;
const PERIOD: usize = 2;
const BASIS: usize = 3;
const MOTIVATION: usize = 4;
const BY: usize = 5;
const DATE: usize = 6;
const REFERENCE: usize = 7;
const SOURCE: usize = 8;
const HEADINGS: [&str; 9] = ["rule", "level", "period", "basis", "motivation", "by", "date", "ref", "source"];

impl<'a> Loader<'a> {
    /// Reads rows of which the first is the heading. `empty_is_nothing`: a row without a level says nothing.
    pub(super) fn assessed_rows(&mut self, rows: &[Row], empty_is_nothing: bool) {
        let Some((heading, rows)) = rows.split_first() else { return };
        let before = self.faults();
        let mut columns: Vec<Column<'a>> = Vec::new();
        for (i, cell) in heading.cells.iter().enumerate() {
            let column = self.assessed_column(cell, i, rows);
            if let Some(first) = columns.iter().position(|known| known.is_same(&column)) {
                self.column_twice(cell, &heading.cells[first]);
            }
            columns.push(column);
        }
        for needed in [RULE, LEVEL] {
            if !columns.iter().any(|column| matches!(column, Column::Said(said) if *said == needed)) {
                let word = HEADINGS[needed];
                let message = text!("kolumnen `{word}` saknas", "the column `{word}` is missing");
                self.fault(Diagnostic::error(Code::MissingKey, heading.span, message).help(known()));
            }
        }
        if self.faults() > before {
            return;
        }
        for row in rows.iter().filter(|row| !row.is_empty()) {
            if self.fits(row, columns.len()) {
                self.assessed_row(row, &columns, empty_is_nothing);
            }
        }
    }

    fn assessed_column(&mut self, cell: &Cell, column: usize, rows: &[Row]) -> Column<'a> {
        let words = Names::new(HEADINGS.iter().enumerate().map(|(i, word)| (*word, i)));
        if let Found::One(said) = words.find(&cell.value) {
            return Column::Said(said);
        }
        if let Some(dimension) = self.dimension_of(&cell.value) {
            return Column::Dimension(dimension);
        }
        if !cell.value.is_empty() || rows.iter().any(|row| !row.lacks(column)) {
            let heading = &cell.value;
            let help = did_you_mean(heading, HEADINGS).unwrap_or_else(known);
            let message = text!("okänd kolumn `{heading}`", "unknown column `{heading}`");
            self.fault(Diagnostic::error(Code::UnmatchedTable, cell.span, message).help(help));
        }
        Column::Empty
    }

    fn assessed_row(&mut self, row: &Row, columns: &[Column<'a>], empty_is_nothing: bool) {
        let before = self.faults();
        let mut said: [Option<&Cell>; HEADINGS.len()] = [None; HEADINGS.len()];
        let mut facts = Facts::default();
        for (cell, column) in row.cells.iter().zip(columns).filter(|(cell, _)| !cell.value.is_empty()) {
            self.is_sound(&What::Value(Cow::Borrowed(cell)), false);
            match column {
                Column::Said(place) => said[*place] = Some(cell),
                Column::Dimension(dimension) => {
                    if let Some(member) = self.member(dimension, cell, Code::UnknownMember) {
                        facts.place(dimension.name.clone(), Spanned::new(member, cell.span));
                    }
                }
                Column::Empty => {}
            }
        }
        if said[LEVEL].is_none() && empty_is_nothing {
            return;
        }
        let period = said[PERIOD].and_then(|cell| self.period(cell));
        let basis = said[BASIS].and_then(|cell| self.basis(cell));
        let date = said[DATE].and_then(|cell| self.date(cell));
        let (Some(rule), Some(level)) = (said[RULE], said[LEVEL]) else {
            let word = HEADINGS[if said[RULE].is_none() { RULE } else { LEVEL }];
            let message = text!("raden har inget i kolumnen `{word}`", "the row has nothing in the column `{word}`");
            let help = text!("fyll i cellen, eller töm hela raden", "fill in the cell, or empty the whole row");
            return self.fault(Diagnostic::error(Code::EmptyValue, row.span, message).help(help));
        };
        if self.faults() > before {
            return;
        }
        let text = |place: usize| said[place].map(|cell| cell.value.clone());
        let pairs = facts.coordinates.into_iter().map(|(dimension, member)| (dimension, member.value));
        self.manual.push(ManualVerdict {
            rule: rule.value.clone(),
            period,
            basis,
            coordinates: Coordinates::new(pairs.collect()),
            level: level.value.clone(),
            motivation: text(MOTIVATION),
            by: text(BY),
            date,
            reference: text(REFERENCE),
            origin: Origin { span: rule.span, cited: text(SOURCE) },
        });
    }
}

fn known() -> crate::language::Text {
    text!(
        "kolumnerna är rule, level, period, basis, motivation, by, date, ref, source och dimensionernas namn",
        "the columns are rule, level, period, basis, motivation, by, date, ref, source and the names of dimensions"
    )
}
