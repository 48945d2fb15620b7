//! The cells of a sheet: what each shows as text, and what there is to know of it before it is used.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Xlsx, XlsxError};

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

pub(super) type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// All cells of a sheet that hold something. Of merged cells only the first does.
pub(super) fn cells(book: &mut Workbook<'_>, bytes: &[u8], sheet: &str, is_hidden: bool) -> Result<Cells, Refusal> {
    let unreadable = |error: XlsxError| Refusal::Unreadable(error.to_string());
    let mut cells = values(book, sheet)?;
    for (cell, formula) in uncomputed(book, sheet)? {
        cells.entry(cell).or_insert(Content { text: format!("={formula}"), ..Content::fault(CellFault::Uncomputed) });
    }
    let merged = book.merge_cells_by_sheet_name(sheet).map_err(unreadable)?;
    let mut looked_at = 0;
    for area in merged {
        let (first, last) = (cell_name(area.start), cell_name(area.end));
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
    let hidden = hidden(bytes, sheet).ok_or_else(|| Refusal::Unreadable("xl/workbook.xml".to_owned()))?;
    mark_hidden(&mut cells, &hidden, is_hidden);
    Ok(cells)
}

fn mark_hidden(cells: &mut Cells, hidden: &Hidden, all: bool) {
    for (cell, content) in cells.iter_mut() {
        content.marks.is_hidden = all || hidden.holds(*cell);
    }
}

fn cell_name((row, column): (u32, u32)) -> CellName {
    CellName { row: row.saturating_add(1), column: column.saturating_add(1) }
}

/// The stored values, those of formulas as they were last computed.
fn values(book: &mut Workbook<'_>, sheet: &str) -> Result<Cells, Refusal> {
    let unreadable = |error: XlsxError| Refusal::Unreadable(error.to_string());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let formats: Vec<NumberFormat> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map_or("General", |format| format.format_code.as_str()))
        .map(NumberFormat::parse)
        .collect();
    let mut cells = Cells::new();
    let mut length = 0;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(unreadable)? {
        let format = formats.get(style).copied().unwrap_or_default();
        let content = content(cell.get_value(), format);
        if content.text.is_empty() && content.marks.fault.is_none() {
            continue;
        }
        length += content.text.len();
        if length > MAX_TEXT || cells.len() >= MAX_CELLS {
            return Err(Refusal::Sheet(sheet.to_owned()));
        }
        cells.insert(cell_name(cell.get_position()), content);
    }
    Ok(cells)
}

/// The formulas that have no value stored.
fn uncomputed(book: &mut Workbook<'_>, sheet: &str) -> Result<Vec<(CellName, String)>, Refusal> {
    let unreadable = |error: XlsxError| Refusal::Unreadable(error.to_string());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut found = Vec::new();
    let mut length = 0;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(unreadable)? {
        if let (DataRef::Empty, Some(formula)) = (&cell.value, &cell.formula) {
            let formula = match formula {
                calamine::XlsxFormulaMetadata::Normal { formula }
                | calamine::XlsxFormulaMetadata::Shared { formula, .. } => one_line(formula),
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
        DataRef::Int(whole) => Content::text(whole.to_string()),
        DataRef::Error(error) => Content { text: error.to_string(), ..Content::fault(CellFault::Error) },
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
    Content { text: shown.text, marks: Marks { fault, is_rounded: shown.is_rounded, is_hidden: false } }
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
