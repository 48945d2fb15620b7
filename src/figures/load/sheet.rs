//! Sheets of workbooks: read as CSV files are, after each cell has been asked whether its value can be used.

use std::sync::Arc;

use super::Loader;
use super::submit::What;
use super::workbook::{CellFault, Sheet};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Text;
use crate::text;

/// Cells that were used and should be looked at.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    rounded: Vec<Span>,
    hidden: Vec<Span>,
}

/// How many cells a warning lists.
const LISTED: usize = 5;

impl Loader<'_> {
    /// Reads a sheet, or the part of one that is a table.
    pub(super) fn sheet(&mut self, sheet: &Sheet) {
        self.marks = Arc::clone(&sheet.marks);
        match &sheet.table {
            Some(table) => self.table_rows(&sheet.rows, table),
            None => self.long_rows(&sheet.rows, false),
        }
        self.marks = Arc::default();
        let Doubts { rounded, hidden } = std::mem::take(&mut self.doubts);
        self.doubt(
            &rounded,
            |cells| {
                text!(
                    "fler siffror är lagrade än de 15 som läses: {cells}",
                    "more digits are stored than the 15 that are read: {cells}"
                )
            },
            text!(
                "talen läses som kalkylprogrammet visar dem; `AVRUNDA` i formeln gör dem exakta",
                "the numbers are read as the spreadsheet program shows them; `ROUND` in the formula makes them exact"
            ),
        );
        self.doubt(
            &hidden,
            |cells| text!("dolda celler har lästs: {cells}", "hidden cells have been read: {cells}"),
            text!(
                "visa raden, kolumnen eller bladet, eller ta bort det ur tabellen",
                "show the row, column or sheet, or leave it out of the table"
            ),
        );
    }

    fn doubt(&mut self, cells: &[Span], message: impl FnOnce(String) -> Text, help: Text) {
        let Some(first) = cells.first() else { return };
        let listed = cells.iter().take(LISTED).filter_map(|span| self.sources.get(span.file)?.cell_name(span.start));
        let listed = listed.map(|cell| cell.to_string()).collect::<Vec<_>>().join(", ");
        let left = cells.len().saturating_sub(LISTED);
        let listed = if left > 0 { format!("{listed} + {left}") } else { listed };
        self.fault(Diagnostic::warning(Code::CellDoubt, *first, message(listed)).help(help));
    }

    /// Whether the value of a cell can be used, as a number or as something else. A cell that nothing uses may hold anything.
    pub(super) fn is_sound(&mut self, what: &What<'_>, as_number: bool) -> bool {
        let What::Value(cell) = what else { return true };
        let Some(marks) = self.marks.get(&cell.span).copied() else { return true };
        if marks.is_hidden {
            self.doubts.hidden.push(cell.span);
        }
        if marks.is_rounded {
            self.doubts.rounded.push(cell.span);
        }
        let fault = marks.fault.filter(|fault| as_number || *fault != CellFault::Day);
        if let Some(fault) = fault {
            let (message, help) = said(fault, &cell.value);
            self.fault(Diagnostic::error(Code::CellError, cell.span, message).help(help));
        }
        fault.is_none()
    }
}

fn said(fault: CellFault, shown: &str) -> (Text, Text) {
    match fault {
        CellFault::Error => (
            text!("cellen innehåller felvärdet `{shown}`", "the cell holds the error value `{shown}`"),
            text!("rätta formeln i arbetsboken", "correct the formula in the workbook"),
        ),
        CellFault::Uncomputed => (
            text!("formeln har inget uträknat värde", "the formula has no computed value"),
            text!(
                "öppna arbetsboken i ett kalkylprogram, räkna om den och spara",
                "open the workbook in a spreadsheet program, compute it and save it"
            ),
        ),
        CellFault::Scaled => (
            text!(
                "cellen innehåller `{shown}` men visar ett annat tal: formatet delar med tusen",
                "the cell holds `{shown}` but shows another number: its format divides by a thousand"
            ),
            text!(
                "ta bort kommatecknet sist i talformatet, och skriv enheten för det lagrade talet i beskrivningen",
                "remove the comma at the end of the number format, and write the unit of the stored number in the description"
            ),
        ),
        CellFault::OutOfReach => (
            text!(
                "`{shown}` är för stort eller för litet för ett exakt tal",
                "`{shown}` is too large or too small for an exact number"
            ),
            text!("avrunda talet i arbetsboken", "round the number in the workbook"),
        ),
        CellFault::Day => (
            text!("cellen innehåller ett datum: `{shown}`", "the cell holds a date: `{shown}`"),
            text!("ge cellen ett talformat om det är ett tal", "give the cell a number format if it is a number"),
        ),
        CellFault::Time => (
            text!("cellen innehåller en tid: `{shown}`", "the cell holds a time: `{shown}`"),
            text!("ge cellen formatet tal eller datum", "give the cell the format of a number or a date"),
        ),
    }
}
