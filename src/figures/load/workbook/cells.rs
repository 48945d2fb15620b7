//! The cells of a sheet: what each shows as text, and what there is to know of it before it is used.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Range, Reader as _, Xlsb, XlsbError, Xlsx};

use super::book::{Book, caught, unreadable};
use super::format::NumberFormat;
use super::hidden::{Hidden, hidden};
use super::number;
use super::refusal::{MAX_CELLS, MAX_TEXT, Refusal};
use crate::diagnostic::CellName;

/// Why the value of a cell cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::figures::load) enum CellFault {
    /// `#REF!` and the like.
    Error,
    /// A formula that nobody has computed.
    Uncomputed,
    /// A format that shows another number than the stored one.
    Scaled,
    /// Too large or too small for an exact decimal.
    OutOfReach,
    /// A time.
    Time,
    /// A day, which is no number. A figure that is a date may be one.
    Day,
}

/// What is to be known of a cell before its value is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::figures::load) struct Marks {
    /// Its value cannot be used.
    pub(in crate::figures::load) fault: Option<CellFault>,
    /// The stored number has more digits than were read.
    pub(in crate::figures::load) is_rounded: bool,
    /// It is on a hidden row, column or sheet.
    pub(in crate::figures::load) is_hidden: bool,
    /// It is a number, and how it is shown cannot be seen: perhaps in percent.
    pub(in crate::figures::load) is_unformatted: bool,
}

/// A cell with something in it.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// What it shows.
    pub(super) text: String,
    /// What is to be known of it.
    pub(super) marks: Marks,
}

/// The cells of a sheet by row and column.
pub(super) type Cells = BTreeMap<CellName, Content>;

/// All cells of a sheet that hold something. Of merged cells only the first does.
pub(super) fn cells(book: &mut Book<'_>, bytes: &[u8], sheet: &str, is_hidden: bool) -> Result<Cells, Refusal> {
    let mut cells = caught(|| match book {
        Book::Xlsx(book) => of_xlsx(book, bytes, sheet),
        Book::Xlsb(book) => of_xlsb(book, sheet),
        Book::Xls(book) => {
            let values = book.worksheet_range(sheet).map_err(unreadable)?;
            let mut cells = of_range(sheet, &values, |_| NumberFormat::UNKNOWN)?;
            uncover(&mut cells, book.merge_cells_by_sheet_name(sheet).map_err(unreadable)?, sheet)?;
            Ok(cells)
        }
        Book::Ods(book, unseen) => {
            let (values, formulas) =
                (book.worksheet_range(sheet).map_err(unreadable)?, book.worksheet_formula(sheet).map_err(unreadable)?);
            let unseen = unseen.get(sheet).ok_or(Refusal::Broken)?;
            let mut cells = of_range(sheet, &values, |cell| unseen.formats.get(&cell).copied().unwrap_or_default())?;
            cells.retain(|cell, _| !unseen.covered.contains(cell));
            let errors = cells.iter_mut().filter(|(cell, _)| unseen.errors.contains(cell));
            errors.for_each(|(_, content)| content.marks.fault = Some(CellFault::Error));
            for (cell, formula) in used(&formulas) {
                cells.entry(cell).or_insert_with(|| Content::uncomputed(formula));
            }
            mark_hidden(&mut cells, &unseen.hidden);
            Ok(cells)
        }
    })?;
    if is_hidden {
        cells.values_mut().for_each(|content| content.marks.is_hidden = true);
    }
    Ok(cells)
}

fn of_xlsx<R: Read + Seek>(book: &mut Xlsx<R>, bytes: &[u8], sheet: &str) -> Result<Cells, Refusal> {
    let mut cells = values(book, sheet)?;
    for (cell, formula) in uncomputed(book, sheet)? {
        cells.entry(cell).or_insert_with(|| Content::uncomputed(&formula));
    }
    uncover(&mut cells, book.merge_cells_by_sheet_name(sheet).map_err(unreadable)?, sheet)?;
    let hidden = hidden(bytes, sheet).ok_or_else(|| Refusal::Unreadable("xl/workbook.xml".to_owned()))?;
    mark_hidden(&mut cells, &hidden);
    Ok(cells)
}

