//! The headings of a wide table's columns, on one row or two.

use crate::diagnostic::Span;
use crate::figures::load::grid::{Cell, Row};
use crate::figures::load::names::tidy;
use crate::yaml::Spanned;

/// The heading of a column.
pub(super) struct Heading {
    /// Both headings joined, the upper one carried on from the left.
    pub(super) text: String,
    /// What stands in this very column.
    own: String,
    /// The lower heading, or the only one.
    pub(super) span: Span,
}

impl Heading {
    /// The heading as one cell.
    pub(super) fn cell(&self) -> Cell {
        Spanned::new(self.text.clone(), self.span)
    }

    /// Whether the column itself is headed with a word, in any case.
    pub(super) fn is(&self, word: &str) -> bool {
        tidy(&self.own).to_lowercase() == word
    }

    /// Whether nothing stands over this very column.
    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}

/// The headings of all columns, the first one's included.
pub(super) fn headings(rows: &[Row]) -> Vec<Heading> {
    let cell = |row: usize, column: usize| {
        let cells = rows.get(row).map(|row| row.cells.as_slice());
        cells.and_then(|cells| cells.get(column))
    };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut carried = "";
    let mut all = Vec::new();
    for i in 0..width {
        let written = |row| cell(row, i).filter(|cell| !cell.value.is_empty());
        let (upper, lower) = (written(0), written(1));
        // The corner is the heading of the rows' names, not of what stands to its right.
        if let Some(upper) = upper.filter(|_| i > 0) {
            carried = &upper.value;
        }
        let own = lower.or(upper);
        let own_text = own.map_or("", |cell| cell.value.as_str());
        let text = if lower.is_some() && !carried.is_empty() {
            format!("{carried} / {own_text}")
        } else {
            own_text.to_owned()
        };
        let place = own.or(cell(0, i)).or(cell(1, i));
        all.push(Heading { text, own: own_text.to_owned(), span: place.map_or(Span::NOWHERE, |cell| cell.span) });
    }
    all
}
