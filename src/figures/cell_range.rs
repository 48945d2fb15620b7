//! A part of a sheet.

use crate::diagnostic::CellName;

/// A rectangle of cells, written `A4:F20`, or `A4:F` for all rows from the fourth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellRange {
    /// The upper left cell.
    pub first: CellName,
    /// The last column.
    pub last_column: u32,
    /// The last row; `None`: the last one of the sheet.
    pub last_row: Option<u32>,
}

impl CellRange {
    /// Reads `A4:F20` or `A4:F`; `$` before a letter or number is left out. `None`: not a range of cells.
    pub fn parse(written: &str) -> Option<Self> {
        let (first, last) = written.split_once(':')?;
        let ((column, row), (last_column, last_row)) = (cell_parts(first)?, cell_parts(last)?);
        let range = Self { first: CellName { row: row?, column }, last_column, last_row };
        let in_order = range.first.column <= last_column && last_row.is_none_or(|last| range.first.row <= last);
        in_order.then_some(range)
    }

    /// Whether a row is in it.
    pub fn holds_row(self, row: u32) -> bool {
        self.first.row <= row && self.last_row.is_none_or(|last| row <= last)
    }

    /// Whether a column is in it.
    pub fn holds_column(self, column: u32) -> bool {
        (self.first.column..=self.last_column).contains(&column)
    }
}

/// Column and row of `$C$14`, or the column of `C`.
pub(super) fn cell_parts(written: &str) -> Option<(u32, Option<u32>)> {
    let written = written.trim().replace('$', "").to_ascii_uppercase();
    let digits = written.find(|c: char| c.is_ascii_digit()).unwrap_or(written.len());
    let (letters, number) = written.split_at(digits);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    match number {
        "" => Some((column, None)),
        _ if number.starts_with('0') || number.len() > 7 => None,
        _ => Some((column, Some(number.parse().ok()?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(written: &str) -> Option<(String, u32, Option<u32>)> {
        let range = CellRange::parse(written)?;
        Some((range.first.to_string(), range.last_column, range.last_row))
    }

    #[test]
    fn ranges_are_written_as_in_a_spreadsheet() {
        assert_eq!(parsed("A4:F20"), Some(("A4".into(), 6, Some(20))));
        assert_eq!(parsed("$b$2:$aa$3"), Some(("B2".into(), 27, Some(3))));
        assert_eq!(parsed("C7:C"), Some(("C7".into(), 3, None)));
        assert_eq!(parsed("ZZ10:AAA10"), Some(("ZZ10".into(), 703, Some(10))));
        for wrong in ["A4", "A:F", "4:20", "F4:A20", "A20:F4", "A0:F4", "A1:ÅÄ", "A1:F4:G5", "Blad!A1:B2", "A1:ABCD2"]
        {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