fn of_xlsb<R: Read + Seek>(book: &mut Xlsb<R>, sheet: &str) -> Result<Cells, Refusal> {
    let mut gathered = Gathered::of(sheet);
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        gathered.add(cell.get_position(), content(cell.get_value(), NumberFormat::UNKNOWN))?;
    }
    drop(reader);
    // Of a formula that came to an error value the library gives the formula, and no value.
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    loop {
        match reader.next_formula() {
            Ok(Some(cell)) => {
                let place = cell_name(cell.get_position());
                gathered.cells.entry(place).or_insert_with(|| Content::error("#?"));
            }
            Ok(None) => return Ok(gathered.cells),
            Err(error @ (XlsbError::Io(_) | XlsbError::Zip(_))) => return Err(unreadable(error)),
            // It cannot write the formula out; the values have been read.
            Err(_) => {}
        }
    }
}

/// Empties merged cells, all but the first of each.
fn uncover(cells: &mut Cells, merged: Vec<Dimensions>, sheet: &str) -> Result<(), Refusal> {
    let mut looked_at = 0;
    for area in merged {
        let (first, last) = (cell_name(area.start), cell_name(area.end));
        if last < first {
            continue;
        }
        let covered: Vec<CellName> = cells.range(first..=last).map(|(cell, _)| *cell).collect();
        looked_at += covered.len();
        if looked_at > 10 * MAX_CELLS {
            return Err(Refusal::Sheet(sheet.to_owned()));
        }
        let columns = first.column..=last.column;
        for cell in covered.into_iter().filter(|cell| columns.contains(&cell.column) && *cell != first) {
            cells.remove(&cell);
        }
    }
    Ok(())
}

fn mark_hidden(cells: &mut Cells, hidden: &Hidden) {
    for (cell, content) in cells.iter_mut() {
        content.marks.is_hidden = hidden.holds(*cell);
    }
}

fn cell_name((row, column): (u32, u32)) -> CellName {
    CellName { row: row.saturating_add(1), column: column.saturating_add(1) }
}

/// Cells as they are found, not without end.
struct Gathered<'s> {
    sheet: &'s str,
    cells: Cells,
    length: usize,
}

impl<'s> Gathered<'s> {
    fn of(sheet: &'s str) -> Self {
        Self { sheet, cells: Cells::new(), length: 0 }
    }

    /// Adds a cell, unless there is nothing in it.
    fn add(&mut self, place: (u32, u32), content: Content) -> Result<(), Refusal> {
        if content.text.is_empty() && content.marks.fault.is_none() {
            return Ok(());
        }
        self.length += content.text.len();
        if self.length > MAX_TEXT || self.cells.len() >= MAX_CELLS {
            return Err(Refusal::Sheet(self.sheet.to_owned()));
        }
        self.cells.insert(cell_name(place), content);
        Ok(())
    }
}

/// The cells of a range that hold something.
fn used<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = (CellName, &T)> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    range.used_cells().map(move |(row, column, value)| {
        let place = (first_row.saturating_add(short(row)), first_column.saturating_add(short(column)));
        (cell_name(place), value)
    })
}

fn of_range(sheet: &str, range: &Range<Data>, format: impl Fn(CellName) -> NumberFormat) -> Result<Cells, Refusal> {
    let mut gathered = Gathered::of(sheet);
    for (cell, value) in used(range) {
        gathered.add((cell.row - 1, cell.column - 1), content(&borrowed(value), format(cell)))?;
    }
    Ok(gathered.cells)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(whole) => DataRef::Int(*whole),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The stored values, those of formulas as they were last computed.
fn values<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str) -> Result<Cells, Refusal> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let formats: Vec<NumberFormat> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map_or("General", |format| format.format_code.as_str()))
        .map(NumberFormat::parse)
        .collect();
    let mut gathered = Gathered::of(sheet);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(unreadable)? {
        let format = formats.get(style).copied().unwrap_or_default();
        gathered.add(cell.get_position(), content(cell.get_value(), format))?;
    }
    Ok(gathered.cells)
}

