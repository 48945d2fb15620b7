//! Wide tables: a table as people have it, read by its description.

mod heading;
mod layout;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Loader;
use super::facts::Facts;
use super::grid::{Cell, Row};
use super::names::{Found, Names};
use super::submit::{Said, What};
use crate::diagnostic::{Code, did_you_mean};
use crate::figures::{Dimension, Table};
use crate::language::Text;
use crate::quantity::Period;
use crate::text;
use crate::yaml::Spanned;

/// What the headings of the rows are.
#[derive(Clone, Copy)]
enum RowKind<'a> {
    Figure,
    Period,
    Member(&'a Dimension),
}

/// What a column holds.
enum Column<'a> {
    /// Values, and whether they are read with the other sign.
    Values(Box<Facts>, bool),
    Source,
    Note,
    /// The unit of the row.
    Unit,
    /// The member of the row in a dimension.
    Member(&'a Dimension),
    /// Left out by name, or entirely empty, or already reported.
    Nothing,
}

/// A table whose description has been understood.
struct Layout<'a, 't> {
    table: &'t Table,
    rows: RowKind<'a>,
    /// All but the first, which holds the rows' headings.
    columns: Vec<Column<'a>>,
    ignored_rows: Names<'t>,
    /// Headings of the rows that are read with the other sign, by their places in the description.
    negated_rows: Names<'t>,
    /// The heading of the row that is the total.
    total: Names<'t>,
}

impl<'a, 't> Layout<'a, 't> {
    fn new(table: &'t Table, rows: RowKind<'a>, columns: Vec<Column<'a>>) -> Self {
        let total = table.total.as_deref();
        let total = total.filter(|_| matches!(rows, RowKind::Member(_)));
        let ignored = table.ignored_rows.iter().map(|name| (name.as_str(), 0));
        let negated = table.negated_rows.iter().enumerate().map(|(i, name)| (name.as_str(), i));
        Self {
            table,
            rows,
            columns,
            ignored_rows: Names::new(ignored),
            negated_rows: Names::new(negated),
            total: Names::new(total.map(|name| (name, 0))),
        }
    }
}

