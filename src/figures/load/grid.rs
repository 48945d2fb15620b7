//! A CSV file as rows of cells that know their places.

use std::ops::Range;

use csv_core::ReadFieldResult;

use super::Loader;
use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::text;
use crate::yaml::Spanned;

/// The text of a cell, trimmed, and where it stands (inside the quotes, if it has any).
pub(super) type Cell = Spanned<String>;

/// A row of cells; blank lines are left out.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The cells, as many as the row has.
    pub(super) cells: Vec<Cell>,
    /// From the first cell to the last.
    pub(super) span: Span,
}

impl Row {
    /// The row that cells make, if there are any.
    pub(super) fn of(cells: Vec<Cell>) -> Option<Self> {
        let (first, last) = (cells.first()?.span, cells.last()?.span);
        Some(Self { span: Span { end: last.end, ..first }, cells })
    }

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
        let mut fields =
            Fields { reader: self.csv_readers.of(delimiter), delimiter, text, at: 0, value: vec![0; text.len() + 1] };
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        let mut unclosed = None;
        while let Some(field) = fields.next() {
            let place = Span::new(file, field.place.start, field.place.end);
            unclosed = unclosed.or(field.unclosed.map(|quote| Span::new(file, quote, quote + 1)));
            cells.push(Spanned::new(field.value, place));
            if field.ends_row {
                rows.extend(Row::of(std::mem::take(&mut cells)));
            }
        }
        if let Some(quote) = unclosed {
            self.fault(unclosed_quote(quote));
            return None;
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

/// The library's readers, one a delimiter: each holds an automaton that takes longer to build than most files take to read.
#[derive(Debug, Default)]
pub(super) struct Readers(Vec<(u8, csv_core::Reader)>);

impl Readers {
    /// A reader at the beginning of a file.
    fn of(&mut self, delimiter: u8) -> &mut csv_core::Reader {
        let known = self.0.iter().position(|(known, _)| *known == delimiter);
        let at = known.unwrap_or_else(|| {
            self.0.push((delimiter, csv_core::ReaderBuilder::new().delimiter(delimiter).build()));
            self.0.len() - 1
        });
        let reader = &mut self.0[at].1;
        reader.reset();
        reader
    }
}

/// The fields of a file, as the library parts them.
struct Fields<'a> {
    reader: &'a mut csv_core::Reader,
    delimiter: u8,
    text: &'a str,
    /// How much of the text has been read.
    at: usize,
    /// Room for the longest field.
    value: Vec<u8>,
}

struct Field {
    /// Without quotes around, trimmed.
    value: String,
    /// In the file; inside the quotes, if it has any.
    place: Range<usize>,
    /// The quote that opens it, if none closes it.
    unclosed: Option<usize>,
    ends_row: bool,
}

impl Fields<'_> {
    fn next(&mut self) -> Option<Field> {
        let (start, mut length) = (self.at, 0);
        let ends_row = loop {
            let (result, read, written) =
                self.reader.read_field(&self.text.as_bytes()[self.at..], &mut self.value[length..]);
            self.at += read;
            length += written;
            match result {
                // Once more: told that there is nothing more to read, the reader ends the last field.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
            }
        };
        let (place, unclosed) = place(self.text, start..self.at, self.delimiter);
        let has_quote = self.text.as_bytes().get(start..self.at).is_some_and(|read| read.contains(&b'"'));
        let value = match self.text.get(place.clone()) {
            Some(written) if !has_quote => written.to_owned(),
            _ => String::from_utf8_lossy(&self.value[..length]).trim().to_owned(),
        };
        Some(Field { value, place, unclosed, ends_row })
    }
}

/// Where the value of a field is among the bytes that were read for it, and the quote that opens it if none closes it. Text after a closing quote
/// belongs to the field; then the quotes are part of the place.
fn place(text: &str, read: Range<usize>, delimiter: u8) -> (Range<usize>, Option<usize>) {
    let whole = text.get(read.clone()).unwrap_or_default();
    let raw = whole.trim_start_matches(['\r', '\n']);
    let start = read.start + (whole.len() - raw.len());
    let raw = raw.strip_suffix(['\r', '\n', char::from(delimiter)]).unwrap_or(raw);
    let trimmed = |from: usize, held: &str| {
        let first = start + from + (held.len() - held.trim_start().len());
        first..first + held.trim().len()
    };
    if !raw.starts_with('"') {
        return (trimmed(0, raw), None);
    }
    match closing_quote(raw.as_bytes(), 1) {
        None => (trimmed(0, raw), Some(start)),
        Some(close) if close + 1 == raw.len() => (trimmed(1, &raw[1..close]), None),
        Some(_) => (trimmed(0, raw), None),
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
