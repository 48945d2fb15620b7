//! A CSV file as rows of cells that know their places.

use std::ops::Range;

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
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        loop {
            let start = position(&reader);
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let message = text!("filen är inte CSV: {error}", "the file is not CSV: {error}");
                    let place = Span::new(file, start, start);
                    self.fault(
                        Diagnostic::error(Code::UnreadableFile, place, message)
                            .help(text!("spara den på nytt som CSV i UTF-8", "save it again as CSV in UTF-8")),
                    );
                    return None;
                }
            }
            let raw = text.get(start..position(&reader)).unwrap_or_default();
            let skipped = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
            let raw = raw.get(skipped..).unwrap_or_default();
            let whole = Span::new(file, start + skipped, start + skipped + raw.trim_end().len());
            let fields = fields(raw, delimiter);
            if let Some(quote) = fields.unclosed {
                self.fault(unclosed_quote(whole.part(quote, quote + 1)));
                return None;
            }
            rows.push(row(&record, raw, &fields.places, whole));
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

fn position(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
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

/// Where the fields of a record are.
struct Fields {
    /// In the record's text, without quotes around.
    places: Vec<Range<usize>>,
    /// The quote that opens a field and is never closed.
    unclosed: Option<usize>,
}

/// Finds the fields by the library's own rules, because it does not tell where they are; [`row`] holds the two against each other.
fn fields(raw: &str, delimiter: u8) -> Fields {
    let bytes = raw.as_bytes();
    let ends = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let is_end = |b: &u8| *b == delimiter || matches!(b, b'\r' | b'\n');
        from + rest.iter().position(is_end).unwrap_or(rest.len())
    };
    let mut places = Vec::new();
    let mut start = 0;
    loop {
        let end = if bytes.get(start) == Some(&b'"') {
            let Some(close) = closing_quote(bytes, start + 1) else {
                let unclosed = Some(start);
                return Fields { places, unclosed };
            };
            let end = ends(close + 1);
            // Text after the closing quote belongs to the field; then the quotes are part of the place.
            places.push(if end == close + 1 { start + 1..close } else { start..end });
            end
        } else {
            let end = ends(start);
            places.push(start..end);
            end
        };
        if bytes.get(end) != Some(&delimiter) {
            let unclosed = None;
            return Fields { places, unclosed };
        }
        start = end + 1;
    }
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

/// The cells of a record. Where a place does not hold what the library read, the cell's place is the whole row.
fn row(record: &csv::StringRecord, raw: &str, places: &[Range<usize>], whole: Span) -> Row {
    let cells = record.iter().enumerate().map(|(i, field)| {
        let trimmed = field.trim();
        let place = places.get(i).cloned().filter(|place| {
            let held = raw.get(place.clone()).unwrap_or_default();
            held == field || held.replace("\"\"", "\"") == field
        });
        let span = place.map_or(whole, |place| {
            let held = raw.get(place.clone()).unwrap_or_default();
            let start = place.start + (held.len() - held.trim_start().len());
            whole.part(start, start + held.trim().len())
        });
        Spanned::new(trimmed.to_owned(), span)
    });
    Row { cells: cells.collect(), span: whole }
}
