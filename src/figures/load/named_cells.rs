//! Cells that a description names one by one: which they are, what must stand beside each, and what they hold.

use std::borrow::Cow;

use super::Loader;
use super::grid::Cell;
use super::submit::{Said, What};
use super::table::cell_facts;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::figures::{CellReference, Table, TableCell, WrittenPlace};
use crate::language::Text;
use crate::text;
use crate::yaml::{Mapping, Node, Reader};

/// The keys of such a cell that do not say what it holds.
const OWN_KEYS: [&str; 6] = ["cell", "name", "heading", "column", "unchecked", "negate"];

/// Reads the list `cells:`.
pub(super) fn named_cells(list: &Node, reader: &mut Reader) -> Vec<TableCell> {
    reader.items(list).iter().filter_map(|node| named_cell(node, reader)).collect()
}

fn named_cell(node: &Node, reader: &mut Reader) -> Option<TableCell> {
    let mut keys = reader.mapping(node)?;
    let span = keys.head();
    let place = place(&mut keys, reader);
    let row_heading = keys.text("heading", reader).map(|heading| heading.value);
    let column_heading = keys.text("column", reader).map(|heading| heading.value);
    let unchecked = keys.text("unchecked", reader);
    let negated = keys.truth("negate", reader).is_some_and(|negate| negate.value);
    let is_checked = row_heading.is_some() || column_heading.is_some();
    if is_checked == unchecked.is_some() {
        let (code, message) = match unchecked {
            Some(_) => (
                Code::BadValue,
                text!("både en rubrik och `unchecked` står för cellen", "the cell has both a heading and `unchecked`"),
            ),
            None => (
                Code::MissingKey,
                text!("ingenting säger vad som står bredvid cellen", "nothing says what stands beside the cell"),
            ),
        };
        reader.fault(Diagnostic::error(code, span, message).help(text!(
            "skriv rubriken till vänster under `heading` och den ovanför under `column`; eller, om inget står där, varför under `unchecked`",
            "write the heading to the left under `heading` and the one above under `column`; or, if nothing stands there, why under `unchecked`"
        )));
    }
    let facts = cell_facts(node, reader, &OWN_KEYS);
    Some(TableCell { place: place?, row_heading, column_heading, facts, negated, span })
}

/// The cell itself: by place, or by a name of the workbook.
fn place(keys: &mut Mapping<'_>, reader: &mut Reader) -> Option<WrittenPlace> {
    let (cell, name) = (keys.text("cell", reader), keys.text("name", reader));
    match (cell, name) {
        (None, Some(name)) => Some(WrittenPlace::Name(name.value)),
        (Some(cell), None) => match CellReference::parse(&cell.value) {
            CellReference::Cell(sheet, place) => Some(WrittenPlace::Cell(sheet, place)),
            _ => {
                let written = &cell.value;
                let message = text!("`{written}` är ingen cell", "`{written}` is not a cell");
                reader.fault(Diagnostic::error(Code::BadValue, cell.span, message).help(text!(
                    "skriv bladet och cellen: `Resultat!C14`",
                    "write the sheet and the cell: `Resultat!C14`"
                )));
                None
            }
        },
        (both, _) => {
            let place = both.as_ref().map_or_else(|| keys.head(), |cell| cell.span);
            let (code, message) = match both {
                Some(_) => (Code::BadValue, text!("både `cell` och `name` står", "both `cell` and `name` are given")),
                None => {
                    (Code::MissingKey, text!("varken `cell` eller `name` står", "neither `cell` nor `name` is given"))
                }
            };
            reader.fault(Diagnostic::error(code, place, message).help(text!(
                "skriv cellen, `cell: Resultat!C14`, eller namnet som arbetsboken ger den, `name: Årets_resultat`",
                "write the cell, `cell: Resultat!C14`, or the name that the workbook gives it, `name: Årets_resultat`"
            )));
            None
        }
    }
}

impl Loader<'_> {
    /// Reads cells that were found, each by its index in the list.
    pub(super) fn found_cells(&mut self, table: &Table, list: &[TableCell], found: &[(usize, Cell)]) {
        let before = self.faults();
        let all = self.table_facts(&table.all, table.span);
        if self.faults() > before {
            return;
        }
        for (index, cell) in found {
            let Some(entry) = list.get(*index) else { continue };
            let before = self.faults();
            let facts = self.table_facts(&entry.facts, entry.span);
            if let Some(word) = facts.contradicts(&all) {
                let message =
                    text!("cellen och `all` säger olika om `{word}`", "the cell and `all` disagree on `{word}`");
                self.cell_fault(
                    Code::BadValue,
                    cell,
                    entry.span,
                    message,
                    text!("säg det på ett ställe", "say it in one place"),
                );
            }
            let facts = facts.or(&all);
            for (word, is_said) in [("figure", facts.figure.is_some()), ("period", facts.period.is_some())] {
                if !is_said && self.faults() == before {
                    let message = text!("ingenting säger `{word}`", "nothing says `{word}`");
                    let help = text!(
                        "lägg till `{word}` för cellen eller under `all`",
                        "add `{word}` to the cell or under `all`"
                    );
                    self.cell_fault(Code::MissingKey, cell, entry.span, message, help);
                }
            }
            if self.faults() == before {
                let said = Said {
                    what: What::Value(Cow::Borrowed(cell)),
                    precision: None,
                    cited: None,
                    note: None,
                    dash_is_zero: table.dash_is_zero,
                    negated: entry.negated,
                };
                self.submit(&facts, &said);
            }
        }
    }

    fn cell_fault(&mut self, code: Code, cell: &Cell, entry: Span, message: Text, help: Text) {
        let here = text!("cellen beskrivs här", "the cell is described here");
        self.fault(Diagnostic::error(code, cell.span, message).also(entry, here).help(help));
    }
}