/// The formulas that have no value stored.
fn uncomputed<R: Read + Seek>(book: &mut Xlsx<R>, sheet: &str) -> Result<Vec<(CellName, String)>, Refusal> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut found = Vec::new();
    let mut length = 0;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(unreadable)? {
        if let (DataRef::Empty, Some(formula)) = (&cell.value, &cell.formula) {
            let formula = match formula {
                calamine::XlsxFormulaMetadata::Normal { formula }
                | calamine::XlsxFormulaMetadata::Shared { formula, .. } => formula.clone(),
                _ => "…".to_owned(),
            };
            length += formula.len();
            if length > MAX_TEXT || found.len() >= MAX_CELLS {
                return Err(Refusal::Sheet(sheet.to_owned()));
            }
            found.push((cell_name(cell.pos), formula));
        }
    }
    Ok(found)
}

impl Content {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Marks::default() }
    }

    fn uncomputed(formula: &str) -> Self {
        Self {
            text: format!("={}", one_line(formula.trim_start_matches("of:").trim_start_matches('='))),
            ..Self::fault(CellFault::Uncomputed)
        }
    }

    fn error(shown: &str) -> Self {
        Self { text: shown.to_owned(), ..Self::fault(CellFault::Error) }
    }

    fn fault(fault: CellFault) -> Self {
        Self { text: String::new(), marks: Marks { fault: Some(fault), ..Marks::default() } }
    }
}

/// What a cell shows.
fn content(value: &DataRef<'_>, format: NumberFormat) -> Content {
    match value {
        DataRef::Empty => Content::default(),
        DataRef::String(text) => Content::text(one_line(text)),
        DataRef::SharedString(text) => Content::text(one_line(text)),
        DataRef::Bool(truth) => Content::text(if *truth { "ja" } else { "nej" }),
        DataRef::Int(whole) => of_whole(*whole, format),
        DataRef::Error(error) => Content::error(&error.to_string()),
        DataRef::Float(stored) => of_number(*stored, format),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::DateTimeIso(text) => match text.strip_suffix("T00:00:00").unwrap_or(text) {
            day if !day.contains('T') => Content { text: day.to_owned(), ..Content::fault(CellFault::Day) },
            moment => Content { text: moment.to_owned(), ..Content::fault(CellFault::Time) },
        },
        DataRef::DurationIso(text) => Content { text: text.clone(), ..Content::fault(CellFault::Time) },
    }
}

fn of_number(stored: f64, format: NumberFormat) -> Content {
    let Some(shown) = number::shown(stored, format) else {
        return Content { text: format!("{stored:e}"), ..Content::fault(CellFault::OutOfReach) };
    };
    let fault = format.is_scaled.then_some(CellFault::Scaled);
    let marks = Marks { fault, is_rounded: shown.is_rounded, is_unformatted: format.is_unknown, ..Marks::default() };
    Content { text: shown.text, marks }
}

/// A number that is stored as a whole one.
fn of_whole(stored: i64, format: NumberFormat) -> Content {
    Content { text: stored.to_string(), marks: Marks { is_unformatted: format.is_unknown, ..Marks::default() } }
}

/// A day as it is written in figures files; a time of the day is no day.
fn of_moment(moment: &ExcelDateTime) -> Content {
    if moment.is_duration() {
        return Content { text: "tid".to_owned(), ..Content::fault(CellFault::Time) };
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => Content { text: date, ..Content::fault(CellFault::Day) },
        _ => Content { text: format!("{date} {hour:02}:{minute:02}"), ..Content::fault(CellFault::Time) },
    }
}

/// A cell is a part of a line: line breaks in it are spaces.
fn one_line(text: &str) -> String {
    let text = text.trim();
    if text.contains(char::is_control) { text.replace(char::is_control, " ") } else { text.to_owned() }
}
