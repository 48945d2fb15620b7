//! Workbooks made for a test each.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook with one sheet, `Blad1`: a line for each row, `;` between cells. `'140` is a text, `=A1*2 → 280` a formula with its value,
/// `26.3%` a share in percent; numbers are written with a point, everything else is a text.
pub fn book(rows: &str) -> Vec<u8> {
    books(&[("Blad1", rows)], |_, _| {})
}

/// A workbook with sheets, changed before it is written.
pub fn books(sheets: &[(&str, &str)], change: impl Fn(&str, &mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // The same bytes every time.
    let made = ExcelDateTime::from_ymd(2024, 1, 1).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(line.split(';')) {
                write(sheet, row, column, cell);
            }
        }
        change(name, sheet);
    }
    workbook.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let percent = cell.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    if let Some((formula, value)) = cell.split_once(" → ") {
        sheet.write_formula(row, column, Formula::new(formula).set_result(value)).unwrap();
    } else if let Some(text) = cell.strip_prefix('\'') {
        sheet.write_string(row, column, text).unwrap();
    } else if let Some(percent) = percent {
        let share: f64 = format!("{percent}e-2").parse().unwrap();
        sheet.write_number_with_format(row, column, share, &Format::new().set_num_format("0.0%")).unwrap();
    } else if let Ok(number) = cell.parse::<f64>() {
        sheet.write_number(row, column, number).unwrap();
    } else if !cell.is_empty() {
        sheet.write_string(row, column, cell).unwrap();
    }
}

/// The same workbook with a text in one of its parts replaced.
pub fn patched(book: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(from), "{text}");
            content = text.replace(from, to).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}
