//! What the library that reads the cells of an `.ods` file does not tell: which numbers are in percent, what is an error and what is hidden. It also
//! lays out every cell that a row or column is repeated over, so how many those are is counted first.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::format::NumberFormat;
use super::hidden::{Hidden, attribute};
use super::refusal::{MAX_CELLS, Refusal};
use crate::diagnostic::CellName;

/// All sheets, by name.
pub(super) type Unseen = BTreeMap<String, UnseenSheet>;

/// What is not told of a sheet.
#[derive(Debug, Default)]
pub(super) struct UnseenSheet {
    /// The formats of cells with something in them.
    pub(super) formats: BTreeMap<CellName, NumberFormat>,
    /// Cells that hold an error value.
    pub(super) errors: BTreeSet<CellName>,
    /// Cells under a merged one, which may still hold what nobody sees.
    pub(super) covered: BTreeSet<CellName>,
    /// What is hidden.
    pub(super) hidden: Hidden,
}

/// Styles of cells are found by name; one may build on another.
#[derive(Debug, Default)]
struct Styles {
    numbers: BTreeMap<String, NumberFormat>,
    /// By the style's name: that of its numbers, and the style that it builds on.
    cells: BTreeMap<String, (Option<String>, Option<String>)>,
    /// The format that is being read.
    open: Option<(String, NumberFormat)>,
}

/// How many styles may build on each other.
const MOST_STYLES: usize = 8;
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

impl Styles {
    fn element(&mut self, e: &BytesStart<'_>) {
        match e.local_name().as_ref() {
            "number-style" | "percentage-style" | "currency-style" => {
                let is_percent = e.local_name().as_ref() == "percentage-style";
                let format = NumberFormat { is_percent, ..NumberFormat::default() };
                self.open = attribute(e, "name").map(|name| (name, format));
            }
            "number" => {
                let number = |name| attribute(e, name).and_then(|value| value.parse::<u8>().ok());
                if let Some((_, format)) = &mut self.open {
                    let decimals = number("min-decimal-places").or_else(|| number("decimal-places"));
                    format.decimals = decimals.unwrap_or(0).min(15);
                    format.is_scaled = attribute(e, "display-factor").is_some_and(|factor| factor != "1");
                }
            }
            "style" => {
                if let Some(name) = attribute(e, "name") {
                    self.cells.insert(name, (attribute(e, "data-style-name"), attribute(e, "parent-style-name")));
                }
            }
            _ => return,
        }
        if let Some((name, format)) = &self.open {
            self.numbers.insert(name.clone(), *format);
        }
    }

    fn format(&self, style: Option<&str>) -> NumberFormat {
        let mut style = style;
        for _ in 0..MOST_STYLES {
            let Some((numbers, parent)) = style.and_then(|name| self.cells.get(name)) else { break };
            if let Some(format) = numbers.as_ref().and_then(|name| self.numbers.get(name)) {
                return *format;
            }
            style = parent.as_deref();
        }
        NumberFormat::default()
    }
}

/// A cell that holds something, with those that it is repeated over.
#[derive(Debug)]
struct Held {
    first: u32,
    last: u32,
    format: NumberFormat,
    is_number: bool,
    is_error: bool,
    is_covered: bool,
}

/// A sheet being gone through.
#[derive(Debug, Default)]
struct Walk {
    name: String,
    seen: UnseenSheet,
    /// The style of each column, and to which column it goes.
    columns: Vec<(u32, Option<String>)>,
    /// Rows and columns that have been passed.
    row: u32,
    column: u32,
    /// The row that is being read: over how many rows it goes, whether it is hidden, and its style.
    repeated: u32,
    is_hidden: bool,
    style: Option<String>,
    /// Its cells that hold something.
    cells: Vec<Held>,
    first_row: Option<u32>,
    widest: u32,
}

impl Walk {
    fn column(&mut self, e: &BytesStart<'_>) {
        let first = self.columns.last().map_or(0, |(last, _)| *last) + 1;
        let last = (first - 1).saturating_add(times(e, "number-columns-repeated")).min(MOST_COLUMNS);
        if is_hidden(e) {
            self.seen.hidden.columns.push(first..=last);
        }
        if self.columns.len() < MOST_COLUMNS as usize {
            self.columns.push((last, attribute(e, "default-cell-style-name")));
        }
    }

    fn start_row(&mut self, e: &BytesStart<'_>) {
        self.repeated = times(e, "number-rows-repeated");
        self.is_hidden = is_hidden(e);
        self.style = attribute(e, "default-cell-style-name");
        self.column = 0;
        self.cells.clear();
    }

