//! Sheets of workbooks: read as CSV files are, after each cell has been asked whether its value can be used.

use std::sync::Arc;

use super::Loader;
use super::grid::Cell;
use super::submit::What;
use super::workbook::{CellFault, Sheet, hundredfold};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::{Definition, PercentStored, TableRows};
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
        self.percent = sheet.table.as_ref().and_then(|table| table.percent);
        match &sheet.table {
            Some(table) => match &table.rows {
                TableRows::Cells(list) => self.found_cells(table, list, &sheet.found),
                _ => self.table_rows(&sheet.rows, table),
            },
            None => self.long_rows(&sheet.rows, false),
        }
        self.marks = Arc::default();
        self.percent = None;
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

    /// A number in percent whose format cannot be seen, as the description says that it is stored. `None`: the cell is as it stands.
    ///
    /// # Errors
    /// The description does not say it; that is a fault.
    pub(super) fn restated(&mut self, definition: &Definition, what: &What<'_>) -> Result<Option<Cell>, ()> {
        let What::Value(cell) = what else { return Ok(None) };
        let is_unformatted = self.marks.get(&cell.span).is_some_and(|marks| marks.is_unformatted);
        if !is_unformatted || definition.fact.is_some() || !matches!(definition.unit.symbol(), "%" | "p.e.") {
            return Ok(None);
        }
        let unit = definition.unit.symbol();
        match self.percent {
            Some(PercentStored::Fraction) => {
                Ok(Some(Cell::new(format!("{} {unit}", hundredfold(&cell.value)), cell.span)))
            }
            Some(PercentStored::Points) => Ok(Some(Cell::new(format!("{} {unit}", cell.value), cell.span))),
            None => {
                let (shown, name) = (&cell.value, &definition.name);
                let message = text!(
                    "det syns inte om `{shown}` är en andel eller redan i procent",
                    "it cannot be seen whether `{shown}` is a fraction or already in percent"
                );
                let fault = Diagnostic::error(Code::CellError, cell.span, message);
                self.fault(fault.also(definition.span, text!("`{name}` räknas i {unit}", "`{name}` is kept in {unit}")).help(text!(
                    "skriv i beskrivningen `percent: fraction` om 26,3 % är lagrat som 0,263, eller `percent: points` om det är 26,3; eller spara om som .xlsx",
                    "write `percent: fraction` in the description if 26.3 % is stored as 0.263, or `percent: points` if it is 26.3; or save as .xlsx"
                )));
                Err(())
            }
        }
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
