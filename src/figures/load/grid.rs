//! A CSV file as rows of cells that know their places.

use super::Loader;
use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::text;
use crate::yaml::Spanned;

/// The text of a cell, trimmed, and where it stands (inside the quotes, if it has any).
pub(super) type Cell = Spanned<String>;

/// A row of cells; blank lines are left out.
#[derive(Debug)]
pub(super) struct Row {
    /// The cells, as many as the row has.
    pub(super) cells: Vec<Cell>,
    /// From the first cell to the last.
    pub(super) span: Span,
}

impl Row {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.value.is_empty())
    }

    /// Whether the cell of a column is empty.
    pub(super) fn lacks(&self, column: usize) -> bool {
        let cell = self.cells.get(column);
        cell.is_none_or(|cell| cell.value.is_empty())
    }
}

impl Loader<'_> {
    /// The rows of a CSV file. Faults are reported and the file is left out.
    pub(super) fn rows(&mut self, file: FileId) -> Option<Vec<Row>> {
        let text = self.sources.text(file);
        let delimiter = delimiter(text);
        let mut rows: Vec<Row> = Vec::with_capacity(text.len() / 64);
        let mut start = 0;
        loop {
            let rest = text.get(start..).unwrap_or_default();
            let line = rest.trim_start_matches(['\r', '\n']);
            start += rest.len() - line.len();
            if line.is_empty() {
                break;
            }
            match row(line, delimiter, Span::new(file, start, start)) {
                Ok((row, length)) => {
                    rows.push(row);
                    start += length;
                }
                Err(UnclosedQuote(quote)) => {
                    let quote = start + quote;
                    self.fault(unclosed_quote(Span::new(file, quote, quote + 1)));
                    return None;
                }
            }
        }
        if rows.iter().all(Row::is_empty) {
            let message = text!("filen är tom", "the file is empty");
            let place = Span::new(file, 0, 0);
            self.fault(Diagnostic::error(Code::UnreadableFile, place, message).help(text!(
                "ta bort filen, eller fyll den med uppgifter",
                "remove the file, or fill it with figures"
            )));
            return None;
        }
        Some(rows)
    }

    /// Whether a row has as many cells as the heading; more is allowed if they are empty.
    pub(super) fn fits(&mut self, row: &Row, width: usize) -> bool {
        let has = row.cells.len();
        let extra = row.cells.get(width..).unwrap_or_default();
        let too_many = extra.iter().find(|cell| !cell.value.is_empty());
        if has >= width && too_many.is_none() {
            return true;
        }
        let span = too_many.map_or(row.span, |cell| cell.span);
        self.fault(
            Diagnostic::error(
                Code::WrongShape,
                span,
                text!(
                    "raden har {has} fält men rubriken {width}",
                    "the row has {has} fields but the heading {width}"
                ),
            )
            .help(text!(
                "skiljs fälten med komma måste ett tal med decimalkomma stå inom citattecken; eller skilj fälten med `;`",
                "where commas part the fields a number with a decimal comma must be in quotes; or part the fields with `;`"
            )),
        );
        false
    }
}

fn unclosed_quote(span: Span) -> Diagnostic {
    let message = text!("citattecknet avslutas aldrig", "the quotation mark is never closed");
    Diagnostic::error(Code::UnreadableFile, span, message).help(text!(
        "ett citattecken inne i ett fält med citattecken skrivs två gånger",
        "a quotation mark inside a quoted field is written twice"
    ))
}

/// What parts the fields: `;` if the heading has one, else a tab, else a comma.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let (mut semicolon, mut tab) = (false, false);
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            b';' if !quoted => semicolon = true,
            b'\t' if !quoted => tab = true,
            _ => {}
        }
    }
    match (semicolon, tab) {
        (true, _) => b';',
        (false, true) => b'\t',
        (false, false) => b',',
    }
}

/// Where a quote opens a field that is never closed: a byte of the record.
struct UnclosedQuote(usize);

/// The row that a text begins with, and how long it is in the text.
fn row(text: &str, delimiter: u8, start: Span) -> Result<(Row, usize), UnclosedQuote> {
    let mut cells = Vec::with_capacity(8);
    let mut at = 0;
    loop {
        let (cell, end) = cell(text, at, delimiter, start)?;
        cells.push(cell);
        if text.as_bytes().get(end) != Some(&delimiter) {
            let written = text.get(..end).unwrap_or_default().trim_end();
            return Ok((Row { cells, span: start.part(0, written.len()) }, end));
        }
        at = end + 1;
    }
}

/// The cell that begins at a byte, and where its field ends. A field that begins with a quote goes on to the quote that closes it; text after
/// that one belongs to the field too.
fn cell(text: &str, at: usize, delimiter: u8, start: Span) -> Result<(Cell, usize), UnclosedQuote> {
    let bytes = text.as_bytes();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let end_after = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let is_end = |b: &u8| *b == delimiter || matches!(b, b'\r' | b'\n');
        from + rest.iter().position(is_end).unwrap_or(rest.len())
    };
    let trimmed_place = |from: usize, to: usize| {
        let held = part(from, to);
        let first = from + (held.len() - held.trim_start().len());
        start.part(first, first + held.trim().len())
    };
    if bytes.get(at) != Some(&b'"') {
        let end = end_after(at);
        return Ok((Spanned::new(part(at, end).trim().to_owned(), trimmed_place(at, end)), end));
    }
    let close = closing_quote(bytes, at + 1).ok_or(UnclosedQuote(at))?;
    let end = end_after(close + 1);
    let mut value = part(at + 1, close).replace("\"\"", "\"");
    value.push_str(part(close + 1, end));
    let place = if end == close + 1 { trimmed_place(at + 1, close) } else { trimmed_place(at, end) };
    Ok((Spanned::new(value.trim().to_owned(), place), end))
}

/// The quote that closes a field; two in a row are a quote inside it.
fn closing_quote(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let found = from + bytes.get(from..)?.iter().position(|b| *b == b'"')?;
        if bytes.get(found + 1) != Some(&b'"') {
            return Some(found);
        }
        from = found + 2;
    }
}
