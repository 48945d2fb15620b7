//! How much room the sheets of an .xls take when they are laid out, told from its records before anybody lays them out.
//!
//! The records are those of `[MS-XLS]`: a type and a length of two bytes each, and so much data.

use std::io::{Cursor, Read};

use super::refusal::{MAX_CELLS, Refusal};

/// Sheets are laid out all at once: so many cells together.
const MOST_TOGETHER: u64 = 4 * MAX_CELLS as u64;
/// The stream with the sheets, in files of 1997 and later and in those before.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];

const BEGINNING: u16 = 0x0809;
const END: u16 = 0x000a;
const PASSWORD: u16 = 0x002f;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00bd;
/// Records of one cell, which begin with its row and column: formulas, numbers, texts, truth and error values.
const CELLS: [u16; 9] = [0x0006, 0x0206, 0x0406, 0x0203, 0x0204, 0x0205, 0x00d6, 0x00fd, 0x027e];

/// Whether the sheets can be laid out, what they claim to hold counted as if they did.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), Refusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    let name = STREAMS.into_iter().find(|name| file.is_stream(name)).ok_or(Refusal::Broken)?;
    let mut records = Vec::new();
    // A stream is no longer than the file, unless the file is made to trick somebody.
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let stream = file.open_stream(name).map_err(|_| Refusal::Broken)?;
    stream.take(most).read_to_end(&mut records).map_err(|_| Refusal::Broken)?;
    let (mut sheet, mut depth, mut sheets, mut together) = (Extent::default(), 0_u32, 0_u32, 0_u64);
    for (kind, data) in Records(&records) {
        match kind {
            BEGINNING => depth += 1,
            END => depth = depth.saturating_sub(1),
            // What follows cannot be read without the password, and that is said of it.
            PASSWORD if sheets == 0 && word(data, 0) != 0 => return Ok(()),
            DIMENSIONS => sheet.claimed = claimed(data),
            MANY_NUMBERS => sheet.holds(word(data, 0), word(data, 1).max(last_word(data))),
            kind if CELLS.contains(&kind) => sheet.holds(word(data, 0), word(data, 1)),
            _ => {}
        }
        if sheet.cells() > MAX_CELLS as u64 || together.saturating_add(sheet.cells()) > MOST_TOGETHER {
            return Err(Refusal::LaidOut);
        }
        if kind == END && depth == 0 {
            together += sheet.cells();
            sheets += 1;
            sheet = Extent::default();
        }
    }
    Ok(())
}

/// The rectangle that the cells of a sheet lie in, and how many it says that there are.
#[derive(Default)]
struct Extent {
    /// First row, first column, last row, last column.
    corners: Option<[u64; 4]>,
    claimed: u64,
}

impl Extent {
    fn holds(&mut self, row: u64, column: u64) {
        let [top, left, bottom, right] = self.corners.unwrap_or([row, column, row, column]);
        self.corners = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    fn cells(&self) -> u64 {
        let laid_out = self.corners.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1));
        laid_out.max(self.claimed)
    }
}

/// A little-endian number of two bytes; what is not there is zero.
fn word(data: &[u8], index: usize) -> u64 {
    let at = |place: usize| data.get(place).copied().unwrap_or_default();
    u64::from(u16::from_le_bytes([at(2 * index), at(2 * index + 1)]))
}

fn last_word(data: &[u8]) -> u64 {
    word(data.last_chunk::<2>().map_or(&[], <[u8; 2]>::as_slice), 0)
}

/// The cells of the rectangle that a sheet says its cells lie in. One that ends before it begins is without end: that is how it would be laid out.
fn claimed(data: &[u8]) -> u64 {
    let long = |index| word(data, index) + (word(data, index + 1) << 16);
    let (first_row, end_row, first_column, end_column) = match data.len() {
        10 => (word(data, 0), word(data, 1), word(data, 2), word(data, 3)),
        _ => (long(0), long(2), word(data, 4), word(data, 5)),
    };
    if end_row == 0 || end_column == 0 {
        return 0;
    }
    // A first column that cannot be is taken for the first of all.
    let first_column = if first_column > 0xff || end_column < first_column { 0 } else { first_column };
    match end_row.checked_sub(first_row) {
        None | Some(0) => u64::MAX,
        Some(rows) => rows.saturating_mul(end_column - first_column),
    }
}

/// The records of a stream, up to one that is cut off.
struct Records<'b>(&'b [u8]);

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        let [kind, kind_high, length, length_high] = *head;
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([length, length_high])))?;
        self.0 = rest;
        Some((u16::from_le_bytes([kind, kind_high]), data))
    }
}