    fn cell(&mut self, e: &BytesStart<'_>, styles: &Styles) {
        let first = self.column.saturating_add(1);
        self.column = self.column.saturating_add(times(e, "number-columns-repeated")).min(MOST_COLUMNS);
        let kind = e.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == "office:value-type");
        if kind.is_none() && attribute(e, "formula").is_none() || first > self.column {
            return;
        }
        let of_column = || self.columns.iter().find(|(last, _)| first <= *last).and_then(|(_, style)| style.clone());
        let style = attribute(e, "style-name").or_else(|| self.style.clone()).or_else(of_column);
        let mut format = styles.format(style.as_deref());
        format.is_percent = kind.as_ref().is_some_and(|kind| kind.value.as_ref() == "percentage");
        let says_error = |a: Attribute<'_>| a.key.as_ref() == "calcext:value-type" && a.value.as_ref() == "error";
        self.cells.push(Held {
            first,
            last: self.column,
            format,
            is_number: kind.is_some_and(|kind| kind.value.as_ref() != "string"),
            is_error: e.attributes().with_checks(false).flatten().any(says_error),
            is_covered: e.local_name().as_ref() == "covered-table-cell",
        });
    }

    /// What a cell shows. A number that shows an error value is one, whatever program has written it.
    fn text(&mut self, shown: &str) {
        if let Some(cell) = self.cells.last_mut() {
            cell.is_error |= cell.is_number && shown.trim_start().starts_with('#');
        }
    }

    /// Adds the row that has been read to a number of cells. That is how many the library would lay out.
    fn end_row(&mut self, before: usize) -> Result<(), Refusal> {
        let first = self.row + 1;
        self.row = self.row.saturating_add(self.repeated).min(MOST_ROWS);
        let Some(last) = self.cells.last() else { return Ok(()) };
        self.widest = self.widest.max(last.last);
        self.first_row.get_or_insert(first);
        if before.saturating_add(self.size()) > MAX_CELLS {
            return Err(Refusal::Sheet(self.name.clone()));
        }
        for row in first..=self.row {
            if self.is_hidden {
                self.seen.hidden.rows.insert(row);
            }
            for held in &self.cells {
                for column in held.first..=held.last {
                    let cell = CellName { row, column };
                    if held.format != NumberFormat::default() {
                        self.seen.formats.insert(cell, held.format);
                    }
                    if held.is_error {
                        self.seen.errors.insert(cell);
                    }
                    if held.is_covered {
                        self.seen.covered.insert(cell);
                    }
                }
            }
        }
        Ok(())
    }

    fn size(&self) -> usize {
        let rows = self.first_row.map_or(0, |first| (self.row + 1).saturating_sub(first));
        (rows as usize).saturating_mul(self.widest as usize)
    }
}

fn times(e: &BytesStart<'_>, name: &str) -> u32 {
    attribute(e, name).and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    attribute(e, "visibility").is_some_and(|visibility| visibility != "visible")
}

/// What is not told of the sheets of a file.
pub(super) fn unseen(bytes: &[u8]) -> Result<Unseen, Refusal> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let mut styles = Styles::default();
    if file.by_name("styles.xml").is_ok() {
        each(&mut file, "styles.xml", |event| {
            if let Event::Start(e) | Event::Empty(e) = event {
                styles.element(e);
            }
            Ok(())
        })?;
    }
    let (mut unseen, mut cells, mut walk) = (Unseen::new(), 0, Walk::default());
    each(&mut file, "content.xml", |event| {
        match event {
            Event::Start(e) | Event::Empty(e) => match e.name().as_ref() {
                "table:table" => walk = Walk { name: attribute(e, "name").unwrap_or_default(), ..Walk::default() },
                "table:table-column" => walk.column(e),
                "table:table-row" => walk.start_row(e),
                "table:table-cell" | "table:covered-table-cell" => walk.cell(e, &styles),
                _ => styles.element(e),
            },
            Event::End(e) => match e.name().as_ref() {
                "table:table-row" => walk.end_row(cells)?,
                "table:table" => {
                    cells = cells.saturating_add(walk.size());
                    let Walk { name, seen, .. } = std::mem::take(&mut walk);
                    unseen.insert(name, seen);
                }
                _ => {}
            },
            Event::Text(text) => walk.text(&text.xml10_content()),
            _ => {}
        }
        Ok(())
    })?;
    Ok(unseen)
}

/// Goes through the elements of a part.
fn each(
    file: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    mut on: impl FnMut(&Event<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let part = file.by_name(path).map_err(|_| Refusal::Broken)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut room = Vec::new();
    loop {
        room.clear();
        let event = reader.read_event_into(&mut room).map_err(|error| Refusal::Unreadable(error.to_string()))?;
        if matches!(event, Event::Eof) {
            return Ok(());
        }
        on(&event)?;
    }
}