impl<'a> Loader<'a> {
    /// Reads the rows of a table, the headings first.
    pub(super) fn wide_rows(&mut self, rows: &[Row], table: &Table) {
        let heading_rows = usize::from(table.heading_rows.max(1)).min(rows.len());
        let (heading_rows, rows) = rows.split_at(heading_rows);
        let Some(layout) = self.layout(table, heading_rows, rows) else {
            return;
        };
        let mut has_total = false;
        let mut negated_rows = BTreeSet::new();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            if !self.fits(row, layout.columns.len() + 1) {
                continue;
            }
            let Some((heading, cells)) = row.cells.split_first() else {
                continue;
            };
            if layout.ignored_rows.find(&heading.value) != Found::Nothing {
                continue;
            }
            let negated = match layout.negated_rows.find(&heading.value) {
                Found::One(index) => {
                    negated_rows.insert(index);
                    true
                }
                _ => false,
            };
            let is_total = layout.total.find(&heading.value) != Found::Nothing;
            has_total |= is_total;
            let facts = if is_total { Some(Facts::default()) } else { self.row_facts(&layout, heading) };
            if let Some(facts) = facts.and_then(|facts| self.with_own_columns(facts, &layout, cells)) {
                self.wide_row(&layout, &facts, cells, negated);
            }
        }
        let total = table.total.as_ref().filter(|_| !has_total);
        let negated = table.negated_rows.iter().enumerate().filter(|(index, _)| !negated_rows.contains(index));
        for row in total.into_iter().chain(negated.map(|(_, row)| row)) {
            let headings = rows.iter().filter_map(|row| row.cells.first());
            let help = did_you_mean(row, headings.map(|cell| cell.value.as_str()));
            let message = text!("raden `{row}` saknas", "the row `{row}` is missing");
            self.absent(table, heading_rows, message, help);
        }
    }

    /// What the heading of a row says.
    fn row_facts(&mut self, layout: &Layout<'a, '_>, heading: &Cell) -> Option<Facts> {
        let mut facts = Facts::default();
        let span = heading.span;
        if heading.value.is_empty() {
            let message = text!("raden har ingen rubrik", "the row has no heading");
            let help = text!("ge raden en rubrik, eller töm den", "give the row a heading, or empty it");
            self.table_fault(Code::UnmatchedTable, span, layout.table, message, help);
            return None;
        }
        match layout.rows {
            RowKind::Figure => {
                let figure = self.figure(heading, Code::UnmatchedTable)?;
                facts.figure = Some(Spanned::new(figure, span));
            }
            RowKind::Period => {
                let Ok(period) = Period::parse(&heading.value) else {
                    let written = &heading.value;
                    let message = text!("`{written}` är ingen period", "`{written}` is not a period");
                    let help = text!(
                        "skriv som 2024-03 eller 2024-01..2024-03, eller skriv raden under `ignore`",
                        "write it as 2024-03 or 2024-01..2024-03, or write the row under `ignore`"
                    );
                    self.table_fault(Code::UnmatchedTable, span, layout.table, message, help);
                    return None;
                };
                facts.period = Some(Spanned::new(period, span));
            }
            RowKind::Member(dimension) => {
                let member = self.member(dimension, heading, Code::UnmatchedTable)?;
                let name = dimension.name.clone();
                facts.place(name, Spanned::new(member, span));
            }
        }
        Some(facts)
    }

    /// With the unit and members that stand in columns of the row itself. `None`: one of them cannot be understood.
    fn with_own_columns(&mut self, mut facts: Facts, layout: &Layout<'a, '_>, cells: &[Cell]) -> Option<Facts> {
        let before = self.faults();
        for (column, cell) in layout.columns.iter().zip(cells).filter(|(_, cell)| !cell.value.is_empty()) {
            match column {
                Column::Unit => facts.unit = self.unit(cell).map(|unit| Spanned::new(unit, cell.span)),
                Column::Member(dimension) => {
                    if let Some(member) = self.member(dimension, cell, Code::UnknownMember) {
                        facts.place(dimension.name.clone(), Spanned::new(member, cell.span));
                    }
                }
                Column::Values(..) | Column::Source | Column::Note | Column::Nothing => {}
            }
        }
        (self.faults() == before).then_some(facts)
    }

    fn wide_row(&mut self, layout: &Layout<'a, '_>, row: &Facts, cells: &[Cell], row_negated: bool) {
        let columns = || layout.columns.iter().zip(cells);
        let text_of = |is: fn(&Column<'_>) -> bool| {
            let found = columns().find(|(column, _)| is(column));
            let text = found.map(|(_, cell)| cell.value.as_str());
            text.filter(|text| !text.is_empty())
        };
        let cited = text_of(|column| matches!(column, Column::Source));
        let note = text_of(|column| matches!(column, Column::Note));
        for (column, cell) in columns() {
            let Column::Values(facts, column_negated) = column else {
                continue;
            };
            if cell.value.is_empty() && layout.table.empty_is_nothing {
                continue;
            }
            if row_negated && *column_negated {
                let message = text!(
                    "både raden och kolumnen står under `negate`",
                    "both the row and the column are under `negate`"
                );
                let help = text!("räkna upp bara den ena", "list only one of them");
                self.table_fault(Code::BadValue, cell.span, layout.table, message, help);
                continue;
            }
            let said = Said {
                what: What::Value(Cow::Borrowed(cell)),
                precision: None,
                cited,
                note,
                dash_is_zero: layout.table.dash_is_zero,
                negated: row_negated || *column_negated,
            };
            self.submit(&row.or(facts), &said);
        }
    }
}

fn described_here() -> Text {
    text!("tabellen beskrivs här", "the table is described here")
}
