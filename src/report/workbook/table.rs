//! A sheet that is a table: headings, rows of cells, a filter over them.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::style::{Styles, number_format, on_paper, set_height};
use crate::policy::Verdict;
use crate::quantity::{Decimal, plain};

/// The first row below the headings, from 0.
pub(super) const FIRST: u32 = 1;

/// Rows of cells under headings.
pub(super) struct Table {
    /// Headings, and how wide their columns are in characters.
    pub(super) headings: Vec<(String, u16)>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// So many columns are on paper; the others are looked up on a screen.
    pub(super) printed: usize,
}

/// What stands in a cell.
pub(super) enum Cell {
    Empty,
    /// A text, which is never a formula.
    Text(String),
    /// A number to compute with, with so many decimals shown. A spreadsheet keeps 15 digits of it.
    Number(Decimal, u32),
    /// A verdict in words, on its colour.
    Verdict(Verdict, String),
    /// A text that leads somewhere.
    Link(String, String),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What it shows in words.
    fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Verdict(_, words) | Self::Link(words, _) => words,
            Self::Empty | Self::Number(..) => "",
        }
    }

    /// A number as text, every digit of it.
    pub(super) fn exact(value: Option<Decimal>) -> Self {
        value.map_or(Self::Empty, |value| Self::Text(plain(value)))
    }

    /// A number, if there is one.
    pub(super) fn number(value: Option<Decimal>, decimals: Option<u32>) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value, decimals.unwrap_or_else(|| value.normalize().scale())))
    }

    /// A text that leads to a row of another sheet.
    pub(super) fn to_row(text: impl Into<String>, sheet: &str, row: u32) -> Self {
        let sheet = sheet.replace('\'', "''");
        Self::Link(text.into(), format!("internal:'{sheet}'!A{}", row + 1))
    }

    /// A text that leads to where `to` says, if that is known.
    pub(super) fn linked(text: String, to: Option<String>) -> Self {
        match to {
            Some(to) => Self::Link(text, to),
            None => Self::Text(text),
        }
    }
}

impl Table {
    /// A table with these headings and no rows yet.
    pub(super) fn new(headings: Vec<(String, u16)>) -> Self {
        Self { printed: headings.len(), headings, rows: Vec::new() }
    }

    pub(super) fn write(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
        for (column, (heading, width)) in (0..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &styles.heading)?;
            sheet.set_column_width(column, *width)?;
        }
        for (row, cells) in (FIRST..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                put(sheet, (row, column), cell, styles)?;
            }
            let widths = self.headings.iter().map(|(_, width)| *width);
            let texts: Vec<(&str, u16)> = cells.iter().map(Cell::words).zip(widths).collect();
            set_height(sheet, row, &texts)?;
        }
        let last_row = u32::try_from(self.rows.len()).unwrap_or(0);
        let last_of = |columns: usize| u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        if last_row > 0 {
            sheet.autofilter(0, 0, last_row, last_of(self.headings.len()))?;
        }
        sheet.set_print_area(0, 0, last_row, last_of(self.printed))?;
        sheet.set_freeze_panes(FIRST, 1)?;
        on_paper(sheet, 0)
    }
}

/// Writes a cell.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    styles: &Styles,
) -> Result<(), XlsxError> {
    /// More decimals than a spreadsheet shows are in the exact column.
    const MOST_DECIMALS: u32 = 12;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if text.is_empty() => {}
        // Whoever edits the cell should not make a formula of it either.
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@']) => {
            sheet.write_string_with_format(row, column, text, &styles.wrapped.clone().set_quote_prefix())?;
        }
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, text, &styles.wrapped)?;
        }
        Cell::Number(value, decimals) => {
            let format = styles.number.clone().set_num_format(number_format((*decimals).min(MOST_DECIMALS)));
            match plain(*value).parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, &format)?,
                Err(_) => sheet.write_string_with_format(row, column, plain(*value), &styles.wrapped)?,
            };
        }
        Cell::Verdict(verdict, words) => {
            sheet.write_string_with_format(row, column, words, styles.verdict(*verdict))?;
        }
        Cell::Link(text, to) => {
            sheet.write_url_with_format(row, column, Url::new(to).set_text(text), &styles.link)?;
        }
    }
    Ok(())
}
