//! Which rows and columns of a sheet are hidden. The library that reads the cells does not tell.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read};
use std::ops::RangeInclusive;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::diagnostic::CellName;

/// What is hidden on a sheet; all numbers from 1.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<u32>,
    pub(super) columns: Vec<RangeInclusive<u32>>,
}

impl Hidden {
    /// Whether a cell is hidden.
    pub(super) fn holds(&self, cell: CellName) -> bool {
        self.rows.contains(&cell.row) || self.columns.iter().any(|columns| columns.contains(&cell.column))
    }
}

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
/// More lists of columns than there are columns are not looked through.
const MOST_COLUMNS: usize = 16_384;

/// What is hidden on a sheet, from the parts of the file. `None`: the parts are not where they should be.
pub(super) fn hidden(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let relation = find(&mut file, WORKBOOK, "sheet", |e| {
        attribute(e, "name").filter(|name| name == sheet).and(attribute(e, "id"))
    })?;
    let target = find(&mut file, RELATIONS, "Relationship", |e| {
        attribute(e, "Id").filter(|id| *id == relation).and(attribute(e, "Target"))
    })?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let mut hidden = Hidden::default();
    let mut row = 0;
    each(&mut file, &path, |e| {
        let is_hidden = attribute(e, "hidden").is_some_and(|value| value == "1" || value == "true");
        let number = |name| attribute(e, name).and_then(|value| value.parse::<u32>().ok());
        match e.local_name().as_ref() {
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if is_hidden {
                    hidden.rows.insert(row);
                }
            }
            "col" if is_hidden && hidden.columns.len() < MOST_COLUMNS => {
                let first = number("min").unwrap_or(1);
                hidden.columns.push(first..=number("max").unwrap_or(first));
            }
            _ => {}
        }
        true
    })?;
    Some(hidden)
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// What the first element of a name that has it says.
fn find(
    file: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    name: &str,
    said: impl Fn(&BytesStart<'_>) -> Option<String>,
) -> Option<String> {
    let mut found = None;
    each(file, path, |element| {
        if element.local_name().as_ref() == name {
            found = said(element);
        }
        found.is_none()
    })?;
    found
}

/// Goes through the elements of a part for as long as the answer is yes.
fn each(file: &mut ZipArchive<Cursor<&[u8]>>, path: &str, mut on: impl FnMut(&BytesStart<'_>) -> bool) -> Option<()> {
    let known = file.file_names().position(|known| known.is_ok_and(|known| known.eq_ignore_ascii_case(path)))?;
    let part: &mut dyn Read = &mut file.by_index(known).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut room = Vec::new();
    loop {
        room.clear();
        match reader.read_event_into(&mut room).ok()? {
            Event::Start(element) | Event::Empty(element) if !on(&element) => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}
